import { forbidden } from '../../kit/index.ts';
import type { TypeResolvers } from '../../kit/resolvers.ts';
import { civilDateOf } from '../../kit/working-days.ts';
import type { LinkRow } from '../link.model.ts';
import type { LinkSides } from '../link.rules.ts';
import { isInForce, linkRoleOf } from '../link.rules.ts';
import { declaredOf } from '../link.store.ts';
import type { Context } from './context.ts';

export const GuardianLink: TypeResolvers<Context> = {
  id: ({ _id }: LinkRow) => _id,
  isInForce: (row: LinkRow, _args: unknown, { now }) => isInForce(row, civilDateOf(now)),
  childName: async (row: LinkRow, _args: unknown, context) => {
    await look(row, 'childName', context);
    return (await declaredOf(context.store.links, row)).name;
  },
  childBirthDate: async (row: LinkRow, _args: unknown, context) => {
    await look(row, 'childBirthDate', context);
    return (await declaredOf(context.store.links, row)).birthDate;
  },
  words: async (row: LinkRow, _args: unknown, context) => {
    await look(row, 'words', context);
    return row.words && context.store.links.parts.personKeys.open(row.words);
  },
};

const purposes = { child: 'own', guardian: 'guardian', verifier: 'verification of a guardian' } as const;

/** What is private about a child (P4): each look is written down first. */
async function look(row: LinkRow, field: string, { viewer, access }: Context): Promise<void> {
  const role = linkRoleOf(row, viewer);
  if (role === null || role === 'auditor') throw forbidden('You may not see this.');
  const [whose, entityId] = [row.childId, row._id];
  const purpose = purposes[role];
  await access({ whose, entity: 'GuardianLink', entityId, fields: [field], purpose });
}

export const GuardianLinkVerifier: TypeResolvers<Context> = {
  agency: ({ kind, id }: LinkSides['verifier']) => (kind === 'WARD' ? { id } : null),
};

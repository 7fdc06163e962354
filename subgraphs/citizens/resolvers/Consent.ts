import type { TypeResolvers } from '../../kit/resolvers.ts';
import { civilDateOf } from '../../kit/working-days.ts';
import type { ConsentRow } from '../consent.model.ts';
import { agreedScope, missingCapacities, purposeOf } from '../consent.rules.ts';
import { openGrants } from '../consent.store.ts';
import type { Context } from './context.ts';

export const Consent: TypeResolvers<Context> = {
  id: ({ _id }: ConsentRow) => _id,
  purpose: ({ purpose }: ConsentRow) => purposeOf(purpose),
  grantedAt: ({ at }: ConsentRow) => at,
  withdrawnAt: async (row: ConsentRow, _args: unknown, { loaders }) => {
    const rows = await loaders.matters.load(row.matter);
    return rows.find(({ chain, seq }) => chain === row.chain && seq === row.seq + 1)?.at ?? null;
  },
  agreedScope: async (row: ConsentRow, _args: unknown, context) => {
    const { grants, on } = await matterOf(row, context);
    const isOpen = grants.some(({ _id }) => _id === row._id);
    return isOpen ? agreedScope(row.purpose, grants, on).filter((each) => row.scope.includes(each)) : [];
  },
  missing: async (row: ConsentRow, _args: unknown, context) => {
    const { grants, on } = await matterOf(row, context);
    return missingCapacities(row.purpose, grants, on);
  },
  statement: ({ statement }: ConsentRow, _args: unknown, { store }) =>
    statement && store.consents.parts.personKeys.open(statement),
};

async function matterOf({ matter, subjectId }: ConsentRow, { loaders, now }: Context) {
  const grants = openGrants(await loaders.matters.load(matter));
  return { grants, on: { child: await loaders.children.load(subjectId), today: civilDateOf(now) } };
}

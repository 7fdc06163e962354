import type { Sealed } from '../../kit/index.ts';
import { forbidden, hasRole } from '../../kit/index.ts';
import type { TypeResolvers } from '../../kit/resolvers.ts';
import { readPart } from '../copy.store.ts';
import { requireRight } from '../errors.ts';
import type { AreaDone, RequestRow } from '../request.model.ts';
import { allowedSteps, isClosed } from '../request.rules.ts';
import type { Context } from './context.ts';

export const DataRequest: TypeResolvers<Context> = {
  id: ({ _id }: RequestRow) => _id,
  isOverdue: (row: RequestRow, _args: unknown, { now }) => !isClosed(row) && now > row.dueAt,
  allowed: (row: RequestRow) => allowedSteps(row).filter((step) => step !== 'FINISH'),
  citizenId: async (row: RequestRow, _args: unknown, context) => {
    await look(row, 'citizenId', context);
    return row.personId;
  },
  details: (row: RequestRow, _args: unknown, context) => showWords(row, 'details', context),
  answer: (row: RequestRow, _args: unknown, context) => showWords(row, 'answer', context),
  extensionReason: (row: RequestRow, _args: unknown, context) => showWords(row, 'extensionReason', context),
  copy: async (row: RequestRow, { area }: { readonly area: string }, { store, viewer }) => {
    requireRight(viewer.id === row.personId, viewer);
    return readPart(store.requests, row, area);
  },
};

async function showWords(
  row: RequestRow,
  field: 'details' | 'answer' | 'extensionReason',
  context: Context,
): Promise<unknown> {
  const sealed: Sealed | null = row[field];
  await look(row, field, context);
  return sealed && context.store.requests.parts.personKeys.open(sealed);
}

/** Words and person are the person's, and the identity officer's with a look that is written down first. */
async function look(row: RequestRow, field: string, { viewer, access }: Context): Promise<void> {
  const { personId: whose, _id: entityId, kind } = row;
  if (viewer.id === whose) return;
  if (!hasRole(viewer, 'identityOfficer')) throw forbidden('You may not see this.');
  await access({ whose, entity: 'DataRequest', entityId, fields: [field], purpose: `request ${kind}` });
}

export const DataRequestArea: TypeResolvers<Context> = {
  counts: ({ counts }: AreaDone) => Object.entries(counts).map(([name, count]) => ({ name, count })),
};

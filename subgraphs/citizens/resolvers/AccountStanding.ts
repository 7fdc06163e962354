import type { TypeResolvers } from '../../kit/resolvers.ts';
import type { AccountRow } from '../account.model.ts';
import { stateOf } from '../account.rules.ts';
import { requirePerson } from '../errors.ts';
import type { Context } from './context.ts';

export const AccountStanding: TypeResolvers<Context> = {
  citizenId: ({ _id }: AccountRow) => _id,
  state: (account: AccountRow) => stateOf(account),
  reason: async ({ _id, reason, version }: AccountRow, _args: unknown, { store, viewer, access }) => {
    if (reason === null) return null;
    const fields = ['account.reason'];
    const look = {
      whose: _id,
      entity: 'Account',
      entityId: _id,
      fields,
      purpose: `account version ${version}`,
    };
    if (requirePerson(viewer) !== _id) await access(look);
    return store.accounts.parts.personKeys.open(reason);
  },
};

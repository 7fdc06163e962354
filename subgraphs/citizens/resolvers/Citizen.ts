import { notFound } from '../../kit/index.ts';
import type { TypeResolvers } from '../../kit/resolvers.ts';
import { readAccount } from '../account.store.ts';
import type { Citizen as CitizenFacts } from '../citizen.rules.ts';
import { citizenFor, identityOf } from '../citizen.rules.ts';
import { badKey } from '../errors.ts';
import { readProfile } from '../profile.store.ts';
import type { Context } from './context.ts';

/** Only ever the viewer: whoever else it might be is NOT_FOUND. */
export const Citizen: TypeResolvers<Context> = {
  __resolveReference: ({ id }: { readonly id: unknown }, { viewer }) => {
    if (typeof id !== 'string') throw badKey('id');
    const citizen = citizenFor(viewer, id);
    if (!citizen) throw notFound('citizen');
    return citizen;
  },
  identity: (citizen: CitizenFacts) => identityOf(citizen),
  profile: async ({ id }: CitizenFacts, _args: unknown, { store, access }) => {
    await access({ whose: id, entity: 'Citizen', entityId: id, fields: ['profile'], purpose: 'own' });
    return readProfile(store.profiles, id);
  },
  account: ({ id }: CitizenFacts, _args: unknown, { store }) => readAccount(store.accounts, id),
};

import type { PageArgs } from '../../kit/index.ts';
import type { TypeResolvers } from '../../kit/resolvers.ts';
import { requireKey } from '../errors.ts';
import type { Context } from './context.ts';

interface WardKey {
  readonly code: string;
}

/** Everything but its alerts is for agencies to say, whether there is such a ward too. */
export const Ward: TypeResolvers<Context> = {
  __resolveReference: ({ code }: { readonly code: unknown }) => ({ code: requireKey('code', code) }),
  activeAlerts: async ({ code }: WardKey, _: unknown, { loaders }) =>
    (await loaders.wards.load(code))?.active ?? [],
  alerts: ({ code }: WardKey, args: PageArgs, { store }) => store.threads.history(code, args),
};

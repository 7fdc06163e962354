import type { TypeResolvers } from '../../kit/resolvers.ts';
import type { QuotaWarning as Warning } from '../usage.events.ts';
import type { Context } from './context.ts';

export const QuotaWarning: TypeResolvers<Context> = {
  app: ({ appId }: Warning, _: unknown, { loaders }) => loaders.apps.load(appId),
  at: ({ at }: Warning) => new Date(at),
};

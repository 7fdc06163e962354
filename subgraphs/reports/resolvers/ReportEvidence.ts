import type { TypeResolvers } from '../../kit/resolvers.ts';
import type { Evidence } from '../facts.rules.ts';
import type { Context } from './context.ts';

export const ReportEvidence: TypeResolvers<Context> = {
  media: ({ upload }: Evidence, _: unknown, { loaders }) => (upload ? loaders.media.load(upload) : null),
};

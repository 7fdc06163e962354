import type { TypeResolvers } from '../../kit/resolvers.ts';
import type { Category } from '../category.rules.ts';
import type { Context } from './context.ts';

export const ReportCategory: TypeResolvers<Context> = {
  defaultAgency: async ({ code }: Category, _: unknown, { loaders }) => {
    const id = await loaders.defaultAgency.load(code);
    return id === null ? null : { id };
  },
};

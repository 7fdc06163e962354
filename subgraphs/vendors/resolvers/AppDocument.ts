import type { TypeResolvers } from '../../kit/resolvers.ts';
import type { DocumentRow } from '../document.model.ts';
import type { Context } from './context.ts';

export const AppDocument: TypeResolvers<Context> = {
  id: ({ hash }: DocumentRow) => hash,
};

import type { TypeResolvers } from '../../kit/resolvers.ts';
import type { KeyRow } from '../key.model.ts';
import { keyState } from '../key.rules.ts';
import type { Context } from './context.ts';

export const ApiKey: TypeResolvers<Context> = {
  id: ({ _id }: KeyRow) => _id,
  state: (key: KeyRow) => keyState(key, new Date()),
  sandbox: ({ sandbox = false }: KeyRow) => sandbox,
};

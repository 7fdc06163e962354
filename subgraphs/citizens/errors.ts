import type { GraphQLError } from 'graphql';
import { badInput } from '../kit/errors.ts';

/** A key in a hand-made representation that is no text. */
export function badKey(field: string): GraphQLError {
  return badInput({ field, rule: 'key' }, `${field} must be a text.`);
}

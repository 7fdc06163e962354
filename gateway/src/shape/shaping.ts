import { GraphQLError } from 'graphql';
import type { Denied } from '../plan/denied.ts';
import type { ErrorPaths } from './error-paths.ts';

/** What the writing of one response works with. `errors` grows as it goes. */
export interface Shaping {
  /** Of the client, coerced. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Where the value being written stands: as many entries as it is deep, and behind them what is left of others. */
  readonly path: (string | number)[];
  /** Where an error from below already says why there is a null. */
  readonly explained: ErrorPaths | undefined;
  readonly errors: GraphQLError[];
}

/**
 * Writes a value that is there, as JSON; undefined where it has to be null, and the reason has been reported. `depth`
 * is how many entries of the path lead to it.
 */
export type WriteValue = (raw: unknown, shaping: Shaping, depth: number) => string | undefined;

/** Errors that shaping adds at most; a faulty subgraph could cause one for each byte that it sends. */
const maxErrorsAdded = 1_000;

/**
 * Reports a value that a subgraph should not have sent, unless an error at its place was reported before.
 * @returns undefined, as what is written for it
 */
export function report(shaping: Shaping, depth: number, message: string): undefined {
  if (shaping.errors.length >= maxErrorsAdded) return;
  const path = shaping.path.slice(0, depth);
  if (shaping.explained?.covers(path)) return;
  shaping.errors.push(new GraphQLError(message, { path, extensions: { code: 'SUBGRAPH_BAD_RESPONSE' } }));
}

/** Says at each place why the viewer gets null there. @returns undefined, as what is written for it */
export function reportDenied(shaping: Shaping, depth: number, { code, message }: Denied): undefined {
  if (shaping.errors.length >= maxErrorsAdded) return;
  const path = shaping.path.slice(0, depth);
  shaping.errors.push(new GraphQLError(message, { path, extensions: { code } }));
}

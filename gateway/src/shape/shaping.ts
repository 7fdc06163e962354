import { GraphQLError } from 'graphql';
import type { GraphQLCompositeType, GraphQLNamedType } from 'graphql';
import type { Denied } from '../plan/denied.ts';
import type { SelectionParent } from './collect-fields.ts';
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
  /** Where parts may come later: what is found of them. */
  readonly later?: Later | undefined;
}

/** What a writer of an answer in parts notes. */
export interface Later {
  /** The `@defer` whose part is being written, if any, and the lists of whose rest. */
  readonly deferred: string | undefined;
  readonly tails: readonly string[];
  /** What has been delivered is not delivered again. */
  readonly onlyNew: boolean;
  /** Parts whose place has been written, in the order of the answer. */
  readonly revealed: Revealed[];
  /** Paths at which a null stands in the place of what could not be, as `placeText` writes them. */
  readonly nulled: Set<string>;
}

/** A part of the answer whose place is known. */
export interface Revealed {
  /** The id of its `@defer` or `@stream`. */
  readonly id: string;
  /** What has to be there before it can be written, as `partKey` writes it. */
  readonly part: string;
  /** Of the object that a fragment is of, or of a list. */
  readonly path: readonly (string | number)[];
  readonly raw: unknown;
  /** Of a list: the first of the elements that are to come. */
  readonly from?: number | undefined;
  readonly writing: LaterWriting;
}

/** How a part is written, compiled. */
export type LaterWriting = FragmentWriting | ItemsWriting;
export interface FragmentWriting {
  readonly kind: 'fragment';
  readonly type: GraphQLCompositeType;
  readonly nodes: readonly SelectionParent[];
  /** All its fields, as one object. */
  readonly whole: WriteValue;
  /** Of its fields those that have not been delivered with what it stands in, as objects to be merged in at their paths. */
  readonly fresh: WriteFresh;
}
export interface ItemsWriting {
  readonly kind: 'items';
  readonly type: GraphQLNamedType;
  readonly nodes: readonly SelectionParent[];
  readonly item: WriteValue;
}

/** False when a null has found no place in the part. */
export type WriteFresh = (
  raw: unknown,
  writing: { readonly shaping: Shaping; readonly found: FreshObject[] },
  depth: number,
) => boolean;
export interface FreshObject {
  readonly path: readonly (string | number)[];
  readonly text: string;
}

/** A path as one text; nothing in a response key is a line break. */
export function placeText(path: readonly (string | number)[], length: number): string {
  return path.slice(0, length).join('\n');
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

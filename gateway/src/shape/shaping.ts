import { GraphQLError } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import type { DataObject } from '../execute/data-object.ts';
import type { LocatedError } from '../execute/locate-errors.ts';
import type { Denied } from '../plan/denied.ts';
import type { PlannedOperation } from '../plan/plan-nodes.ts';
import type { FieldCollector } from './collect-fields.ts';
import type { ErrorPaths } from './error-paths.ts';

export interface ShapeInput {
  /** What clients see; nothing that is not in it leaves here. */
  readonly schema: GraphQLSchema;
  readonly planned: PlannedOperation;
  /** Of the client, coerced. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly data: DataObject;
  readonly errors: readonly LocatedError[];
}

/** What one shaping works with. `errors` grows as it goes. */
export interface Shaping {
  readonly schema: GraphQLSchema;
  readonly planned: PlannedOperation;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly fields: FieldCollector;
  /** Where an error from below already says why there is a null. */
  readonly explained: ErrorPaths;
  readonly errors: GraphQLError[];
}

/** Errors that shaping adds at most; a faulty subgraph could cause one for each byte that it sends. */
const maxErrorsAdded = 1_000;

/** Where a value stands in the response: keys of the client and list indexes, the last first. */
export interface Place {
  readonly key: string | number;
  readonly parent: Place | undefined;
}

export function pathOf(place: Place | undefined): (string | number)[] {
  const path: (string | number)[] = [];
  for (let at = place; at; at = at.parent) path.unshift(at.key);
  return path;
}

/** Reports a value that a subgraph should not have sent, unless an error at its place was reported before. */
export function report(shaping: Shaping, place: Place | undefined, message: string): void {
  if (shaping.errors.length >= maxErrorsAdded) return;
  const path = pathOf(place);
  if (shaping.explained.covers(path)) return;
  shaping.errors.push(new GraphQLError(message, { path, extensions: { code: 'SUBGRAPH_BAD_RESPONSE' } }));
}

/** Says at each place why the viewer gets null there. */
export function reportDenied(shaping: Shaping, place: Place, { code, message }: Denied): void {
  if (shaping.errors.length >= maxErrorsAdded) return;
  shaping.errors.push(new GraphQLError(message, { path: pathOf(place), extensions: { code } }));
}

import { GraphQLError } from 'graphql';
import type { FetchNode } from '../plan/plan-nodes.ts';
import type { TypeRelations } from '../plan/type-relations.ts';
import type { RawError } from '../transport/subgraph-call.ts';
import { pathOf } from './cursor.ts';
import type { ResponsePath, Target } from './cursor.ts';
import { own } from './data-object.ts';

/** Errors that one fetch adds at most: past it they say nothing new and cost an attacker nothing. */
export const maxErrorsPerFetch = 100;

/** An error with its path in the planned operation. It says in `originalError` which subgraph it is from, for the log. */
export type LocatedError = GraphQLError;

export class SubgraphError extends Error {
  readonly subgraph: string;

  constructor(subgraph: string, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.subgraph = subgraph;
  }
}

/** What a fetch was to fill: its targets, for `_entities` grouped by representation. */
export interface Affected {
  readonly node: FetchNode;
  /** Of its step: with a target's place they are its path. */
  readonly keys: readonly string[];
  readonly owners: readonly (readonly Target[])[];
  readonly types: TypeRelations;
}

/** One error at each field that the fetch should have filled, for a fetch that failed as a whole. */
export function locateFailure(error: RawError, affected: Affected): LocatedError[] {
  const paths = affected.owners.flatMap((targets) => affectedPaths(targets, affected));
  return paths.slice(0, maxErrorsPerFetch).map((path) => at(path, error, affected.node.subgraph));
}

/**
 * The errors of an answer, moved from the subgraph's paths to the operation's: `["_entities", 2, "name"]` becomes the
 * path of every target of representation 2 and `name`. An error that names no field stands for all of the fetch, or
 * of the entity that it names.
 */
export function locateAnswerErrors(errors: readonly RawError[], affected: Affected): LocatedError[] {
  const located: LocatedError[] = [];
  for (const error of errors) {
    const room = maxErrorsPerFetch - located.length;
    if (room <= 0) break;
    const paths = affected.node.requires ? entityPaths(error, affected) : rootPaths(error, affected);
    for (const path of paths.slice(0, room)) located.push(at(path, error, affected.node.subgraph));
  }
  return located;
}

/**
 * The errors of fields that cannot be asked for because what they require has failed: what went wrong in or below a
 * target is repeated at each field of it that the fetch should have filled.
 */
export function locateConsequences(causes: readonly LocatedError[], affected: Affected): LocatedError[] {
  const located: LocatedError[] = [];
  for (const target of affected.owners.flat()) {
    const cause = causes.find(
      ({ path }) => path !== undefined && startsWith(path, pathOf(target, affected.keys)),
    );
    if (!cause || located.length >= maxErrorsPerFetch) continue;
    for (const path of affectedPaths([target], affected)) located.push(moved(cause, path));
  }
  return located;
}

function startsWith(path: ResponsePath, start: ResponsePath): boolean {
  return start.every((key, index) => path[index] === key);
}

function moved(error: LocatedError, path: ResponsePath): LocatedError {
  return new GraphQLError(error.message, {
    path,
    extensions: error.extensions,
    ...(error.originalError ? { originalError: error.originalError } : {}),
  });
}

function rootPaths(error: RawError, affected: Affected): ResponsePath[] {
  const targets = affected.owners.flat();
  if (!error.path?.length) return affectedPaths(targets, affected);
  const rest = finalKeys(error.path, affected.node);
  return targets.map((target) => [...pathOf(target, affected.keys), ...rest]);
}

function entityPaths(error: RawError, affected: Affected): ResponsePath[] {
  const [root, index, ...rest] = error.path ?? [];
  if (root !== '_entities' || typeof index !== 'number')
    return affected.owners.flatMap((targets) => affectedPaths(targets, affected));
  const targets = affected.owners[index] ?? [];
  if (rest.length === 0) return affectedPaths(targets, affected);
  const tail = finalKeys(rest, affected.node);
  return targets.map((target) => [...pathOf(target, affected.keys), ...tail]);
}

function affectedPaths(targets: readonly Target[], { node, keys, types }: Affected): ResponsePath[] {
  return targets.flatMap((target) => {
    const path = pathOf(target, keys);
    return node.produces
      .filter(({ type }) => type === undefined || isOrMayBe(target, type, types))
      .map(({ key }) => [...path, key]);
  });
}

function isOrMayBe(target: Target, type: string, types: TypeRelations): boolean {
  const typename = own(target.object, '__typename');
  return typeof typename !== 'string' || types.isSubtype(type, typename) || types.isSubtype(typename, type);
}

/** Keys that the plan had to alias in the subgraph's query go back to what they are called in the data. */
function finalKeys(path: ResponsePath, node: FetchNode): ResponsePath {
  const names = new Map<string | number, string>();
  for (const rewrite of node.outputRewrites) {
    const last = rewrite.path.at(-1);
    if (rewrite.kind === 'KeyRenamer' && last !== undefined) names.set(last, rewrite.to);
  }
  return path.map((key) => names.get(key) ?? key);
}

function at(path: ResponsePath, error: RawError, subgraph: string): LocatedError {
  return new GraphQLError(error.message, {
    path,
    extensions: { ...error.extensions },
    originalError: new SubgraphError(subgraph, error.message),
  });
}

import type { TypeRelations } from '../plan/type-relations.ts';
import type { SubgraphAnswer } from '../transport/subgraph-call.ts';
import { badResponse } from './bad-response.ts';
import type { Target } from './cursor.ts';
import { isObject, own } from './data-object.ts';
import { mergeMembers } from './merge-data.ts';
import type { CompiledFetch } from './program.ts';
import { applyRewrites } from './rewrites.ts';

/** The targets of an entity fetch, grouped by representation. */
export interface EntityTargets {
  readonly fetch: CompiledFetch;
  readonly owners: readonly (readonly Target[])[];
  readonly types: TypeRelations;
}

/**
 * Merges the answer to `_entities` into the targets, each entity into all that asked for it. A null without an error
 * means that the subgraph does not know the entity: its fields are null where they may be. A null with an error adds
 * nothing.
 * @throws SUBGRAPH_BAD_RESPONSE when there is not one entity for each representation
 */
export function mergeEntities({ data, errors }: SubgraphAnswer, filled: EntityTargets): void {
  const { owners, fetch } = filled;
  if (data === null) return;
  const failed = new Set(errors.map(({ path }) => (path?.[0] === '_entities' ? path[1] : undefined)));
  const entities = own(data, '_entities');
  if (!Array.isArray(entities) || entities.length !== owners.length) throw badResponse(fetch.node.subgraph);
  owners.forEach((targets, index) => {
    const entity: unknown = entities[index];
    if (isObject(entity)) mergeEntity(entity, targets, filled);
    else if (entity !== null) throw badResponse(fetch.node.subgraph);
    else if (!failed.has(index) && !failed.has(undefined)) fillUnknown(targets, filled);
  });
}

function mergeEntity(
  entity: Record<string, unknown>,
  targets: readonly Target[],
  { fetch, types }: EntityTargets,
): void {
  const { outputRewrites } = fetch.node;
  if (outputRewrites.length > 0) {
    const typename = own(targets[0]?.object ?? {}, '__typename');
    // Rewrites look at the type; it is only in the answer when it was asked for.
    if (own(entity, '__typename') === undefined && typename !== undefined) entity['__typename'] = typename;
    applyRewrites(entity, outputRewrites, types);
  }
  const last = targets.length - 1;
  const source = { source: entity, keys: fetch.producedKeys };
  targets.forEach(({ object }, index) => mergeMembers(object, source, { types, adopt: index === last }));
}

function fillUnknown(targets: readonly Target[], { fetch, types }: EntityTargets): void {
  for (const { object } of targets) {
    const typename = own(object, '__typename');
    for (const { key, type, nullable } of fetch.node.produces) {
      const applies = typeof typename === 'string' && type !== undefined && types.isSubtype(type, typename);
      if (nullable && applies && own(object, key) === undefined) object[key] = null;
    }
  }
}

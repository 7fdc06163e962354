import { badResponse } from './bad-response.ts';
import type { SubgraphAnswer } from '../transport/subgraph-call.ts';
import type { Target } from './cursor.ts';
import { isObject, own } from './data-object.ts';
import type { Affected } from './locate-errors.ts';
import { mergeData } from './merge-data.ts';
import { applyRewrites } from './rewrites.ts';

/**
 * Merges the answer to `_entities` into the targets, each entity into all that asked for it. A null without an error
 * means that the subgraph does not know the entity: its fields are null where they may be. A null with an error adds
 * nothing.
 * @throws SUBGRAPH_BAD_RESPONSE when there is not one entity for each representation
 */
export function mergeEntities({ data, errors }: SubgraphAnswer, affected: Affected): void {
  const { node, owners, types } = affected;
  if (data === null) return;
  const failed = new Set(errors.map(({ path }) => (path?.[0] === '_entities' ? path[1] : undefined)));
  const entities = own(data, '_entities');
  if (!Array.isArray(entities) || entities.length !== owners.length) throw badResponse(node.subgraph);
  owners.forEach((targets, index) => {
    const entity: unknown = entities[index];
    if (entity === null) {
      if (!failed.has(index) && !failed.has(undefined)) fillUnknown(targets, affected);
      return;
    }
    if (!isObject(entity)) throw badResponse(node.subgraph);
    const typename = own(targets[0]?.object ?? {}, '__typename');
    // Rewrites look at the type; it is only in the answer when it was asked for.
    if (own(entity, '__typename') === undefined && typename !== undefined) entity['__typename'] = typename;
    applyRewrites(entity, node.outputRewrites, types);
    for (const target of targets) mergeData(target.object, entity, types);
  });
}

function fillUnknown(targets: readonly Target[], { node, types }: Affected): void {
  for (const { object } of targets) {
    const typename = own(object, '__typename');
    for (const { key, type, nullable } of node.produces) {
      const applies = typeof typename === 'string' && type !== undefined && types.isSubtype(type, typename);
      if (nullable && applies && own(object, key) === undefined) object[key] = null;
    }
  }
}

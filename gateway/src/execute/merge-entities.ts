import { badResponse } from './bad-response.ts';
import { isObject, own } from './data-object.ts';
import type { DataObject } from './data-object.ts';
import type { Affected } from './locate-errors.ts';
import { mergeData } from './merge-data.ts';
import { applyRewrites } from './rewrites.ts';

/**
 * Merges the answer to `_entities` into the targets, each entity into all that asked for it. A null adds nothing: the
 * subgraph does not know the entity, or has said in an error why.
 * @throws SUBGRAPH_BAD_RESPONSE when there is not one entity for each representation
 */
export function mergeEntities(data: DataObject, { node, owners, types }: Affected): void {
  const entities = own(data, '_entities');
  if (!Array.isArray(entities) || entities.length !== owners.length) throw badResponse(node.subgraph);
  owners.forEach((targets, index) => {
    const entity: unknown = entities[index];
    if (entity === null) return;
    if (!isObject(entity)) throw badResponse(node.subgraph);
    const typename = own(targets[0]?.object ?? {}, '__typename');
    // Rewrites look at the type; it is only in the answer when it was asked for.
    if (own(entity, '__typename') === undefined && typename !== undefined) entity['__typename'] = typename;
    applyRewrites(entity, node.outputRewrites, types);
    for (const target of targets) mergeData(target.object, entity, types);
  });
}

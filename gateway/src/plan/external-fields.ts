import { isInterfaceType, isObjectType } from '@apollo/federation-internals';
import type { QueryGraph, Vertex } from '@apollo/query-graphs';
import type { QueryPlanner } from '@apollo/query-planner';

/**
 * Keeps the planner from asking a subgraph for what is external to it. Where nothing leads from a type to another
 * subgraph it takes a whole selection as it is, if only the type has the fields; that one of them is `@external`, as on a
 * value that a `@requires` goes through, it does not look at. From here on it looks for each field by itself wherever that
 * could happen. There is no setting for it: what the planner goes by is noted in its graph.
 */
export function neverTakeExternal(queryPlanner: QueryPlanner): void {
  const graph = parseQueryGraph(queryPlanner);
  const reachedFrom = new Map<Vertex, Vertex[]>();
  for (const { head, tail } of graph.allEdges())
    if (head.source === tail.source) reachedFrom.set(tail, [...(reachedFrom.get(tail) ?? []), head]);
  const reaching = [...graph.allVertices()].filter((vertex) => lacksField(graph, vertex));
  for (const vertex of reaching) {
    vertex.hasReachableCrossSubgraphEdges = true;
    for (const head of reachedFrom.get(vertex) ?? [])
      if (!head.hasReachableCrossSubgraphEdges) reaching.push(head);
  }
}

function lacksField(graph: QueryGraph, vertex: Vertex): boolean {
  const { type } = vertex;
  if (!isObjectType(type) && !isInterfaceType(type)) return false;
  const collected = new Set<string>();
  for (const { transition } of graph.outEdges(vertex, true))
    if (transition.kind === 'FieldCollection') collected.add(transition.definition.name);
  return type.fields().some(({ name }) => !collected.has(name));
}

/** The planner's own graph, by the name that it has there. */
function parseQueryGraph(queryPlanner: object): QueryGraph {
  const { federatedQueryGraph: graph } = queryPlanner as { readonly federatedQueryGraph?: QueryGraph };
  if (typeof graph?.allVertices !== 'function' || typeof graph.allEdges !== 'function')
    throw new Error('expected @apollo/query-planner to have a graph with vertices and edges');
  return graph;
}

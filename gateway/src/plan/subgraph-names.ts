import type { Schema } from '@apollo/federation-internals';

/** Subgraph names by the values of the supergraph's enum `join__Graph`. */
export function subgraphNames(schema: Schema): Map<string, string> {
  const names = new Map<string, string>();
  for (const application of schema.directive('join__graph')?.applications() ?? []) {
    const { parent } = application;
    if ('name' in parent) names.set(String(parent.name), String(application.arguments()['name']));
  }
  return names;
}

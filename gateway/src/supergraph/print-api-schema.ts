import { ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from '@apollo/federation-internals';
import { lexicographicSortSchema, printSchema } from 'graphql';

/** What clients see of a supergraph, as SDL in a fixed order: the input of every client generator. */
export function printApiSchema(supergraphSdl: string): string {
  const supergraph = Supergraph.build(supergraphSdl, {
    supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
  });
  return `${printSchema(lexicographicSortSchema(supergraph.apiSchema().toGraphQLJSSchema()))}\n`;
}

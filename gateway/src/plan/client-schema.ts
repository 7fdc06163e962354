import { baseType } from '@apollo/federation-internals';
import type { DirectiveDefinition, Supergraph } from '@apollo/federation-internals';
import { DirectiveLocation, extendSchema, parse } from 'graphql';
import type { GraphQLSchema } from 'graphql';

/** With it a client's schema has `@defer` and `@stream`. */
const incremental = { includeDefer: true, includeStream: true } as const;

const executable: ReadonlySet<string> = new Set([
  DirectiveLocation.QUERY,
  DirectiveLocation.MUTATION,
  DirectiveLocation.SUBSCRIPTION,
  DirectiveLocation.FIELD,
  DirectiveLocation.FRAGMENT_DEFINITION,
  DirectiveLocation.FRAGMENT_SPREAD,
  DirectiveLocation.INLINE_FRAGMENT,
  DirectiveLocation.VARIABLE_DEFINITION,
]);

/**
 * The schema that clients see, with `@defer` and `@stream`. It has the directives for operations too that subgraphs
 * compose by `@composeDirective`: Apollo's own takes whatever belongs to a linked specification away.
 */
export function clientSchema(supergraph: Supergraph): GraphQLSchema {
  const schema = supergraph.apiSchema().toGraphQLJSSchema(incremental);
  const texts = composedDirectives(supergraph).map(definitionText);
  return texts.length > 0 ? extendSchema(schema, parse(texts.join('\n'))) : schema;
}

/**
 * Names of the directives that clients may write and no subgraph is sent: composition takes one subgraph's definition,
 * so nothing tells which of the others knows the directive, and with which arguments.
 */
export function composedDirectiveNames(supergraph: Supergraph): ReadonlySet<string> {
  return new Set(composedDirectives(supergraph).map(({ name }) => name));
}

function composedDirectives(supergraph: Supergraph): DirectiveDefinition[] {
  const known = supergraph.apiSchema();
  return supergraph.schema
    .directives()
    .filter(
      (directive) =>
        directive.hasExecutableLocations() &&
        !known.directive(directive.name) &&
        directive.arguments().every(({ type }) => type && known.type(baseType(type).name)),
    );
}

function definitionText(directive: DirectiveDefinition): string {
  const args = directive.arguments().map((argument) => argument.toString());
  const locations = directive.locations.filter((location) => executable.has(location));
  const repeatable = directive.repeatable ? ' repeatable' : '';
  return `directive @${directive.name}${args.length > 0 ? `(${args.join(', ')})` : ''}${repeatable} on ${locations.join(' | ')}`;
}

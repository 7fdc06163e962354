import type { ServiceDefinition } from '@apollo/federation-internals';
import type { ASTNode, FieldDefinitionNode, GraphQLError, Location } from 'graphql';

/**
 * A composition error as `file:line: message`. Federation locates most errors; those that it does not (an
 * unsatisfiable query, say) name a `Type.field`, whose definition is then looked up.
 */
export function locateComposeError(error: GraphQLError, services: readonly ServiceDefinition[]): string {
  const own = error.nodes?.map((node) => node.loc).find((loc) => loc !== undefined);
  if (own) return `${show(own)}: ${error.message}`;
  // A syntax error has no nodes: it carries its source and the positions in it.
  if (error.source && error.locations?.[0])
    return `${error.source.name}:${error.locations[0].line}: ${error.message}`;
  const named = locateNamedField(error.message, services);
  return named ? `${show(named)}: ${error.message}` : error.message;
}

function show(loc: Location): string {
  return `${loc.source.name}:${loc.startToken.line}`;
}

function locateNamedField(message: string, services: readonly ServiceDefinition[]): Location | undefined {
  for (const [, typeName, fieldName] of message.matchAll(/"(\w+)\.(\w+)(?:\(.*?\))?"/g)) {
    for (const { typeDefs } of services) {
      for (const definition of typeDefs.definitions) {
        const field = fieldsOf(definition, typeName).find(({ name }) => name.value === fieldName);
        if (field?.loc) return field.loc;
      }
    }
  }
  return undefined;
}

function fieldsOf(node: ASTNode, typeName: string | undefined): readonly FieldDefinitionNode[] {
  switch (node.kind) {
    case 'ObjectTypeDefinition':
    case 'ObjectTypeExtension':
    case 'InterfaceTypeDefinition':
    case 'InterfaceTypeExtension':
      return node.name.value === typeName ? (node.fields ?? []) : [];
    default:
      return [];
  }
}

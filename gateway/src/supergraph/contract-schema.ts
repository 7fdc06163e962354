import {
  assertValidSchema,
  buildASTSchema,
  isAbstractType,
  Kind,
  lexicographicSortSchema,
  parse,
  printSchema,
} from 'graphql';
import type { DefinitionNode, FieldDefinitionNode, GraphQLSchema, NamedTypeNode } from 'graphql';
import type { Shown } from './contract-view.ts';

/**
 * The schema of a contract: the graph's own without what the contract hides. Whatever is valid on it is valid on the graph, and
 * means the same there. @throws Error naming what the contract shows and cannot
 */
export function contractSchema(apiSchema: GraphQLSchema, shown: Shown): GraphQLSchema {
  const [problem] = hiddenMembers(apiSchema, shown);
  if (problem !== undefined) throw new Error(problem);
  const document = parse(printSchema(apiSchema), { noLocation: true });
  const definitions = document.definitions.flatMap((node) => cut(node, shown));
  const schema = buildASTSchema({ ...document, definitions });
  assertValidSchema(schema);
  return schema;
}

/** A contract's schema as text: what is committed, and what can be fetched. */
export function printContract(schema: GraphQLSchema): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}

/** A value of a type that a client does not know would have to become null, so that the same operation would give another answer. */
export function hiddenMembers(apiSchema: GraphQLSchema, shown: Shown): string[] {
  const abstracts = Object.values(apiSchema.getTypeMap()).filter(isAbstractType);
  return abstracts
    .filter(({ name }) => shown.has(name))
    .flatMap((type) =>
      apiSchema
        .getPossibleTypes(type)
        .filter(({ name }) => !shown.has(name))
        .map(({ name }) => `It shows ${type.name}, and hides ${name}, which is one of its types.`),
    );
}

function cut(node: DefinitionNode, shown: Shown): DefinitionNode[] {
  if (!('name' in node) || !node.name || node.kind === Kind.DIRECTIVE_DEFINITION) return [node];
  const { value } = node.name;
  if (!shown.has(value)) return [];
  const known = (named: readonly NamedTypeNode[] = []): NamedTypeNode[] =>
    named.filter(({ name }) => shown.has(name.value));
  switch (node.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION: {
      const isShown = ({ name }: FieldDefinitionNode): boolean => shown.has(`${value}.${name.value}`);
      return [{ ...node, interfaces: known(node.interfaces), fields: (node.fields ?? []).filter(isShown) }];
    }
    case Kind.UNION_TYPE_DEFINITION:
      return [{ ...node, types: known(node.types) }];
    default:
      return [node];
  }
}

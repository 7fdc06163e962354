import { Kind } from 'graphql';
import type { FragmentDefinitionNode, GraphQLField, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { OperationFacts } from '../src/document.ts';
import { describeOperation } from '../src/generator/describe-operation.ts';
import type { SourceDocument } from '../src/generator/read-documents.ts';

/** One operation with what its method is made of. */
export interface ReadOperation {
  /** The name of its file: the subgraph. */
  readonly area: string;
  /** As every client of the hub has them: the same text, the same hash. */
  readonly facts: OperationFacts;
  readonly node: OperationDefinitionNode;
  /** The root field. */
  readonly field: GraphQLField<unknown, unknown>;
}

export interface ReadOperations {
  readonly operations: readonly ReadOperation[];
  /** Those that the operations use. */
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

/** @throws Error for an operation that has not exactly one root field, after which its method could be named */
export function readOperations(schema: GraphQLSchema, documents: readonly SourceDocument[]): ReadOperations {
  const all = new Map<string, FragmentDefinitionNode>();
  for (const { node } of documents)
    for (const definition of node.definitions)
      if (definition.kind === Kind.FRAGMENT_DEFINITION) all.set(definition.name.value, definition);
  const used = new Map<string, FragmentDefinitionNode>();
  const operations = documents.flatMap(({ node: { definitions }, area, location }) =>
    definitions.flatMap((node) => {
      if (node.kind !== Kind.OPERATION_DEFINITION) return [];
      const { facts, fragments } = describeOperation({ node, fragments: all, schema });
      for (const { name } of fragments) {
        const fragment = all.get(name);
        if (fragment) used.set(name, fragment);
      }
      const field = rootField(schema, node);
      if (!field) throw new Error(`${location}: expected one root field in ${facts.name}`);
      return [{ area, facts, node, field }];
    }),
  );
  return {
    operations: operations.toSorted((a, b) => (a.facts.name < b.facts.name ? -1 : 1)),
    fragments: new Map([...used].toSorted(([a], [b]) => (a < b ? -1 : 1))),
  };
}

function rootField(
  schema: GraphQLSchema,
  { operation, selectionSet }: OperationDefinitionNode,
): GraphQLField<unknown, unknown> | undefined {
  const [root, ...more] = selectionSet.selections;
  if (root?.kind !== Kind.FIELD || more.length > 0) return undefined;
  return schema.getRootType(operation)?.getFields()[root.name.value];
}

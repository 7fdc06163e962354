import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { getNamedType, isObjectType, Kind, parse, print, TypeInfo, validate, visit, visitWithTypeInfo } from 'graphql';
import type {
  DocumentNode,
  FragmentDefinitionNode,
  GraphQLField,
  GraphQLObjectType,
  GraphQLSchema,
  OperationDefinitionNode,
} from 'graphql';

export interface OperationFile {
  readonly path: string;
  readonly text: string;
}

/** One operation with what the runtime has to know of it. */
export interface ReadOperation {
  /** The name of its file: the subgraph. */
  readonly area: string;
  /** Of the operation, which is its root field's. */
  readonly name: string;
  readonly kind: 'query' | 'mutation' | 'subscription';
  readonly node: OperationDefinitionNode;
  readonly field: GraphQLField<unknown, unknown>;
  /** Under which the answer has the root field. */
  readonly responseName: string;
  /** Exactly what is sent: the operation and the fragments that it uses. */
  readonly text: string;
  readonly hash: string;
  /** It takes a `$clientMutationId`: sent twice under one it is done once. */
  readonly isKeyed: boolean;
  /** Its root field is a page with `nodes` and `pageInfo`, and it takes `$after`. */
  readonly isPaged: boolean;
  readonly deprecated: readonly { readonly field: string; readonly reason: string }[];
}

export interface ReadOperations {
  readonly operations: readonly ReadOperation[];
  /** Those that the operations use. */
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

/**
 * The operations of a contract. One whose root field the contract does not have is of another contract and left out.
 * @throws Error for a document that is wrong in any other way
 */
export function readOperations(schema: GraphQLSchema, files: readonly OperationFile[]): ReadOperations {
  const fragments = new Map<string, FragmentDefinitionNode>();
  const found: { readonly area: string; readonly node: OperationDefinitionNode }[] = [];
  for (const { path, text } of files)
    for (const definition of parse(text, { noLocation: true }).definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
      if (definition.kind === Kind.OPERATION_DEFINITION)
        found.push({ area: basename(path, '.graphql'), node: definition });
    }
  const operations = found.flatMap(({ area, node }) => readOperation({ schema, fragments, area, node }) ?? []);
  const used = new Map(operations.flatMap(({ node }) => fragmentsOf(node, fragments).map(({ name, node: each }) => [name, each] as const)));
  return {
    operations: operations.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    fragments: new Map([...used].toSorted(([a], [b]) => (a < b ? -1 : 1))),
  };
}

interface Reading {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly area: string;
  readonly node: OperationDefinitionNode;
}

function readOperation({ schema, fragments, area, node }: Reading): ReadOperation | undefined {
  const name = node.name?.value;
  const [root, ...more] = node.selectionSet.selections;
  if (name === undefined || root?.kind !== Kind.FIELD || more.length > 0)
    throw new Error(`${area}.graphql: expected named operations with one root field, got ${print(node)}`);
  const field = schema.getRootType(node.operation)?.getFields()[root.name.value];
  if (!field) return undefined;
  const document: DocumentNode = {
    kind: Kind.DOCUMENT,
    definitions: [node, ...fragmentsOf(node, fragments).map(({ node: fragment }) => fragment)],
  };
  const [wrong] = validate(schema, document);
  if (wrong) throw new Error(`${area}.graphql, ${name}: ${wrong.message}`);
  const text = print(document);
  const variables = new Set(node.variableDefinitions?.map(({ variable }) => variable.name.value));
  return {
    area,
    name,
    kind: node.operation,
    node,
    field,
    responseName: root.alias?.value ?? root.name.value,
    text,
    hash: createHash('sha256').update(text).digest('hex'),
    isKeyed: variables.has('clientMutationId'),
    isPaged: node.operation === 'query' && variables.has('after') && isPage(getNamedType(field.type), text),
    deprecated: deprecatedIn(schema, document),
  };
}

function isPage(type: unknown, text: string): boolean {
  const fields = isObjectType(type) ? parseFields(type) : {};
  const isSelected = ['nodes', 'pageInfo', 'hasNextPage', 'endCursor'].every((name) => text.includes(name));
  return isSelected && 'nodes' in fields && 'pageInfo' in fields;
}

function parseFields(type: GraphQLObjectType): object {
  return type.getFields();
}

/** The fragments that a definition uses, directly or through others, by name. */
function fragmentsOf(
  node: OperationDefinitionNode,
  all: ReadonlyMap<string, FragmentDefinitionNode>,
): { readonly name: string; readonly node: FragmentDefinitionNode }[] {
  const used = new Map<string, FragmentDefinitionNode>();
  const look = (definition: OperationDefinitionNode | FragmentDefinitionNode): void =>
    void visit(definition, {
      FragmentSpread: ({ name: { value } }) => {
        const fragment = all.get(value);
        if (!fragment || used.has(value)) return;
        used.set(value, fragment);
        look(fragment);
      },
    });
  look(node);
  return [...used].map(([name, fragment]) => ({ name, node: fragment })).toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function deprecatedIn(schema: GraphQLSchema, document: DocumentNode): ReadOperation['deprecated'] {
  const found = new Map<string, string>();
  const info = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(info, {
      Field: () => {
        const field = info.getFieldDef();
        const reason = field?.deprecationReason;
        if (reason) found.set(`${String(info.getParentType())}.${field.name}`, reason);
      },
    }),
  );
  return [...found].map(([field, reason]) => ({ field, reason }));
}

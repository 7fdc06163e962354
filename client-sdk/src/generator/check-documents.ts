import type { ASTNode, DocumentNode, GraphQLSchema, ValidationRule } from 'graphql';
import {
  concatAST,
  getLocation,
  Kind,
  NoUnusedFragmentsRule,
  specifiedRules,
  UniqueFragmentNamesRule,
  UniqueOperationNamesRule,
  validate,
} from 'graphql';
import type { SourceDocument } from './read-documents.ts';

const rules = specifiedRules.filter((rule) => rule !== NoUnusedFragmentsRule);
const namesOnly = [UniqueOperationNamesRule, UniqueFragmentNamesRule];
/** Files that the generator makes besides those of areas, and what every hub has. */
const takenNames = new Set(['index', 'types', 'graphql', 'request', 'subscribe', 'close']);

/**
 * What of the documents is not in the schema or cannot be a method, each as `file:line:column: why`; empty when all is
 * well. Files share their fragments; a text in code is sent as it stands and has its own.
 */
export function checkDocuments(
  schema: GraphQLSchema,
  documents: readonly SourceDocument[],
): readonly string[] {
  const files = documents.filter(({ origin }) => origin === 'file');
  const texts = documents.filter(({ origin }) => origin === 'code');
  const wrong = (nodes: readonly DocumentNode[], by: readonly ValidationRule[]): readonly string[] =>
    validate(schema, concatAST(nodes), by, { maxErrors: 100 }).map((error) =>
      at(error.nodes?.[0], error.message),
    );
  const nodes = documents.map(({ node }) => node);
  const found = [
    ...wrong(
      files.map(({ node }) => node),
      rules,
    ),
    ...texts.flatMap(({ node }) => wrong([node], rules)),
    ...wrong(nodes, namesOnly),
    ...nodes.flatMap(unnamed),
    ...texts.flatMap(({ node }) => notOne(node)),
    ...files.flatMap(noArea),
  ];
  return [...new Set(found)];
}

function unnamed({ definitions }: DocumentNode): readonly string[] {
  return definitions
    .filter((definition) => definition.kind === Kind.OPERATION_DEFINITION && !definition.name)
    .map((definition) =>
      at(definition, 'An operation needs a name: its method and its types are called so.'),
    );
}

function notOne({ definitions }: DocumentNode): readonly string[] {
  const operations = definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  return operations.length === 1
    ? []
    : [
        at(
          operations[1] ?? definitions[0],
          'A text of graphql() is one operation, with the fragments that it uses.',
        ),
      ];
}

function noArea({ area, location, node }: SourceDocument): readonly string[] {
  const isName = /^[A-Za-z][A-Za-z0-9]*$/.test(area) && !takenNames.has(area);
  if (isName || node.definitions.every(({ kind }) => kind !== Kind.OPERATION_DEFINITION)) return [];
  return [`${location}:1:1: The file's name is to be its area's, and "${area}" cannot be one.`];
}

function at(node: ASTNode | undefined, message: string): string {
  if (!node?.loc) return message;
  const { source, start } = node.loc;
  const { line, column } = getLocation(source, start);
  // Of a text in code: where the text begins in its file.
  const { line: firstLine, column: firstColumn } = source.locationOffset;
  return `${source.name}:${line + firstLine - 1}:${line === 1 ? column + firstColumn - 1 : column}: ${message}`;
}

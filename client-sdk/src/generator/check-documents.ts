import type { ASTNode, DocumentNode, GraphQLSchema, OperationDefinitionNode, ValidationRule } from 'graphql';
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
/**
 * Files that the generator makes besides those of areas, what every hub has, what the file of an area imports, and words that
 * no constant of a module may be called by.
 */
const takenNames = new Set(
  `index types graphql request subscribe close connection onIdentityChange operation Operation Area
  arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for
  function if implements import in instanceof interface let new null package private protected public return static super switch this
  throw true try typeof var void while with yield`.split(/\s+/),
);

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
    validate(schema, concatAST(nodes), by, { maxErrors: 100 }).map(
      ({ nodes: [first, second] = [], message }) =>
        // Two of one name, each in its own file perhaps.
        at(
          first,
          second && message.startsWith('There can be only one')
            ? `${message} Another: ${placeOf(second)}.`
            : message,
        ),
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
    ...alike(nodes),
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

/** Types and documents begin with a capital letter, whatever the operation does. */
function alike(nodes: readonly DocumentNode[]): readonly string[] {
  const first = new Map<string, OperationDefinitionNode>();
  return operationsIn(nodes).flatMap((node) => {
    const name = node.name?.value ?? '';
    const typeName = name.charAt(0).toUpperCase() + name.slice(1);
    const other = first.get(typeName);
    first.set(typeName, other ?? node);
    if (!other || other.name?.value === name) return [];
    return [
      at(node, `The types of "${name}" and "${other.name?.value}" (${placeOf(other)}) would have one name.`),
    ];
  });
}

function operationsIn(nodes: readonly DocumentNode[]): readonly OperationDefinitionNode[] {
  return nodes
    .flatMap(({ definitions }) => definitions)
    .filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
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
  return node?.loc ? `${placeOf(node)}: ${message}` : message;
}

function placeOf({ loc }: ASTNode): string {
  if (!loc) return 'nowhere';
  const { source, start } = loc;
  const { line, column } = getLocation(source, start);
  // Of a text in code: where the text begins in its file.
  const { line: firstLine, column: firstColumn } = source.locationOffset;
  return `${source.name}:${line + firstLine - 1}:${line === 1 ? column + firstColumn - 1 : column}`;
}

import type { DefinitionNode, GraphQLSchema } from 'graphql';
import { concatAST, Kind, NoUnusedFragmentsRule, specifiedRules, validate } from 'graphql';
import type { SourceDocument } from './read-documents.ts';

const rules = specifiedRules.filter((rule) => rule !== NoUnusedFragmentsRule);

/**
 * What of the documents is not in the schema or cannot be a method, each as `file:line:column: why`; empty when all is
 * well. Fragments may stand in any of the files.
 */
export function checkDocuments(
  schema: GraphQLSchema,
  documents: readonly SourceDocument[],
): readonly string[] {
  const all = concatAST(documents.map(({ node }) => node));
  const errors = validate(schema, all, rules, { maxErrors: 100 });
  return [
    ...errors.map(({ nodes, message }) => at(nodes?.[0], message)),
    ...all.definitions
      .filter((definition) => definition.kind === Kind.OPERATION_DEFINITION && !definition.name)
      .map((definition) => at(definition, 'An operation needs a name: its method is called so.')),
  ];
}

function at(node: Pick<DefinitionNode, 'loc'> | undefined, message: string): string {
  const { loc } = node ?? {};
  if (!loc) return message;
  const { line, column } = loc.startToken;
  return `${loc.source.name}:${line}:${column}: ${message}`;
}

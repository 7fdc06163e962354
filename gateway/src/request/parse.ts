import { GraphQLError, Kind, parse } from 'graphql';
import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import type { Limits } from '../config.ts';
import { clientError } from '../errors.ts';

/** Text to document, stopped at the token limit before the parser can recurse deeply. @throws GRAPHQL_PARSE_FAILED */
export function parseDocument(source: string, limits: Limits | null): DocumentNode {
  try {
    return parse(source, parseOptions(limits));
  } catch (error) {
    // Without limits a document nested thousands of levels deep ends the parser's stack, not the process.
    const message =
      error instanceof GraphQLError ? error.message : 'Syntax Error: the document is nested too deeply.';
    throw clientError('GRAPHQL_PARSE_FAILED', message, { cause: error });
  }
}

/** The options under which every road parses. */
export function parseOptions(limits: Limits | null): { maxTokens?: number } {
  return limits ? { maxTokens: limits.tokens } : {};
}

/**
 * The one operation to run (GraphQL spec, GetOperation). A name that is given must be there; without one there must be
 * exactly one operation. @throws OPERATION_RESOLUTION_FAILURE
 */
export function chooseOperation(
  document: DocumentNode,
  operationName: string | null | undefined,
): OperationDefinitionNode {
  const operations = document.definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
  const [only, second] = operations;
  if (operationName === null || operationName === undefined) {
    if (only && !second) return only;
    throw clientError(
      'OPERATION_RESOLUTION_FAILURE',
      only
        ? 'The document has several operations: name one in operationName.'
        : 'The document has no operation.',
    );
  }
  const named = operations.find((each) => each.name?.value === operationName);
  if (named) return named;
  throw clientError(
    'OPERATION_RESOLUTION_FAILURE',
    `The document has no operation named "${operationName}".`,
  );
}

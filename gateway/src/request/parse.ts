import { GraphQLError, parse } from 'graphql';
import type { DocumentNode } from 'graphql';
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

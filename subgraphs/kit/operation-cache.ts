import { getOperationAST, GraphQLError, OperationTypeNode, parse, specifiedRules, validate } from 'graphql';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { hubError } from './errors.ts';

/** A document that is known to fit the schema. */
export interface PreparedOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

export interface OperationRequest {
  readonly query: string;
  readonly operationName?: string | null | undefined;
}

/**
 * Parses and validates; remembers the last 500 documents that were found good (the gateway sends the same few texts
 * again and again). Returns errors of the one table instead of throwing.
 */
export interface OperationCache {
  prepare(request: OperationRequest): PreparedOperation | readonly GraphQLError[];
}

const bound = 500;

export function createOperationCache(schema: GraphQLSchema): OperationCache {
  const documents = new Map<string, DocumentNode>();

  const read = (query: string): DocumentNode | readonly GraphQLError[] => {
    const known = documents.get(query);
    const document = known ?? checkDocument(schema, query);
    if ('kind' in document) remember(documents, query, document);
    return document;
  };

  return {
    prepare: ({ query, operationName }) => {
      const document = read(query);
      if (!('kind' in document)) return document;
      const operation = getOperationAST(document, operationName);
      return operation
        ? { document, operation }
        : [hubError('OPERATION_RESOLUTION_FAILURE', 'The document does not have exactly this operation.')];
    },
  };
}

export function isStream({ operation }: PreparedOperation): boolean {
  return operation.operation === OperationTypeNode.SUBSCRIPTION;
}

// A Map keeps the order of insertion: the first is the one not used for longest.
function remember(documents: Map<string, DocumentNode>, query: string, document: DocumentNode): void {
  documents.delete(query);
  documents.set(query, document);
  if (documents.size <= bound) return;
  const oldest = documents.keys().next();
  if (!oldest.done) documents.delete(oldest.value);
}

function checkDocument(schema: GraphQLSchema, query: string): DocumentNode | readonly GraphQLError[] {
  try {
    const document = parse(query, { maxTokens: 20_000 });
    const errors = validate(schema, document, specifiedRules, { maxErrors: 20 });
    return errors.length === 0
      ? document
      : errors.map((error) => withCode(error, 'GRAPHQL_VALIDATION_FAILED'));
  } catch (error) {
    if (error instanceof GraphQLError) return [withCode(error, 'GRAPHQL_PARSE_FAILED')];
    // Too deep for the parser's recursion.
    return [hubError('GRAPHQL_PARSE_FAILED', 'The document cannot be read.')];
  }
}

function withCode(
  error: GraphQLError,
  code: 'GRAPHQL_PARSE_FAILED' | 'GRAPHQL_VALIDATION_FAILED',
): GraphQLError {
  const { nodes, source, positions, extensions } = error;
  // A scalar of ours names the rule that a literal broke.
  return new GraphQLError(error.message, { nodes, source, positions, extensions: { ...extensions, code } });
}

import type { DocumentNode } from 'graphql';
import { clientError } from '../errors.ts';
import type { KnownDocument, KnownOperation } from '../program/known-documents.ts';
import type { Snapshot } from '../supergraph/snapshot.ts';
import type { Engine } from './engine.ts';
import { parseDocument } from './parse.ts';
import { validateDocument } from './validate.ts';

/**
 * The operation of a document's text, for the roads that do not pass Apollo Server: parsed and validated when it is not
 * known in this generation. @throws GRAPHQL_PARSE_FAILED, GRAPHQL_VALIDATION_FAILED, OPERATION_RESOLUTION_FAILURE
 */
export function knowOperation(
  request: { readonly source: string; readonly operationName: string | null | undefined },
  engine: Pick<Engine, 'limits' | 'introspection'>,
  snapshot: Snapshot,
): KnownOperation {
  const known = snapshot.documents.find(request.source) ?? know(request.source, engine, snapshot);
  return chooseOperation(known, request.operationName);
}

/**
 * The same on a road where a contract may stand before the graph: what `view` allows, in the generation that it is to be run in. What
 * asks for the schema itself is run in the view, and all else in the whole, where it is the same for all. @throws as `knowOperation`
 */
export function admitOperation(
  request: Parameters<typeof knowOperation>[0],
  engine: Pick<Engine, 'limits' | 'introspection'>,
  view: Snapshot,
): AdmittedOperation {
  const known = knowOperation(request, engine, view);
  return { known, snapshot: runsIn(known, view) };
}

export interface AdmittedOperation {
  readonly known: KnownOperation;
  readonly snapshot: Snapshot;
}

export function runsIn({ introspects }: KnownOperation, view: Snapshot): Snapshot {
  return introspects ? view : (view.whole ?? view);
}

function know(
  source: string,
  engine: Pick<Engine, 'limits' | 'introspection'>,
  snapshot: Snapshot,
): KnownDocument {
  const document = parseDocument(source, engine.limits);
  validateDocument(snapshot.apiSchema, document, engine);
  return snapshot.documents.add(source, document);
}

/** The same for a document that Apollo Server has parsed and validated. @throws OPERATION_RESOLUTION_FAILURE */
export function knowValidated(
  request: {
    readonly source: string;
    readonly document: DocumentNode;
    readonly operationName: string | null | undefined;
  },
  snapshot: Snapshot,
): KnownOperation {
  const { source, document, operationName } = request;
  return chooseOperation(
    snapshot.documents.find(source) ?? snapshot.documents.add(source, document),
    operationName,
  );
}

/**
 * The one operation to run (GraphQL spec, GetOperation). A name that is given must be there; without one there must be
 * exactly one operation. @throws OPERATION_RESOLUTION_FAILURE
 */
function chooseOperation(
  { operations }: KnownDocument,
  operationName: string | null | undefined,
): KnownOperation {
  if (operationName === null || operationName === undefined) {
    const [only, second] = operations.values();
    if (only && !second) return only;
    throw clientError(
      'OPERATION_RESOLUTION_FAILURE',
      only
        ? 'The document has several operations: name one in operationName.'
        : 'The document has no operation.',
    );
  }
  // The operation without a name cannot be named.
  const named = operationName === '' ? undefined : operations.get(operationName);
  if (named) return named;
  throw clientError(
    'OPERATION_RESOLUTION_FAILURE',
    `The document has no operation named "${operationName}".`,
  );
}

import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { GraphQLError } from 'graphql';
import { anonymous, encodeViewer } from '../../../subgraphs/kit/process/viewer.ts';
import type { Viewer } from '../../../subgraphs/kit/process/viewer.ts';
import { clientError } from '../errors.ts';
import { answerInProcess } from '../transport/in-process-subgraph.ts';
import type { Asking } from '../transport/in-process-subgraph.ts';
import type { SubgraphCall, SubgraphEndpoint } from '../transport/subgraph-call.ts';
import type { CheckedDocument } from './check-document.ts';

export interface DocumentCommandsParts {
  /** Undefined until the gateway has begun. */
  readonly inside: () => DocumentInside | undefined;
}

export interface DocumentInside {
  readonly call: SubgraphCall;
  /** The subgraph that keeps apps and their lists, where it is at the moment. */
  readonly keeper: () => SubgraphEndpoint | undefined;
  /** @throws BAD_USER_INPUT naming `field` */
  readonly check: (text: string, field: string) => CheckedDocument;
}

const maxDocuments = 100;
const timeoutMs = 5_000;
const mutation =
  'mutation ($viewer: String!, $appId: String!, $documents: String!, $clientMutationId: String) { _registerDocuments(viewer: $viewer, appId: $appId, documents: $documents, clientMutationId: $clientMutationId) }';

interface RegisterArguments {
  readonly appId: string;
  readonly documents: readonly string[];
  readonly clientMutationId?: string | null;
}

/**
 * The subgraph `documents`, answered in this process: what a document is worth only a gateway can tell, which has the whole graph; the
 * list is kept by the subgraph of apps, which decides on whose app it is.
 */
export function answerDocumentCommands({ inside }: DocumentCommandsParts): SubgraphCall {
  return answerInProcess(new URL('./documents.graphql', import.meta.url), {
    registerAppDocuments: async (args: RegisterArguments, { viewer }: Asking) => {
      const begun = inside();
      const keeper = begun?.keeper();
      if (!begun || !keeper) throw clientError('UNAVAILABLE', 'Apps are not there at the moment; ask again.');
      const documents = await checkAll(args.documents, begun);
      await register({ ...args, documents, viewer }, begun.call, keeper);
      return { appId: args.appId, ids: documents.map(({ hash }) => hash) };
    },
  });
}

/** One in a turn of the loop: a long list holds up nobody. */
async function checkAll(texts: readonly string[], { check }: DocumentInside): Promise<CheckedDocument[]> {
  if (texts.length < 1 || texts.length > maxDocuments)
    throw clientError('BAD_USER_INPUT', `documents: from 1 to ${maxDocuments} at a time.`, {
      extensions: { field: 'documents', rule: 'range', min: 1, max: maxDocuments },
    });
  const checked: CheckedDocument[] = [];
  for (const [index, text] of texts.entries()) {
    await nextTurn();
    checked.push(check(text, `documents[${index}]`));
  }
  return checked;
}

interface Registration {
  readonly viewer: Viewer;
  readonly appId: string;
  readonly documents: readonly CheckedDocument[];
  readonly clientMutationId?: string | null;
}

/** @throws GraphQLError as the subgraph says it */
async function register(
  { viewer, documents, ...rest }: Registration,
  call: SubgraphCall,
  subgraph: SubgraphEndpoint,
): Promise<void> {
  const variables = { ...rest, viewer: encodeViewer(viewer), documents: JSON.stringify(documents) };
  const request = {
    subgraph,
    body: JSON.stringify({ query: mutation, variables }),
    kind: 'mutation',
    identity: false,
  } as const;
  const signal = AbortSignal.timeout(timeoutMs);
  const { errors } = await call(request, { requestId: randomUUID(), viewer: anonymous, signal });
  const [error] = errors;
  if (error) throw new GraphQLError(error.message, { extensions: { ...error.extensions } });
}

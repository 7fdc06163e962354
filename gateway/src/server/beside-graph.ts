import type { GraphQLFormattedError } from 'graphql';
import { defaultLimits } from '../config.ts';
import type { DocumentGate } from '../documents/document-gate.ts';
import { clientError, errorKind, errorsOf, errorTable } from '../errors.ts';
import type { Identify } from '../identity/identify.ts';
import type { Identity } from '../identity/identity.ts';
import type { Engine } from '../request/engine.ts';
import { knowOperation } from '../request/know-operation.ts';
import { runAndTell } from '../request/pipeline.ts';
import { toWire, wireCode } from '../request/respond.ts';
import { generationFor } from '../supergraph/snapshot.ts';
import { credentialsOf, refuseInAddress } from './credentials.ts';
import { discardBody } from './discard-body.ts';
import { answerPreflight } from './headers.ts';
import { HttpRefusal, retryAfter } from './http-refusal.ts';
import type { Exchange } from './http.ts';
import { readBytes } from './read-bytes.ts';

export interface BesideGraphParts {
  readonly engine: Engine;
  readonly identify: Identify;
  readonly gate: DocumentGate;
  /** Proxies of our own in front. */
  readonly proxies: number;
  readonly draining: () => boolean;
}

/** One operation whose text is ours, and only its variables the client's. */
export interface OwnOperation {
  readonly source: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface OperationAnswer {
  /** As GraphQL gives it; null when nothing is left. */
  readonly data: unknown;
  /** In wire form. */
  readonly errors: readonly GraphQLFormattedError[];
  /** All that was selected is `@public`: the same for whoever asks. */
  readonly isPublic: boolean;
}

/** Why there is no answer, in wire form. */
export interface ExplainedRefusal {
  readonly status: number;
  readonly errors: readonly GraphQLFormattedError[];
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * What a path beside /graphql runs operations with: every check that a request there passes has the same one
 * implementation here. What it throws, `explain` makes into an answer.
 */
export interface BesideGraph {
  /** Proxies of our own in front: without one nobody is believed what they say was asked for. */
  readonly proxies: number;
  preflight(exchange: Exchange, methods: string): void;
  /** @throws SERVER_DRAINING, and HttpRefusal for a token or key in the address */
  enter(exchange: Exchange): void;
  /** By the head of the request, or by an API key that came in its body. @throws as `Identify` */
  identify(exchange: Exchange, apiKey?: string): Promise<Identity>;
  /** The body, never more of it than an operation may have. @throws HttpRefusal */
  readText(exchange: Exchange): Promise<string>;
  /** By the pipeline of every request: an app's list of documents, limits, rights, cost, quotas. @throws errors of the table before anything is fetched */
  run(operation: OwnOperation, asked: { exchange: Exchange; identity: Identity }): Promise<OperationAnswer>;
  /** Masks and logs what is not for clients, and counts. */
  explain(thrown: unknown, exchange: Exchange): ExplainedRefusal;
}

export function createBesideGraph({
  engine,
  identify,
  gate,
  proxies,
  draining,
}: BesideGraphParts): BesideGraph {
  return {
    proxies,
    preflight: ({ response }, methods) => answerPreflight(response, methods),
    enter: ({ url }) => {
      if (draining()) throw clientError('SERVER_DRAINING', 'This gateway is stopping; ask again.');
      refuseInAddress(url);
    },
    identify: async ({ request }, apiKey) => {
      const shown = credentialsOf(request, proxies);
      if (apiKey === undefined) return identify(shown);
      if (shown.apiKey !== undefined && shown.apiKey !== apiKey)
        throw clientError('BAD_REQUEST', 'Send one API key: as a header or in the body.');
      return identify({ ...shown, apiKey });
    },
    readText: ({ request }) => readBytes(request, (engine.limits ?? defaultLimits).bodyBytes),
    run: async (operation, asked) => {
      await gate.admit({ query: operation.source }, asked.identity);
      return run(engine, operation, asked);
    },
    explain: (thrown, exchange) => explain(engine, thrown, exchange),
  };
}

async function run(
  engine: Engine,
  { source, variables }: OwnOperation,
  { exchange, identity }: { readonly exchange: Exchange; readonly identity: Identity },
): Promise<OperationAnswer> {
  const beganMs = performance.now();
  const snapshot = generationFor(engine.snapshots.current(), identity.sandbox);
  const known = knowOperation({ source, operationName: undefined }, engine, snapshot);
  const kind = known.operation.operation;
  if (kind === 'mutation') exchange.holdOn();
  const { requestId, caller: signal } = exchange;
  const context = { requestId, viewer: identity.viewer, signal, log: engine.log };
  const count = (outcome: string): void =>
    engine.metrics.request(kind, outcome, (performance.now() - beganMs) / 1_000);
  try {
    const { response, isPublic } = await runAndTell({ known, variables }, { engine, snapshot, context });
    count(response.errors.length === 0 ? 'ok' : 'partial');
    const data: unknown = JSON.parse(response.data);
    return { data, errors: toWire(response.errors, context), isPublic };
  } catch (error) {
    count(wireCode(errorsOf(error)[0]));
    if (error instanceof Error) counted.add(error);
    throw error;
  }
}

/** What an operation was refused for: not counted a second time as the request's. */
const counted = new WeakSet<object>();

/** Faults of a document are ours here: the client has written none. */
const ofOurDocuments = /^(?:GRAPHQL_|OPERATION_RESOLUTION_FAILURE|PLAN_)/;

function explain(engine: Engine, thrown: unknown, { request, requestId }: Exchange): ExplainedRefusal {
  const told = thrown instanceof HttpRefusal ? [thrown.error] : errorsOf(thrown);
  const code = wireCode(told[0]);
  const errors = ofOurDocuments.test(code) ? errorsOf(told[0]?.message) : told;
  if (!(thrown instanceof Error && counted.has(thrown)))
    engine.metrics.request('none', wireCode(errors[0]), 0);
  const status =
    thrown instanceof HttpRefusal
      ? thrown.status
      : (errorKind(wireCode(errors[0])) ?? errorTable.INTERNAL_SERVER_ERROR).status;
  const isUnread = !request.complete;
  if (isUnread) discardBody(request);
  return {
    status,
    errors: toWire(errors, { requestId, log: engine.log }),
    headers: {
      ...(thrown instanceof HttpRefusal ? thrown.headers : {}),
      ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
      ...(status === 503 ? { 'retry-after': '1' } : {}),
      ...(status === 429 ? { 'retry-after': retryAfter(errors) } : {}),
      ...(status === 503 || isUnread ? { connection: 'close' } : {}),
    },
  };
}

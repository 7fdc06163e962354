import type { GraphQLError } from 'graphql';
import { Pool } from 'undici';
import type { Dispatcher } from 'undici';
import {
  requestIdHeader,
  sign,
  signatureHeader,
  viewerHeader,
} from '../../../subgraphs/kit/process/signature.ts';
import { encodeViewer } from '../../../subgraphs/kit/process/viewer.ts';
import type { Closable } from '../../../subgraphs/kit/process/shutdown.ts';
import { clientError } from '../errors.ts';
import type { ErrorCode } from '../errors.ts';
import { startDeadline } from './deadline.ts';
import type { Deadline } from './deadline.ts';
import { parseAnswer } from './parse-answer.ts';
import { readBody } from './read-body.ts';
import type { CallContext, SubgraphAnswer, SubgraphCall, SubgraphRequest } from './subgraph-call.ts';

export interface HttpSubgraphSettings {
  readonly connectMs: number;
  /** From the call to the last byte of the answer. */
  readonly deadlineMs: number;
  readonly maxResponseBytes: number;
  /** Sockets to one subgraph at a time; what comes on top waits for one, within its deadline. */
  readonly connections?: number | undefined;
}

/** What a client gets to read. Which subgraph it was stands in the log only. */
const messages = {
  SUBGRAPH_UNAVAILABLE: 'A part of the graph cannot be reached at the moment.',
  SUBGRAPH_TIMEOUT: 'A part of the graph did not answer in time.',
  SUBGRAPH_RESPONSE_TOO_LARGE: 'A part of the graph gave an answer that is too large.',
  SUBGRAPH_BAD_RESPONSE: 'A part of the graph gave an answer that cannot be used.',
} as const satisfies Partial<Record<ErrorCode, string>>;
type FailureCode = keyof typeof messages;

/**
 * Calls subgraphs over HTTP/1.1, each through a pool of its own, so that a slow one holds up nobody else. Redirects
 * are not followed. A query whose connection broke before a byte of the answer is sent once more; nothing else is.
 * Nothing of the client's own headers is sent. `close` waits for no answer: calls under way end as SUBGRAPH_UNAVAILABLE.
 */
export function openHttpSubgraphs(
  settings: HttpSubgraphSettings,
): Closable & { readonly call: SubgraphCall } {
  const pools = new Map<string, Pool>();
  const poolOf = (request: SubgraphRequest): Pool => {
    const { origin } = new URL(request.subgraph.url);
    const key = `${request.subgraph.name} ${origin}`;
    const pool = pools.get(key) ?? createPool(origin, settings);
    pools.set(key, pool);
    return pool;
  };
  let closing: Promise<void> | undefined;
  return {
    call: async (request, context) => {
      if (closing) throw failure('SUBGRAPH_UNAVAILABLE', request, new Error('this gateway is closing'));
      return callOverHttp({ request, context, settings, pool: poolOf(request) });
    },
    close: () => (closing ??= destroyAll([...pools.values()])),
  };
}

async function destroyAll(pools: readonly Pool[]): Promise<void> {
  await Promise.all(pools.map((pool) => pool.destroy()));
}

function createPool(origin: string, settings: HttpSubgraphSettings): Pool {
  return new Pool(origin, {
    connections: settings.connections ?? 64,
    connect: { timeout: settings.connectMs },
    headersTimeout: settings.deadlineMs,
    bodyTimeout: settings.deadlineMs,
    keepAliveTimeout: 4_000,
    pipelining: 1,
  });
}

interface Call {
  readonly request: SubgraphRequest;
  readonly context: CallContext;
  readonly settings: HttpSubgraphSettings;
  readonly pool: Pool;
}

async function callOverHttp(call: Call): Promise<SubgraphAnswer> {
  const deadline = startDeadline(call.context.signal, call.settings.deadlineMs);
  try {
    const response = await sendWithRetry(call, deadline.signal);
    return await readAnswer(response, call);
  } catch (error) {
    throw failure(codeOf(error, deadline), call.request, error);
  } finally {
    deadline.clear();
  }
}

async function sendWithRetry(call: Call, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
  try {
    return await send(call, signal);
  } catch (error) {
    if (call.request.kind !== 'query' || signal.aborted || !isConnectionError(error)) throw error;
    return send(call, signal);
  }
}

function send({ request, context, pool }: Call, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
  const { body } = request;
  const url = new URL(request.subgraph.url);
  return pool.request({
    method: 'POST',
    path: url.pathname + url.search,
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json;q=0.9',
      [requestIdHeader]: context.requestId,
      ...signedHeaders(request, context, body),
    },
    body,
    signal,
  });
}

/** A foreign subgraph, which has no key, learns nothing about who asks. */
function signedHeaders(
  { subgraph, identity }: SubgraphRequest,
  { viewer }: CallContext,
  body: string,
): Record<string, string> {
  if (subgraph.signingKey === undefined) return {};
  const encoded = identity && viewer.kind !== 'anonymous' ? encodeViewer(viewer) : '';
  const signature = sign({ purpose: 'POST /graphql', viewer: encoded, body }, subgraph.signingKey);
  return { [signatureHeader]: signature, ...(encoded === '' ? {} : { [viewerHeader]: encoded }) };
}

async function readAnswer(response: Dispatcher.ResponseData, call: Call): Promise<SubgraphAnswer> {
  const text = await readBody(response, call.settings.maxResponseBytes);
  const answer = isJson(response.headers) ? parseAnswer(text) : undefined;
  if (answer) return answer;
  throw new UnusableAnswerError(response.statusCode);
}

function isJson(headers: Dispatcher.ResponseData['headers']): boolean {
  const type = headers['content-type'];
  return (
    headers['content-encoding'] === undefined &&
    (type === undefined ||
      (typeof type === 'string' &&
        /^application\/(?:[\w.-]+\+)?json *(?:;(?! *charset=(?!"?utf-?8\b)).*)?$/i.test(type)))
  );
}

class UnusableAnswerError extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`HTTP ${status} without a GraphQL response`);
    this.status = status;
  }
}

/** Jest's realm has another Error class than Node's core: only names and codes are looked at. */
function codeOf(error: unknown, deadline: Deadline): FailureCode {
  if (deadline.passed()) return 'SUBGRAPH_TIMEOUT';
  const code = errorCode(error);
  if (code === 'HUB_BODY_TOO_LARGE') return 'SUBGRAPH_RESPONSE_TOO_LARGE';
  if (error instanceof UnusableAnswerError) {
    // What a proxy says in the place of a subgraph that is away.
    return [502, 503, 504].includes(error.status) ? 'SUBGRAPH_UNAVAILABLE' : 'SUBGRAPH_BAD_RESPONSE';
  }
  return timeoutCodes.has(code) ? 'SUBGRAPH_TIMEOUT' : 'SUBGRAPH_UNAVAILABLE';
}

const timeoutCodes: ReadonlySet<string> = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']);

const connectionCodes: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'UND_ERR_SOCKET',
]);

function isConnectionError(error: unknown): boolean {
  return connectionCodes.has(errorCode(error));
}

function errorCode(error: unknown): string {
  const code: unknown = typeof error === 'object' && error !== null && 'code' in error ? error.code : '';
  return typeof code === 'string' ? code : '';
}

function failure(code: FailureCode, request: SubgraphRequest, error: unknown): GraphQLError {
  const reason = error instanceof Error ? error.message : String(error);
  return clientError(code, messages[code], {
    cause: new Error(`subgraph ${request.subgraph.name}: ${reason}`, { cause: error }),
  });
}

import type { GraphQLError } from 'graphql';
import { Pool } from 'undici';
import {
  requestIdHeader,
  sign,
  signatureHeader,
  viewerHeader,
} from '../../../subgraphs/kit/process/signature.ts';
import { encodeViewer } from '../../../subgraphs/kit/process/viewer.ts';
import type { Viewer } from '../../../subgraphs/kit/process/viewer.ts';
import type { Closable } from '../../../subgraphs/kit/process/shutdown.ts';
import { clientError } from '../errors.ts';
import type { ErrorCode } from '../errors.ts';
import { createDeadlines } from './deadline.ts';
import type { Deadline } from './deadline.ts';
import { exchange } from './exchange.ts';
import type { ExchangeResponse } from './exchange.ts';
import { parseAnswer } from './parse-answer.ts';
import type { SubgraphAnswer, SubgraphCall, SubgraphRequest } from './subgraph-call.ts';

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
  const destinations = new Map<string, Destination>();
  const destinationOf = ({ subgraph }: SubgraphRequest): Destination => {
    const key = `${subgraph.name} ${subgraph.url}`;
    const known = destinations.get(key) ?? openDestination(subgraph.url, settings);
    destinations.set(key, known);
    return known;
  };
  const startDeadline = createDeadlines();
  const encoded = rememberEncoded();
  let closing: Promise<void> | undefined;
  return {
    call: async (request, context) => {
      if (closing) throw failure('SUBGRAPH_UNAVAILABLE', request, new Error('this gateway is closing'));
      const viewer = request.identity ? encoded(context.viewer) : '';
      const deadline = startDeadline(context.signal, settings.deadlineMs);
      const to = destinationOf(request);
      return callOverHttp({ request, requestId: context.requestId, viewer, settings, to, deadline });
    },
    close: () => (closing ??= destroyAll([...destinations.values()])),
  };
}

/** One subgraph's address and the sockets to it. */
interface Destination {
  readonly pool: Pool;
  readonly path: string;
}

function openDestination(url: string, settings: HttpSubgraphSettings): Destination {
  const { origin, pathname, search } = new URL(url);
  return { pool: createPool(origin, settings), path: pathname + search };
}

/** A viewer's wire form; the same viewer comes with many requests. A stranger has none. */
function rememberEncoded(): (viewer: Viewer) => string {
  const known = new WeakMap<Viewer, string>();
  return (viewer) => {
    const before = known.get(viewer);
    if (before !== undefined) return before;
    const encoded = viewer.kind === 'anonymous' ? '' : encodeViewer(viewer);
    known.set(viewer, encoded);
    return encoded;
  };
}

async function destroyAll(destinations: readonly Destination[]): Promise<void> {
  await Promise.all(destinations.map(({ pool }) => pool.destroy()));
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
  readonly requestId: string;
  /** Encoded; empty where the call carries no identity. */
  readonly viewer: string;
  readonly settings: HttpSubgraphSettings;
  readonly to: Destination;
  readonly deadline: Deadline;
}

async function callOverHttp(call: Call): Promise<SubgraphAnswer> {
  try {
    return readAnswer(await sendWithRetry(call));
  } catch (error) {
    throw failure(codeOf(error, call.deadline), call.request, error);
  } finally {
    call.deadline.clear();
  }
}

async function sendWithRetry(call: Call): Promise<ExchangeResponse> {
  try {
    return await send(call);
  } catch (error) {
    if (call.request.kind !== 'query' || call.deadline.ended() || !isConnectionError(error)) throw error;
    return send(call);
  }
}

function send({ request, requestId, viewer, settings, to, deadline }: Call): Promise<ExchangeResponse> {
  const { body } = request;
  const headers = [...commonHeaders, requestIdHeader, requestId, ...signedHeaders(request, viewer)];
  const { maxResponseBytes: maxBytes } = settings;
  return exchange(to.pool, { path: to.path, headers, body, maxBytes }, deadline);
}

const commonHeaders = [
  'content-type',
  'application/json',
  'accept',
  'application/graphql-response+json, application/json;q=0.9',
];

/** A foreign subgraph, which has no key, learns nothing about who asks. */
function signedHeaders({ subgraph, body }: SubgraphRequest, viewer: string): string[] {
  if (subgraph.signingKey === undefined) return [];
  const signature = sign({ purpose: 'POST /graphql', viewer, body }, subgraph.signingKey);
  return [signatureHeader, signature, ...(viewer === '' ? [] : [viewerHeader, viewer])];
}

function readAnswer({ status, headers, text }: ExchangeResponse): SubgraphAnswer {
  const answer = isJson(headers) ? parseAnswer(text) : undefined;
  if (answer) return answer;
  throw new UnusableAnswerError(status);
}

function isJson(headers: ExchangeResponse['headers']): boolean {
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

import {
  requestIdHeader,
  sign,
  signatureHeader,
  viewerHeader,
} from '../../../subgraphs/kit/process/signature.ts';
import type { Closable } from '../../../subgraphs/kit/process/shutdown.ts';
import { CallClock } from './call-clock.ts';
import { CircuitBreaker } from './circuit-breaker.ts';
import { ConnectionPool } from './connection-pool.ts';
import { createViewerEncoder } from './encode-viewer.ts';
import type { EncodeViewer } from './encode-viewer.ts';
import { failure } from './failure.ts';
import { HttpCall } from './http-call.ts';
import type { ObserveCall, SubgraphLine } from './http-call.ts';
import { RetryBudget } from './retry-budget.ts';
import type { SubgraphCall, SubgraphRequest } from './subgraph-call.ts';
import { defaultSubgraphSettings } from './subgraph-settings.ts';
import type { SubgraphSettings } from './subgraph-settings.ts';

/** What differs from the defaults, for all subgraphs (`all`, and `*` in `own`) and for one of them by its name. */
export interface HttpSubgraphOptions {
  readonly all?: Partial<SubgraphSettings> | undefined;
  readonly own?: Readonly<Record<string, Partial<SubgraphSettings>>> | undefined;
  readonly observe?: ObserveCall | undefined;
  readonly encode?: EncodeViewer | undefined;
}

/** How one subgraph fares, for metrics. */
export interface SubgraphHealth {
  readonly name: string;
  readonly inFlight: number;
  readonly breaker: CircuitBreaker['state'];
}

export interface HttpSubgraphs extends Closable {
  readonly call: SubgraphCall;
  readonly health: () => readonly SubgraphHealth[];
}

const tickMs = 50;
/** More than nearly every answer, so that it is read at once. */
const readBytes = 64 * 1024;

/**
 * Calls subgraphs over HTTP/1.1, each through sockets, time-outs, a retry budget and a circuit breaker of its own, so
 * that one that is slow or down holds up nobody else (threats.md H01–H03). Redirects are not followed. Only a query is
 * ever sent again. Nothing of the client's own headers is sent. `close` waits for no answer: calls under way end as
 * SUBGRAPH_UNAVAILABLE.
 */
export function openHttpSubgraphs(options: HttpSubgraphOptions = {}): HttpSubgraphs {
  const lines = new Map<string, Line>();
  /** The objects of a snapshot, by which most calls find their line. */
  const linesOf = new WeakMap<SubgraphRequest['subgraph'], Line>();
  const clock = new CallClock(tickMs);
  const readInto = Buffer.allocUnsafeSlow(readBytes);
  const encode = options.encode ?? createViewerEncoder();
  const openLineTo = (subgraph: SubgraphRequest['subgraph']): Line => {
    const key = `${subgraph.name} ${subgraph.url}`;
    const known = lines.get(key);
    if (known) return known;
    const own = options.own ?? {};
    const settings = { ...defaultSubgraphSettings, ...options.all, ...own['*'], ...own[subgraph.name] };
    const line = openLine(subgraph, settings, { clock, readInto, observe: options.observe });
    lines.set(key, line);
    return line;
  };
  const lineTo = (subgraph: SubgraphRequest['subgraph']): Line => {
    const known = linesOf.get(subgraph);
    if (known) return known;
    const line = openLineTo(subgraph);
    linesOf.set(subgraph, line);
    return line;
  };
  let closing: Promise<void> | undefined;
  return {
    call: (request, context) => {
      if (closing)
        return Promise.reject(
          failure('SUBGRAPH_UNAVAILABLE', request.subgraph.name, 'this gateway is closing'),
        );
      const line = lineTo(request.subgraph);
      return new Promise((resolve, reject) => {
        const { signal } = context;
        const mayRepeat = request.kind === 'query';
        const viewer = encode(request, context.viewer);
        const bodyBytes = Buffer.byteLength(request.body);
        const asking = { requestId: context.requestId, viewer, bodyBytes };
        const text = requestText(line.head, request, asking);
        // What stands before the body is ASCII.
        const requestBytes = text.length - request.body.length + bodyBytes;
        new HttpCall(line, { request: text, requestBytes, mayRepeat, signal, resolve, reject }).start();
      });
    },
    health: () =>
      [...lines.values()].map(({ name, inFlight, breaker }) => ({ name, inFlight, breaker: breaker.state })),
    close: () => (closing ??= closeAll([...lines.values()], clock)),
  };
}

/** A reload that moves a subgraph gives it a line of its own, while calls under way keep the old one. */
interface Line extends SubgraphLine {
  /** Of every request to it, up to the request id. */
  readonly head: string;
}

interface Shared extends Pick<SubgraphLine, 'clock' | 'observe'> {
  readonly readInto: Buffer;
}

function openLine(
  { name, url, tls }: SubgraphRequest['subgraph'],
  settings: SubgraphSettings,
  { clock, observe, readInto }: Shared,
): Line {
  const origin = new URL(url);
  const now = (): number => clock.now();
  const { connections, connectMs } = settings;
  return {
    name,
    head: headOf(origin),
    settings,
    pool: new ConnectionPool({ origin, connections, connectMs, readInto, tls }),
    clock,
    observe,
    breaker: new CircuitBreaker(settings, now),
    budget: new RetryBudget(settings.retryPercent, now),
    inFlight: 0,
  };
}

async function closeAll(lines: readonly Line[], clock: CallClock): Promise<void> {
  for (const { pool } of lines) pool.close(new Error('this gateway is closing'));
  clock.stop();
}

/** A URL has nothing in its host or path that could end a line. */
function headOf({ host, pathname, search }: URL): string {
  return [
    `POST ${pathname}${search} HTTP/1.1`,
    `host: ${host}`,
    'connection: keep-alive',
    'content-type: application/json',
    'accept: application/graphql-response+json, application/json;q=0.9',
    `${requestIdHeader}: `,
  ].join('\r\n');
}

interface Asking {
  readonly requestId: string;
  /** Encoded; empty where the call carries no identity. */
  readonly viewer: string;
  readonly bodyBytes: number;
}

/** The request as it is sent. A foreign subgraph, which has no key, learns nothing about who asks. */
function requestText(
  head: string,
  { subgraph, body }: SubgraphRequest,
  { requestId, viewer, bodyBytes }: Asking,
): string {
  let fields = requestId;
  if (subgraph.signingKey !== undefined) {
    const signature = sign(
      { purpose: 'POST /graphql', viewer, body, isAscii: bodyBytes === body.length },
      subgraph.signingKey,
    );
    fields += `\r\n${signatureHeader}: ${signature}`;
    if (viewer !== '') fields += `\r\n${viewerHeader}: ${viewer}`;
  }
  return `${head}${fields}\r\ncontent-length: ${bodyBytes}\r\n\r\n${body}`;
}

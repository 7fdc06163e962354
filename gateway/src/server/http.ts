import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from '../../../subgraphs/kit/process/logger.ts';
import { requestIdHeader } from '../../../subgraphs/kit/process/signature.ts';
import type { Caller } from '../transport/flights.ts';
import { setCommonHeaders } from './headers.ts';
import { InFlight } from './in-flight.ts';

/** One request of HTTP and its answer. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  /** Ours, never the client's: it is in the answer's header `hub-request-id` and in the log. */
  readonly requestId: string;
  /** Aborted when nobody waits for the answer any more, or when the time to finish is over. */
  readonly caller: Caller;
  /** The same as a signal, for who has to listen to it. */
  readonly signal: AbortSignal;
  /** Says that the work has effects: from now on it is brought to its end even when the client leaves. */
  readonly holdOn: () => void;
}

export type Route = (exchange: Exchange) => Promise<void>;

export interface HttpServer {
  readonly server: Server;
  /** Resolves to the port. */
  listen(address: { readonly host: string; readonly port: number }): Promise<number>;
  /** Lets what runs finish for at most `graceMs`, then aborts the rest. New requests are still taken. */
  drain(graceMs: number): Promise<void>;
  /** Stops listening and cuts what is still connected. Idempotent. */
  close(): Promise<void>;
}

const base = 'http://hub';

/**
 * Sockets of HTTP, and nothing of what goes through them: hands each request to the route of its path (a path that
 * ends in `/` takes all below it), sets the headers that every answer has and knows what is running.
 */
export function createHttp(routes: ReadonlyMap<string, Route>, log: Logger): HttpServer {
  const inFlight = new InFlight();
  const urls = new Map([...routes.keys()].map((path) => [path, new URL(path, base)]));
  const times = { headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 65_000 };
  const server = createServer({ maxHeaderSize: 16 * 1024, ...times }, (request, response) => {
    const requestId = randomUUID();
    response.setHeader(requestIdHeader, requestId);
    setCommonHeaders(response);
    const target = request.url ?? '/';
    const url = urls.get(target) ?? (URL.canParse(target, base) ? new URL(target, base) : undefined);
    if (!url) return void response.writeHead(400).end();
    const caller = inFlight.begin(response);
    const { holdOn, end } = caller;
    const exchange: Exchange = {
      request,
      response,
      url,
      requestId,
      caller,
      get signal() {
        return caller.signal;
      },
      holdOn,
    };
    void run(exchange, routes, log).finally(end);
  });
  let closing: Promise<void> | undefined;
  return {
    server,
    listen: (address) => listen(server, address),
    drain: (graceMs) => inFlight.finish(graceMs),
    close: () => (closing ??= close(server)),
  };
}

/** Never rejects: a route that throws has a fault, which the client learns as a 500 and the log in full. */
async function run(exchange: Exchange, routes: ReadonlyMap<string, Route>, log: Logger): Promise<void> {
  const { response, requestId } = exchange;
  try {
    const route = findRoute(routes, exchange.url.pathname);
    if (route) return await route(exchange);
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end(nothingHere);
  } catch (error) {
    log.error({ requestId, reason: String(error) }, 'a route failed');
    if (!response.headersSent) response.writeHead(500);
    response.end();
  }
}

// Who opens the bare address in a browser learns where to go.
const nothingHere = 'Not found. The graph is at /graphql.\n';

function findRoute(routes: ReadonlyMap<string, Route>, path: string): Route | undefined {
  const exact = routes.get(path);
  if (exact) return exact;
  const folder = [...routes.keys()].find((key) => key.endsWith('/') && path.startsWith(key));
  return folder === undefined ? undefined : routes.get(folder);
}

function listen(
  server: Server,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve(portOf(server.address()));
    });
  });
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}

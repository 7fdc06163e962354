import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from '../../../subgraphs/kit/process/logger.ts';
import type { Caller } from '../transport/flights.ts';
import { defaultHttpTimes } from '../http-times.ts';
import type { HttpTimes } from '../http-times.ts';
import { HubResponse } from './headers.ts';
import { InFlight } from './in-flight.ts';
import type { Running } from './in-flight.ts';
import { readTarget } from './request-target.ts';

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

class RunningExchange implements Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  readonly requestId: string;
  readonly caller: Running;
  readonly holdOn: () => void;

  constructor(begun: { request: IncomingMessage; response: HubResponse; url: URL; caller: Running }) {
    const { request, response, url, caller } = begun;
    this.request = request;
    this.response = response;
    this.url = url;
    this.requestId = response.requestId;
    this.caller = caller;
    this.holdOn = caller.holdOn;
  }

  get signal(): AbortSignal {
    return this.caller.signal;
  }
}

const base = 'http://hub';

/**
 * Sockets of HTTP, and nothing of what goes through them: hands each request to the route of its path (a path that
 * ends in `/` takes all below it), sets the headers that every answer has and knows what is running.
 */
export function createHttp(
  routes: ReadonlyMap<string, Route>,
  log: Logger,
  times: Partial<HttpTimes> = {},
): HttpServer {
  const inFlight = new InFlight();
  const urls = new Map([...routes.keys()].map((path) => [path, new URL(path, base)]));
  const { headersMs, requestMs, keepAliveMs, checkMs } = { ...defaultHttpTimes, ...times };
  const options = {
    maxHeaderSize: 16 * 1024,
    headersTimeout: headersMs,
    requestTimeout: requestMs,
    keepAliveTimeout: keepAliveMs,
    connectionsCheckingInterval: checkMs,
    ServerResponse: HubResponse,
  };
  const server = createServer(options, (request, response) => {
    const target = request.url ?? '/';
    const url = urls.get(target) ?? readTarget(target, base);
    if (!url) return void response.writeHead(400).end();
    const running = inFlight.begin(response);
    if (!running) return void request.socket.destroy();
    void run(new RunningExchange({ request, response, url, caller: running }), routes, log).then(running.end);
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

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { withDeadline } from './deadline.ts';
import type { Closable } from './process/shutdown.ts';
import { closeInOrder } from './process/shutdown.ts';
import { createHttpRoad } from './serve-http.ts';
import type { ServeOptions } from './serve-options.ts';
import { openSocketRoad } from './serve-socket.ts';

export interface Served extends Closable {
  readonly url: string;
}

/** How long requests that are being answered have when the server closes. */
const drainMs = 5_000;

/**
 * Serves one subgraph: queries and mutations at `POST /graphql`, subscriptions over WebSocket at the same path,
 * `GET /health`, and `GET /metrics` to this machine only. Resolves once it listens.
 * @throws the listening error (EADDRINUSE …)
 */
export async function serve(options: ServeOptions): Promise<Served> {
  const server = createServer({ requestTimeout: 30_000 }, createHttpRoad(options));
  const requests = countRequests(server);
  const sockets = openSocketRoad(server, options);
  server.listen(options.port, options.host);
  await once(server, 'listening');
  const close = closeInOrder([sockets, { close: () => closeServer(server, requests) }]);
  return { url: `http://${options.host}:${portOf(server)}/graphql`, close };
}

function portOf(server: Server): number {
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('expected a listening server');
  return address.port;
}

/**
 * New connections are refused at once; what is being answered may end. Connections that never asked anything are not idle
 * in Node's sense, so all are cut as soon as nothing is being answered.
 */
async function closeServer(server: Server, requests: RunningRequests): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  await withDeadline(drainMs, (signal) => requests.ended(signal));
  server.closeAllConnections();
  await closed;
}

interface RunningRequests {
  /** Resolves when no request is being answered, or the signal ends. */
  ended(signal: AbortSignal): Promise<void>;
}

function countRequests(server: Server): RunningRequests {
  let running = 0;
  server.on('request', (_request, response) => {
    running += 1;
    response.once('close', () => {
      running -= 1;
      if (running === 0) server.emit('quiet');
    });
  });
  return {
    ended: async (signal) => {
      if (running > 0) await once(server, 'quiet', { signal }).catch(() => undefined);
    },
  };
}

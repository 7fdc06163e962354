import type { IncomingMessage, Server as HttpServer } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Server } from 'graphql-ws';
import { handleProtocols } from 'graphql-ws';
import type { WebSocket } from 'ws';
import { WebSocketServer } from 'ws';
import { clientAddress } from './client-address.ts';
import { ClientConnection } from './client-connection.ts';
import type { Doors } from './doors.ts';
import { startHeartbeat } from './heartbeat.ts';
import { MessageRate } from './message-rate.ts';
import { Outbox } from './outbox.ts';
import { SocketSink } from './socket-sink.ts';
import { EventFrames } from './text-frame.ts';
import { answerPing } from './renew-by-ping.ts';
import { pathOf, refuseUpgrade, upgradeRefusal } from './upgrade.ts';
import { createProtocol } from './ws-protocol.ts';
import type { ConnectionExtra } from './ws-protocol.ts';

/** By path: the part of the graph that is shown there; undefined is all of it. */
export type SocketPaths = ReadonlyMap<string, string | undefined>;

export interface SocketServer {
  /** Sockets open now. */
  readonly count: () => number;
  /**
   * Drains: refuses upgrades, tells each stream SERVER_DRAINING with its cursor, lets operations finish for `graceMs`,
   * closes with 1001, and cuts who does not answer that. Idempotent.
   */
  drain(graceMs: number): Promise<void>;
}

/**
 * graphql-transport-ws at some paths of an HTTP server: it takes over the server's upgrades and refuses those of other
 * paths.
 */
export function mountSockets(server: HttpServer, contracts: SocketPaths, doors: Doors): SocketServer {
  const { settings, streams, connections } = doors;
  const { maxMessageBytes: maxPayload, maxFragments, maxBufferedChunks, cutMs: closeTimeout } = settings;
  const limits = { maxPayload, maxFragments, maxBufferedChunks, closeTimeout };
  // One message per turn of the loop: what one message ends is over before the next is read, and no peer holds the loop.
  const options = { noServer: true, perMessageDeflate: false, allowSynchronousEvents: false, ...limits };
  const wss = new WebSocketServer({ ...options, handleProtocols });
  const protocol = createProtocol(doors);
  const frames = new EventFrames();
  const open = new Set<ClientConnection>();
  const paths = new Set(contracts.keys());
  let closing: Promise<void> | undefined;

  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const status = upgradeRefusal(request, { paths, draining: closing !== undefined });
    if (status !== undefined) return refuseUpgrade(socket, status);
    try {
      socket.once('close', doors.enterAddress(request));
    } catch {
      return refuseUpgrade(socket, 429);
    }
    wss.handleUpgrade(request, socket, head, (client) => {
      const address = clientAddress(request, settings.proxies);
      const contract = contracts.get(pathOf(request));
      const connection = serve({ client, socket: request.socket, address, contract }, protocol, {
        doors,
        frames,
      });
      for (const all of [open, connections]) all.add(connection);
      client.once('close', () => {
        for (const all of [open, connections]) all.delete(connection);
      });
    });
  };
  server.on('upgrade', upgrade);
  streams.metrics.watchSockets(() => wss.clients.size);

  const drain = async (graceMs: number): Promise<void> => {
    const closed = Promise.all([...wss.clients].map(isClosed));
    await Promise.all([...open].map((connection) => connection.drain(graceMs)));
    await closed;
    server.off('upgrade', upgrade);
    wss.close();
  };
  return { count: () => wss.clients.size, drain: (graceMs) => (closing ??= drain(graceMs)) };
}

/** Ends at the latest `closeTimeout` of the socket library after its close was begun. */
function isClosed(client: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    if (client.readyState === client.CLOSED) resolve();
    else client.once('close', () => resolve());
  });
}

interface Upgraded {
  readonly client: WebSocket;
  readonly socket: Socket;
  readonly address: string;
  readonly contract: string | undefined;
}

interface ServeTools {
  readonly doors: Doors;
  readonly frames: EventFrames;
}

function serve(
  { client, socket, address, contract }: Upgraded,
  protocol: Server<ConnectionExtra>,
  { doors, frames }: ServeTools,
): ClientConnection {
  const { settings, streams } = doors;
  const { turn } = streams;
  const { log } = streams.engine;
  const close = (code: number, reason: string): void => {
    outbox.flush(Date.now());
    client.close(code, reason);
  };
  const onFull = (): void => connection.cutSlow(settings.closeMs);
  const outbox: Outbox = new Outbox({
    sink: new SocketSink(client, socket),
    bounds: settings.queue,
    turn,
    frames,
    onFull,
  });
  const cut = (): void => client.terminate();
  const connection: ClientConnection = new ClientConnection({ outbox, close, cut, log });
  const stopHeartbeat = startHeartbeat({
    client,
    socket,
    unacknowledged: doors.unacknowledged,
    intervalMs: settings.keepAliveMs,
    taken: () => outbox.taken,
  });
  const isAllowed = watchRates(client, settings);
  const closed = protocol.opened(
    {
      protocol: client.protocol,
      send: (text) => outbox.send(text),
      close,
      onPing: async (payload) => outbox.send(await answerPing(payload, connection)),
      onMessage: (receive) => {
        client.on('message', (data: Buffer, isBinary) => {
          if (!isAllowed(isPing(data))) return;
          if (isBinary) return close(1003, 'Only text is understood');
          receive(data.toString('utf8')).catch((error: unknown) => {
            log.info({ reason: String(error) }, 'a socket was closed for a message that no client may send');
            close(4500, 'Internal server error');
          });
        });
      },
    },
    { connection, address, contract },
  );
  // The socket library has closed it already, with the code of what was wrong; a listener must be there.
  client.on('error', (error) => log.debug({ reason: error.message }, 'a client socket failed'));
  client.once('close', (code, reason) => {
    stopHeartbeat();
    connection.gone();
    void closed(code, reason.toString('utf8'));
  });
  return connection;
}

/** The function returned is false for a message over a limit, whose socket is then closing, and for all after it. */
function watchRates(client: WebSocket, settings: Doors['settings']): (isPingMessage: boolean) => boolean {
  const messages = new MessageRate(settings.maxMessagesPerSecond);
  const pings = new MessageRate(settings.maxPingsPerSecond);
  const check = (rate: MessageRate, what: string): boolean => {
    if (client.readyState !== client.OPEN) return false;
    if (rate.allow()) return true;
    client.close(4429, `Too many ${what}`);
    return false;
  };
  client.on('ping', () => check(pings, 'pings'));
  client.on('pong', () => check(messages, 'messages'));
  return (isPingMessage) => check(messages, 'messages') && (!isPingMessage || check(pings, 'pings'));
}

/** Found without parsing: a ping is small, and its type stands in it. */
function isPing(data: Buffer): boolean {
  return data.length < 1_024 && data.includes('"ping"');
}

import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, parse } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import { subscribeBody, verify } from '../../subgraphs/kit/process/signature.ts';
import { parseViewer } from '../../subgraphs/kit/process/viewer.ts';
import type { Viewer } from '../../subgraphs/kit/process/viewer.ts';
import { federationLink } from './fake-subgraph.ts';
import { positionOf } from './shared-event.ts';

/** What happened, in order; it outlives the process that tells it, as a database would. */
export interface EventLog {
  readonly entries: { readonly value: object; readonly committedAt: string }[];
}

export interface Subscribe {
  readonly id: string;
  readonly query: string;
  readonly after: string | undefined;
  readonly tell: string | undefined;
  readonly viewer: Viewer | null;
}

/** How the next subscribes are answered: with the stream, with an `error` message, or with errors in place of a stream. */
export type StreamBehaviour =
  | 'stream'
  | { readonly error: readonly object[] }
  | { readonly instead: readonly object[] };

export interface CursorSubgraph {
  readonly name: string;
  readonly sdl: string;
  readonly url: string;
  readonly port: number;
  readonly subscribes: readonly Subscribe[];
  /** Ids of the streams that the gateway has completed, in order. */
  readonly completes: readonly string[];
  readonly openStreams: () => number;
  readonly openSockets: () => number;
  /** Sent as the value of the root field to every stream. */
  emit(value: object, committedAt?: Date): void;
  behave(behaviour: StreamBehaviour): void;
  /** Sends a raw message to every open socket. */
  raw(message: object): void;
  /** What kill -9 looks like from outside: every connection is cut, and the port is free again. */
  kill(): Promise<void>;
}

export interface CursorSubgraphOptions {
  readonly name: string;
  readonly sdl: string;
  /** The one field of Subscription. */
  readonly field: string;
  readonly signingKey: string;
  readonly port?: number | undefined;
  readonly log?: EventLog | undefined;
  /** `mute`: it does not tell where events lie, as a subgraph that is not of our kit. */
  readonly places?: 'told' | 'mute' | undefined;
}

interface Stream {
  readonly socket: WebSocket;
  readonly id: string;
  readonly query: string;
  readonly variables: Record<string, unknown>;
  /** The place of which the gateway wants to hear. */
  readonly tell: string | undefined;
}

interface HubPart {
  readonly signature?: string;
  readonly viewer?: string;
  readonly tell?: string;
}

interface ClientMessage {
  readonly type: string;
  readonly id?: string;
  readonly payload?: {
    readonly query: string;
    readonly variables?: Record<string, unknown>;
    readonly operationName?: string;
    readonly hub?: { readonly signature?: string };
    readonly extensions?: { readonly after?: string; readonly hub?: HubPart };
  };
}

/**
 * A subgraph that speaks cursors as ours do: the present state first, resume behind a cursor, a resync for a cursor it
 * does not know. It refuses what is not signed, and it answers no queries.
 */
export async function startCursorSubgraph(options: CursorSubgraphOptions): Promise<CursorSubgraph> {
  const { name, field, signingKey, log = { entries: [] } } = options;
  const sdl = `${federationLink}\n${options.sdl}`;
  const schema = buildSubgraphSchema(parse(sdl));
  const streams = new Map<string, Stream>();
  const told = new WeakSet<Stream>();
  const subscribes: Subscribe[] = [];
  const completes: string[] = [];
  let behaviour: StreamBehaviour = 'stream';
  const server = createServer((_request, response) => response.writeHead(500).end());
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const wss = new WebSocketServer({ server, path: '/graphql' });

  const send = (stream: Stream, position: number, marks: { start?: true; resync?: true }): void => {
    const entry = log.entries[position - 1];
    const committedAt = entry?.committedAt ?? new Date(0).toISOString();
    const entity = marks.start || marks.resync ? {} : { entity: `Thing:${idOf(entry?.value)}` };
    const place = { position: positionOf(position), readAtMs: Date.now(), ...entity };
    const told = stream.tell === undefined ? {} : { place };
    const extensions = { cursor: `c${position}`, committedAt, ...marks, ...told };
    const data = resolve(schema, stream, { [field]: entry?.value ?? null });
    stream.socket.send(JSON.stringify({ id: stream.id, type: 'next', payload: { ...data, extensions } }));
  };

  /** Says once that the gateway's place is reached. */
  const reach = (stream: Stream): void => {
    const position = positionOf(log.entries.length);
    if (stream.tell === undefined || told.has(stream) || position < stream.tell) return;
    told.add(stream);
    const extensions = { reached: { position, tier: 'ring' } };
    stream.socket.send(JSON.stringify({ id: stream.id, type: 'next', payload: { extensions } }));
  };

  const begin = (stream: Stream, after: string | undefined): void => {
    const last = log.entries.length;
    const position = /^c(\d+)$/.exec(after ?? '')?.[1];
    if (after === undefined) send(stream, last, { start: true });
    else if (position === undefined || Number(position) > last) send(stream, last, { resync: true });
    else for (let next = Number(position) + 1; next <= last; next += 1) send(stream, next, {});
    reach(stream);
    streams.set(`${stream.id}@${socketNumber(stream.socket)}`, stream);
  };

  const numbers = new Map<WebSocket, number>();
  const socketNumber = (socket: WebSocket): number => {
    const known = numbers.get(socket) ?? numbers.size;
    numbers.set(socket, known);
    return known;
  };

  const subscribe = (socket: WebSocket, id: string, payload: NonNullable<ClientMessage['payload']>): void => {
    const { query, variables = {}, extensions = {} } = payload;
    const { after, hub = {} } = extensions;
    const { viewer = '', signature } = hub;
    const parts = { purpose: 'subscribe', viewer, body: subscribeBody({ ...payload, after }) };
    if (!verify(signature, parts, { keys: [signingKey] })) return socket.close(4403, 'Forbidden');
    const tell = options.places === 'mute' ? undefined : hub.tell;
    subscribes.push({ id, query, after, tell, viewer: viewer === '' ? null : parseViewer(viewer) });
    if (behaviour === 'stream') return begin({ socket, id, query, variables, tell }, after);
    if ('error' in behaviour) {
      return socket.send(JSON.stringify({ id, type: 'error', payload: behaviour.error }));
    }
    socket.send(JSON.stringify({ id, type: 'next', payload: { errors: behaviour.instead } }));
    socket.send(JSON.stringify({ id, type: 'complete' }));
  };

  wss.on('connection', (socket) => {
    socket.on('message', (bytes: Buffer) => {
      const message = JSON.parse(bytes.toString('utf8')) as ClientMessage;
      if (message.type === 'connection_init') {
        const parts = { purpose: 'connection_init', viewer: '', body: '' };
        const ok = verify(message.payload?.hub?.signature, parts, { keys: [signingKey] });
        return ok ? socket.send('{"type":"connection_ack"}') : socket.close(4403, 'Forbidden');
      }
      if (message.type === 'complete' && message.id) {
        completes.push(message.id);
        return void streams.delete(`${message.id}@${socketNumber(socket)}`);
      }
      if (message.type === 'subscribe' && message.id && message.payload)
        subscribe(socket, message.id, message.payload);
    });
    socket.on('close', () => {
      for (const [key, stream] of streams) if (stream.socket === socket) streams.delete(key);
    });
  });

  await new Promise<void>((done) => server.listen(options.port ?? 0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    name,
    sdl,
    port,
    url: `http://127.0.0.1:${port}/graphql`,
    subscribes,
    completes,
    openStreams: () => streams.size,
    openSockets: () => wss.clients.size,
    emit: (value, committedAt = new Date()) => {
      log.entries.push({ value, committedAt: committedAt.toISOString() });
      for (const stream of streams.values()) {
        send(stream, log.entries.length, {});
        reach(stream);
      }
    },
    behave: (next) => void (behaviour = next),
    raw: (message) => wss.clients.forEach((socket) => socket.send(JSON.stringify(message))),
    kill: async () => {
      const closed = new Promise((done) => server.close(done));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

function idOf(value: object | undefined): string {
  return value && 'id' in value ? String(value.id) : '';
}

function resolve(schema: GraphQLSchema, stream: Stream, rootValue: object): object {
  const document = parse(stream.query);
  const result = execute({ schema, document, rootValue, variableValues: stream.variables });
  if ('then' in result) throw new Error('expected an answer at once');
  return JSON.parse(JSON.stringify(result)) as object;
}

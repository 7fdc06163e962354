import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ExecutionArgs, GraphQLError } from 'graphql';
import type { ServerOptions, SubscribePayload } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { Call } from './call.ts';
import { openCall } from './call.ts';
import { hubError } from './errors.ts';
import { maskError } from './mask-errors.ts';
import { refusedFields } from './refused-fields.ts';
import { isStream } from './operation-cache.ts';
import { earliest, parsePositionText } from './position.ts';
import type { Position } from './position.ts';
import type { Closable } from './process/shutdown.ts';
import { subscribeBody } from './process/signature.ts';
import type { ServeOptions } from './serve-options.ts';
import type { LiveSubscription } from './subscribe.ts';
import { subscribeLive } from './subscribe.ts';

const messageLimit = 1024 * 1024;
const keepAliveMs = 12_000;
const closeGraceMs = 1_000;

/**
 * Serves subscriptions by graphql-transport-ws at `/graphql` of the same port. `connection_init` and each `subscribe` are
 * signed like an HTTP call: without it the first ends the socket (4403) and the second answers UNAUTHENTICATED. Results
 * are pulled: a stream goes on when the socket has taken the one before.
 */
export function openSocketRoad(server: Server, options: ServeOptions): Closable {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: messageLimit, perMessageDeflate: false });
  const road = useServer({ ...createHooks(options), isProd: true }, sockets, keepAliveMs);
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (request.url !== '/graphql') {
      socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (opened) => sockets.emit('connection', opened, request));
  });
  return { close: () => closeSockets(sockets, road.dispose) };
}

/** Says goodbye (1001) to all, and cuts those that do not answer. */
async function closeSockets(sockets: WebSocketServer, dispose: () => void | Promise<void>): Promise<void> {
  const cut = setTimeout(() => {
    for (const socket of sockets.clients) socket.terminate();
  }, closeGraceMs);
  await dispose();
  clearTimeout(cut);
}

function createHooks(options: ServeOptions): ServerOptions {
  // Found again in the later hooks by what they are given of the same `subscribe`.
  const calls = new WeakMap<object, Call>();
  const subscriptions = new WeakMap<object, LiveSubscription>();
  const opened = new WeakMap<object, LiveSubscription>();
  const mask = (payload: SubscribePayload, errors: readonly GraphQLError[]): GraphQLError[] => {
    const requestId = calls.get(payload)?.requestId ?? 'unsigned';
    const masked = errors.map((error) => maskError(error, { log: options.log, requestId }));
    const subscription = opened.get(payload);
    if (subscription) void options.refusals.note(refusedFields(masked, subscription));
    return masked;
  };
  return {
    onConnect: ({ connectionParams }) => isSignedInit(connectionParams, options.signingKeys),
    onSubscribe: (_context, _id, payload) => {
      const call = openSubscribe(payload, options.signingKeys);
      if (!call) return [hubError('UNAUTHENTICATED', 'This subscription was not signed.')];
      calls.set(payload, call);
      const subscription = toSubscription(options, call, payload);
      if (!('live' in subscription)) return subscription;
      const args: ExecutionArgs = { schema: options.schema, document: subscription.document };
      subscriptions.set(args, subscription);
      opened.set(payload, subscription);
      return args;
    },
    subscribe: (args) => {
      const subscription = subscriptions.get(args);
      if (!subscription) throw new Error('expected a subscription that was opened before, got another');
      return subscribeLive(subscription);
    },
    onNext: (...[, , payload, , result]) =>
      result.errors ? { ...result, errors: mask(payload, result.errors) } : undefined,
    onError: (...[, , payload, errors]) => mask(payload, errors).map((error) => error.toJSON()),
  };
}

function isSignedInit(params: Record<string, unknown> | undefined, keys: readonly string[]): boolean {
  const { signature } = parseHubPart(params?.['hub']);
  return openCall({ signature, purpose: 'connection_init', viewer: '', body: '' }, keys) !== null;
}

function openSubscribe({ extensions, ...payload }: SubscribePayload, keys: readonly string[]): Call | null {
  const { signature, viewer } = parseHubPart(extensions?.['hub']);
  const body = subscribeBody({ ...payload, after: extensions?.['after'] });
  return openCall({ signature, purpose: 'subscribe', viewer, body }, keys);
}

/** The signed part of a payload, `hub: { signature, viewer? }`; what is no such thing has no signature. */
function parseHubPart(hub: unknown): { readonly signature: unknown; readonly viewer: string } {
  if (typeof hub !== 'object' || hub === null) return { signature: undefined, viewer: '' };
  const { signature, viewer } = hub as Readonly<Record<string, unknown>>;
  return { signature, viewer: typeof viewer === 'string' ? viewer : '' };
}

/** `hub.tell`: the place that the gateway wants to hear of, '' for any. */
function parseTell(hub: unknown): Position | undefined {
  const tell = typeof hub === 'object' && hub !== null && 'tell' in hub ? hub.tell : undefined;
  if (typeof tell !== 'string') return undefined;
  return parsePositionText(tell) ?? earliest;
}

function toSubscription(
  options: ServeOptions,
  call: Call,
  payload: SubscribePayload,
): LiveSubscription | readonly GraphQLError[] {
  const prepared = options.operations.prepare(payload);
  if (!('document' in prepared)) return prepared;
  if (!isStream(prepared)) return [hubError('BAD_REQUEST', 'Only subscriptions are served over WebSocket.')];
  return {
    ...prepared,
    schema: options.schema,
    variables: payload.variables,
    live: options.live,
    viewer: call.viewer,
    after: payload.extensions?.['after'],
    tell: parseTell(payload.extensions?.['hub']),
    createContext: (streams) => options.createContext(call, streams),
  };
}

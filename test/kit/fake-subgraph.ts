import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, parse, subscribe, validate } from 'graphql';
import type { GraphQLFieldResolver, GraphQLSchema } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';

type Resolve = GraphQLFieldResolver<unknown, FakeContext>;
export type FakeResolvers = Record<string, Record<string, unknown>>;

export interface FakeContext {
  readonly headers: IncomingHttpHeaders;
}

/** One call as it came over the wire. */
export interface FakeRequest {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

/**
 * How the subgraph answers: as it should; by cutting the connection; by never answering; by these bytes with this
 * status; by a function that gets the parsed call and returns the JSON to send; or by dripping one byte at a time.
 */
export type Behaviour =
  | 'answer'
  | 'refuse'
  | 'hang'
  | 'drip'
  | { readonly status: number; readonly text: string; readonly contentType?: string }
  | ((request: FakeRequest) => unknown);

export interface FakeSubgraph {
  readonly name: string;
  readonly sdl: string;
  readonly schema: GraphQLSchema;
  readonly url: string;
  readonly wsUrl: string;
  /** Every HTTP call since the last `reset`, in the order of arrival. */
  readonly requests: readonly FakeRequest[];
  /** connection_init payloads and subscribe payloads of the WebSocket road, in order of arrival. */
  readonly socketMessages: readonly { readonly kind: 'init' | 'subscribe'; readonly payload: unknown }[];
  /** Streams that are open now. */
  readonly openStreams: () => number;
  behave(behaviour: Behaviour): void;
  reset(): void;
  /** Cuts every socket at once, without a goodbye: what kill -9 looks like from outside. */
  cut(): void;
  close(): Promise<void>;
}

export const federationLink = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
  import: ["@key", "@shareable", "@external", "@requires", "@provides", "@inaccessible", "@override", "@tag", "@interfaceObject", "@composeDirective", "@listSize", "@cost", "@authenticated", "@requiresScopes", "@policy"])`;

/** To be put behind `federationLink` by a subgraph that marks public fields. */
export const publicLink = `extend schema @link(url: "https://hub.hue.gov.vn/spec/hub/v0.1", import: ["@public"]) @composeDirective(name: "@public")
directive @public(maxAge: Int) on FIELD_DEFINITION`;

/**
 * A real federation subgraph on a free port of 127.0.0.1: HTTP POST and graphql-transport-ws at /graphql, served by
 * @apollo/subgraph from an SDL (the federation link is added when it has none) and plain resolvers. It asks for no
 * signature, counts what it is asked and misbehaves when told to.
 */
export async function startFakeSubgraph(options: {
  readonly name: string;
  readonly sdl: string;
  readonly resolvers: FakeResolvers;
  readonly port?: number;
}): Promise<FakeSubgraph> {
  const sdl = options.sdl.includes('@link(') ? options.sdl : `${federationLink}\n${options.sdl}`;
  const schema = buildSubgraphSchema([
    { typeDefs: parse(sdl), resolvers: options.resolvers as Record<string, Record<string, Resolve>> },
  ]);
  const requests: FakeRequest[] = [];
  const socketMessages: { kind: 'init' | 'subscribe'; payload: unknown }[] = [];
  let behaviour: Behaviour = 'answer';
  const server = createServer((req, res) => {
    void answer(req, res, { schema, behaviour: () => behaviour, requests });
  });
  const sockets = track(server);
  const wss = new WebSocketServer({ server, path: '/graphql' });
  let streams = 0;
  const live = useServer(
    {
      schema,
      execute,
      subscribe,
      context: (): FakeContext => ({ headers: {} }),
      onConnect: (context) => void socketMessages.push({ kind: 'init', payload: context.connectionParams }),
      onSubscribe: (_context, _id, payload) => void socketMessages.push({ kind: 'subscribe', payload }),
      onOperation: () => void (streams += 1),
      onComplete: () => void (streams -= 1),
    },
    wss,
  );
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const cut = (): void => sockets.forEach((socket) => socket.destroy());
  let closing: Promise<void> | undefined;
  return {
    name: options.name,
    sdl,
    schema,
    url: `http://127.0.0.1:${port}/graphql`,
    wsUrl: `ws://127.0.0.1:${port}/graphql`,
    requests,
    socketMessages,
    openStreams: () => streams,
    behave: (next) => void (behaviour = next),
    reset: () => void ((behaviour = 'answer'), requests.splice(0), socketMessages.splice(0)),
    cut,
    close: () => (closing ??= stop()),
  };

  async function stop(): Promise<void> {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    await live.dispose();
    cut();
    await closed;
  }
}

interface Answering {
  readonly schema: GraphQLSchema;
  readonly behaviour: () => Behaviour;
  readonly requests: FakeRequest[];
}

async function answer(req: IncomingMessage, res: ServerResponse, fake: Answering): Promise<void> {
  const request = await parseCall(req);
  fake.requests.push(request);
  const behaviour = fake.behaviour();
  if (behaviour === 'refuse') return void req.socket.destroy();
  if (behaviour === 'hang') return;
  if (typeof behaviour === 'object') {
    res.writeHead(behaviour.status, { 'content-type': behaviour.contentType ?? 'application/json' });
    return void res.end(behaviour.text);
  }
  const result = typeof behaviour === 'function' ? behaviour(request) : await run(fake.schema, request);
  res.writeHead(200, { 'content-type': 'application/json' });
  const text = typeof result === 'string' ? result : JSON.stringify(result);
  if (behaviour === 'drip') return drip(res, text);
  res.end(text);
}

async function run(schema: GraphQLSchema, request: FakeRequest): Promise<unknown> {
  const document = parse(request.query);
  const errors = validate(schema, document);
  if (errors.length > 0) return { errors };
  return execute({
    schema,
    document,
    variableValues: request.variables,
    contextValue: { headers: request.headers },
  });
}

function drip(res: ServerResponse, text: string): void {
  let sent = 0;
  // Without this the head would wait for the first byte of the body.
  res.flushHeaders();
  const timer = setInterval(() => {
    if (res.destroyed || sent >= text.length) return void (clearInterval(timer), res.end());
    res.write(text[sent++]);
  }, 200);
}

async function parseCall(req: IncomingMessage): Promise<FakeRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString('utf8');
  const call = JSON.parse(body || '{}') as { query?: string; variables?: Record<string, unknown> };
  return { headers: req.headers, body, query: call.query ?? '', variables: call.variables ?? {} };
}

function track(server: ReturnType<typeof createServer>): Set<Socket> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  return sockets;
}

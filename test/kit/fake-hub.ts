import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';

/** One try of one stream as the server sees it, whatever the road. */
export interface FakeStream {
  readonly after: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly authorization: string | undefined;
  readonly road: 'ws' | 'sse';
  event(n: number, extensions?: object): void;
  /** Ends it with an error of that code. */
  refuse(code: string): void;
  complete(): void;
  /** Cuts the connection without a word. */
  cut(): void;
}

export interface FakeHub {
  readonly url: string;
  /** Every try so far, in order. */
  readonly tries: readonly FakeStream[];
  /** Payloads of pings that had one. */
  readonly pings: readonly unknown[];
  /** POSTs that asked for no stream. */
  readonly posts: readonly Record<string, unknown>[];
  /** WebSockets opened so far, and those open now. */
  sockets(): { readonly opened: number; readonly open: number };
  close(): Promise<void>;
}

/** What the server does with a try; `index` counts them from 0. */
export type FakeScript = (stream: FakeStream, index: number) => void;

export interface FakeOptions {
  /** Whether a socket with this may be opened. */
  readonly accepts?: (authorization: string | undefined) => boolean;
  readonly port?: number;
  /** Whether a ping is answered. */
  readonly answersPings?: () => boolean;
  /** No WebSocket gets through for as long as this is so, as behind a proxy that knows none. */
  readonly blocksSockets?: () => boolean;
}

/** A server of streams that fails as it is told: graphql-transport-ws and graphql-sse on one address. */
export async function startFakeHub(script: FakeScript, options: FakeOptions = {}): Promise<FakeHub> {
  const accepts = options.accepts ?? (() => true);
  const tries: FakeStream[] = [];
  const pings: unknown[] = [];
  const posts: Record<string, unknown>[] = [];
  let opened = 0;
  const begin = (stream: FakeStream): void => {
    tries.push(stream);
    script(stream, tries.length - 1);
  };
  const server = createServer((request, response) => {
    void readJson(request).then((payload) => {
      if (!(request.headers.accept ?? '').includes('event-stream')) {
        posts.push(payload);
        return response.setHeader('content-type', 'application/json').end('{"data":{}}');
      }
      return begin(eventStream(response, request.headers.authorization, payload));
    });
  });
  const wss = new WebSocketServer({
    server,
    handleProtocols: () => 'graphql-transport-ws',
    verifyClient: () => options.blocksSockets?.() !== true,
  });
  wss.on('connection', (socket) => {
    opened += 1;
    let authorization: string | undefined;
    socket.on('message', (bytes: Buffer) => {
      const { type, id, payload = {} } = JSON.parse(bytes.toString('utf8')) as SocketMessage;
      if (type === 'connection_init') {
        authorization = payload['Authorization'] as string | undefined;
        if (!accepts(authorization)) return socket.close(4403, 'Forbidden');
        socket.send('{"type":"connection_ack"}');
      }
      if (type === 'ping') {
        if (payload['Authorization']) pings.push(payload);
        if (options.answersPings?.() !== false) socket.send('{"type":"pong"}');
      }
      if (type === 'subscribe') begin(socketStream(socket, id, { authorization, payload }));
    });
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    tries,
    pings,
    posts,
    sockets: () => ({ opened, open: wss.clients.size }),
    close: async () => {
      for (const socket of wss.clients) socket.terminate();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

interface SocketMessage {
  readonly type: string;
  readonly id: string;
  readonly payload?: Record<string, unknown>;
}

interface Asking {
  readonly authorization: string | undefined;
  readonly payload: Record<string, unknown>;
}

function socketStream(socket: WebSocket, id: string, { authorization, payload }: Asking): FakeStream {
  const send = (message: object): void => socket.send(JSON.stringify({ id, ...message }));
  return {
    ...asked(payload),
    authorization,
    road: 'ws',
    event: (n, extensions = { cursor: `c${n}` }) =>
      send({ type: 'next', payload: { data: { n }, extensions } }),
    refuse: (code) => send({ type: 'error', payload: [{ message: code, extensions: { code } }] }),
    complete: () => send({ type: 'complete' }),
    cut: () => socket.terminate(),
  };
}

/** Says the cursor in `id:` only, as the protocol of server-sent events has it. */
function eventStream(
  response: ServerResponse,
  authorization: string | undefined,
  payload: Record<string, unknown>,
): FakeStream {
  response.setHeader('content-type', 'text/event-stream');
  response.write(': alive\n\n');
  const send = (name: string, data: string, id = ''): void =>
    void response.write(`event: ${name}\n${id && `id: ${id}\n`}data: ${data}\n\n`);
  const complete = (): void => {
    send('complete', '');
    response.end();
  };
  return {
    ...asked(payload),
    authorization,
    road: 'sse',
    event: (n, extensions: { readonly cursor?: string } = { cursor: `c${n}` }) => {
      const { cursor, ...rest } = extensions;
      send('next', JSON.stringify({ data: { n }, extensions: rest }), cursor);
    },
    refuse: (code) => {
      send('next', JSON.stringify({ errors: [{ message: code, extensions: { code } }] }));
      complete();
    },
    complete,
    // Not destroy: what was written before would be lost with it, now and then.
    cut: () => void response.end(),
  };
}

function asked(payload: Record<string, unknown>): Pick<FakeStream, 'after' | 'variables'> {
  const { variables, extensions } = payload as {
    variables: Record<string, unknown>;
    extensions?: { after?: string };
  };
  return { after: extensions?.after, variables };
}

async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>;
}

import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { ClientOptions } from 'ws';
import { canariesIn } from './canaries.ts';

export interface LiveMessage {
  readonly type: string;
  readonly id?: string;
  readonly payload?: LivePayload;
}

export interface LivePayload {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly LiveError[];
  readonly extensions?: Record<string, unknown>;
}

export interface LiveError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: Record<string, unknown>;
}

export interface Closing {
  readonly code: number;
  readonly reason: string;
}

/**
 * graphql-transport-ws on the bare socket library. Every message is kept from the first on, so a test never misses
 * one that came before it looked; messages are taken in order.
 */
export interface LiveClient {
  readonly socket: WebSocket;
  /** The next message of any kind but a ping; fails when the socket closes first. */
  next(): Promise<LiveMessage>;
  /** The next message for this id. */
  nextOf(id: string): Promise<LiveMessage>;
  /** The next `count` payloads of `next` messages for this id; any other message for it fails. */
  events(id: string, count: number): Promise<LivePayload[]>;
  /** The payload of an `error` message, which must be the next one for this id. */
  errorsOf(id: string): Promise<readonly LiveError[]>;
  /** Messages not taken yet. */
  waiting(): readonly LiveMessage[];
  send(message: object | string): void;
  subscribe(id: string, query: string, rest?: { variables?: object; extensions?: object }): void;
  readonly closed: Promise<Closing>;
  /** Closes and waits for it; also when it is closed already. */
  close(): Promise<void>;
}

export interface LiveOptions extends ClientOptions {
  readonly protocol?: string | undefined;
  /** Payload of connection_init; false sends none and waits for no ack. */
  readonly init?: object | false;
}

/** @param url of the graph, http or ws */
export async function openLiveClient(url: string, options: LiveOptions = {}): Promise<LiveClient> {
  const { protocol = 'graphql-transport-ws', init = {}, ...rest } = options;
  const socket = new WebSocket(url.replace(/^http/, 'ws'), protocol, rest);
  const client = listen(socket);
  await once(socket, 'open');
  if (init === false) return client;
  client.send({ type: 'connection_init', payload: init });
  const ack = await client.next();
  if (ack.type !== 'connection_ack') throw new Error(`expected connection_ack, got ${ack.type}`);
  return client;
}

function listen(socket: WebSocket): LiveClient {
  const messages: LiveMessage[] = [];
  let wake: (() => void)[] = [];
  let closing: Closing | undefined;
  const notify = (): void => {
    const waiting = wake;
    wake = [];
    for (const resolve of waiting) resolve();
  };
  const look = canariesIn.reader('a WebSocket');
  socket.on('message', (data: Buffer) => {
    look(data.toString('latin1'));
    const message = JSON.parse(data.toString('utf8')) as LiveMessage;
    if (message.type === 'ping') return;
    messages.push(message);
    notify();
  });
  const closed = new Promise<Closing>((resolve) => {
    socket.once('close', (code, reason) => {
      closing = { code, reason: reason.toString('utf8') };
      resolve(closing);
      notify();
    });
  });
  socket.on('error', () => undefined);

  const take = async (matches: (message: LiveMessage) => boolean): Promise<LiveMessage> => {
    for (;;) {
      const index = messages.findIndex(matches);
      const [found] = index < 0 ? [] : messages.splice(index, 1);
      if (found) return found;
      if (closing) throw new Error(`the socket closed: ${closing.code} ${closing.reason}`);
      await new Promise<void>((resolve) => wake.push(resolve));
    }
  };
  const send = (message: object | string): void =>
    socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  const nextOf = (id: string): Promise<LiveMessage> => take((message) => message.id === id);

  return {
    socket,
    closed,
    next: () => take(() => true),
    nextOf,
    waiting: () => messages,
    send,
    subscribe: (id, query, more = {}) => send({ id, type: 'subscribe', payload: { query, ...more } }),
    events: async (id, count) => {
      const payloads: LivePayload[] = [];
      while (payloads.length < count) {
        const message = await nextOf(id);
        if (message.type !== 'next') throw new Error(`expected an event, got ${JSON.stringify(message)}`);
        payloads.push(message.payload ?? {});
      }
      return payloads;
    },
    errorsOf: async (id) => {
      const message = await nextOf(id);
      if (message.type !== 'error' || !Array.isArray(message.payload))
        throw new Error(`expected errors, got ${JSON.stringify(message)}`);
      return message.payload as readonly LiveError[];
    },
    close: async () => {
      socket.close();
      await closed;
    },
  };
}

/** Settles when the condition holds; fails when it does not come true. */
export async function until(condition: () => boolean | Promise<boolean>, withinMs = 20_000): Promise<void> {
  const endMs = Date.now() + withinMs;
  while (!(await condition())) {
    if (Date.now() > endMs) throw new Error(`not within ${withinMs} ms: ${condition.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

import { request as httpRequest } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { canariesIn } from './canaries.ts';
import type { LiveError, LivePayload } from './live-client.ts';

export const eventStream = 'text/event-stream';
export const multipart = 'multipart/mixed;boundary=graphql;subscriptionSpec=1.0';

/** What a stream says: a result, or that the server lives, or that it is over, for these errors if there are any. */
export type StreamMessage =
  | { readonly kind: 'next'; readonly payload: LivePayload; readonly id?: string | undefined }
  | { readonly kind: 'heartbeat' }
  | { readonly kind: 'end'; readonly errors: readonly LiveError[] };

/** A subscription as an HTTP answer, read on the bare socket. Messages are kept from the first on and taken in order. */
export interface HttpStreamClient {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly response: IncomingMessage;
  /** Of an answer that is no stream. */
  readonly errors: readonly LiveError[];
  /** The next message that is no heartbeat; fails when the answer is over. */
  next(): Promise<StreamMessage>;
  heartbeat(): Promise<void>;
  /** The next `count` results; any other message fails. */
  events(count: number): Promise<LivePayload[]>;
  /** How it ends; a result fails. */
  end(): Promise<readonly LiveError[]>;
  /** Everything that came so far. */
  text(): string;
  /** Settles when the answer is over, whole or cut. */
  readonly closed: Promise<void>;
  close(): void;
}

export interface HttpStreamOptions {
  readonly accept?: string;
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
}

/** @param body of the POST; for a GET its members become the query string */
export async function openHttpStream(
  url: string,
  body: object | string,
  { accept = eventStream, method = 'POST', headers = {} }: HttpStreamOptions = {},
): Promise<HttpStreamClient> {
  const isGet = method === 'GET';
  const target = isGet ? `${url}?${searchOf(body)}` : url;
  const type = isGet ? {} : { 'content-type': 'application/json' };
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = httpRequest(target, { method, headers: { accept, ...type, ...headers }, agent: false });
    request.once('response', resolve);
    request.once('error', reject);
    request.end(isGet ? undefined : typeof body === 'string' ? body : JSON.stringify(body));
  });
  return listen(response);
}

function searchOf(body: object | string): string {
  const members = Object.entries(body).map(([key, value]): [string, string] => [
    key,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  return new URLSearchParams(members).toString();
}

async function listen(response: IncomingMessage): Promise<HttpStreamClient> {
  const contentType = response.headers['content-type'] ?? '';
  const parse = contentType.startsWith(eventStream) ? readEvents : readParts;
  let text = '';
  let isOver = false;
  const wake: (() => void)[] = [];
  let taken = 0;
  let beats = 0;
  const notify = (): void => wake.splice(0).forEach((resolve) => resolve());
  response.setEncoding('utf8');
  const look = canariesIn.reader('a stream over HTTP');
  response.on('data', (chunk: string) => {
    look(chunk);
    text += chunk;
    notify();
  });
  response.on('error', () => undefined);
  const closed = new Promise<void>((resolve) => {
    response.once('close', () => {
      isOver = true;
      notify();
      resolve();
    });
  });
  const until = async <T>(find: () => T | undefined): Promise<T> => {
    for (;;) {
      const found = find();
      if (found !== undefined) return found;
      if (isOver) throw new Error(`the stream is over: ${text.slice(-300)}`);
      await new Promise<void>((resolve) => wake.push(resolve));
    }
  };
  const next = async (): Promise<StreamMessage> => {
    const message = await until(() => parse(text).filter(({ kind }) => kind !== 'heartbeat')[taken]);
    taken += 1;
    return message;
  };
  const isStream = contentType.startsWith(eventStream) || contentType.startsWith('multipart/');
  if (!isStream) await closed;
  const body = isStream ? {} : (JSON.parse(text || '{}') as { errors?: readonly LiveError[] });
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    response,
    errors: body.errors ?? [],
    next,
    heartbeat: async () => {
      beats += 1;
      await until(() => parse(text).filter(({ kind }) => kind === 'heartbeat')[beats - 1]);
    },
    events: async (count) => {
      const payloads: LivePayload[] = [];
      while (payloads.length < count) {
        const message = await next();
        if (message.kind !== 'next') throw new Error(`expected a result, got ${JSON.stringify(message)}`);
        payloads.push(message.payload);
      }
      return payloads;
    },
    end: async () => {
      const message = await next();
      if (message.kind === 'end') return message.errors;
      // Event streams have no message for errors: a result of errors alone stands before the end.
      const { data, errors } = message.kind === 'next' ? message.payload : {};
      const last = await next();
      if (data !== undefined || !errors || last.kind !== 'end')
        throw new Error(`expected the end, got ${JSON.stringify([message, last])}`);
      return errors;
    },
    text: () => text,
    closed,
    close: () => void response.destroy(),
  };
}

function readEvents(text: string): StreamMessage[] {
  const blocks = text.split('\n\n').slice(0, -1);
  return blocks.flatMap((block): StreamMessage[] => {
    const fields = new Map(
      block.split('\n').map((line): [string, string] => {
        const at = line.indexOf(':');
        return [line.slice(0, at), line.slice(at + 1).replace(/^ /, '')];
      }),
    );
    if (fields.has('')) return [{ kind: 'heartbeat' }];
    if (fields.has('retry')) return [];
    if (fields.get('event') === 'complete') return [{ kind: 'end', errors: [] }];
    if (fields.get('event') !== 'next') throw new Error(`no event of the protocol: ${block}`);
    const payload = JSON.parse(fields.get('data') ?? '') as LivePayload;
    return [{ kind: 'next', payload, id: fields.get('id') }];
  });
}

function readParts(text: string): StreamMessage[] {
  const [before = '', ...rest] = text.split('\r\n--graphql');
  if (before !== '') throw new Error(`not a boundary: ${before}`);
  // What stands behind the last boundary is not complete, unless it is the mark of the end.
  const isEnded = rest.at(-1)?.startsWith('--') ?? false;
  const messages = rest.slice(0, -1).map((part): StreamMessage => {
    const json = part.slice(part.indexOf('\r\n\r\n') + 4);
    const body = JSON.parse(json) as { payload?: LivePayload | null; errors?: readonly LiveError[] };
    if (body.payload === undefined) return { kind: 'heartbeat' };
    if (body.payload === null) return { kind: 'end', errors: body.errors ?? [] };
    return { kind: 'next', payload: body.payload };
  });
  if (isEnded && messages.at(-1)?.kind !== 'end') messages.push({ kind: 'end', errors: [] });
  return messages;
}

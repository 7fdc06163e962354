import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { canariesIn } from './canaries.ts';
import type { LiveMessage } from './live-client.ts';

/** What an app does wrong; nothing unless said. */
export interface Faults {
  /** Sends again at once what was answered with 429. */
  readonly hurries?: boolean;
  /** Repeats a mutation with another key. */
  readonly forgetsKeys?: boolean;
  /** Follows anew from the present state. */
  readonly forgetsCursors?: boolean;
}

export interface SandboxAppOptions extends Faults {
  readonly url: string;
  readonly apiKey: string;
  /** As whom of the sandbox. */
  readonly as?: string;
}

export interface Following {
  /** Everything that it was told, over all breaks. */
  readonly states: readonly unknown[];
  /** How often the connection broke. */
  readonly breaks: () => number;
  stop(): void;
}

/** An app of a few lines, of nothing but fetch and ws: what a vendor writes who does not take the SDK. */
export function sandboxApp({ url, apiKey, as, ...faults }: SandboxAppOptions) {
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json',
    'x-api-key': apiKey,
    ...(as ? { 'x-sandbox-as': as } : {}),
  };
  const send = async (document: string, variables: Readonly<Record<string, unknown>>): Promise<unknown> => {
    const body = JSON.stringify({ ...persisted(document), variables });
    for (;;) {
      // Without an answer nobody knows whether it was carried out.
      const response = await fetch(url, { method: 'POST', headers, body }).catch(() => undefined);
      const text = await response?.text().catch(() => undefined);
      if (response && text !== undefined && response.status !== 429) return JSON.parse(text);
      if (!response && faults.forgetsKeys) return send(document, { ...variables, key: randomUUID() });
      if (response && !faults.hurries) await sleep(Number(response.headers.get('retry-after')) * 1_000);
    }
  };
  return {
    /** Sends a document of the list by its hash; waits after 429, and repeats after a cut with the same variables. */
    send,
    /** Sends a text. */
    sendText: async (query: string): Promise<unknown> =>
      (await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query }) })).json(),
    follow: (document: string, variables: object) => follow({ url, apiKey, as, faults, document, variables }),
  };
}

function persisted(document: string): object {
  const sha256Hash = createHash('sha256').update(document).digest('hex');
  return { extensions: { persistedQuery: { version: 1, sha256Hash } } };
}

interface Follow {
  readonly url: string;
  readonly apiKey: string;
  readonly as: string | undefined;
  readonly faults: Faults;
  readonly document: string;
  readonly variables: object;
}

function follow({ url, apiKey, as, faults, document, variables }: Follow): Following {
  const states: unknown[] = [];
  let cursor: unknown;
  let breaks = 0;
  let isStopped = false;
  let socket: WebSocket | undefined;
  const connect = (): void => {
    if (isStopped) return;
    const next = new WebSocket(url.replace(/^http/, 'ws'), 'graphql-transport-ws');
    socket = next;
    const tell = (message: object): void => next.send(JSON.stringify(message));
    next.on('open', () =>
      tell({
        type: 'connection_init',
        payload: { 'X-API-Key': apiKey, ...(as ? { 'X-Sandbox-As': as } : {}) },
      }),
    );
    const look = canariesIn.reader('the WebSocket of an app');
    next.on('message', (data: Buffer) => {
      look(data.toString('latin1'));
      const message = JSON.parse(data.toString('utf8')) as LiveMessage;
      if (message.type === 'ping') return tell({ type: 'pong' });
      if (message.type === 'connection_ack') {
        const { extensions } = persisted(document) as { extensions: object };
        const after = cursor !== undefined && !faults.forgetsCursors ? { after: cursor } : {};
        const payload = { query: '', variables, extensions: { ...extensions, ...after } };
        return tell({ id: '1', type: 'subscribe', payload });
      }
      if (message.type !== 'next') return;
      cursor = message.payload?.extensions?.['cursor'] ?? cursor;
      states.push(message.payload?.data);
    });
    next.on('error', () => undefined);
    next.on('close', () => {
      breaks += 1;
      setTimeout(connect, 20);
    });
  };
  connect();
  return {
    states,
    breaks: () => breaks,
    stop: () => {
      isStopped = true;
      socket?.close();
    },
  };
}

import { setTimeout as sleep } from 'node:timers/promises';
import { openLiveClient } from '../../test/kit/live-client.ts';
import type { LiveClient, LiveOptions } from '../../test/kit/live-client.ts';
import type { Target } from './target.ts';
import type { Case, Verdict } from './verdict.ts';
import { verdict } from './verdict.ts';

/** What one client may do to the endpoint (threats.md E). */
export const abuseCases: readonly Case[] = [
  {
    name: 'E01 no connection_init: closed with 4408',
    run: (target) => closes(target, { init: false, code: 4408 }),
  },
  {
    name: 'E02 subscribe before connection_ack: closed with 4401',
    run: (target) =>
      closes(target, { init: false, code: 4401, act: (client) => subscribe(client, target, '1') }),
  },
  {
    name: 'E03 a second connection_init: closed with 4429',
    run: (target) =>
      closes(target, { code: 4429, act: (client) => client.send({ type: 'connection_init' }) }),
  },
  {
    name: 'E05 the same id twice: closed with 4409',
    run: (target) =>
      closes(target, {
        code: 4409,
        act: (client) => {
          subscribe(client, target, '1');
          subscribe(client, target, '1');
        },
      }),
  },
  {
    name: 'E08 a message that is no JSON: closed with 4400',
    run: (target) => closes(target, { code: 4400, act: (client) => client.send('{') }),
  },
  { name: 'E09 a syntax error costs one operation, not the socket', run: syntaxError },
  {
    name: 'E10 a message of 1 MiB: closed with 1009',
    run: (target) => closes(target, { code: 1009, act: (client) => client.send('x'.repeat(1024 * 1024)) }),
  },
  { name: 'E13 2,000 subscriptions of one socket are not all taken', run: manySubscriptions },
  {
    name: 'E14 1,000 pings at once: closed',
    run: (target) =>
      closes(target, {
        act: (client) => {
          for (let n = 0; n < 1_000; n += 1) client.send({ type: 'ping' });
        },
      }),
  },
];

const waitMs = 15_000;

function open({ url, token }: Target, options: LiveOptions): Promise<LiveClient> {
  return openLiveClient(url, { init: token ? { Authorization: `Bearer ${token}` } : {}, ...options });
}

function subscribe(client: LiveClient, { subscription, variables }: Target, id: string): void {
  client.subscribe(id, subscription, { variables });
}

interface Abuse {
  /** Sends no connection_init. */
  readonly init?: false;
  /** The close code that is right; any when left out. */
  readonly code?: number;
  readonly act?: (client: LiveClient) => void;
}

async function closes(target: Target, { init, code: wanted, act }: Abuse): Promise<Verdict> {
  const client = await open(target, init === false ? { init } : {});
  act?.(client);
  const code = await closedWith(client);
  client.socket.terminate();
  const text = code === undefined ? `open after ${waitMs / 1_000} s` : `closed with ${code}`;
  return verdict(code !== undefined && (wanted ?? code) === code, text);
}

function closedWith(client: LiveClient): Promise<number | undefined> {
  return Promise.race([client.closed.then(({ code }) => code), sleep(waitMs, undefined, { ref: false })]);
}

async function syntaxError(target: Target): Promise<Verdict> {
  const client = await open(target, {});
  client.send({ id: 'bad', type: 'subscribe', payload: { query: 'subscription {' } });
  subscribe(client, target, 'good');
  const first = await Promise.race([client.nextOf('good').then(({ type }) => type), closedWith(client)]);
  client.socket.terminate();
  const text =
    typeof first === 'number' ? `closed with ${first}` : `the other subscription lives: ${String(first)}`;
  return verdict(first === 'next', text);
}

async function manySubscriptions(target: Target): Promise<Verdict> {
  const client = await open(target, {});
  // Slowly enough that no limit on messages is what answers.
  for (let n = 0; n < 2_000; n += 1) {
    if (client.socket.readyState !== client.socket.OPEN) break;
    subscribe(client, target, String(n));
    if (n % 100 === 99) await sleep(1_000);
    if (client.waiting().some(({ type }) => type === 'error')) break;
  }
  await sleep(1_000);
  const refused = client.waiting().filter(({ type }) => type === 'error').length;
  const isClosed = client.socket.readyState !== client.socket.OPEN;
  client.socket.terminate();
  const text = isClosed
    ? 'the socket was closed'
    : refused > 0
      ? 'refused at a bound'
      : 'all 2,000 were taken';
  return verdict(isClosed || refused > 0, text);
}

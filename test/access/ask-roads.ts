import { setTimeout as sleep } from 'node:timers/promises';
import { openHttpStream } from '../kit/http-stream.ts';
import type { LiveClient } from '../kit/live-client.ts';
import { openLiveClient } from '../kit/live-client.ts';
import { postGraphql } from '../kit/start-gateway.ts';
import type { Row } from './ask-fields.ts';
import type { Role } from './roles.ts';

export interface Answered {
  readonly data?: Record<string, unknown> | null | undefined;
  readonly errors?: readonly { readonly extensions: Record<string, unknown> }[] | undefined;
}

/** The roads to a gateway: one socket for each role, and HTTP with answers whole or as events. */
export interface Roads {
  /** The verdict, which has to be the same on every road that a row can go by; `FAULT` and all of them otherwise. */
  ask(row: Row, role: Role): Promise<string>;
  close(): Promise<void>;
}

/** `yes` for whoever is let in, whatever becomes of the call then: a wrong argument is told to who may ask. */
export function verdictOf({ errors = [] }: Answered): string {
  const given = errors[0]?.extensions['code'];
  const code = typeof given === 'string' ? given : '';
  const words: Readonly<Record<string, string>> = {
    UNAUTHENTICATED: 'sign in',
    FORBIDDEN: 'forbidden',
    NOT_FOUND: 'not found',
  };
  if (/^(INTERNAL|GRAPHQL_|SUBGRAPH_|UNAVAILABLE|OVERLOADED|BAD_REQUEST)/.test(code)) return `FAULT ${code}`;
  return words[code] ?? (code === 'RATE_LIMITED' ? code : 'yes');
}

export async function openRoads(url: string, roles: readonly Role[]): Promise<Roads> {
  const sockets = new Map<string, LiveClient>();
  for (const { name, headers } of roles) {
    const { authorization, 'x-api-key': key } = headers;
    const init = { ...(authorization && { Authorization: authorization }), ...(key && { 'X-API-Key': key }) };
    sockets.set(name, await openLiveClient(url, { init }));
  }
  let asked = 0;
  const overSocket = async (row: Row, role: Role): Promise<string> => {
    const socket = sockets.get(role.name);
    if (!socket) throw new Error(`expected a socket of ${role.name}, got none`);
    const id = String((asked += 1));
    socket.subscribe(id, row.text);
    const { type, payload } = await socket.nextOf(id);
    if (type === 'next') socket.send({ id, type: 'complete' });
    return verdictOf(type === 'error' && Array.isArray(payload) ? { errors: payload } : { ...payload });
  };
  const asEvents = async ({ text }: Row, { headers }: Role): Promise<string> => {
    const stream = await openHttpStream(url, { query: text }, { headers: { ...headers } });
    const first = stream.status === 200 ? await stream.next() : undefined;
    stream.close();
    if (first?.kind === 'next') return verdictOf(first.payload);
    return verdictOf({ errors: first?.kind === 'end' ? first.errors : stream.errors });
  };
  const whole = async ({ text }: Row, { headers }: Role): Promise<string> =>
    verdictOf((await postGraphql(url, { query: text }, headers)).body);
  return {
    ask: async (row, role) => {
      const first = await patiently(() => (row.kind === 'subscription' ? asEvents : whole)(row, role));
      // What was let in has changed something, and would be told so the second time.
      if (row.kind === 'mutation' && first === 'yes') return first;
      const second = await patiently(() => overSocket(row, role));
      return first === second ? first : `FAULT ${first} over HTTP, ${second} over WebSocket`;
    },
    close: async () => {
      for (const socket of sockets.values()) await socket.close();
    },
  };
}

/** An app asks for more in a second here than any may. */
async function patiently(ask: () => Promise<string>): Promise<string> {
  for (;;) {
    const verdict = await ask();
    if (verdict !== 'RATE_LIMITED') return verdict;
    await sleep(500);
  }
}

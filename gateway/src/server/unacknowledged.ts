import { readFile } from 'node:fs/promises';
import { isIPv4 } from 'node:net';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * What the system has taken of a connection and its peer has not acknowledged. Node does not tell: a peer that vanished
 * takes nothing, and the system goes on taking megabytes for it, for a quarter of an hour (tcp_retries2).
 */
export interface Unacknowledged {
  /**
   * In bytes, at a moment behind the call; undefined where the system does not tell (anything but Linux), and for a
   * connection that is gone.
   */
  of(socket: Socket): Promise<number | undefined>;
}

const tables = ['/proc/net/tcp', '/proc/net/tcp6'];

/**
 * By the system's own tables of connections. All who ask within `gatherMs` share one look: with ten thousand connections it
 * takes some milliseconds.
 */
export function readUnacknowledged(gatherMs: number): Unacknowledged {
  let next: Promise<ReadonlyMap<string, number>> | undefined;
  const gather = async (): Promise<ReadonlyMap<string, number>> => {
    await sleep(gatherMs, undefined, { ref: false });
    // Who asks from here on is told of a later moment.
    next = undefined;
    return readTables();
  };
  return {
    of: async (socket) => {
      const key = keyOf(socket);
      return key === undefined ? undefined : (await (next ??= gather())).get(key);
    },
  };
}

async function readTables(): Promise<ReadonlyMap<string, number>> {
  const texts = await Promise.all(tables.map((path) => readFile(path, 'latin1').catch(() => '')));
  return new Map(texts.flatMap(parseConnections));
}

/** `sl local remote state tx:rx …`, addresses as 32-bit words of the machine's own order, everything in hexadecimal. */
function parseConnections(text: string): (readonly [string, number])[] {
  const rows = text.split('\n').slice(1);
  return rows.flatMap((row) => {
    const [, local = '', remote = '', , queues = ''] = row.trim().split(/\s+/, 5);
    const [address = '', port = ''] = remote.split(':');
    const key = `${portOf(local)} ${plain(address)} ${portOf(`:${port}`)}`;
    return queues === '' ? [] : [[key, Number.parseInt(queues, 16)] as const];
  });
}

function portOf(end: string): number {
  return Number.parseInt(end.slice(end.indexOf(':') + 1), 16);
}

const mapped = '0000000000000000FFFF0000';

/** An IPv4 address that came by an IPv6 socket is an IPv4 address. */
function plain(address: string): string {
  return address.startsWith(mapped) ? address.slice(mapped.length) : address;
}

function keyOf({ localPort, remoteAddress, remotePort }: Socket): string | undefined {
  const address = remoteAddress === undefined ? undefined : hexOf(remoteAddress);
  return address === undefined ? undefined : `${localPort} ${address} ${remotePort}`;
}

/** As it stands in the tables; undefined for one with a zone. */
function hexOf(address: string): string | undefined {
  const v4 = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (isIPv4(v4)) return wordsOf(v4.split('.').map(Number));
  if (address.includes('%')) return undefined;
  const [head = '', tail] = address.split('::');
  const groups = (text: string | undefined): string[] => (text ? text.split(':') : []);
  const before = groups(head);
  const behind = groups(tail);
  const all = [...before, ...Array<string>(8 - before.length - behind.length).fill('0'), ...behind];
  return wordsOf(
    all.map((group) => Number.parseInt(group, 16)).flatMap((value) => [value >> 8, value & 0xff]),
  );
}

/** On a little-endian machine, which all are that this runs on, the bytes of each word stand turned round. */
function wordsOf(bytes: readonly number[]): string {
  const hex = bytes.map((byte) => byte.toString(16).toUpperCase().padStart(2, '0'));
  return hex.map((_, at) => hex[at - (at % 4) + 3 - (at % 4)]).join('');
}

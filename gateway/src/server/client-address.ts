import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';

/**
 * Whose address a connection is counted under: that of the peer, or, behind `proxies` proxies of our own, the one that
 * the outermost of them saw. What a client itself writes into `x-forwarded-for` stands before that and is never
 * believed. Of IPv6 it is the network (/64) that a subscriber has for himself.
 */
export function clientAddress(
  { socket, headers }: Pick<IncomingMessage, 'socket' | 'headers'>,
  proxies: number,
): string {
  const peer = socket.remoteAddress ?? '';
  if (proxies === 0) return network(peer);
  const forwarded = String(headers['x-forwarded-for'] ?? '').split(',');
  return network(forwarded.at(-proxies)?.trim() || peer);
}

function network(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('::');
  const before = head.split(':').filter((group) => group !== '');
  const after = (tail ?? '').split(':').filter((group) => group !== '');
  const zeros =
    tail === undefined ? [] : Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0');
  const groups = [...before, ...zeros, ...after].slice(0, 4);
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}

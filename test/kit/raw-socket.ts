import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { canariesIn } from './canaries.ts';

/** A bare TCP connection that minds nothing; everything that comes is kept. */
export interface RawSocket {
  readonly socket: Socket;
  readonly received: () => string;
  readonly bytes: () => Buffer;
  /** Settles when the other side has closed or cut it. */
  readonly closed: Promise<void>;
}

export function openRaw(port: number): RawSocket {
  const socket = connect(port, '127.0.0.1');
  const chunks: Buffer[] = [];
  socket.on('error', () => undefined);
  const look = canariesIn.reader('a bare socket');
  socket.on('data', (chunk: Buffer) => {
    look(chunk.toString('latin1'));
    chunks.push(chunk);
  });
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const bytes = (): Buffer => Buffer.concat(chunks);
  return { socket, bytes, received: () => bytes().toString('latin1'), closed };
}

/** The head of an upgrade to graphql-transport-ws. */
export function upgradeHead(headers: Readonly<Record<string, string>> = {}): string {
  return [
    'GET /graphql HTTP/1.1',
    'Host: x',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
    'Sec-WebSocket-Protocol: graphql-transport-ws',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    '\r\n',
  ].join('\r\n');
}

/** A WebSocket after the handshake, without a library that would keep to the protocol. */
export async function openRawWebSocket(
  port: number,
  headers: Readonly<Record<string, string>> = {},
): Promise<RawSocket> {
  const raw = openRaw(port);
  raw.socket.write(upgradeHead(headers));
  while (!raw.received().includes('\r\n\r\n')) await once(raw.socket, 'data');
  if (!raw.received().startsWith('HTTP/1.1 101')) throw new Error(raw.received());
  return raw;
}

/** A client's text frame: masked, here with zeros. */
export function maskedText(text: string): Buffer {
  const payload = Buffer.from(text);
  if (payload.length > 125) throw new Error('expected a short text');
  return Buffer.concat([Buffer.from([0x81, 0x80 | payload.length, 0, 0, 0, 0]), payload]);
}

/** The code of the close frame that stands at the end of what came, if there is one. */
export function closeCode({ bytes }: RawSocket): number | undefined {
  const all = bytes();
  const at = all.lastIndexOf(0x88);
  return at < 0 || all.length < at + 4 ? undefined : all.readUInt16BE(at + 2);
}

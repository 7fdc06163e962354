/**
 * A WebSocket client that costs as little as one can: ten thousand of them must not be what is measured. It reads into
 * one buffer that all share, finds the frames, and copies nothing but what is cut in two.
 */
import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import { connect } from 'node:net';

export interface CheapSocket {
  send(text: string): void;
  readonly isOpen: boolean;
  close(): void;
}

export interface CheapSocketOptions {
  /** One of 127.0.0.0/8: a gateway counts the connections of an address. */
  readonly from: string;
  readonly port: number;
  readonly path: string;
  readonly protocol: string | undefined;
  /** `payload` is a view into a buffer that is read into again. */
  readonly onText: (payload: Buffer) => void;
  readonly onOpen: () => void;
  readonly onClose: () => void;
}

const shared = Buffer.allocUnsafe(256 * 1024);
const endOfHead = Buffer.from('\r\n\r\n');
const text = 1;
const close = 8;
const ping = 9;
const pong = 10;

export function openCheapSocket(options: CheapSocketOptions): CheapSocket {
  const { from, port, path, protocol, onOpen, onClose } = options;
  let isOpen = false;
  let rest: Buffer = Buffer.alloc(0);
  const read = (bytes: number): boolean => {
    const piece = shared.subarray(0, bytes);
    let data = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    if (!isOpen) {
      const end = data.indexOf(endOfHead);
      if (end < 0 || !data.includes(' 101 ')) return keep(data);
      isOpen = true;
      data = data.subarray(end + endOfHead.length);
      onOpen();
    }
    return keep(readFrames(data, socket, options));
  };
  const keep = (data: Buffer): boolean => {
    rest = data.length === 0 ? data : Buffer.from(data);
    return true;
  };
  const socket = connect({
    port,
    host: '127.0.0.1',
    localAddress: from,
    noDelay: true,
    onread: { buffer: shared, callback: read },
  });
  socket.on('connect', () => socket.write(upgradeOf(port, path, protocol)));
  socket.on('error', () => undefined);
  socket.on('close', () => {
    isOpen = false;
    onClose();
  });
  return {
    send: (message) => void socket.write(maskedFrame(text, Buffer.from(message))),
    get isOpen() {
      return isOpen;
    },
    close: () => void socket.destroy(),
  };
}

/** What is left behind the last whole frame. */
function readFrames(data: Buffer, socket: Socket, { onText }: CheapSocketOptions): Buffer {
  let at = 0;
  for (;;) {
    const head = frameHead(data, at);
    if (!head || at + head.start + head.length > data.length) return data.subarray(at);
    const from = at + head.start;
    const payload = data.subarray(from, from + head.length);
    if (head.opcode === text) onText(payload);
    else if (head.opcode === ping) socket.write(maskedFrame(pong, payload));
    else if (head.opcode === close) socket.destroy();
    at = from + head.length;
  }
}

interface FrameHead {
  readonly opcode: number;
  readonly start: number;
  readonly length: number;
}

/** Of a frame from a server, which masks nothing (RFC 6455, 5.2). */
function frameHead(data: Buffer, at: number): FrameHead | undefined {
  if (data.length < at + 2) return undefined;
  const opcode = (data[at] ?? 0) & 0x0f;
  const short = (data[at + 1] ?? 0) & 0x7f;
  if (short < 126) return { opcode, start: 2, length: short };
  if (short === 126)
    return data.length < at + 4 ? undefined : { opcode, start: 4, length: data.readUInt16BE(at + 2) };
  return data.length < at + 10
    ? undefined
    : { opcode, start: 10, length: Number(data.readBigUInt64BE(at + 2)) };
}

/** Masked with zeros, which is a mask. */
function maskedFrame(opcode: number, payload: Buffer): Buffer {
  const long = payload.length >= 126;
  const head = Buffer.alloc(long ? 8 : 6);
  head[0] = 0x80 | opcode;
  head[1] = 0x80 | (long ? 126 : payload.length);
  if (long) head.writeUInt16BE(payload.length, 2);
  return Buffer.concat([head, payload]);
}

function upgradeOf(port: number, path: string, protocol: string | undefined): string {
  const lines = [
    `GET ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    'Upgrade: websocket',
    'Connection: Upgrade',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    'Sec-WebSocket-Version: 13',
    ...(protocol === undefined ? [] : [`Sec-WebSocket-Protocol: ${protocol}`]),
  ];
  return `${lines.join('\r\n')}\r\n\r\n`;
}

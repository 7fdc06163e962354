import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Sink } from './sink.ts';

/**
 * The sink of a WebSocket.
 * @param socket what `client` writes to: whole frames may stand between its own
 */
export function socketSink(client: WebSocket, socket: Duplex): Sink {
  return {
    get isOpen() {
      return client.readyState === client.OPEN;
    },
    get unsent() {
      return socket.writableLength;
    },
    write: (bytes) => void socket.write(bytes),
    onDrain: (listener) => void socket.on('drain', listener),
    onClose: (listener) => void client.once('close', listener),
  };
}

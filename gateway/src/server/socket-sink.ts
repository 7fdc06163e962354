import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Sink } from './sink.ts';

/**
 * The sink of a WebSocket. A class, so that all of them have one hidden class: it is read some times for each message to
 * each socket.
 */
export class SocketSink implements Sink {
  readonly #client: WebSocket;
  readonly #socket: Duplex;

  /** @param socket what `client` writes to: whole frames may stand between its own */
  constructor(client: WebSocket, socket: Duplex) {
    this.#client = client;
    this.#socket = socket;
  }

  get isOpen(): boolean {
    return this.#client.readyState === openState;
  }

  get unsent(): number {
    return this.#socket.writableLength;
  }

  write(bytes: Buffer): void {
    this.#socket.write(bytes);
  }

  onDrain(listener: () => void): void {
    this.#socket.on('drain', listener);
  }

  onClose(listener: () => void): void {
    this.#client.once('close', listener);
  }
}

/** WebSocket.OPEN */
const openState = 1;

import { WebSocket } from 'ws';
import { BoundedQueue } from '../subscription/queue.ts';
import type { QueueBounds } from '../subscription/queue.ts';

interface Message {
  readonly bytes: Buffer;
  readonly onSent: (() => void) | undefined;
}

/** Bytes that may wait inside the socket library; what is behind them waits here, where it is counted. */
const windowBytes = 64 * 1024;

/**
 * What leaves by one WebSocket, in order and bounded. A message goes to the socket at once while the peer reads;
 * behind `windowBytes` unsent it waits here, and when that is full `onFull` is called, once.
 */
export class Outbox {
  readonly #socket: WebSocket;
  readonly #queue: BoundedQueue<Message>;
  readonly #bounds: QueueBounds;
  readonly #onFull: () => void;
  #full = false;
  #taken = 0;
  #waiting: (() => void)[] = [];

  constructor(socket: WebSocket, bounds: QueueBounds, onFull: () => void) {
    this.#socket = socket;
    this.#bounds = bounds;
    this.#onFull = onFull;
    this.#queue = new BoundedQueue(bounds);
    socket.once('close', () => this.#closed());
  }

  /**
   * Messages that had to wait for the peer to read and then went out. What the kernel takes at once does not count: its
   * buffers take megabytes for a peer that reads nothing.
   */
  get taken(): number {
    return this.#taken;
  }

  /**
   * Sends in its turn. `onSent` is called when the message has gone to the socket; it is dropped without a word when
   * the outbox was full or the socket is closing.
   */
  send(text: string, onSent?: () => void): void {
    if (this.#socket.readyState !== WebSocket.OPEN) return;
    const bytes = Buffer.from(text);
    if (this.#queue.put({ bytes, onSent }, bytes.length)) return this.#pump();
    if (this.#full) return;
    this.#full = true;
    this.#onFull();
  }

  /** Resolves when at most half of the bound is taken: the pace of a reader that catches up. */
  async room(): Promise<void> {
    while (!this.#isHalfEmpty()) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** Resolves when all has gone to the socket, or the socket is closed. */
  async emptied(): Promise<void> {
    while (this.#queue.size > 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** Throws away what waits, so that a last word fits. */
  drop(): void {
    this.#queue.clear();
    this.#wake();
  }

  #pump(): void {
    while (this.#queue.size > 0 && this.#socket.bufferedAmount < windowBytes) {
      const message = this.#queue.shift();
      if (!message) break;
      this.#write(message.bytes);
      message.onSent?.();
    }
    if (this.#waiting.length > 0) this.#wake();
  }

  #write(bytes: Buffer): void {
    let waited = false;
    this.#socket.send(bytes, { binary: false }, (error) => {
      if (error) return;
      if (waited) this.#taken += 1;
      if (this.#queue.size > 0) this.#pump();
    });
    waited = this.#socket.bufferedAmount > 0;
  }

  #isHalfEmpty(): boolean {
    const { maxItems, maxBytes } = this.#bounds;
    return this.#queue.size <= maxItems / 2 && this.#queue.bytes <= maxBytes / 2;
  }

  #closed(): void {
    this.#queue.end();
    this.drop();
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}

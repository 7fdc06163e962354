import { BoundedQueue } from '../subscription/queue.ts';
import type { QueueBounds } from '../subscription/queue.ts';
import type { EventBatch, SharedEvent } from '../subscription/shared-event.ts';
import type { WriteTurn } from '../subscription/write-turn.ts';
import type { Sink } from './sink.ts';

/** Whose event it is. */
export interface EventSender {
  /** Everything of the message before the payload. */
  readonly head: string;
  /** It has gone to the socket. */
  sent(event: SharedEvent, nowMs: number): void;
  /** They have. */
  sentBatch(batch: EventBatch, nowMs: number): void;
}

/** How messages stand on the wire. */
export interface Framing {
  /** A message of the protocol itself. */
  text(text: string): Buffer;
  /** An event behind what its sender puts before it; the same bytes for all who have that in common. */
  of(event: SharedEvent, head: string): Buffer;
  /** The events of a batch, in one piece. */
  ofBatch(batch: EventBatch, head: string): Buffer;
}

interface Message {
  readonly frame: Buffer;
  readonly event: SharedEvent | undefined;
  readonly sender: EventSender | undefined;
}

export interface OutboxParts {
  readonly sink: Sink;
  readonly bounds: QueueBounds;
  readonly turn: WriteTurn;
  readonly frames: Framing;
  /** Called once, when a message finds no place. */
  readonly onFull: () => void;
}

/** Bytes that may wait inside the connection; what is behind them waits here, where it is counted. */
const windowBytes = 64 * 1024;
/** Messages of one turn of the loop; with more of them we are behind, and not the peer. */
const turnMessages = 64;

/**
 * What leaves by one connection, in order and bounded. What comes in one turn of the event loop leaves by one write at
 * its end while the peer reads; behind `windowBytes` unsent it waits here, and when that is full `onFull` is called.
 */
export class Outbox {
  readonly #sink: Sink;
  readonly #turn: WriteTurn;
  readonly #frames: Framing;
  readonly #bounds: QueueBounds;
  readonly #onFull: () => void;
  readonly #queue: BoundedQueue<Message>;
  /** The usual case, without a queue: one batch comes in a turn and leaves at its end. The queue is empty meanwhile. */
  #batch: EventBatch | undefined;
  #batchSender: EventSender | undefined;
  #isFull = false;
  #isDirty = false;
  #ofTurn = 0;
  #taken = 0;
  #waiting: (() => void)[] = [];
  #emptied: (() => void)[] = [];

  constructor({ sink, bounds, turn, frames, onFull }: OutboxParts) {
    this.#sink = sink;
    this.#turn = turn;
    this.#frames = frames;
    this.#bounds = bounds;
    this.#onFull = onFull;
    this.#queue = new BoundedQueue(bounds);
    sink.onDrain(() => {
      this.#taken += 1;
      this.#pump(Date.now());
    });
    sink.onClose(() => {
      this.#queue.end();
      this.drop();
      this.#tellEmptied();
    });
  }

  /**
   * How often the peer has taken all that waited inside the connection. What the kernel takes at once does not count: its
   * buffers take megabytes for a peer that reads nothing.
   */
  get taken(): number {
    return this.#taken;
  }

  /** Messages and bytes that wait here. */
  get queued(): { readonly events: number; readonly bytes: number } {
    const { events = [], bytes = 0 } = this.#batch ?? {};
    return { events: this.#queue.size + events.length, bytes: this.#queue.bytes + bytes };
  }

  /** Sends a message of the protocol in its turn. Dropped without a word when the outbox was full or the connection is closing. */
  send(text: string): void {
    this.#put({ frame: this.#frames.text(text), event: undefined, sender: undefined });
  }

  /** Sends an event in its turn, under the same conditions. */
  sendEvent(event: SharedEvent, sender: EventSender): void {
    this.#put({ frame: this.#frames.of(event, sender.head), event, sender });
  }

  /** Sends live events that came together, in their turn and under the same conditions. */
  sendBatch(batch: EventBatch, sender: EventSender): void {
    if (this.#isDirty || this.#queue.size > 0 || batch.bytes > windowBytes)
      return this.#sendEach(batch, sender);
    this.#batch = batch;
    this.#batchSender = sender;
    this.#isDirty = true;
    this.#turn.add(this);
  }

  /** At most half of the bound is taken: the pace of a reader that catches up. */
  get hasRoom(): boolean {
    const { maxItems, maxBytes } = this.#bounds;
    return this.#queue.size <= maxItems / 2 && this.#queue.bytes <= maxBytes / 2;
  }

  /** Resolves when it has, or the connection is closed. */
  async room(): Promise<void> {
    if (!this.hasRoom) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** Resolves when nothing waits here any more, or the connection is closed. */
  async emptied(): Promise<void> {
    this.#queueBatch();
    this.#pump(Date.now());
    if (this.#queue.size > 0) await new Promise<void>((resolve) => this.#emptied.push(resolve));
  }

  /** Throws away what waits, so that a last word fits. */
  drop(): void {
    this.#batch = undefined;
    this.#queue.clear();
    this.#wake();
  }

  /** Writes what may be written. */
  flush(nowMs: number): void {
    this.#isDirty = false;
    this.#ofTurn = 0;
    if (this.#batch && this.#writeBatch(nowMs)) return;
    this.#queueBatch();
    this.#pump(nowMs);
  }

  /** The batch as it is, to a peer that has taken everything; false: it must go through the queue. */
  #writeBatch(nowMs: number): boolean {
    const sink = this.#sink;
    const batch = this.#batch;
    const sender = this.#batchSender;
    if (!batch || !sender || sink.unsent > 0 || !sink.isOpen) return false;
    this.#batch = undefined;
    sink.write(this.#frames.ofBatch(batch, sender.head));
    sender.sentBatch(batch, nowMs);
    return true;
  }

  /** Something else is to be sent behind the batch, or it cannot leave by itself. */
  #queueBatch(): void {
    const batch = this.#batch;
    const sender = this.#batchSender;
    this.#batch = undefined;
    if (batch && sender) this.#sendEach(batch, sender);
  }

  /** Behind the one that found no place there is nothing but last words. */
  #sendEach({ events }: EventBatch, sender: EventSender): void {
    for (const event of events) if (!this.#isFull) this.sendEvent(event, sender);
  }

  #put(message: Message): void {
    if (!this.#sink.isOpen) return;
    if (this.#batch) this.#queueBatch();
    if (!this.#enqueue(message)) {
      // Full within one turn, perhaps, while the connection takes it all.
      this.#pump(Date.now());
      if (!this.#enqueue(message)) return this.#overflow();
    }
    this.#ofTurn += 1;
    if (this.#ofTurn > turnMessages) this.#turn.hold();
    if (this.#isDirty) return;
    this.#isDirty = true;
    this.#turn.add(this);
  }

  #enqueue(message: Message): boolean {
    return this.#queue.put(message, message.frame.length);
  }

  #overflow(): void {
    if (this.#isFull) return;
    this.#isFull = true;
    this.#onFull();
  }

  #pump(nowMs: number): void {
    const sink = this.#sink;
    while (this.#queue.size > 0) {
      const room = windowBytes - sink.unsent;
      if (room <= 0) break;
      if (!sink.isOpen) return;
      sink.write(this.#take(room, nowMs));
    }
    if (this.#queue.size === 0 && this.#emptied.length > 0) this.#tellEmptied();
    if (this.#waiting.length > 0 && this.hasRoom) this.#wake();
  }

  /** The next messages in one piece, at least one, until they have so many bytes. Most often it is one message, as it is. */
  #take(bytes: number, nowMs: number): Buffer {
    const first = this.#next(nowMs);
    if (this.#queue.size === 0 || first.length >= bytes) return first;
    const frames = [first];
    for (let taken = first.length; taken < bytes && this.#queue.size > 0; ) {
      const frame = this.#next(nowMs);
      frames.push(frame);
      taken += frame.length;
    }
    return Buffer.concat(frames);
  }

  /** Only while there is one. */
  #next(nowMs: number): Buffer {
    const message = this.#queue.shift();
    if (!message) throw new Error('expected a message in the queue, got none');
    if (message.event) message.sender?.sent(message.event, nowMs);
    return message.frame;
  }

  #tellEmptied(): void {
    for (const resolve of this.#emptied.splice(0)) resolve();
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

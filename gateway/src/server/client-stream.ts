import type { WatchedStream } from '../conformance/rehearsals.ts';
import { clientError } from '../errors.ts';
import type { ErrorCode } from '../errors.ts';
import type { Responding } from '../request/respond.ts';
import { endedBy } from '../subscription/ended.ts';
import type { StreamEndedError } from '../subscription/ended.ts';
import type { OpenedStream } from '../subscription/live-stream.ts';
import type { EventBatch, SharedEvent, StreamReader } from '../subscription/shared-event.ts';
import type { StreamMetrics } from '../subscription/stream-metrics.ts';
import type { Admission } from './admission.ts';
import type { EventSender, Outbox } from './outbox.ts';

export interface ClientStreamParts {
  /** Everything of an event's message before its payload. */
  readonly head: string;
  /** Where it waits for its turn to be opened. */
  readonly admission: Admission;
  readonly open: (reader: StreamReader) => Promise<OpenedStream>;
  /** Called once, however the stream ends. */
  readonly release: () => void;
  readonly outbox: Outbox;
  readonly metrics: StreamMetrics;
  readonly responding: Responding;
  /** Where an app in a conformance run follows it. */
  readonly watched?: WatchedStream | undefined;
}

/**
 * One subscription of one client. Its door reads it as an iterable that yields nothing: the events go to the outbox as
 * finished messages, and the door learns only of the end, which it tells the client as its protocol has it.
 */
export class ClientStream implements AsyncIterableIterator<never>, StreamReader, EventSender {
  readonly head: string;
  readonly #parts: ClientStreamParts;
  /** Of the parts, and at hand for each event. */
  readonly #outbox: Outbox;
  readonly #metrics: StreamMetrics;
  readonly #stopped: Promise<void>;
  #stop: (error?: StreamEndedError) => void = () => undefined;
  #over = false;
  #running: Promise<IteratorReturnResult<undefined>> | undefined;
  #opened: OpenedStream | undefined;
  /** Cursor of the last event put into the outbox, and of the last one that has left it. */
  #queuedCursor: string | undefined;
  #sentCursor: string | undefined;

  constructor(parts: ClientStreamParts) {
    this.#parts = parts;
    this.head = parts.head;
    this.#outbox = parts.outbox;
    this.#metrics = parts.metrics;
    this.#stopped = new Promise((resolve, reject) => {
      this.#stop = (error) => (error ? reject(error) : resolve());
    });
    this.#stopped.catch(() => undefined);
  }

  /** Nothing in it depends on who asks. False until that is known. */
  get isPublic(): boolean {
    return this.#opened?.isPublic ?? false;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** Runs the stream to its end. @throws StreamEndedError */
  next(): Promise<IteratorReturnResult<undefined>> {
    return (this.#running ??= this.#run());
  }

  /** The client has left. */
  return(): Promise<IteratorReturnResult<undefined>> {
    this.#over = true;
    this.#stop();
    // It may leave before the stream was begun: then nothing else lets go.
    if (!this.#running) this.#parts.release();
    return Promise.resolve({ done: true, value: undefined });
  }

  take(event: SharedEvent): void {
    if (this.#over) return;
    this.#queuedCursor = event.cursor ?? this.#queuedCursor;
    this.#outbox.sendEvent(event, this);
  }

  takeBatch(batch: EventBatch): void {
    if (this.#over) return;
    this.#queuedCursor = batch.cursor ?? this.#queuedCursor;
    this.#outbox.sendBatch(batch, this);
  }

  sent(event: SharedEvent, nowMs: number): void {
    this.#sentCursor = event.cursor ?? this.#sentCursor;
    if (event.cursor !== undefined) this.#parts.watched?.sent(event.cursor);
    this.#metrics.delivered(event, nowMs);
  }

  sentBatch(batch: EventBatch, nowMs: number): void {
    this.#sentCursor = batch.cursor ?? this.#sentCursor;
    const { watched } = this.#parts;
    if (watched) for (const { cursor } of batch.events) if (cursor !== undefined) watched.sent(cursor);
    this.#metrics.deliveredBatch(batch, nowMs);
  }

  get hasRoom(): boolean {
    return this.#outbox.hasRoom;
  }

  room(): Promise<void> {
    return this.#outbox.room();
  }

  /** Its topic ends it. */
  end(error: StreamEndedError | undefined): void {
    this.#stop(error?.at(this.#queuedCursor));
  }

  /** Ends it with an error of the table; `queue` says whether what waits in the outbox still goes out before it. */
  endWith(code: ErrorCode, message: string, queue: 'sent' | 'dropped' = 'sent'): void {
    if (this.#over) return;
    this.#over = true;
    const cursor = queue === 'sent' ? this.#queuedCursor : this.#sentCursor;
    this.#stop(endedBy(clientError(code, message), this.#parts.responding).at(cursor));
  }

  async #run(): Promise<IteratorReturnResult<undefined>> {
    const { metrics, responding, release, open, admission } = this.#parts;
    metrics.opened();
    let reason = 'complete';
    try {
      await admission.run(async () => {
        // It may have been ended while it waited.
        if (!this.#over) this.#opened = await open(this);
      });
      await this.#stopped;
      if (this.#over) reason = 'client';
      return { done: true, value: undefined };
    } catch (error) {
      const ended = endedBy(error, responding);
      reason = ended.code;
      throw ended;
    } finally {
      this.#over = true;
      this.#parts.watched?.over();
      this.#opened?.leave();
      metrics.ended(reason);
      release();
    }
  }
}

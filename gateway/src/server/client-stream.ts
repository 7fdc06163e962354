import { clientError } from '../errors.ts';
import type { ErrorCode } from '../errors.ts';
import type { Responding } from '../request/respond.ts';
import { endedBy } from '../subscription/deliver.ts';
import type { StreamEndedError } from '../subscription/deliver.ts';
import type { LiveStream } from '../subscription/prepare-stream.ts';
import type { StreamMetrics } from '../subscription/stream-metrics.ts';
import type { Outbox } from './outbox.ts';

export interface ClientStreamParts {
  /** The id that the client gave the operation. */
  readonly id: string;
  readonly open: () => Promise<LiveStream>;
  /** Lets go of everything behind the stream; called once, however the stream ends. */
  readonly release: () => void;
  readonly outbox: Outbox;
  readonly metrics: StreamMetrics;
  readonly responding: Responding;
}

/**
 * One subscription of one socket. graphql-ws reads it as an iterable that yields nothing: the events go to the outbox
 * as finished messages, and graphql-ws learns only of the end, which it tells the client as `complete` or `error`.
 */
export class ClientStream implements AsyncIterableIterator<never> {
  readonly #parts: ClientStreamParts;
  readonly #head: string;
  readonly #stopped: Promise<void>;
  #stop: (error?: StreamEndedError) => void = () => undefined;
  #over = false;
  #running: Promise<IteratorReturnResult<undefined>> | undefined;
  #isPublic = false;
  /** Cursor of the last event put into the outbox, and of the last one that has left it. */
  #queuedCursor: string | undefined;
  #sentCursor: string | undefined;

  constructor(parts: ClientStreamParts) {
    this.#parts = parts;
    this.#head = `{"id":${JSON.stringify(parts.id)},"type":"next","payload":`;
    this.#stopped = new Promise((resolve, reject) => {
      this.#stop = (error) => (error ? reject(error) : resolve());
    });
    this.#stopped.catch(() => undefined);
  }

  /** Nothing in it depends on who asks. False until that is known. */
  get isPublic(): boolean {
    return this.#isPublic;
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

  /** Ends it with an error of the table; `queue` says whether what waits in the outbox still goes out before it. */
  end(code: ErrorCode, message: string, queue: 'sent' | 'dropped' = 'sent'): void {
    if (this.#over) return;
    this.#over = true;
    const cursor = queue === 'sent' ? this.#queuedCursor : this.#sentCursor;
    this.#stop(endedBy(clientError(code, message), cursor, this.#parts.responding));
  }

  async #run(): Promise<IteratorReturnResult<undefined>> {
    const { metrics, responding, release } = this.#parts;
    metrics.opened();
    let reason = 'complete';
    try {
      await Promise.race([this.#pump(), this.#stopped]);
      if (this.#over) reason = 'client';
      return { done: true, value: undefined };
    } catch (error) {
      const ended = endedBy(error, this.#queuedCursor, responding);
      reason = ended.code;
      throw ended;
    } finally {
      this.#over = true;
      metrics.ended(reason);
      release();
    }
  }

  async #pump(): Promise<void> {
    const { outbox, metrics, open } = this.#parts;
    const live = await open();
    this.#isPublic = live.isPublic;
    for await (const { payload, cursor, committedAtMs, catchUp } of live.deliveries) {
      if (catchUp && !this.#over) await outbox.room();
      if (this.#over) return;
      this.#queuedCursor = cursor ?? this.#queuedCursor;
      outbox.send(`${this.#head}${payload}}`, () => {
        this.#sentCursor = cursor ?? this.#sentCursor;
        metrics.delivered(committedAtMs);
      });
    }
  }
}

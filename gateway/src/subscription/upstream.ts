import { clientError } from '../errors.ts';
import type { RawError } from '../transport/subgraph-call.ts';
import type { StreamAnswer, StreamSink } from '../transport/subgraph-stream.ts';
import { backOffMs } from './back-off.ts';
import { BoundedQueue } from './queue.ts';
import {
  parseRawErrors,
  parseReached,
  parseUpstreamEvent,
  passingTrouble,
  rawErrors,
} from './upstream-event.ts';
import type { Reached, UpstreamItem } from './upstream-event.ts';
import type { UpstreamLimits } from './upstream-limits.ts';

export interface UpstreamSource {
  /** Opens the trigger behind `after`; the function returned ends it. */
  readonly open: (after: string | undefined, sink: StreamSink) => () => void;
  readonly after: string | undefined;
  /** The subgraph speaks cursors, so a broken stream can be taken up again. */
  readonly resumable: boolean;
  readonly limits: UpstreamLimits;
  readonly onReopen: () => void;
}

/** The subgraph ended the stream with errors; they are as it sent them, to be masked by deliver.ts. */
export class StreamRefusedError extends Error {
  readonly errors: readonly RawError[];

  constructor(errors: readonly RawError[]) {
    super('the subgraph ended the stream with errors');
    this.errors = errors;
  }
}

/**
 * The trigger's events from one subgraph, in order, across breaks: when the socket breaks or the subgraph restarts, the
 * stream is taken up behind the last cursor it carried, so its reader sees no gap, no repeat and no error. When the
 * reader is behind by the whole read-ahead, the subgraph's stream is let go and taken up behind the last event held: a
 * slow reader costs a bounded amount of memory and never an event. A stream without cursors can do neither and ends:
 * with SUBGRAPH_UNAVAILABLE, or with OVERLOADED when it outran its reader.
 */
export class Upstream implements AsyncIterable<UpstreamItem> {
  readonly #source: UpstreamSource;
  readonly #queue: BoundedQueue<UpstreamItem>;
  #cursor: string | undefined;
  #hasCursor: boolean;
  #begun = false;
  #interrupted = false;
  #paused = false;
  #catchingUp: boolean;
  /** Counts openings: a sink of an older one is deaf. */
  #opening = 0;
  #openedAtMs = 0;
  #awaySinceMs: number | undefined;
  #attempt = 0;
  #letGo: () => void = () => undefined;
  #retry: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(source: UpstreamSource) {
    this.#source = source;
    this.#queue = new BoundedQueue(source.limits.readAhead);
    this.#cursor = source.after;
    this.#hasCursor = source.after !== undefined;
    this.#catchingUp = this.#hasCursor;
    this.#open();
  }

  /** Ends with the stream, or early when interrupted: another iteration then goes on where this one stopped. */
  async *[Symbol.asyncIterator](): AsyncGenerator<UpstreamItem, void> {
    try {
      for (;;) {
        if (this.#paused && this.#queue.size === 0) this.#resume();
        await this.#queue.ready();
        if (this.#interrupted) return;
        const item = this.#queue.shift();
        if (!item) return this.#queue.assertNoError();
        yield item;
      }
    } finally {
      this.#interrupted = false;
    }
  }

  /** Ends the iteration that runs, at once when it waits; nothing is taken from the next one. */
  interrupt(): void {
    this.#interrupted = true;
    this.#queue.wake();
  }

  /** Opens the trigger anew behind the last cursor. Only for a stream that has one. */
  reopen(): void {
    if (this.#closed || this.#paused) return;
    clearTimeout(this.#retry);
    this.#drop();
    this.#resume();
  }

  /** Lets the subgraph go, once; events already read are thrown away and the reader ends. Idempotent. */
  close(): void {
    if (this.#closed) return;
    this.#queue.clear();
    this.#finish();
  }

  #open(): void {
    const opening = (this.#opening += 1);
    const heard = (then: () => void): void => {
      if (opening === this.#opening && !this.#closed) then();
    };
    this.#openedAtMs = Date.now();
    this.#letGo = this.#source.open(this.#cursor, {
      next: (answer, bytes) => heard(() => this.#receive(answer, bytes)),
      refused: (errors) => heard(() => this.#refused(parseRawErrors(errors))),
      complete: () => heard(() => this.#finish()),
      lost: () => heard(() => this.#lost()),
    });
  }

  #receive(answer: StreamAnswer, bytes: number): void {
    const reached = parseReached(answer);
    if (reached) return this.#reached(reached);
    const errors = rawErrors(answer);
    if (answer.data === undefined && errors.length > 0) {
      if (this.#tryAgain(errors)) return;
      // In place of a stream it is told as it is; in its midst it is the end.
      if (this.#begun) return this.#finish(new StreamRefusedError(errors));
    }
    const event = parseUpstreamEvent(answer, {
      openedAtMs: this.#openedAtMs,
      catchingUp: this.#catchingUp,
      behind: this.#queue.size > 0,
    });
    if (this.#source.after !== undefined && !this.#begun && !event.cursor && event.data !== undefined) {
      return this.#finish(clientError('BAD_USER_INPUT', 'This stream has no cursors: it cannot be resumed.'));
    }
    if (!this.#queue.put(event, bytes)) return this.#overflow();
    this.#hold();
    this.#catchingUp = event.catchUp;
    if (event.cursor === undefined) return;
    this.#cursor = event.cursor;
    this.#hasCursor = true;
  }

  #reached(reached: Reached): void {
    // Full: it is opened again, and told again.
    if (!this.#queue.put(reached, 0)) return this.#overflow();
    this.#hold();
    this.#catchingUp = false;
  }

  /** The stream stands: the outage, if there was one, is over. */
  #hold(): void {
    this.#begun = true;
    this.#awaySinceMs = undefined;
    this.#attempt = 0;
  }

  #overflow(): void {
    if (!this.#hasCursor) {
      return this.#finish(clientError('OVERLOADED', 'Events come faster than they can be joined and sent.'));
    }
    this.#paused = true;
    this.#drop();
  }

  #resume(): void {
    this.#paused = false;
    this.#catchingUp = this.#hasCursor;
    this.#source.onReopen();
    this.#open();
  }

  #refused(errors: readonly RawError[]): void {
    if (!this.#tryAgain(errors)) this.#finish(new StreamRefusedError(errors));
  }

  #tryAgain(errors: readonly RawError[]): boolean {
    if (!passingTrouble(errors) || !this.#mayReopen()) return false;
    this.#lost();
    return true;
  }

  #lost(): void {
    this.#drop();
    if (!this.#mayReopen()) {
      return this.#finish(
        clientError('SUBGRAPH_UNAVAILABLE', 'A service that this stream needs is not available.'),
      );
    }
    this.#attempt += 1;
    const waitMs = backOffMs(this.#source.limits.backOff, this.#attempt);
    this.#retry = setTimeout(() => this.#resume(), waitMs);
  }

  /** Also keeps the time of the outage. An opening that held for long was a success, though no event came of it. */
  #mayReopen(): boolean {
    const { firstEventMs, reconnectMs } = this.#source.limits;
    if (this.#begun ? !this.#hasCursor : !this.#source.resumable) return false;
    const nowMs = Date.now();
    const patienceMs = this.#begun ? reconnectMs : firstEventMs;
    if (nowMs - this.#openedAtMs > reconnectMs) this.#awaySinceMs = undefined;
    this.#awaySinceMs ??= nowMs;
    return nowMs - this.#awaySinceMs <= patienceMs;
  }

  #drop(): void {
    this.#opening += 1;
    this.#letGo();
  }

  #finish(error?: Error): void {
    this.#closed = true;
    clearTimeout(this.#retry);
    this.#drop();
    this.#queue.end(error);
  }
}

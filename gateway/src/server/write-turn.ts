import type { Flow } from '../subscription/flow.ts';

/** Something with bytes to write. */
export interface Writer {
  /** Writes what it has; called once for each `add`. */
  flush(nowMs: number): void;
}

/**
 * Sockets that are written to before others of the loop have their turn, about a millisecond: what the next event
 * needs (its message, its join) must not wait until ten thousand have this one.
 */
const sliceSize = 128;

/**
 * The writes of all sockets, gathered over one turn of the event loop: what a socket is given in one turn leaves by one
 * write. Two thirds of what a broadcast costs is the write, so this is where it gets cheaper, and it delays nothing.
 */
export class WriteTurn {
  readonly #flow: Flow;
  #waiting: Writer[] = [];
  #next = 0;
  #lastFrames: readonly Buffer[] = [];
  #lastJoined: Buffer = Buffer.alloc(0);

  constructor(flow: Flow) {
    this.#flow = flow;
  }

  /** The writer is flushed at the end of this turn. */
  add(writer: Writer): void {
    if (this.#waiting.push(writer) === 1) setImmediate(this.#run);
  }

  /** A writer has more than one turn should bring: who makes events waits until all have been written. */
  hold(): void {
    this.#flow.hold();
  }

  /** The frames in one piece; the same piece for the same frames, which many sockets are given one after the other. */
  join(frames: readonly Buffer[]): Buffer {
    const last = this.#lastFrames;
    const isSame = last.length === frames.length && frames.every((frame, index) => frame === last[index]);
    if (!isSame) {
      this.#lastFrames = frames;
      this.#lastJoined = Buffer.concat(frames);
    }
    return this.#lastJoined;
  }

  readonly #run = (): void => {
    const nowMs = Date.now();
    const end = Math.min(this.#next + sliceSize, this.#waiting.length);
    for (; this.#next < end; this.#next += 1) this.#waiting[this.#next]?.flush(nowMs);
    if (this.#next < this.#waiting.length) return void setImmediate(this.#run);
    this.#waiting = [];
    this.#next = 0;
    this.#lastFrames = [];
    this.#lastJoined = Buffer.alloc(0);
    this.#flow.release();
  };
}

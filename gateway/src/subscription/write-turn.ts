import type { Flow } from './flow.ts';

/** Something with bytes to write. */
export interface Writer {
  /** Writes what it has; called once for each `add`. */
  flush(nowMs: number): void;
}

/** Something with live events for many. */
export interface Giver {
  /** Gives what it has to at most `most` of them and says to how many; fewer than `most`: nobody is left. */
  give(most: number): number;
}

/**
 * Sockets that are given to and written to before others of the loop have their turn, about a millisecond: what the next
 * event needs (its message, its join) must not wait until ten thousand have this one.
 */
const sliceSize = 128;

/**
 * All that leaves in one turn of the event loop: givers hand their events out, and what a socket is given in one turn leaves
 * by one write. A slice is written right behind its giving, while what is known of each socket is still in the
 * processor's cache: with ten thousand of them to fetch it a second time costs as much as a write.
 */
export class WriteTurn {
  readonly #flow: Flow;
  #givers: Giver[] = [];
  #giver = 0;
  #writers: Writer[] = [];
  #writer = 0;
  #isRunning = false;

  constructor(flow: Flow) {
    this.#flow = flow;
  }

  /** The writer is flushed at the end of this turn. */
  add(writer: Writer): void {
    this.#writers.push(writer);
    this.#run();
  }

  /** The giver is asked at the end of this turn, and from then on until nobody is left. */
  addGiver(giver: Giver): void {
    this.#givers.push(giver);
    this.#run();
  }

  /** There is more than one turn should bring: who makes events waits until all has been written. */
  hold(): void {
    this.#flow.hold();
  }

  #run(): void {
    if (this.#isRunning) return;
    this.#isRunning = true;
    setImmediate(this.#slice);
  }

  readonly #slice = (): void => {
    this.#giveSome();
    const nowMs = Date.now();
    const end = Math.min(this.#writer + sliceSize, this.#writers.length);
    while (this.#writer < end) {
      this.#writers[this.#writer]?.flush(nowMs);
      this.#writer += 1;
    }
    if (this.#giver < this.#givers.length || this.#writer < this.#writers.length)
      return void setImmediate(this.#slice);
    this.#givers = [];
    this.#giver = 0;
    this.#writers = [];
    this.#writer = 0;
    this.#isRunning = false;
    this.#flow.release();
  };

  #giveSome(): void {
    for (let room = sliceSize; room > 0; ) {
      const giver = this.#givers[this.#giver];
      if (!giver) return;
      const given = giver.give(room);
      if (given < room) this.#giver += 1;
      room -= given;
    }
  }
}

/** Something that waits and has to be asked now and then whether it has waited too long. */
export interface Waiting {
  check(nowMs: number): void;
}

/**
 * One timer for all calls under way: each is asked at every tick whether its time is over or its caller has left. So a
 * call costs neither a timer nor a listener, and ends at most one tick late. It ticks only while something waits.
 */
export class CallClock {
  readonly #tickMs: number;
  readonly #waiting = new Set<Waiting>();
  #timer: NodeJS.Timeout | undefined;

  constructor(tickMs: number) {
    this.#tickMs = tickMs;
  }

  now(): number {
    return performance.now();
  }

  add(waiting: Waiting): void {
    this.#waiting.add(waiting);
    this.#timer ??= setInterval(() => this.#tick(), this.#tickMs);
  }

  delete(waiting: Waiting): void {
    this.#waiting.delete(waiting);
  }

  /** Whatever still waits is left to its owner. */
  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #tick(): void {
    if (this.#waiting.size === 0) return this.stop();
    const nowMs = this.now();
    for (const each of this.#waiting) each.check(nowMs);
  }
}

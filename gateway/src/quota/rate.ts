/** How many requests come at once before they are held to the rate. */
export const burstSeconds = 10;

/**
 * A bucket of requests of one app in this process, filled by time alone: over any long stretch exactly `perSecond` pass, and at most ten
 * seconds' worth at once.
 */
export class Rate {
  readonly #perSecond: number;
  readonly #nowMs: () => number;
  #level: number;
  #atMs: number;

  constructor(perSecond: number, nowMs: () => number) {
    this.#perSecond = perSecond;
    this.#nowMs = nowMs;
    this.#level = perSecond * burstSeconds;
    this.#atMs = nowMs();
  }

  /** 0 when one passes, and is counted; otherwise how long until one does, in milliseconds. */
  take(): number {
    const nowMs = this.#nowMs();
    const filled = this.#level + ((nowMs - this.#atMs) * this.#perSecond) / 1_000;
    this.#level = Math.min(this.#perSecond * burstSeconds, filled);
    this.#atMs = nowMs;
    if (this.#level < 1) return Math.ceil(((1 - this.#level) * 1_000) / this.#perSecond);
    this.#level -= 1;
    return 0;
  }
}

/**
 * Counts what one peer sends in a second. It is looked at when something comes, so it needs no timer.
 * @param nowMs a clock that never goes back
 */
export class MessageRate {
  readonly #perSecond: number;
  readonly #nowMs: () => number;
  #windowMs = Number.NEGATIVE_INFINITY;
  #count = 0;

  constructor(perSecond: number, nowMs: () => number = () => performance.now()) {
    this.#perSecond = perSecond;
    this.#nowMs = nowMs;
  }

  /** False when this one is over the limit. */
  allow(): boolean {
    const nowMs = this.#nowMs();
    if (nowMs - this.#windowMs >= 1_000) {
      this.#windowMs = nowMs;
      this.#count = 0;
    }
    this.#count += 1;
    return this.#count <= this.#perSecond;
  }
}

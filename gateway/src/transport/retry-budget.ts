const reserve = 10;
const perSecond = 1;

/**
 * How many retries one subgraph is sent: a share of the calls to it and a small reserve. When everything fails, the
 * retries come on top of the calls by that share and not by a multiple of them.
 */
export class RetryBudget {
  readonly #share: number;
  readonly #now: () => number;
  #left = reserve;
  #refilledMs: number;

  /** @param now a clock in milliseconds that never goes back */
  constructor(percent: number, now: () => number) {
    this.#share = percent / 100;
    this.#now = now;
    this.#refilledMs = now();
  }

  /** A first attempt was sent. */
  count(): void {
    if (this.#left < reserve) this.#left += this.#share;
  }

  /** True when one more retry may be sent; it is then paid for. */
  take(): boolean {
    const nowMs = this.#now();
    const refill = ((nowMs - this.#refilledMs) / 1_000) * perSecond;
    this.#refilledMs = nowMs;
    if (this.#share > 0) this.#left = Math.min(reserve, this.#left + refill);
    if (this.#share === 0 || this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}

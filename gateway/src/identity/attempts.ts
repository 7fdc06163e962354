import { BoundedMap } from '../bounded-map.ts';

export interface AttemptBounds {
  /** Failures of one address within the window after which it is refused. */
  readonly max: number;
  readonly windowMs: number;
  readonly nowMs: () => number;
}

interface Window {
  readonly startMs: number;
  count: number;
}

/** How often each address has failed, each attempt for itself, however many come in one request (threats.md C19). */
export class Attempts {
  readonly #bounds: AttemptBounds;
  readonly #windows = new BoundedMap<Window>({
    maxEntries: 10_000,
    maxBytes: 2 * 1024 * 1024,
    weigh: () => 150,
  });

  constructor(bounds: AttemptBounds) {
    this.#bounds = bounds;
  }

  /** How long the address is to wait before its next attempt; 0 when it need not. */
  waitMs(address: string): number {
    const { max, windowMs, nowMs } = this.#bounds;
    const window = this.#windows.get(address);
    if (!window || window.count < max) return 0;
    return Math.max(0, window.startMs + windowMs - nowMs());
  }

  fail(address: string): void {
    const { windowMs, nowMs } = this.#bounds;
    const now = nowMs();
    const window = this.#windows.get(address);
    if (window && now - window.startMs < windowMs) window.count += 1;
    else this.#windows.set(address, { startMs: now, count: 1 });
  }
}

import type { SubgraphSettings } from './subgraph-settings.ts';

export type BreakerSettings = Pick<
  SubgraphSettings,
  'breakerPercent' | 'breakerWindowMs' | 'breakerMinCalls' | 'breakerOpenMs'
>;

/** How a call went: `unknown` when its caller gave it up. */
export type Outcome = 'ok' | 'failed' | 'unknown';

/** By what right a call was let through. */
export type Pass = 'closed' | 'probe';

const slotsPerWindow = 10;

/**
 * Refuses calls to a subgraph most of whose calls fail, so that nobody waits for it and it can recover. It opens on the
 * share of failures in a sliding window; after `breakerOpenMs` it lets one call through, whose success closes it and
 * whose failure opens it again. Without timers: it looks at the clock when it is asked.
 */
export class CircuitBreaker {
  readonly #settings: BreakerSettings;
  readonly #now: () => number;
  readonly #slots = Array.from({ length: slotsPerWindow }, () => ({ tick: -1, calls: 0, failed: 0 }));
  #openUntilMs: number | undefined;
  #probing = false;

  /** @param now a clock in milliseconds that never goes back */
  constructor(settings: BreakerSettings, now: () => number) {
    this.#settings = settings;
    this.#now = now;
  }

  get state(): 'closed' | 'open' | 'half-open' {
    if (this.#openUntilMs === undefined) return 'closed';
    return this.#probing || this.#now() >= this.#openUntilMs ? 'half-open' : 'open';
  }

  /** Undefined: refused. Every pass is given back by `leave`. */
  enter(): Pass | undefined {
    if (this.#openUntilMs === undefined) return 'closed';
    if (this.#probing || this.#now() < this.#openUntilMs) return undefined;
    this.#probing = true;
    return 'probe';
  }

  leave(pass: Pass, outcome: Outcome): void {
    if (pass === 'probe') return this.#endProbe(outcome);
    // Calls that were under way when it opened say nothing new.
    if (this.#openUntilMs !== undefined || outcome === 'unknown') return;
    const slot = this.#slot();
    slot.calls += 1;
    if (outcome === 'ok') return;
    slot.failed += 1;
    if (this.#isTripped()) this.#open();
  }

  #endProbe(outcome: Outcome): void {
    this.#probing = false;
    if (outcome === 'failed') this.#open();
    if (outcome !== 'ok') return;
    this.#openUntilMs = undefined;
    for (const slot of this.#slots) Object.assign(slot, { calls: 0, failed: 0 });
  }

  #open(): void {
    this.#openUntilMs = this.#now() + this.#settings.breakerOpenMs;
  }

  #isTripped(): boolean {
    const { breakerPercent, breakerMinCalls } = this.#settings;
    const oldest = this.#tick() - slotsPerWindow;
    let calls = 0;
    let failed = 0;
    for (const slot of this.#slots) {
      if (slot.tick <= oldest) continue;
      calls += slot.calls;
      failed += slot.failed;
    }
    return breakerPercent > 0 && calls >= breakerMinCalls && failed * 100 >= calls * breakerPercent;
  }

  #slot(): { calls: number; failed: number } {
    const tick = this.#tick();
    const slot = this.#slots[tick % slotsPerWindow];
    if (!slot) throw new Error('expected a slot for every tick');
    if (slot.tick !== tick) Object.assign(slot, { tick, calls: 0, failed: 0 });
    return slot;
  }

  #tick(): number {
    return Math.floor(this.#now() / (this.#settings.breakerWindowMs / slotsPerWindow));
  }
}

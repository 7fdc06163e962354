import type { Change } from './change.ts';
import type { Topics } from './feed-ring.ts';
import type { Position } from './position.ts';

/** Readers that have read everything there is, each woken by the next change of its topics. */
export class FeedWaiters {
  readonly #byTopic = new Map<string, Set<Wake>>();
  readonly #ofAll = new Set<Wake>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /**
   * Resolves at the next change of these topics with the place before it, up to which the waiting one has missed
   * nothing; with undefined when `signal` aborts. The caller looks and waits in one turn, so nothing slips between.
   */
  wait(topics: Topics, signal: AbortSignal): Promise<Position | undefined> {
    if (signal.aborted) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      const sets = topics === 'all' ? [this.#ofAll] : [...new Set(topics)].map((topic) => this.#setOf(topic));
      const wake = (before: Position | undefined): void => {
        signal.removeEventListener('abort', abort);
        for (const set of sets) set.delete(wake);
        if (topics !== 'all') this.#forgetEmpty(topics);
        this.#size -= 1;
        resolve(before);
      };
      const abort = (): void => wake(undefined);
      signal.addEventListener('abort', abort, { once: true });
      for (const set of sets) set.add(wake);
      this.#size += 1;
    });
  }

  /** Wakes who waits for this change. */
  wake(change: Change, before: Position): void {
    for (const topic of change.entry.topics) wakeEach(this.#byTopic.get(topic), before);
    wakeEach(this.#ofAll, before);
  }

  wakeAll(before: Position): void {
    for (const set of [...this.#byTopic.values(), this.#ofAll]) wakeEach(set, before);
  }

  #setOf(topic: string): Set<Wake> {
    const set = this.#byTopic.get(topic) ?? new Set();
    this.#byTopic.set(topic, set);
    return set;
  }

  #forgetEmpty(topics: readonly string[]): void {
    for (const topic of topics) if (this.#byTopic.get(topic)?.size === 0) this.#byTopic.delete(topic);
  }
}

type Wake = (before: Position | undefined) => void;

function wakeEach(wakes: ReadonlySet<Wake> | undefined, before: Position): void {
  for (const wake of wakes ?? []) wake(before);
}

/** What is known of one operation with its variables. Replaced as a whole, never changed. */
export interface OperationState {
  readonly status: 'pending' | 'ready' | 'failed';
  /** The last good answer, also while a newer one is asked for and when that failed. */
  readonly data: unknown;
  readonly error: unknown;
  readonly isRefreshing: boolean;
}

/** Asks the hub. */
export type Ask = (signal: AbortSignal) => Promise<unknown>;

interface Entry {
  readonly ask: Ask;
  state: OperationState;
  /** Settles, and never rejects, when the first answer is there or nobody wants it any more. */
  first: Promise<void>;
  answeredAtMs: number;
  running: AbortController | undefined;
}

const waiting: OperationState = { status: 'pending', data: undefined, error: undefined, isRefreshing: false };

/**
 * Answers by key. Who asks for a key that is being asked for already waits for the same answer. Bounded: beyond
 * `limit` the answers that were looked at longest ago go, but none that is shown or awaited ('drop-oldest').
 */
export class OperationCache {
  /** In the order in which they were last looked for. */
  readonly #entries = new Map<string, Entry>();
  readonly #watchers = new Map<string, Set<() => void>>();
  readonly #limit: number;

  constructor(limit = 200) {
    this.#limit = limit;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** What is known of `key`; of one that is not, `ask` begins to find out. The same object until something changes. */
  read(key: string, ask: Ask): OperationState {
    return this.#entry(key, ask).state;
  }

  /** For whoever cannot show anything before the first answer. */
  settled(key: string, ask: Ask): Promise<void> {
    return this.#entry(key, ask).first;
  }

  /** Calls back at each change of `key`, which stays as long as it is watched. */
  watch(key: string, listener: () => void): () => void {
    const watchers = this.#watchers.get(key) ?? new Set();
    this.#watchers.set(key, watchers.add(listener));
    return () => {
      watchers.delete(listener);
      if (watchers.size === 0 && this.#watchers.get(key) === watchers) this.#watchers.delete(key);
    };
  }

  /** Asks anew for every key that `picks`: at once where it is watched, else when it is next looked for. */
  refresh(picks: (key: string) => boolean): void {
    // Those of now: whoever is told looks, and what is looked for moves to the end.
    const entries = [...this.#entries];
    for (const [key, entry] of entries) {
      if (!picks(key)) continue;
      if (this.#watchers.has(key)) this.#begin(key, entry);
      else this.#drop(key);
    }
  }

  /** Asks anew when the answer is older than that. */
  refreshIfOlder(key: string, ms: number): void {
    const entry = this.#entries.get(key);
    if (entry && !entry.running && Date.now() - entry.answeredAtMs >= ms) this.#begin(key, entry);
  }

  /** Keeps what `keeps` and nothing else: no answer of the rest is held or taken any more, and its watchers look again. */
  keepOnly(keeps: (key: string) => boolean): void {
    const gone = [...this.#entries.keys()].filter((key) => !keeps(key));
    for (const key of gone) this.#drop(key);
    for (const key of gone) this.#tell(key);
  }

  #entry(key: string, ask: Ask): Entry {
    const found = this.#entries.get(key);
    const entry = found ?? {
      ask,
      state: waiting,
      first: Promise.resolve(),
      answeredAtMs: 0,
      running: undefined,
    };
    // Looked for last: at the end of the order.
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    if (found) return entry;
    this.#begin(key, entry);
    this.#shrink();
    return entry;
  }

  #begin(key: string, entry: Entry): void {
    const asked = this.#run(key, entry);
    if (entry.state === waiting) entry.first = asked;
  }

  async #run(key: string, entry: Entry): Promise<void> {
    entry.running?.abort();
    const running = new AbortController();
    entry.running = running;
    // Not told when it begins with it: that is while React renders.
    if (entry.state !== waiting) this.#set(key, entry, { ...entry.state, isRefreshing: true });
    const state = await outcomeOf(entry, running.signal);
    if (running.signal.aborted) return;
    entry.running = undefined;
    entry.answeredAtMs = Date.now();
    this.#set(key, entry, state);
    this.#shrink();
  }

  #set(key: string, entry: Entry, state: OperationState): void {
    entry.state = state;
    this.#tell(key);
  }

  #tell(key: string): void {
    this.#watchers.get(key)?.forEach((listener) => listener());
  }

  #drop(key: string): void {
    this.#entries.get(key)?.running?.abort();
    this.#entries.delete(key);
  }

  #shrink(): void {
    for (const [key, { running }] of this.#entries) {
      if (this.#entries.size <= this.#limit) return;
      if (!running && !this.#watchers.has(key)) this.#drop(key);
    }
  }
}

/** Ends with the signal too, since an answer that nobody is to have is waited for by nobody. */
async function outcomeOf(entry: Entry, signal: AbortSignal): Promise<OperationState> {
  const aborted = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('Not wanted any more.')), { once: true });
  });
  try {
    const data = await Promise.race([entry.ask(signal), aborted]);
    return { status: 'ready', data, error: undefined, isRefreshing: false };
  } catch (error) {
    return { status: 'failed', data: entry.state.data, error, isRefreshing: false };
  }
}

import type { LiveEvent } from '../live-event.ts';
import type { LiveOptions } from '../live.ts';

/** Opens a stream; what it is given goes to `hub.subscribe`. */
export type OpenStream<TEvent> = (
  options: Required<Pick<LiveOptions, 'signal' | 'onBreak' | 'onOpen'>>,
) => AsyncIterable<LiveEvent<TEvent>>;

export interface StreamHandlers {
  readonly onBreak: (attempt: number, cause: unknown) => void;
  readonly onOpen: () => void;
}

export function endedBeforeFirst(): Error {
  return new Error('The stream ended before its first event.');
}

const nobody: StreamHandlers = { onBreak: () => undefined, onOpen: () => undefined };

/** A stream that began before the component that waits for its first event could be shown. */
export class LiveStart<TEvent = unknown> {
  /** What it begins with, or why it did not; undefined until one of them is known. */
  outcome: { readonly event: LiveEvent<TEvent> } | { readonly error: unknown } | undefined;
  /** Settles, and never rejects, with the outcome. */
  readonly first: Promise<void>;
  readonly #left = new AbortController();
  readonly #events: AsyncIterator<LiveEvent<TEvent>>;
  #handlers = nobody;

  constructor(open: OpenStream<TEvent>) {
    const stream = open({
      signal: this.#left.signal,
      onBreak: (attempt, cause) => this.#handlers.onBreak(attempt, cause),
      onOpen: () => this.#handlers.onOpen(),
    });
    this.#events = stream[Symbol.asyncIterator]();
    this.first = this.#begin();
  }

  /** What comes behind the first event. Not asked for before: only then is the cursor of the first one kept. */
  async *rest(handlers: StreamHandlers): AsyncGenerator<LiveEvent<TEvent>, void, void> {
    this.#handlers = handlers;
    for (let next = await this.#events.next(); !next.done; next = await this.#events.next()) yield next.value;
  }

  leave(): void {
    this.#left.abort();
  }

  async #begin(): Promise<void> {
    try {
      const { done, value } = await this.#events.next();
      this.outcome = done ? { error: endedBeforeFirst() } : { event: value };
    } catch (error) {
      this.outcome = { error };
    }
  }
}

/**
 * Streams by key that components wait for in Suspense. React keeps nothing of a component that was never shown, so they are kept here until
 * it takes them; who never comes (it waited on a page that was left) has his ended after `waitMs`.
 */
export class LiveStarts {
  readonly #starts = new Map<string, { readonly start: LiveStart; readonly end: () => void }>();
  readonly #waitMs: number;

  constructor(waitMs = 30_000) {
    this.#waitMs = waitMs;
  }

  get size(): number {
    return this.#starts.size;
  }

  /** The one that waits under this key, else one that begins now. */
  begin(key: string, open: OpenStream<unknown>): LiveStart {
    const found = this.#starts.get(key);
    if (found) return found.start;
    const start = new LiveStart(open);
    const timer = setTimeout(() => this.drop((each) => each === key), this.#waitMs);
    this.#starts.set(key, { start, end: () => clearTimeout(timer) });
    return start;
  }

  /** For the component that is shown now, which is to leave it; undefined when none waits. */
  take(key: string): LiveStart | undefined {
    const found = this.#starts.get(key);
    this.#starts.delete(key);
    found?.end();
    return found?.start;
  }

  /** Ends those that wait under such keys, failed ones too: who looks again begins anew. */
  drop(picks: (key: string) => boolean): void {
    for (const key of this.#starts.keys()) if (picks(key)) this.take(key)?.leave();
  }
}

/** Full-jitter back-off: anything from 0 to min(cap, base · 2^attempt), so that a thousand clients do not come back at once. */
export function backoffMs(attempt: number, random: () => number = Math.random): number {
  return random() * Math.min(30_000, 250 * 2 ** Math.min(attempt, 10));
}

/** Resolves after `ms`, or at once when the signal aborts. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
  });
}

/** The value, or the signal's reason when that aborts first: what cannot be aborted itself is waited for no longer. */
export async function within<T>(signal: AbortSignal, value: Promise<T>): Promise<T> {
  signal.throwIfAborted();
  const settled = new AbortController();
  const aborted = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(parseReason(signal)), {
      once: true,
      signal: settled.signal,
    });
  });
  try {
    return await Promise.race([value, aborted]);
  } finally {
    settled.abort();
  }
}

function parseReason({ reason }: AbortSignal): Error {
  return reason as Error;
}

/** One time limit over everything that a call does; the caller's own signal ends it too. */
export class Limit {
  readonly signal: AbortSignal;
  readonly #endsAtMs: number;
  readonly #timer: ReturnType<typeof setTimeout>;
  readonly #over = new AbortController();

  constructor(ms: number, caller: AbortSignal | undefined) {
    this.#endsAtMs = Date.now() + ms;
    this.#timer = setTimeout(() => this.#over.abort(), ms);
    this.signal = caller ? AbortSignal.any([caller, this.#over.signal]) : this.#over.signal;
  }

  /** It was the time that ended it, not the caller. */
  get passed(): boolean {
    return this.#over.signal.aborted;
  }

  /** Whether a wait of so long leaves any time for another try. */
  allows(waitMs: number): boolean {
    return Date.now() + waitMs < this.#endsAtMs;
  }

  clear(): void {
    clearTimeout(this.#timer);
  }
}

/** Seconds, from the header `Retry-After`: a number or a date. */
export function retryAfterOf(headers: Headers): number | undefined {
  const text = headers.get('retry-after');
  if (text === null) return undefined;
  const seconds = /^\d+$/.test(text) ? Number(text) : (Date.parse(text) - Date.now()) / 1_000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined;
}

/** Whether another answer may come where none of GraphQL did; without a status nothing answered at all. */
export function mayPass(status: number | undefined): boolean {
  return status === undefined || status >= 500 || status === 408 || status === 429;
}

/** Tells a loop that there may be something to do, also when it was busy looking while the call came. */
export class Wakeups {
  #count = 0;
  readonly #waiting = new Set<() => void>();

  wake(): void {
    this.#count += 1;
    for (const go of this.#waiting) go();
  }

  /** Take this before looking for work, and give it to `next`: a call in between is then not slept through. */
  seen(): number {
    return this.#count;
  }

  /** Resolves at the first call after `seen`, at the latest after `timeoutMs` or when `signal` aborts. */
  next(seen: number, options: { readonly timeoutMs: number; readonly signal: AbortSignal }): Promise<void> {
    const { timeoutMs, signal } = options;
    if (this.#count !== seen || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const go = (): void => {
        clearTimeout(timeout);
        signal.removeEventListener('abort', go);
        this.#waiting.delete(go);
        resolve();
      };
      const timeout = setTimeout(go, timeoutMs);
      signal.addEventListener('abort', go, { once: true });
      this.#waiting.add(go);
    });
  }
}

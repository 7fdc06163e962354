/**
 * How many connections one address or one person holds. Each `enter` that was granted is given back once by the
 * function that it returns, which may be called again without harm.
 */
export class ConnectionCounts {
  readonly #max: number;
  readonly #counts = new Map<string, number>();

  /** @param max for each of them; 0 for any number */
  constructor(max: number) {
    this.#max = max;
  }

  /** Undefined when the key has as many as it may. */
  enter(key: string): (() => void) | undefined {
    const count = this.#counts.get(key) ?? 0;
    if (this.#max > 0 && count >= this.#max) return undefined;
    this.#counts.set(key, count + 1);
    let isIn = true;
    return () => {
      if (!isIn) return;
      isIn = false;
      this.#leave(key);
    };
  }

  /** Keys with at least one. */
  get size(): number {
    return this.#counts.size;
  }

  #leave(key: string): void {
    const count = (this.#counts.get(key) ?? 1) - 1;
    if (count > 0) this.#counts.set(key, count);
    else this.#counts.delete(key);
  }
}

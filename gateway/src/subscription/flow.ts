/**
 * Whether the doors keep up with writing what they were given. Live events wait for that, so that what a reader is cut
 * for is always its own slowness and never ours.
 */
export class Flow {
  #held: Promise<void> | undefined;
  #release: () => void = () => undefined;

  /** A door is behind with its own writing. */
  hold(): void {
    this.#held ??= new Promise((resolve) => {
      this.#release = resolve;
    });
  }

  /** All doors have written what they had. */
  release(): void {
    this.#held = undefined;
    this.#release();
  }

  /** Resolves at once, or when the doors have written what they had. */
  clear(): Promise<void> {
    return this.#held ?? free;
  }
}

const free = Promise.resolve();

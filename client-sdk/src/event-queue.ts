/** Events that wait for whoever reads the stream; behind so many the stream is let go, and taken up again when they are read ('refuse'). */
const maxEvents = 1_000;

/** Between a socket, which cannot wait, and one reader, which may. Bounded; its end comes after what was put before. */
export class EventQueue<T extends object> {
  readonly #items: T[] = [];
  #end: { readonly error?: unknown } | undefined;
  #wake: () => void = () => undefined;

  /** False when it is full or ended: the item was not taken. */
  put(item: T): boolean {
    if (this.#end || this.#items.length >= maxEvents) return false;
    this.#items.push(item);
    this.#wake();
    return true;
  }

  /** Nothing comes any more; its reader ends, with the error if one is given. The first call counts. */
  end(error?: unknown): void {
    this.#end ??= error === undefined ? {} : { error };
    this.#wake();
  }

  /** @throws what `end` was given */
  async *read(): AsyncGenerator<T, void> {
    for (;;) {
      const item = this.#items.shift();
      if (item !== undefined) {
        yield item;
        continue;
      }
      if (this.#end?.error !== undefined) throw this.#end.error;
      if (this.#end) return;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}

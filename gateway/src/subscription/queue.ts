export interface QueueBounds {
  readonly maxItems: number;
  readonly maxBytes: number;
  /** What `put` does when full: it takes nothing and says so; what follows is the owner's rule (pause, or cut the reader). */
  readonly whenFull: 'refuse';
}

interface Entry<T> {
  readonly item: T;
  readonly bytes: number;
}

/**
 * Items in order between one writer and one reader, bounded in number and in bytes. An item larger than `maxBytes` is
 * taken when the queue is empty, since no waiting would make it fit. After `end` what was put before is still read.
 */
export class BoundedQueue<T> {
  readonly #bounds: QueueBounds;
  readonly #entries: Entry<T>[] = [];
  #head = 0;
  #bytes = 0;
  #ended: { readonly error?: Error } | undefined;
  #wake: (() => void) | undefined;

  constructor(bounds: QueueBounds) {
    this.#bounds = bounds;
  }

  get size(): number {
    return this.#entries.length - this.#head;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** False when the queue is full or ended: the item was not taken. */
  put(item: T, bytes: number): boolean {
    if (this.#ended || this.size >= this.#bounds.maxItems) return false;
    if (this.size > 0 && this.#bytes + bytes > this.#bounds.maxBytes) return false;
    this.#entries.push({ item, bytes });
    this.#bytes += bytes;
    this.wake();
    return true;
  }

  /** Resolves when there is an item or will never be one, or by `wake`. One waits at a time. */
  async ready(): Promise<void> {
    if (this.size > 0 || this.#ended) return;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
  }

  /** Ends a `ready` that waits, without an item. */
  wake(): void {
    this.#wake?.();
    this.#wake = undefined;
  }

  /** @throws the error that `end` was given, when everything before it has been taken */
  assertNoError(): void {
    if (this.size === 0 && this.#ended?.error) throw this.#ended.error;
  }

  /** The next item if there is one now. */
  shift(): T | undefined {
    const entry = this.#entries[this.#head];
    if (!entry) return undefined;
    this.#head += 1;
    this.#bytes -= entry.bytes;
    this.#forgetRead();
    return entry.item;
  }

  /** Nothing is taken any more; the reader ends after what is there, with this error if one is given. The first call counts. */
  end(error?: Error): void {
    this.#ended ??= error ? { error } : {};
    this.wake();
  }

  /** Throws away what is waiting. */
  clear(): void {
    this.#entries.length = 0;
    this.#head = 0;
    this.#bytes = 0;
  }

  /** Moves the rest to the front now and then: a shift() per item would copy the whole queue each time. */
  #forgetRead(): void {
    // The usual case, and without a copy: all has been read.
    if (this.#head === this.#entries.length) this.#entries.length = 0;
    else if (this.#head < 256) return;
    else this.#entries.splice(0, this.#head);
    this.#head = 0;
  }
}

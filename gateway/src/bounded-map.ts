export interface Bounds<V> {
  readonly maxEntries: number;
  readonly maxBytes: number;
  /** What an entry takes in memory, about; asked again by `weighAgain`. */
  readonly weigh: (value: V, key: string) => number;
}

interface Entry<V> {
  readonly value: V;
  bytes: number;
  /** Asked for since it was last looked at to make room. */
  used: boolean;
}

/**
 * A map that stays at its bounds whatever is put into it. When full, what has not been asked for lately goes: each
 * entry that was has one more round. A value larger than an eighth of the whole is not kept.
 */
export class BoundedMap<V> {
  readonly #bounds: Bounds<V>;
  readonly #entries = new Map<string, Entry<V>>();
  #bytes = 0;

  constructor(bounds: Bounds<V>) {
    this.#bounds = bounds;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** Of all entries, as they were last weighed. */
  get bytes(): number {
    return this.#bytes;
  }

  get(key: string): V | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    entry.used = true;
    return entry.value;
  }

  set(key: string, value: V): void {
    this.delete(key);
    const bytes = this.#bounds.weigh(value, key);
    if (bytes > this.#bounds.maxBytes / 8) return;
    this.#entries.set(key, { value, bytes, used: false });
    this.#bytes += bytes;
    this.#makeRoom();
  }

  delete(key: string): boolean {
    this.#bytes -= this.#entries.get(key)?.bytes ?? 0;
    return this.#entries.delete(key);
  }

  /** To be called when a value that may be in here has grown. */
  weighAgain(key: string): void {
    const entry = this.#entries.get(key);
    if (!entry) return;
    const bytes = this.#bounds.weigh(entry.value, key);
    this.#bytes += bytes - entry.bytes;
    entry.bytes = bytes;
    if (bytes > this.#bounds.maxBytes / 8) this.delete(key);
    this.#makeRoom();
  }

  /** What has been asked for or put in last comes last. */
  values(): V[] {
    return [...this.#entries.values()].map(({ value }) => value);
  }

  #makeRoom(): void {
    const { maxEntries, maxBytes } = this.#bounds;
    for (const [key, entry] of this.#entries) {
      if (this.#entries.size <= maxEntries && this.#bytes <= maxBytes) return;
      this.#entries.delete(key);
      if (entry.used) this.#entries.set(key, Object.assign(entry, { used: false }));
      else this.#bytes -= entry.bytes;
    }
  }
}

/** Apollo's KeyValueCache, as far as it is used here. */
export interface BoundedStore<V> {
  get(key: string): Promise<V | undefined>;
  set(key: string, value: V): Promise<void>;
  delete(key: string): Promise<boolean>;
  entries(): number;
}

/**
 * A cache in memory that stays at its bounds whatever is put into it; when full, what was asked for longest ago goes.
 * A value larger than an eighth of the whole is not kept.
 */
export function createBoundedStore<V>(bounds: {
  readonly maxEntries: number;
  readonly maxBytes: number;
  /** What an entry takes in memory, about. */
  readonly weigh: (value: V, key: string) => number;
}): BoundedStore<V> {
  const held = new Map<string, { readonly value: V; readonly bytes: number }>();
  let total = 0;
  const remove = (key: string): boolean => {
    total -= held.get(key)?.bytes ?? 0;
    return held.delete(key);
  };
  return {
    get: (key) => {
      const entry = held.get(key);
      if (entry && held.delete(key)) held.set(key, entry);
      return Promise.resolve(entry?.value);
    },
    set: (key, value) => {
      remove(key);
      const bytes = bounds.weigh(value, key);
      if (bytes > bounds.maxBytes / 8) return Promise.resolve();
      held.set(key, { value, bytes });
      total += bytes;
      for (const oldest of held.keys()) {
        if (held.size <= bounds.maxEntries && total <= bounds.maxBytes) break;
        remove(oldest);
      }
      return Promise.resolve();
    },
    delete: (key) => Promise.resolve(remove(key)),
    entries: () => held.size,
  };
}

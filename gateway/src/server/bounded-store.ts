import { BoundedMap } from '../bounded-map.ts';
import type { Bounds } from '../bounded-map.ts';

/** Apollo's KeyValueCache, as far as it is used here, and a look into it that does not wait. */
export interface BoundedStore<V> {
  get(key: string): Promise<V | undefined>;
  set(key: string, value: V): Promise<void>;
  delete(key: string): Promise<boolean>;
  look(key: string): V | undefined;
  size(): { readonly entries: number; readonly bytes: number };
}

/** A cache in memory that stays at its bounds whatever is put into it. */
export function createBoundedStore<V>(bounds: Bounds<V>): BoundedStore<V> {
  const held = new BoundedMap<V>(bounds);
  return {
    get: (key) => Promise.resolve(held.get(key)),
    set: (key, value) => Promise.resolve(held.set(key, value)),
    delete: (key) => Promise.resolve(held.delete(key)),
    look: (key) => held.get(key),
    size: () => ({ entries: held.size, bytes: held.bytes }),
  };
}

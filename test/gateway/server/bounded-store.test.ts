import { createBoundedStore } from '../../../gateway/src/server/bounded-store.ts';

describe('a bounded store', () => {
  const create = (maxEntries: number, maxBytes: number) =>
    createBoundedStore<string>({ maxEntries, maxBytes, weigh: (value) => value.length });

  test('A27: stays at its number of entries and forgets what was asked for longest ago', async () => {
    const store = create(3, 1_000);
    for (const key of ['a', 'b', 'c']) await store.set(key, key);
    await store.get('a');
    await store.set('d', 'd');
    expect(store.size().entries).toBe(3);
    expect(await store.get('b')).toBeUndefined();
    expect([await store.get('a'), await store.get('c'), await store.get('d')]).toEqual(['a', 'c', 'd']);
  });

  test('A27: stays at its bytes', async () => {
    const store = create(1_000, 80);
    for (let i = 0; i < 100; i += 1) await store.set(`k${i}`, 'x'.repeat(10));
    expect(store.size().entries).toBe(8);
    expect(await store.get('k99')).toBe('x'.repeat(10));
  });

  test('does not keep a value larger than an eighth of the whole', async () => {
    const store = create(10, 80);
    await store.set('small', 'x');
    await store.set('large', 'x'.repeat(11));
    expect(await store.get('large')).toBeUndefined();
    expect(await store.get('small')).toBe('x');
  });

  test('counts a value that is replaced or deleted no more', async () => {
    const store = create(10, 80);
    for (let i = 0; i < 50; i += 1) await store.set('same', 'x'.repeat(10));
    expect(store.size().entries).toBe(1);
    for (let i = 0; i < 7; i += 1) await store.set(`k${i}`, 'x'.repeat(10));
    expect(store.size().entries).toBe(8);
    expect(await store.delete('same')).toBe(true);
    expect(await store.delete('same')).toBe(false);
    await store.set('one more', 'x'.repeat(10));
    expect(store.size().entries).toBe(8);
  });
});

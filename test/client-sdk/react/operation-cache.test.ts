import fc from 'fast-check';
import { OperationCache } from '../../../client-sdk/src/react/operation-cache.ts';
import { keyOf } from '../../../client-sdk/src/react/operation-key.ts';

const settle = () => new Promise((done) => setImmediate(done));
const answer = (value: unknown) => () => Promise.resolve(value);

describe('the cache of the hooks', () => {
  test('asks once for a key that many want at once', async () => {
    const cache = new OperationCache();
    let asked = 0;
    const ask = async () => (asked += 1);
    expect(cache.read('a', ask)).toBe(cache.read('a', ask));
    await cache.settled('a', ask);
    expect(cache.read('a', ask)).toMatchObject({ status: 'ready', data: 1, isRefreshing: false });
    expect(asked).toBe(1);
  });

  test('shows the old answer while a newer one is asked for, and when that fails', async () => {
    const cache = new OperationCache();
    const answers = [() => 'old', () => 'new', () => Promise.reject(new Error('away'))];
    const ask = async () => answers.shift()?.();
    cache.watch('a', () => undefined);
    await cache.settled('a', ask);
    for (const status of ['ready', 'failed']) {
      const { data } = cache.read('a', ask);
      cache.refresh(() => true);
      expect(cache.read('a', ask)).toMatchObject({ data, isRefreshing: true });
      await settle();
      expect(cache.read('a', ask)).toMatchObject({ status, data: 'new', isRefreshing: false });
    }
  });

  test('is refreshed once where whoever is told looks again at once, as React does', async () => {
    const cache = new OperationCache();
    let asked = 0;
    const ask = async () => (asked += 1);
    for (const key of ['a', 'b']) {
      cache.watch(key, () => void cache.read(key, ask));
      await cache.settled(key, ask);
    }
    cache.refresh(() => true);
    await settle();
    expect(asked).toBe(4);
  });

  test('forgets a failure that nobody shows when it is refreshed, so that it is asked for anew', async () => {
    const cache = new OperationCache();
    const answers = [() => Promise.reject(new Error('away')), () => 'there'];
    const ask = async () => answers.shift()?.();
    await cache.settled('a', ask);
    expect(cache.read('a', ask)).toMatchObject({ status: 'failed', error: new Error('away') });
    cache.refresh(() => true);
    await cache.settled('a', ask);
    expect(cache.read('a', ask)).toMatchObject({ status: 'ready', data: 'there' });
  });

  test('asks anew for what is older than it may be, and for nothing else', async () => {
    const cache = new OperationCache();
    let asked = 0;
    const ask = async () => (asked += 1);
    await cache.settled('a', ask);
    cache.refreshIfOlder('a', 3_600_000);
    expect(cache.read('a', ask).isRefreshing).toBe(false);
    cache.refreshIfOlder('a', 0);
    cache.refreshIfOlder('a', 0);
    await settle();
    expect(cache.read('a', ask)).toMatchObject({ data: 2, isRefreshing: false });
  });

  test('takes no answer that was asked for before it was told to keep only others (C18)', async () => {
    const cache = new OperationCache();
    const signals: AbortSignal[] = [];
    let give: (value: string) => void = () => undefined;
    const late = (signal: AbortSignal) => {
      signals.push(signal);
      return new Promise((done) => (give = done));
    };
    const pending = cache.settled('an/a', late);
    cache.keepOnly((key) => key.startsWith('binh/'));
    await pending;
    give("An's address");
    await settle();
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
    expect(cache.size).toBe(0);
    expect(cache.read('an/a', answer('new'))).toMatchObject({ status: 'pending', data: undefined });
  });

  test('holds no more than its limit beside what is watched or awaited, and keeps what was looked for last', async () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constantFrom('read' as const, 'watch' as const), key: fc.nat(9) }),
      fc.record({ kind: fc.constant('unwatch' as const), key: fc.nat(9) }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 60 }),
        fc.integer({ min: 1, max: 4 }),
        async (steps, limit) => {
          const cache = new OperationCache(limit);
          const watched = new Map<number, () => void>();
          for (const { kind, key } of steps) {
            if (kind === 'unwatch') {
              watched.get(key)?.();
              watched.delete(key);
            } else {
              if (kind === 'watch' && !watched.has(key))
                watched.set(
                  key,
                  cache.watch(String(key), () => undefined),
                );
              await cache.settled(String(key), answer(key));
            }
            expect(cache.size).toBeLessThanOrEqual(limit + watched.size + 1);
            for (const each of watched.keys())
              expect(cache.read(String(each), answer('never'))).toMatchObject({ data: each });
          }
        },
      ),
    );
  });

  test('knows equal variables by one key, whatever the order of their members', () => {
    const document = { toString: () => 'query ($a: Int) { a(a: $a) }' };
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.dictionary(fc.string(), fc.jsonValue()),
        (a, b) => {
          const turned = Object.fromEntries(Object.entries(a).toReversed());
          expect(keyOf(document, { given: turned })).toBe(keyOf(document, { given: a }));
          if (keyOf(document, a) === keyOf(document, b))
            expect(JSON.parse(JSON.stringify(a))).toEqual(JSON.parse(JSON.stringify(b)));
        },
      ),
    );
  });
});

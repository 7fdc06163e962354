import type { NewEntry } from '../../../subgraphs/kit/journal.ts';
import { maxEntryBytes } from '../../../subgraphs/kit/journal.ts';
import type { TestParts } from '../../kit/subgraph-parts.ts';
import { openTestParts } from '../../kit/subgraph-parts.ts';

let parts: TestParts;
beforeAll(async () => {
  parts = await openTestParts('journal');
});
afterAll(() => parts.close());

const entry = (entityId: string, version: number, more: Partial<NewEntry> = {}): NewEntry => ({
  entity: 'Note',
  entityId,
  kind: 'created',
  version,
  payload: { text: 'xin chào' },
  topics: [`Note:${entityId}`],
  ...more,
});

describe('an entry appended in a transaction', () => {
  test('is stored as it is returned, with its ordinal and the hub time', async () => {
    const [first, second] = await parts.transact({}, async (tx) => [
      await tx.append(entry('a', 1)),
      await tx.append(entry('b', 1, { why: undefined, from: null })),
    ]);
    expect(first).toMatchObject({ ordinal: 0, at: parts.now, topics: ['Note:a'] });
    expect(second).toMatchObject({ ordinal: 1, from: null });
    await expect(parts.journal.get(first?._id ?? '')).resolves.toEqual(first);
    await expect(parts.journal.get(second?._id ?? '')).resolves.toMatchObject({ from: null, ordinal: 1 });
  });

  test('comes with others, each dated by itself, with ordinals that go on', async () => {
    const at = new Date('2025-10-27T13:00:00Z');
    await parts.transact({}, async (tx) => {
      await tx.append(entry('dated', 1));
      await tx.appendAll([
        { entry: entry('dated', 2), at },
        { entry: entry('dated', 3), at: parts.now },
      ]);
      await tx.append(entry('dated', 4));
    });
    const stored = await parts.journal.collection.find({ entityId: 'dated' }).sort({ version: 1 }).toArray();
    expect(stored.map(({ ordinal, at: when }) => [ordinal, when])).toEqual([
      [0, parts.now],
      [1, at],
      [2, parts.now],
      [3, parts.now],
    ]);
  });

  test('vanishes with its transaction', async () => {
    const undone = parts.transact({}, async (tx) => {
      await tx.append(entry('gone', 1));
      throw new Error('no');
    });
    await expect(undone).rejects.toThrow('no');
    await expect(parts.journal.collection.countDocuments({ entityId: 'gone' })).resolves.toBe(0);
  });

  test('holds a private value only as ciphertext', async () => {
    const stored = await parts.transact({}, (tx) =>
      tx.append(entry('sealed', 1, { sealed: { personId: 'lan', value: { phone: '0905-canary' } } })),
    );
    const raw = await parts.journal.collection.findOne({ _id: stored._id });
    expect(JSON.stringify(raw)).not.toContain('canary');
    if (!stored.sealed) throw new Error('expected a sealed part');
    await expect(parts.personKeys.open(stored.sealed)).resolves.toEqual({ phone: '0905-canary' });
  });

  test('is refused above 64 KiB', async () => {
    const big = entry('big', 1, { payload: { text: 'x'.repeat(maxEntryBytes) } });
    await expect(parts.transact({}, (tx) => tx.append(big))).rejects.toThrow('at most 65536 bytes');
  });

  test('is refused when the version was already written, but not for version 0', async () => {
    const write = (version: number) => parts.transact({}, (tx) => tx.append(entry('v', version)));
    await write(1);
    await expect(write(1)).rejects.toThrow('E11000');
    await write(0);
    await write(0);
  });
});

test('position order, topic order and the look for unstamped entries are read from an index', async () => {
  const stages = async (filter: object, sort: Record<string, 1>): Promise<string> => {
    const plan = await parts.journal.collection.find(filter).sort(sort).explain('queryPlanner');
    return JSON.stringify(plan['queryPlanner'].winningPlan);
  };
  const order = { pos: 1, n: 1 } as const;
  for (const plan of [
    await stages({ pos: { $gte: new Date() } }, order),
    await stages({ topics: 'Note:a', pos: { $gte: new Date() } }, order),
    await stages({ pos: null }, {}),
  ]) {
    expect(plan).toContain('IXSCAN');
    expect(plan).not.toContain('"SORT"');
  }
});

import type { PlaceStore } from '../../../subgraphs/reports/place.store.ts';
import { openPlaceStore } from '../../../subgraphs/reports/place.store.ts';
import type { JournalEntry } from '../../../subgraphs/kit/index.ts';
import { until } from '../../kit/live-client.ts';
import type { TestParts } from '../../kit/subgraph-parts.ts';
import { openTestParts } from '../../kit/subgraph-parts.ts';

const square = (west: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, 16],
      [west + 0.1, 16],
      [west + 0.1, 16.1],
      [west, 16.1],
      [west, 16],
    ],
  ],
});
const fact = (kind: string, entityId: string, payload: object): JournalEntry => ({
  _id: entityId,
  entity: kind,
  entityId,
  kind,
  version: 1,
  payload: { ...payload },
  topics: [],
  ordinal: 0,
  at: new Date(0),
});
const ward = (id: string, west: number) =>
  fact('ward', id, { fullName: `Phường ${id}`, boundary: square(west), agencyId: `ubnd-${id}` });
const waste = (agencyId: string) =>
  fact('jurisdiction', 'waste', { categoryCode: 'WASTE', wardCode: null, agencyId });
const calendar = (days: object[]) => fact('calendar', '2026', { year: 2026, status: 'PUBLISHED', days });
const holiday = { date: '2026-11-24', kind: 'HOLIDAY', name: 'Ngày Văn hóa Việt Nam' };
const here = { lat: 16.05, lon: 107.05 };

describe('the copy of places in memory', () => {
  let parts: TestParts;
  let other: TestParts;
  let mine: PlaceStore;
  let theirs: PlaceStore;
  beforeAll(async () => {
    parts = await openTestParts('gazetteer');
    // Another process on the same data: nothing in memory is shared.
    other = await openTestParts('gazetteer', { dbName: parts.db.name });
    [mine, theirs] = [await openPlaceStore(parts), await openPlaceStore(other)];
  });
  afterAll(async () => {
    await other.db.close();
    await parts.close();
  });
  /** Null as long as there are no wards. */
  const agencyOf = (category: string): Promise<string | null> =>
    theirs.locate(here, category).then(
      ({ agencyId }) => agencyId,
      () => null,
    );
  const follow = (...entries: readonly JournalEntry[]): Promise<unknown> =>
    parts.transact({}, async (tx) => {
      for (const entry of entries) await mine.follow(entry, tx);
    });

  test('is not ready before the first ward has come', async () => {
    await expect(theirs.wardAt(here)).rejects.toMatchObject({ extensions: { code: 'UNAVAILABLE' } });
  });

  test('shows what another process took over, within half a second', async () => {
    await follow(ward('a', 107), waste('hepco'), calendar([]));
    await until(() => agencyOf('WASTE').then((id) => id === 'hepco'));
    await follow(waste('so-xay-dung'), calendar([holiday]), ward('b', 107.2));
    await until(() => agencyOf('WASTE').then((id) => id === 'so-xay-dung'));
    const found = await theirs.locate(here, 'WASTE');
    expect(found).toMatchObject({ wardCode: 'a', agencyId: 'so-xay-dung' });
    expect(found.calendar.day('2026-11-24')).toMatchObject(holiday);
    await expect(theirs.wardAt({ ...here, lon: 107.25 })).resolves.toMatchObject({ _id: 'b' });
    await expect(theirs.locate(here, 'NOISE')).resolves.toMatchObject({ agencyId: 'ubnd-a' });
  });

  test('keeps nothing of a change that was undone, and shows it to its own transaction only', async () => {
    const before = await mine.calendar();
    const undone = parts.transact({}, async (tx) => {
      await mine.follow(calendar([]), tx);
      expect((await mine.calendar(tx.session)).day('2026-11-24')).toBeUndefined();
      expect((await mine.calendar()).day('2026-11-24')).toBeDefined();
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await mine.calendar()).toBe(before);
  });

  test('shows a transaction the calendar of its own moment', async () => {
    await theirs.calendar();
    await other.transact({}, async (tx) => {
      expect((await theirs.calendar(tx.session)).day('2026-11-24')).toBeDefined();
      await follow(calendar([]));
      await until(async () => (await theirs.calendar()).day('2026-11-24') === undefined);
      expect((await theirs.calendar(tx.session)).day('2026-11-24')).toBeDefined();
    });
    await other.transact({}, async (tx) => {
      expect((await theirs.calendar(tx.session)).day('2026-11-24')).toBeUndefined();
    });
  });

  test('is read once for all who look at the same time', async () => {
    await follow(calendar([holiday]));
    const found = await Promise.all(Array.from({ length: 20 }, () => theirs.locate(here, 'WASTE')));
    expect(new Set(found.map((one) => one.calendar)).size).toBe(1);
  });
});

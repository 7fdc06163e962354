import type { ClientSession } from 'mongodb';
import type { LiveClient } from '../kit/live-client.ts';
import { openLiveClient } from '../kit/live-client.ts';
import type { City } from '../kit/start-city.ts';
import { startCity } from '../kit/start-city.ts';

const create = (i: number) => `mutation { createReport(input: { categoryCode: ROAD_DAMAGE, title: "Ổ gà ${i}",
  description: "Ổ gà sâu.", lat: 16.4637, lon: 107.5909 }) { id } }`;
const watch = `subscription { reportsIn(area: { bbox: { south: 16.46, west: 107.585, north: 16.468, east: 107.595 } }) {
  ... on PublicReportListChanged { node { id slaState version lastChange { step at } agency { name } } } } }`;
const count = 24;

interface Event {
  readonly reportsIn: { readonly node: Told };
}
interface Told {
  readonly id: string;
  readonly slaState: string;
  readonly lastChange: { readonly step: string; readonly at: string };
}

describe('the hub’s clock moves 16 days in one step and reports is killed (kill -9) half way through what comes due', () => {
  let city: City;
  let client: LiveClient | undefined;
  let session: ClientSession | undefined;
  beforeAll(
    async () => void (city = await startCity({ now: '2026-11-02T08:00:00+07:00', apart: ['reports'] })),
    120_000,
  );
  afterAll(async () => {
    await session?.endSession();
    await client?.close();
    await city.close();
  });

  test('each report is due soon once and overdue once, in order of their moments, in the journal and in a stream that was open all the time', async () => {
    const db = city.client.db(city.databaseOf('reports'));
    const ids: string[] = [];
    for (let i = 0; i < count; i += 1) {
      const { data } = await city.ask(create(i), { as: 'citizen' });
      const { id } = data.createReport;
      await city.ask(`mutation { triageReport(id: "${id}", decision: ACCEPT) { state } }`, { as: 'ioc' });
      ids.push(id);
    }
    client = await openLiveClient(city.url);
    client.subscribe('1', watch);
    await client.events('1', 1);
    const told = () =>
      db
        .collection('journal')
        .find({ kind: { $in: ['DUE_SOON', 'OVERDUE'] } })
        .sort({ $natural: 1 })
        .toArray();

    // All come due at one moment and are then taken in order of their ids: nobody gets past this one while it is locked.
    const locked = ids.toSorted()[count / 2];
    session = city.client.startSession();
    session.startTransaction();
    await db
      .collection<{ _id: string }>('reports')
      .updateOne({ _id: String(locked) }, { $set: { title: 'khoá' } }, { session });
    await city.moveClock(16);
    while ((await told()).length < count / 2) await new Promise((done) => setTimeout(done, 20));
    await city.kill('reports');
    expect(await told()).toHaveLength(count / 2);
    await session.abortTransaction();
    await city.restart('reports');

    const events = (await client.events('1', 2 * count)).map(({ data }) => parseEvent(data).reportsIn.node);
    const entries = await told();
    expect(entries).toHaveLength(2 * count);
    const inJournal = entries.map(({ entityId, kind }) => `${entityId} ${kind}`);
    expect(new Set(inJournal).size).toBe(2 * count);
    expect(inJournal).toEqual([
      ...ids.toSorted().map((id) => `${id} DUE_SOON`),
      ...ids.toSorted().map((id) => `${id} OVERDUE`),
    ]);
    expect(events.map(({ id, lastChange }) => `${id} ${lastChange.step}`)).toEqual(inJournal);
    for (const { slaState, lastChange } of events) expect(slaState).toBe(lastChange.step);
    expect(new Set(events.map(({ lastChange }) => lastChange.at))).toEqual(
      new Set(['2026-11-10T16:59:59.000Z', '2026-11-11T16:59:59.001Z']),
    );
    expect(await db.collection('timers').countDocuments({ kind: 'sla' })).toBe(0);
    expect(client.waiting()).toEqual([]);
  }, 180_000);
});

function parseEvent(data: unknown): Event {
  return data as Event;
}

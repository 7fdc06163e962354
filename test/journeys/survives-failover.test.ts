import type { MongodSet } from '../kit/mongod-set.ts';
import { startMongodSet } from '../kit/mongod-set.ts';
import type { Seen } from '../kit/report-journey.ts';
import { acceptedReport, follow, versions, writeNote } from '../kit/report-journey.ts';
import type { City } from '../kit/start-city.ts';
import { startCity } from '../kit/start-city.ts';

const writers = ['một', 'hai', 'ba', 'bốn'];
const notesPerRound = 8;
/** Sent and accepted. */
const firstVersion = 2;

interface Written {
  readonly id: string;
  readonly acknowledged: readonly number[];
  readonly seen: readonly Seen[];
  readonly journal: readonly number[];
  readonly present: number;
}

/** Each writer changes and watches a report of its own, all at once; during each round of notes one fault is made. */
async function writeDuring(city: City, faults: readonly (() => Promise<void>)[]): Promise<Written[]> {
  const last = firstVersion + notesPerRound * faults.length;
  const stories = [];
  for (const name of writers) {
    const id = await acceptedReport(city);
    const seen: Seen[] = [];
    stories.push({
      id,
      name,
      seen,
      acknowledged: [] as number[],
      watching: follow(city, id, { last, seen }),
    });
  }
  for (const [round, fault] of faults.entries()) {
    const writing = stories.map(async ({ id, name, acknowledged }) => {
      for (let n = 0; n < notesPerRound; n += 1)
        acknowledged.push(await writeNote(city, id, `${id} ${name} ${round} ${n}`));
    });
    await Promise.all([fault(), ...writing]);
  }
  await Promise.all(stories.map(({ watching }) => watching));
  return Promise.all(stories.map(async (story) => ({ ...story, ...(await readBack(city, story.id)) })));
}

async function readBack(city: City, id: string): Promise<Pick<Written, 'journal' | 'present'>> {
  const answer = await city.ask(`{ report(id: "${id}") { version } }`, { as: 'citizen' });
  const journal = city.client.db(city.databaseOf('reports')).collection('journal');
  const entries = await journal.find({ entity: 'Report', entityId: id }).sort({ version: 1 }).toArray();
  return { present: answer.data.report.version, journal: entries.map(({ version }) => version) };
}

function expectNothingLost(written: readonly Written[], rounds: number): void {
  const last = firstVersion + notesPerRound * rounds;
  for (const { acknowledged, seen, journal, present } of written) {
    expect(acknowledged).toEqual(versions(firstVersion + 1, last));
    expect(present).toBe(last);
    expect(journal).toEqual(versions(1, last));
    expect(seen.map(({ version }) => version)).toEqual(versions(seen[0]?.version ?? 0, last));
    expect(seen.map(({ start }) => start)).toEqual(seen.map((_, place) => place === 0));
  }
}

describe('the primary of three is lost during writes', () => {
  let set: MongodSet;
  let city: City;
  beforeAll(async () => {
    set = await startMongodSet();
    city = await startCity({ mongoUri: set.uri });
  }, 120_000);
  afterAll(async () => {
    await city?.close();
    await set?.close();
  }, 60_000);

  test('by kill -9, twice (G01): what was acknowledged is there, each version once, and watchers see all in order', async () => {
    const killOne = async (): Promise<void> => {
      const killed = await set.killPrimary();
      await set.untilPrimary(killed);
      await set.restart(killed);
    };
    expectNothingLost(await writeDuring(city, [killOne, killOne]), 2);
  }, 120_000);

  test('by stepDown, three times (G02): what was acknowledged is there, each version once, and watchers see all in order', async () => {
    const stepDown = (): Promise<void> => set.stepDown();
    expectNothingLost(await writeDuring(city, [stepDown, stepDown, stepDown]), 3);
  }, 120_000);
});

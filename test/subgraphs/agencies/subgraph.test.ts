import type { JournalEntry, RunningSubgraph } from '../../../subgraphs/kit/index.ts';
import { parseJournalEntry } from '../../../subgraphs/kit/journal-page.ts';
import type { AgenciesStore } from '../../../subgraphs/agencies/agency.store.ts';
import type { CityData } from '../../../subgraphs/agencies/seed.ts';
import { readCityData } from '../../../subgraphs/agencies/seed.ts';
import type { Ask } from './signed-client.ts';
import { seedTools, startAgencies } from './start-agencies.ts';

let running: RunningSubgraph<AgenciesStore>;
let ask: Ask;
let city: CityData;

beforeAll(async () => {
  city = await readCityData();
  ({ running, ask } = await startAgencies('agencies_subgraph'));
});

afterAll(() => running.close());

describe('the journal', () => {
  const readJournal = async (): Promise<JournalEntry[]> => {
    const entries: JournalEntry[] = [];
    for (let after: string | null = null; ; ) {
      const { data, errors } = await ask(
        'query ($after: String) { _journal(first: 100, after: $after) { entries end } }',
        { after },
      );
      expect(errors).toEqual([]);
      entries.push(...data._journal.entries.map(parseJournalEntry));
      if (data._journal.entries.length === 0) return entries;
      after = data._journal.end;
    }
  };

  test('tells every fact whole, once, on no stream', async () => {
    const entries = await readJournal();
    const count = (kind: string): number =>
      entries.filter((entry) => entry.kind === kind && entry.version === 1).length;
    expect(count('ward')).toBe(40);
    expect(count('agency')).toBe(city.agencies.length);
    expect(count('jurisdiction')).toBe(city.jurisdictions.length);
    expect(count('officer')).toBe(city.officers.length);
    expect(entries.every(({ topics }) => topics.length === 0)).toBe(true);
    const ward = entries.find(({ kind, entityId }) => kind === 'ward' && entityId === '19753');
    expect(ward?.payload).toEqual(city.wards.find(({ code }) => code === '19753'));
    const calendars = entries.filter(({ kind, entityId }) => kind === 'calendar' && entityId === '2026');
    expect(calendars.map(({ version }) => version)).toEqual(calendars.map((_, at) => at + 1));
    expect(calendars[0]?.payload).toMatchObject({ year: 2026, status: 'PUBLISHED', version: 1 });
  });

  test('holds the facts of the first load in few transactions, in an order of their own each', async () => {
    const entries = await readJournal();
    const ordinals = entries.map(({ ordinal }) => ordinal);
    expect(ordinals.filter((ordinal) => ordinal === 0).length).toBeLessThan(entries.length / 8);
    ordinals.forEach((ordinal, n) => expect([0, (ordinals[n - 1] ?? -1) + 1]).toContain(ordinal));
  });

  test('a second load of the sample data writes nothing', async () => {
    const before = (await readJournal()).length;
    await running.seed(seedTools);
    expect(await readJournal()).toHaveLength(before);
  });
});

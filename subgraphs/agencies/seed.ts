import { readFile } from 'node:fs/promises';
import type { SeedTools } from '../kit/index.ts';
import { anonymous } from '../kit/process/viewer.ts';
import type { AgencyFact, JurisdictionFact, OfficerFact } from './agency.rules.ts';
import type { AgenciesStore } from './agency.store.ts';
import type { CalendarFact } from './calendar.rules.ts';
import type { Boundary, WardFact } from './ward.rules.ts';
import { pointInside } from './ward.rules.ts';

/** The agencies for which the sample officers of the default start act. */
export const sampleOfficerAgencies = Object.freeze({ officer: 'so-xay-dung', officer2: 'hepco' });

/** The city as `data/` describes it. */
export interface CityData {
  readonly wards: readonly WardFact[];
  readonly agencies: readonly AgencyFact[];
  readonly officers: readonly OfficerFact[];
  readonly jurisdictions: readonly JurisdictionFact[];
  readonly calendars: readonly Omit<CalendarFact, 'version'>[];
}

/** Reads `data/`; the same value each time. */
export async function readCityData(): Promise<CityData> {
  const agencies = parseRows<AgencyFact>(await readData('agencies.json'));
  const offices = new Map(agencies.map((agency) => [agency.wardCode, agency.id]));
  return {
    agencies,
    wards: parseFeatures(await readData('hue-wards.geojson')).map((feature) => wardFact(feature, offices)),
    officers: parseRows(await readData('officers.json')),
    jurisdictions: parseRows(await readData('jurisdictions.json')),
    calendars: parseRows(await readData('calendars.json')),
  };
}

/** Some at a time, so that a transaction stays far below what the database takes (a ward's boundary has up to 64 KiB). */
const batchSize = 25;

/** Writes the city's facts, each with its journal entry; what is there already is left alone. */
export async function seed(store: AgenciesStore, { progress }: SeedTools): Promise<void> {
  const city = await readCityData();
  const steps = [
    ...inBatches(city.agencies, (facts) => store.agencies.addAgencies(facts)),
    ...inBatches(city.wards, (facts) => store.wards.addAll(facts)),
    ...inBatches(city.jurisdictions, (facts) => store.agencies.addJurisdictions(facts)),
    ...city.calendars.map((calendar) => ({ size: 1, run: () => seedCalendar(store, calendar) })),
    ...inBatches(city.officers, (facts) => store.agencies.addOfficers(facts)),
  ];
  const total = steps.reduce((sum, { size }) => sum + size, 0);
  let done = 0;
  for (const { size, run } of steps) {
    await run();
    done += size;
    progress(done, total);
  }
}

interface Step {
  /** How many facts it writes. */
  readonly size: number;
  readonly run: () => Promise<void>;
}

function inBatches<Fact>(
  facts: readonly Fact[],
  write: (batch: readonly Fact[]) => Promise<void>,
): readonly Step[] {
  const batches = Array.from({ length: Math.ceil(facts.length / batchSize) }, (_, n) =>
    facts.slice(n * batchSize, (n + 1) * batchSize),
  );
  return batches.map((batch) => ({ size: batch.length, run: () => write(batch) }));
}

async function seedCalendar(store: AgenciesStore, calendar: Omit<CalendarFact, 'version'>): Promise<void> {
  if (await store.calendars.year(calendar.year)) return;
  await store.calendars.set({ calendar, expectedVersion: 0, viewer: anonymous, actor: { role: 'seed' } });
}

interface WardFeature {
  readonly properties: Omit<WardFact, 'lat' | 'lon' | 'boundary' | 'agencyId'>;
  readonly geometry: Boundary;
}

function wardFact(
  { properties, geometry }: WardFeature,
  offices: ReadonlyMap<string | null, string>,
): WardFact {
  const agencyId = offices.get(properties.code);
  if (!agencyId)
    throw new Error(`data/agencies.json: expected an agency for ward ${properties.code}, got none`);
  return { ...properties, ...pointInside(geometry), boundary: geometry, agencyId };
}

function readData(name: string): Promise<string> {
  return readFile(new URL(`./data/${name}`, import.meta.url), 'utf8');
}

// The repository's own files: their shape is held by test/subgraphs/agencies/seed.test.ts.
function parseRows<Row>(json: string): Row[] {
  return JSON.parse(json) as Row[];
}

function parseFeatures(json: string): WardFeature[] {
  return (JSON.parse(json) as { features: WardFeature[] }).features;
}

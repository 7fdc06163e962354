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

/** Writes the city fact by fact, each with its journal entry; what is there already is left alone. */
export async function seed(store: AgenciesStore, { progress }: SeedTools): Promise<void> {
  const city = await readCityData();
  const steps = [
    ...city.agencies.map((fact) => () => store.agencies.addAgency(fact)),
    ...city.wards.map((fact) => () => store.wards.add(fact)),
    ...city.jurisdictions.map((fact) => () => store.agencies.addJurisdiction(fact)),
    ...city.calendars.map((calendar) => () => seedCalendar(store, calendar)),
    ...city.officers.map((fact) => () => store.agencies.addOfficer(fact)),
  ];
  for (const [done, step] of steps.entries()) {
    await step();
    progress(done + 1, steps.length);
  }
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

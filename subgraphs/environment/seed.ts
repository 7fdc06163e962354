import { readFile } from 'node:fs/promises';
import type { SeedTools } from '../kit/index.ts';
import type { EnvironmentStore } from './environment.store.ts';
import { addHours, hourOf } from './hour.rules.ts';
import type { SampleStation } from './sample.rules.ts';
import { sampleHour, sampleRows } from './sample.rules.ts';
import { propertyRules } from './property.rules.ts';
import type { StationFact } from './station.rules.ts';
import { datastreamId } from './station.rules.ts';

/** How long before now the sample begins. */
const sampleDays = 365;

type SampleFact = Omit<StationFact, 'datastreams'> & SampleStation;

/**
 * The stations of `data/`, and hourly readings of the year before now; `given.days` makes it fewer days. A station that
 * has readings already is left alone, so a load that was broken off goes on.
 */
export async function seed(store: EnvironmentStore, { progress, now, given }: SeedTools): Promise<void> {
  const stations = await readSampleStations();
  const days = typeof given['days'] === 'number' ? given['days'] : sampleDays;
  const from = addHours(hourOf(now()), -24 * days);
  const hours = Array.from({ length: 24 * days }, (_, hour) => sampleHour(addHours(from, hour)));
  for (const [index, sample] of stations.entries()) {
    const station = factOf(sample);
    await store.stations.add(station);
    await store.loadHistory({ station, drafts: hours.flatMap((hour) => [...sampleRows(sample, hour)]) });
    progress(index + 1, stations.length);
  }
}

/** The stations of the sample; the same each time. */
export async function readSampleStations(): Promise<readonly SampleFact[]> {
  return parseStations(await readFile(new URL('./data/sample-stations.json', import.meta.url), 'utf8'));
}

function factOf({ properties, ...station }: SampleFact): StationFact {
  return {
    ...station,
    datastreams: properties.map((property) => ({
      id: datastreamId(station.id, property),
      property,
      unit: propertyRules[property].unit,
      averagingMinutes: 60,
    })),
  };
}

// The repository's own file: its shape is held by test/subgraphs/environment/seed.test.ts.
function parseStations(json: string): readonly SampleFact[] {
  return JSON.parse(json) as readonly SampleFact[];
}

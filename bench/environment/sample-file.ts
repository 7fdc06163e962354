import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { readSampleStations } from '../../subgraphs/environment/seed.ts';
import { sampleHour, sampleRows } from '../../subgraphs/environment/sample.rules.ts';
import { propertyRules } from '../../subgraphs/environment/property.rules.ts';
import type { StationFact } from '../../subgraphs/environment/station.rules.ts';
import { datastreamId } from '../../subgraphs/environment/station.rules.ts';

const hourMs = 3_600_000;
const hoursOfYear = 365 * 24;

type SampleFact = Awaited<ReturnType<typeof readSampleStations>>[number];

/** The sample's stations, as often as a year of their hours needs for so many readings; each of the copies has an id of its own. */
export async function stationsFor(rows: number): Promise<readonly SampleFact[]> {
  const sample = await readSampleStations();
  const perYear = sample.reduce((sum, { properties }) => sum + properties.length, 0) * hoursOfYear;
  const copies = Math.max(1, Math.ceil(rows / (0.97 * perYear)));
  return Array.from({ length: copies }, (_, copy) =>
    sample.map((station) => (copy === 0 ? station : { ...station, id: `${station.id}-${copy}` })),
  ).flat();
}

export function factOf({ properties, ...station }: SampleFact): StationFact {
  const datastreams = properties.map((property) => ({
    id: datastreamId(station.id, property),
    property,
    unit: propertyRules[property].unit,
    averagingMinutes: 60,
  }));
  return { ...station, datastreams };
}

/** A CSV file of exactly so many hourly readings up to `end`, hour after hour as a network gives them out. */
export async function writeSampleFile(
  path: string,
  {
    rows,
    stations,
    end,
  }: { readonly rows: number; readonly stations: readonly SampleFact[]; readonly end: Date },
): Promise<void> {
  const out = createWriteStream(path);
  out.write('datastream,at,value\n');
  let left = rows;
  const perHour = stations.reduce((sum, { properties }) => sum + properties.length, 0);
  const hours = Math.min(hoursOfYear, Math.ceil(rows / (0.95 * perHour)));
  for (let ago = hours; ago > 0 && left > 0; ago -= 1) {
    const hour = sampleHour(new Date(end.getTime() - ago * hourMs));
    const lines = stations.flatMap((station) => [...sampleRows(station, hour)]).slice(0, left);
    left -= lines.length;
    const text = lines.map(({ datastream, at, value }) => `${datastream},${at},${value}\n`).join('');
    if (!out.write(text)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'close');
  if (left > 0) throw new Error(`expected ${rows} readings, got ${rows - left}`);
}

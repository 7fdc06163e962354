import type { TypeResolvers } from '../../kit/resolvers.ts';
import { levelText } from '../gauge.rules.ts';
import type { LatestReading } from '../present.rules.ts';
import type { StationRow } from '../station.model.ts';
import { findStation, presentOf, stationFields } from './AirStation.ts';
import type { Context } from './context.ts';

type Reading = LatestReading | undefined;

async function lastOf(station: StationRow, slug: string, context: Context): Promise<Reading> {
  return (await presentOf(station, context))?.latest[slug];
}

const validValue = (reading: Reading): number | null => (reading?.quality === 'VALID' ? reading.value : null);

/** The last VALID value of a property, and when it was measured. */
const valueField =
  (slug: string) =>
  async (station: StationRow, _: unknown, context: Context): Promise<number | null> =>
    validValue(await lastOf(station, slug, context));
const timeField =
  (slug: string) =>
  async (station: StationRow, _: unknown, context: Context): Promise<Date | null> =>
    (await lastOf(station, slug, context))?.at ?? null;

export const WaterGauge: TypeResolvers<Context> = {
  ...stationFields,
  __resolveReference: ({ id }: { readonly id: unknown }, context: Context) =>
    findStation(id, 'WATER_LEVEL', context),
  levelM: valueField('water-level'),
  measuredAt: timeField('water-level'),
  text: async (station: StationRow, _: unknown, context) => {
    const levelM = validValue(await lastOf(station, 'water-level', context));
    return levelM === null ? null : levelText(levelM, station.alarmLevels);
  },
  alarm: async (station: StationRow, _: unknown, context) =>
    station.alarmLevels && ((await presentOf(station, context))?.alarm?.level ?? 0),
  alarmSince: async (station: StationRow, _: unknown, context) =>
    (await presentOf(station, context))?.alarm?.since ?? null,
};

export const RainGauge: TypeResolvers<Context> = {
  ...stationFields,
  __resolveReference: ({ id }: { readonly id: unknown }, context: Context) =>
    findStation(id, 'RAIN', context),
  rainMmPerHour: valueField('rain'),
  measuredAt: timeField('rain'),
};

export const Reservoir: TypeResolvers<Context> = {
  ...stationFields,
  __resolveReference: ({ id }: { readonly id: unknown }, context: Context) =>
    findStation(id, 'RESERVOIR', context),
  levelM: valueField('water-level'),
  inflowM3PerS: valueField('inflow'),
  outflowM3PerS: valueField('outflow'),
  measuredAt: timeField('water-level'),
};

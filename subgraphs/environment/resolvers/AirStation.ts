import type { TypeResolvers } from '../../kit/resolvers.ts';
import type { CivilDate } from '../../kit/working-days.ts';
import type { AqiDay as Day, AqiHour as Hour } from '../aqi.rules.ts';
import { stateOfHour } from '../aqi.rules.ts';
import { badSpan, noSuchStation, requireKey } from '../errors.ts';
import { localDateOf } from '../hour.rules.ts';
import type { PresentRow } from '../present.model.ts';
import { maxDays, maxHourSpanMs, spanDays } from '../series.rules.ts';
import type { StationRow } from '../station.model.ts';
import type { StationKind } from '../station.rules.ts';
import { stateOf } from '../station.rules.ts';
import { levelsBy } from './AirNow.ts';
import type { Context } from './context.ts';
import { showExactPosition, showOwner } from './OwnAirSensor.ts';

/** The station of an id, if it is of the kind. @throws GraphQLError NOT_FOUND */
export async function findStation(id: unknown, kind: StationKind, { loaders }: Context): Promise<StationRow> {
  const station = await loaders.stations.load(requireKey('id', id));
  if (station?.kind !== kind) throw noSuchStation();
  return station;
}

export function presentOf({ id }: StationRow, { loaders }: Context): Promise<PresentRow | null> {
  return loaders.presents.load(id);
}

/** What all kinds of stations have. */
export const stationFields: TypeResolvers<Context> = {
  ward: ({ wardCode }: StationRow) => wardCode && { code: wardCode },
  state: async (station: StationRow, _: unknown, context) =>
    stateOf((await presentOf(station, context))?.lastEndAt ?? null, context.now),
  datastreams: (station: StationRow) =>
    station.datastreams.map((stream) => ({ ...stream, stationId: station.id })),
};

export const AirStation: TypeResolvers<Context> = {
  ...stationFields,
  __resolveReference: ({ id }: { readonly id: unknown }, context: Context) => findStation(id, 'AIR', context),
  isPrivatelyOwned: ({ isPrivate }: StationRow) => isPrivate === true,
  exactPosition: (station: StationRow, _: unknown, context) => showExactPosition(station, context),
  sensorOwner: (station: StationRow, { purpose }: { readonly purpose?: string | null }, context) =>
    showOwner(station, purpose, context),
  aqi: async (station: StationRow, _: unknown, context) => (await presentOf(station, context))?.aqi ?? null,
  aqiHours: async ({ id }: StationRow, { from, to }: Span<Date>, { store }): Promise<Hour[]> => {
    if (!(to > from) || to.getTime() - from.getTime() > maxHourSpanMs) throw badSpan('to', 31);
    const days = await store.aqi.days(id, { from: localDateOf(from), to: localDateOf(to) });
    return days.flatMap(({ hours }) => hours.filter(({ hour }) => hour >= from && hour < to));
  },
  aqiDays: ({ id }: StationRow, { from, to }: Span<CivilDate>, { store }): Promise<Day[]> => {
    if (to < from || spanDays(from, to) > maxDays) throw badSpan('to', maxDays);
    return store.aqi.days(id, { from, to });
  },
};

interface Span<Moment> {
  readonly from: Moment;
  readonly to: Moment;
}

export const AqiHour: TypeResolvers<Context> = {
  ...levelsBy(({ aqi }: Hour) => aqi),
  state: ({ hour }: Hour, _: unknown, { now }) => stateOfHour(hour, now),
};

export const AqiDay: TypeResolvers<Context> = {
  ...levelsBy(({ daily }: Day) => daily.aqi),
  aqi: ({ daily }: Day) => daily.aqi,
  dominant: ({ daily }: Day) => daily.dominant,
  parts: ({ daily }: Day) => daily.parts,
  reason: ({ daily }: Day) => daily.reason,
};

import type { Place } from '../../kit/area-map.ts';
import type { TypeResolvers } from '../../kit/resolvers.ts';
import type { AirCandidate, AirNow as Air } from '../air.rules.ts';
import { airAt, airBySensors } from '../air.rules.ts';
import type { StationRow } from '../station.model.ts';
import type { AqiBand } from '../vn-aqi/levels.ts';
import { bandOf } from '../vn-aqi/levels.ts';
import type { Context } from './context.ts';

/** The air at a place that is known to be in the city. All places of a request are two queries, and two more where stations do not know. */
export async function showAir(place: Place, { loaders, now }: Context): Promise<Air<StationRow>> {
  const known = airAt(place, await withIndices(await loaders.air(), loaders), now);
  if (known.reason === null) return known;
  const sensors = await withIndices(await loaders.airSensors.load(place), loaders);
  return airBySensors(known, { place, sensors, now });
}

function withIndices(
  stations: readonly StationRow[],
  { presents }: Context['loaders'],
): Promise<AirCandidate<StationRow>[]> {
  return Promise.all(
    stations.map(async (station) => ({
      station,
      latest: (await presents.load(station.id))?.aqi ?? null,
    })),
  );
}

/** What every index says of itself; `aqiOf` finds it. */
export function levelsBy<Parent>(aqiOf: (parent: Parent) => number | null): TypeResolvers<Context> {
  const band = (parent: Parent): AqiBand | null => {
    const aqi = aqiOf(parent);
    return aqi === null ? null : bandOf(aqi);
  };
  return {
    level: (parent: Parent) => band(parent)?.level ?? null,
    levelName: (parent: Parent) => band(parent)?.name ?? null,
    colour: (parent: Parent) => band(parent)?.colour ?? null,
  };
}

type Shown = Air<StationRow>;

export const AirNow: TypeResolvers<Context> = {
  ...levelsBy(({ hour }: Shown) => hour?.aqi ?? null),
  aqi: ({ hour }: Shown) => hour?.aqi ?? null,
  dominant: ({ hour }: Shown) => hour?.dominant ?? null,
  hour: ({ hour }: Shown) => hour?.hour ?? null,
  parts: ({ hour }: Shown) => hour?.parts ?? [],
};

import type { Place } from '../../kit/area-map.ts';
import { readFirst } from '../../kit/index.ts';
import type { PageArgs } from '../../kit/index.ts';
import type { TypeResolvers } from '../../kit/resolvers.ts';
import { orThrow, requirePerson } from '../errors.ts';
import { hourOf } from '../hour.rules.ts';
import type { Observation } from '../observation.rules.ts';
import type { SeriesAsk } from '../series.rules.ts';
import { checkReadingSpan, checkSeries, seriesOf } from '../series.rules.ts';
import { showAir } from './AirNow.ts';
import { findStation } from './AirStation.ts';
import type { Context } from './context.ts';
import { findDatastream } from './Datastream.ts';

export const Query: TypeResolvers<Context> = {
  airNow: async (_: unknown, place: Place, context) => {
    await context.store.places.wardAt(place);
    return showAir(place, context);
  },
  airStation: (_: unknown, { id }: ById, context) => findStation(id, 'AIR', context),
  airStations: (_: unknown, { privatelyOwned, ...args }: AskStations, { store }) =>
    store.stations.page({ kind: 'AIR', isPrivate: privatelyOwned ?? undefined }, args),
  myAirSensors: (_: unknown, __: unknown, { store, viewer }) => store.sensors.ofOwner(requirePerson(viewer)),
  waterGauge: (_: unknown, { id }: ById, context) => findStation(id, 'WATER_LEVEL', context),
  waterGauges: (_: unknown, args: PageArgs, { store }) => store.stations.page({ kind: 'WATER_LEVEL' }, args),
  rainGauges: (_: unknown, args: PageArgs, { store }) => store.stations.page({ kind: 'RAIN' }, args),
  reservoirs: (_: unknown, args: PageArgs, { store }) => store.stations.page({ kind: 'RESERVOIR' }, args),
  datastream: (_: unknown, { id }: ById, context) => findDatastream(id, context),
  observationSeries: async (_: unknown, { datastream: id, ...ask }: AskSeries, context) => {
    const datastream = await findDatastream(id, context);
    const way = orThrow(checkSeries(ask, datastream));
    const buckets = await context.store.observations.span(id, hoursOf(ask));
    return { datastream, points: seriesOf(readingsIn(buckets, ask), way) };
  },
  observations: async (_: unknown, { datastream: id, first, order, ...span }: AskReadings, context) => {
    const limit = readFirst(first);
    orThrow(checkReadingSpan(span));
    await findDatastream(id, context);
    const ask = { ...hoursOf(span), oldestFirst: order === 'OLDEST_FIRST' };
    // Each hour has at least one reading, so as many hours as readings are enough; those at both ends may lie outside the span.
    const buckets = await context.store.observations.firstOf(id, ask, limit + 2);
    return inOrder(buckets, ask.oldestFirst)
      .filter(({ at }) => at >= span.from && at < span.to)
      .slice(0, limit);
  },
};

interface AskStations extends PageArgs {
  readonly privatelyOwned?: boolean | null;
}

interface ById {
  readonly id: string;
}

interface Span {
  readonly from: Date;
  readonly to: Date;
}

interface AskSeries extends SeriesAsk {
  readonly datastream: string;
}

interface AskReadings extends Span {
  readonly datastream: string;
  readonly order?: 'NEWEST_FIRST' | 'OLDEST_FIRST' | null;
  readonly first?: number | null;
}

function hoursOf({ from, to }: Span): Span {
  return { from: hourOf(from), to: hourOf(to) };
}

function readingsIn(
  buckets: readonly { readonly observations: readonly Observation[] }[],
  { from, to }: Span,
): Observation[] {
  return buckets.flatMap(({ observations }) => observations.filter(({ at }) => at >= from && at < to));
}

function inOrder(
  buckets: readonly { readonly observations: readonly Observation[] }[],
  oldestFirst: boolean,
): Observation[] {
  return buckets.flatMap(({ observations }) => (oldestFirst ? observations : observations.toReversed()));
}

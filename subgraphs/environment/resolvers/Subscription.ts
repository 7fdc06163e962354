import { badInput } from '../../kit/index.ts';
import type { TypeResolvers } from '../../kit/resolvers.ts';
import { aqiTopic, parseAqiChange } from '../aqi.events.ts';
import type { AqiHour } from '../aqi.rules.ts';
import { concerns } from '../aqi.rules.ts';
import { gaugeTopic, parseCrossing } from '../gauge.events.ts';
import type { GaugeCrossing } from '../gauge.events.ts';
import { crosses, levelText } from '../gauge.rules.ts';
import type { StationRow } from '../station.model.ts';
import type { AqiLevel } from '../vn-aqi/levels.ts';
import { findStation } from './AirStation.ts';
import type { Context } from './context.ts';

export const Subscription: TypeResolvers<Context> = {
  aqiChanged: {
    subscribe: (_: unknown, ask: AqiAsk, context) => streamAqi(ask, context),
  },
  gaugeCrossed: {
    subscribe: (_: unknown, ask: GaugeAsk, context) => streamGauges(ask, context),
  },
};

interface AqiAsk {
  readonly station: string;
  readonly minLevel?: AqiLevel | null;
}

interface GaugeAsk {
  readonly level: number;
  readonly gauge?: string | null;
}

async function streamAqi(
  { station: id, minLevel = null }: AqiAsk,
  context: Context,
): Promise<AsyncIterable<unknown>> {
  await findStation(id, 'AIR', context);
  const { live, store } = context;
  return live.stream<AqiHour>({
    topics: [aqiTopic(id)],
    snapshot: async (session) => (await store.presents.byIds([id], session))[0]?.aqi ?? null,
    event: async ({ entry }) => {
      const change = parseAqiChange(entry);
      return concerns(change, minLevel) ? change.hour : null;
    },
  });
}

async function streamGauges(
  { level, gauge = null }: GaugeAsk,
  context: Context,
): Promise<AsyncIterable<unknown>> {
  if (![1, 2, 3].includes(level))
    throw badInput({ field: 'level', rule: 'alarm_level' }, 'level is 1, 2 or 3.');
  const { live, store } = context;
  const one = gauge === null ? null : await findStation(gauge, 'WATER_LEVEL', context);
  return live.stream<{ readonly alarms: readonly GaugeAlarmView[] }>({
    topics: [gaugeTopic(gauge)],
    snapshot: async (session) => {
      // Of the same moment: a crossing of one that was registered since the subscribe may lie before this state.
      const gauges = one ? [one] : await store.stations.ofKind('WATER_LEVEL', session);
      const watched = gauges.filter(({ alarmLevels }) => alarmLevels !== null);
      const presents = await store.presents.byIds(
        watched.map(({ id }) => id),
        session,
      );
      const byId = new Map(presents.map((present) => [present._id, present.alarm]));
      return { alarms: watched.map((station) => presentAlarm(station, byId.get(station.id) ?? null)) };
    },
    event: async ({ entry }) => {
      const crossing = parseCrossing(entry);
      return crosses(level, crossing) ? { alarms: [crossedAlarm(crossing)] } : null;
    },
  });
}

interface GaugeAlarmView {
  readonly gaugeId: string;
  readonly alarm: number;
  readonly from: number | null;
  readonly levelM: number | null;
  readonly at: Date | null;
  readonly text: string | null;
}

function presentAlarm(
  { id, alarmLevels }: StationRow,
  alarm: { readonly level: number; readonly levelM: number; readonly at: Date } | null,
): GaugeAlarmView {
  const { level = 0, levelM = null, at = null } = alarm ?? {};
  const text = levelM === null ? null : levelText(levelM, alarmLevels);
  return { gaugeId: id, alarm: level, from: null, levelM, at, text };
}

function crossedAlarm({ gaugeId, from, to, levelM, at, text }: GaugeCrossing): GaugeAlarmView {
  return { gaugeId, alarm: to, from, levelM, at, text };
}

export const GaugeAlarm: TypeResolvers<Context> = {
  gauge: ({ gaugeId }: GaugeAlarmView, _: unknown, context) => findStation(gaugeId, 'WATER_LEVEL', context),
};

import type { JournalEntry, NewEntry } from '../kit/index.ts';
import type { AlarmNumber } from './gauge.rules.ts';
import { levelText } from './gauge.rules.ts';
import type { Crossing } from './present.rules.ts';
import type { StationFact } from './station.rules.ts';

/** Of all gauges, and of one. */
export function gaugeTopic(stationId: string | null): string {
  return stationId === null ? 'Gauge' : `Gauge:${stationId}`;
}

/** What an entry of kind `crossed` tells. */
export interface GaugeCrossing {
  readonly gaugeId: string;
  readonly name: string;
  readonly water: string | null;
  readonly from: AlarmNumber;
  readonly to: AlarmNumber;
  readonly levelM: number;
  readonly at: Date;
  readonly text: string;
  readonly wardCode: string | null;
  /** Wards to be warned. */
  readonly warnedWards: readonly string[];
}

/** A gauge rose to another level of alarm or fell from one. `isTold`: not for what a load brings of days long gone. */
export function crossingEntry(station: StationFact, crossing: Crossing, isTold: boolean): NewEntry {
  const { id, name, water, wardCode, warnedWards, alarmLevels } = station;
  const { from, to, levelM, at, version } = crossing;
  const text = levelText(levelM, alarmLevels);
  const payload: GaugeCrossing = {
    gaugeId: id,
    name,
    water,
    from,
    to,
    levelM,
    at,
    text,
    wardCode,
    warnedWards,
  };
  return {
    entity: 'WaterGauge',
    entityId: id,
    kind: 'crossed',
    from: String(from),
    to: String(to),
    version,
    payload: { ...payload },
    topics: isTold ? [gaugeTopic(null), gaugeTopic(id)] : [],
    actor: { role: 'system' },
  };
}

export function parseCrossing({ payload }: JournalEntry): GaugeCrossing {
  return payload as unknown as GaugeCrossing;
}

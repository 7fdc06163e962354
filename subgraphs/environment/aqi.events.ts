import type { JournalEntry, NewEntry } from '../kit/index.ts';
import type { AqiHour } from './aqi.rules.ts';
import { hourText } from './hour.rules.ts';

export function aqiTopic(stationId: string): string {
  return `Aqi:${stationId}`;
}

/** What an entry of kind `aqi` tells: the whole index of the station's latest hour, and what it was before. */
export interface AqiChange {
  readonly stationId: string;
  readonly wardCode: string | null;
  /** Of a private person's sensor: it drafts no warning. */
  readonly isPrivate?: true;
  readonly hour: AqiHour;
  /** Of the latest hour before this change, which may have been an earlier hour; null where there was none. */
  readonly wasAqi: number | null;
}

/** The index of a station's latest hour changed: told to whoever watches, and followed by alerts. */
export function aqiEntry(change: AqiChange): NewEntry {
  const { stationId, hour } = change;
  return {
    entity: 'AqiHour',
    entityId: `${stationId}@${hourText(hour.hour)}`,
    kind: 'aqi',
    from: change.wasAqi === null ? null : String(change.wasAqi),
    to: hour.aqi === null ? null : String(hour.aqi),
    why: hour.reason,
    version: hour.version,
    payload: { ...change },
    topics: [aqiTopic(stationId)],
    actor: { role: 'system' },
  };
}

export function parseAqiChange({ payload }: JournalEntry): AqiChange {
  return payload as unknown as AqiChange;
}

/** How many hours one entry of the past names: well below 64 KiB. */
const perEntry = 400;

/** Hours of the past that came out otherwise, by a load or a correction: told to nobody, kept for whoever asks why. */
export function pastHoursEntries(stationId: string, hours: readonly AqiHour[]): NewEntry[] {
  const entries: NewEntry[] = [];
  for (let from = 0; from < hours.length; from += perEntry) {
    const some = hours.slice(from, from + perEntry);
    entries.push({
      entity: 'Station',
      entityId: stationId,
      kind: 'pastAqi',
      version: 0,
      payload: { hours: some.map(({ hour, aqi, version }) => ({ hour: hourText(hour), aqi, version })) },
      topics: [],
      actor: { role: 'system' },
    });
  }
  return entries;
}

import type { NewEntry } from '../kit/index.ts';
import { stationEntry } from './station.events.ts';
import type { StationFact } from './station.rules.ts';

/** Whose it is stands in no entry: the journal is for ever, and an owner is P3. */
const owner = { role: 'owner' } as const;

/** A private person's sensor that was registered, as everybody knows it. */
export function sensorEntry(station: StationFact): NewEntry {
  return stationEntry(station, owner);
}

export function tokenEntry(stationId: string): NewEntry {
  return { ...ofStation(stationId), kind: 'tokenRenewed', version: 0 };
}

/** The station is gone, and its readings go. */
export function removalEntry(stationId: string): NewEntry {
  return { ...ofStation(stationId), kind: 'removed', version: 2 };
}

function ofStation(entityId: string): Omit<NewEntry, 'kind' | 'version'> {
  return { entity: 'Station', entityId, payload: {}, topics: [], actor: owner };
}

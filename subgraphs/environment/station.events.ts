import type { NewEntry } from '../kit/index.ts';
import type { StationFact } from './station.rules.ts';

/** A station that was registered: the whole fact, for whoever follows. No topics: it is no stream. */
export function stationEntry(station: StationFact, actor: NonNullable<NewEntry['actor']>): NewEntry {
  return {
    entity: 'Station',
    entityId: station.id,
    kind: 'registered',
    version: 1,
    payload: { ...station },
    topics: [],
    actor,
  };
}

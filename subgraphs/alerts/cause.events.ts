import type { JournalEntry } from '../kit/index.ts';
import type { AirChange, FoundCluster, RiverCrossing, SelfDraft } from './cause.rules.ts';
import { draftForAir, draftForCluster, draftForRiver } from './cause.rules.ts';

/** What an entry of environment's or reports' journal drafts; null for nearly all of them. */
export function draftForEntry(entry: JournalEntry, now: Date): SelfDraft | null {
  switch (`${entry.entity}.${entry.kind}`) {
    case 'WaterGauge.crossed':
      return draftForRiver(parseCrossing(entry), now);
    case 'AqiHour.aqi':
      return draftForAir(parseAir(entry), now);
    case 'ReportCluster.detected':
      return draftForCluster(parseCluster(entry), now);
    default:
      return null;
  }
}

// What peers journal is signed and their own; it comes as extended JSON, so moments are dates here too.
function parseCrossing({ payload }: JournalEntry): RiverCrossing {
  return payload as unknown as RiverCrossing;
}

function parseAir({ payload }: JournalEntry): AirChange {
  return payload as unknown as AirChange;
}

function parseCluster({ payload, entityId }: JournalEntry): FoundCluster {
  return { ...(payload as unknown as Omit<FoundCluster, 'id'>), id: entityId };
}

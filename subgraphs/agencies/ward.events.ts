import type { NewEntry } from '../kit/index.ts';
import type { WardFact } from './ward.rules.ts';

/** A ward as it is told to the subgraphs that follow: the whole fact, boundary included (below 64 KiB, checked by append). */
export function wardEntry(ward: WardFact, version: number): NewEntry {
  return { entity: 'Ward', entityId: ward.code, kind: 'ward', version, payload: { ...ward }, topics: [] };
}

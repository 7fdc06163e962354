import { finding } from './finding.ts';
import type { Finding } from './finding.ts';
import type { HistoryRecord, ReadRecord } from './history.ts';

/**
 * Who was told of a version never reads an older one afterwards, on whichever gateway: neither after its own write nor after
 * a read. What is asked while something else is still unanswered may see either.
 */
export function checkReads(records: readonly HistoryRecord[]): readonly Finding[] {
  const known = new Map<string, number>();
  const floors = new Map<number, number>();
  const findings: Finding[] = [];
  const learn = (key: string, ver: number): void => void known.set(key, Math.max(ver, known.get(key) ?? 0));
  for (const record of records) {
    if (record.op === 'write' && record.type === 'ok' && record.ver !== undefined)
      learn(placeOf(record), record.ver);
    if (record.op !== 'read') continue;
    const place = placeOf(record);
    if (record.type === 'invoke') floors.set(record.opId, known.get(place) ?? 0);
    if (record.type !== 'ok' || record.ver === undefined) continue;
    const floor = floors.get(record.opId) ?? 0;
    if (record.ver < floor) findings.push(stale(record, record.ver, floor));
    learn(place, record.ver);
  }
  return findings;
}

function placeOf({ actor, key }: { readonly actor: string; readonly key: string }): string {
  return `${actor} ${key}`;
}

function stale({ actor, key }: ReadRecord, ver: number, floor: number): Finding {
  return finding('read your writes', `${actor} read version ${ver} of ${key} after version ${floor}`);
}

import type { NewEntry } from '../kit/index.ts';
import type { RunRow } from './conformance.model.ts';
import type { PlantKind } from './conformance.rules.ts';
import { judge } from './conformance.rules.ts';
import { rightsNotice } from './rights.events.ts';

export type RunChange = 'started' | 'closed' | 'judged';

/** The entry of a change of a run; gateways learn by it when to look and when not any more. Requests are its organisation's business. */
export function runEntry(row: RunRow, change: RunChange): NewEntry {
  const { _id, appId, state, version, plants, progress } = row;
  const checks = change === 'judged' ? judge(plants, progress) : [];
  return {
    entity: 'ConformanceRun',
    entityId: _id,
    kind: change,
    version,
    payload: {
      appId,
      state,
      checks: checks.map(({ check, verdict }) => ({ check, verdict })),
      rights: rightsNotice(appId, 'CONSENT'),
    },
    topics: [],
    actor: { role: change === 'started' ? 'vendor' : 'hub' },
  };
}

/** That something was done to a request on purpose. */
export function plantEntry({ _id, appId, version }: RunRow, kind: PlantKind): NewEntry {
  return {
    entity: 'ConformanceRun',
    entityId: _id,
    kind: 'planted',
    version,
    payload: { appId, plant: kind },
    topics: [],
    actor: { role: 'gateway' },
  };
}

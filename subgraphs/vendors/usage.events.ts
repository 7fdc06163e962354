import type { NewEntry } from '../kit/index.ts';
import type { UsageRow } from './usage.model.ts';

export interface QuotaWarning {
  readonly appId: string;
  readonly day: string;
  readonly percent: number;
  readonly used: number;
  readonly unitsPerDay: number;
  readonly at: string;
}

export function usageTopic(appId: string): string {
  return `AppUsage:${appId}`;
}

/** The entry by which an app is warned; what it used is nobody else's business, and stands where only its own people look. */
export function warningEntry(
  { _id, appId, day, used, unitsPerDay, at, version }: UsageRow,
  percent: number,
): NewEntry {
  const warning: QuotaWarning = { appId, day, percent, used, unitsPerDay, at: at.toISOString() };
  return {
    entity: 'AppUsage',
    entityId: _id,
    kind: 'warning',
    version,
    payload: { warning },
    topics: [usageTopic(appId)],
    actor: { role: 'gateway' },
  };
}

/** The warning that an entry is, null for any other. */
export function parseWarning({ kind, payload }: Pick<NewEntry, 'kind' | 'payload'>): QuotaWarning | null {
  return kind === 'warning' ? (payload['warning'] as QuotaWarning) : null;
}

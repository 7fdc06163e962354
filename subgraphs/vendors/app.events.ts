import type { NewEntry } from '../kit/index.ts';
import type { AppRow } from './app.model.ts';
import type { AppStep } from './app.rules.ts';
import type { RightsNotice } from './rights.events.ts';
import { rightsNotice } from './rights.events.ts';

export type AppChange = AppStep | 'REGISTER' | 'UPDATE' | 'PLAN' | 'DOCUMENTS';

export function appTopic(id: string): string {
  return `VendorApp:${id}`;
}

/** The entry of a change of an app; where its rights are others now, gateways act on it. */
export function appEntry(row: AppRow, change: AppChange, actor: 'vendor' | 'ioc' | 'hub'): NewEntry {
  const { _id, vendorId, name, state, plan, listedOnly, reason, version, scopes } = row;
  const rights = rightsAfter(row, change);
  return {
    entity: 'VendorApp',
    entityId: _id,
    kind: change.toLowerCase(),
    version,
    payload: { vendorId, name, state, plan, listedOnly, reason, scopes, ...(rights && { rights }) },
    topics: [appTopic(_id)],
    actor: { role: actor },
  };
}

function rightsAfter({ _id }: AppRow, change: AppChange): RightsNotice | undefined {
  if (change === 'REGISTER') return undefined;
  if (change === 'SUSPEND') return rightsNotice(_id, 'DISABLED');
  return rightsNotice(_id, change === 'RESTORE' ? 'ENABLED' : 'CONSENT');
}

/** The app as of an entry of its own. */
export function appAsOf(
  row: AppRow,
  { payload, version }: { payload: Readonly<Record<string, unknown>>; version: number },
): AppRow {
  if (version === 0 || version === row.version) return row;
  const { listedOnly = false, ...facts } = parseFacts(payload);
  const { name, state, plan, reason, scopes } = facts;
  return { ...row, name, state, plan, listedOnly, reason, scopes, version };
}

function parseFacts(payload: Readonly<Record<string, unknown>>) {
  return payload as unknown as Pick<AppRow, 'name' | 'state' | 'plan' | 'listedOnly' | 'reason' | 'scopes'>;
}

import type { NewEntry } from '../kit/index.ts';
import { mayHideName } from './alias.rules.ts';
import { requireCapacity, requireStanding } from './errors.ts';
import { actorOf, reportEntry } from './report.events.ts';
import type { ReportRow } from './report.model.ts';
import type { Desk, ReportCall } from './step.store.ts';
import { requireVersion, rowAsOf, runOnce, saveNext, visibleReport, withFacts } from './step.store.ts';
import { couldAct } from './visibility.rules.ts';

/**
 * Takes the public name of a report's reporter back, in whatever state the report is. Every reading and every event shows the name
 * from the document, so it is gone from replays of old cursors too; the change itself is an event, for who watches now.
 * @returns the report as of that change; without a name there is nothing to take back and no change
 */
export async function hideName(desk: Desk, call: ReportCall): Promise<ReportRow> {
  requireCapacity(couldAct(call.viewer, 'person'), call.viewer);
  const entry = await runOnce(desk, call, async (tx) => {
    const row = await visibleReport(desk, call, tx.session);
    requireStanding(mayHideName(row, call.viewer));
    requireVersion(row, call.expectedVersion);
    const actor = actorOf(row, call.viewer);
    if (!row.alias) return tx.append(nothingHidden(row, actor));
    const lastChange = { step: 'HIDE_NAME', from: row.state, to: row.state, why: null, at: tx.now } as const;
    const unnamed = { ...row, alias: null, version: row.version + 1 };
    const next = withFacts(unnamed, unnamed, lastChange);
    await saveNext(desk, next, { version: row.version, session: tx.session });
    return tx.append(reportEntry(next, actor));
  });
  return rowAsOf(desk, entry);
}

/** A repeat of the call is answered from its entry, so one that changes nothing leaves one too. */
function nothingHidden(row: ReportRow, actor: NonNullable<NewEntry['actor']>): NewEntry {
  const entry = reportEntry(row, actor);
  return { ...entry, kind: 'HIDE_NAME', from: null, to: null, why: null, version: 0, topics: [] };
}

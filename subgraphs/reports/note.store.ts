import { randomUUID } from 'node:crypto';
import type { JournalEntry, Tx } from '../kit/index.ts';
import { requireCapacity, requireStanding, orThrow } from './errors.ts';
import { actorOf, internalNoteEntry, reportEntry } from './report.events.ts';
import type { ReportRow } from './report.model.ts';
import type { Desk, ReportCall } from './step.store.ts';
import { requireVersion, rowAsOf, runOnce, saveNext, visibleReport, withFacts } from './step.store.ts';
import { noteUpdate } from './update.events.ts';
import type { NoteAudience } from './update.rules.ts';
import { checkNote, mayNote } from './update.rules.ts';
import { couldAct } from './visibility.rules.ts';

export interface NoteCall extends ReportCall {
  readonly text: string;
  readonly audience: NoteAudience;
}

/**
 * Writes a note. A public one is a change of the report; one among the offices leaves its version alone, so that
 * nobody else can tell that something was written.
 */
export async function writeNote(desk: Desk, call: NoteCall): Promise<ReportRow> {
  const able = couldAct(call.viewer, 'ioc') || couldAct(call.viewer, 'officer');
  requireCapacity(able, call.viewer);
  const entry = await runOnce(desk, call, async (tx) => {
    const row = await visibleReport(desk, call, tx.session);
    requireStanding(mayNote(row, call.viewer));
    requireVersion(row, call.expectedVersion);
    const text = orThrow(checkNote(row, call));
    return call.audience === 'PUBLIC'
      ? publicNote(desk, { row, text, call, tx })
      : officeNote(desk, { row, text, call, tx });
  });
  return rowAsOf(desk, entry);
}

interface Writing {
  readonly row: ReportRow;
  readonly text: string;
  readonly call: NoteCall;
  readonly tx: Tx;
}

async function publicNote(desk: Desk, { row, text, call, tx }: Writing): Promise<JournalEntry> {
  const lastChange = { step: 'NOTE', from: row.state, to: row.state, why: null, at: tx.now } as const;
  const next = withFacts(row, { ...row, version: row.version + 1 }, lastChange);
  await saveNext(desk, next, { version: row.version, session: tx.session });
  await addLine(desk, { row: next, text, call, tx }, randomUUID());
  return tx.append(reportEntry(next, actorOf(row, call.viewer)));
}

async function officeNote(desk: Desk, writing: Writing): Promise<JournalEntry> {
  const { row, call, tx } = writing;
  const id = randomUUID();
  await addLine(desk, writing, id);
  return tx.append(internalNoteEntry(row, { id, at: tx.now, actor: actorOf(row, call.viewer) }));
}

async function addLine({ updates }: Desk, { row, text, call, tx }: Writing, id: string): Promise<void> {
  const line = noteUpdate(row, { id, text, audience: call.audience, at: tx.now }, call.viewer);
  await updates.insertMany([line], { session: tx.session });
}

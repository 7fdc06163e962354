import { randomUUID } from 'node:crypto';
import type { JournalEntry, Tx } from '../kit/index.ts';
import type { Viewer } from '../kit/process/viewer.ts';
import { requireCapacity, requireStanding, orThrow } from './errors.ts';
import { actorOf, internalNoteEntry, reportEntry } from './report.events.ts';
import type { ReportRow } from './report.model.ts';
import type { Desk, ReportCall, Written } from './step.store.ts';
import {
  insertUpdates,
  requireVersion,
  rowAsOf,
  runOnce,
  saveNext,
  visibleReport,
  withFacts,
} from './step.store.ts';
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
    const { audience, viewer } = call;
    return saveNote(desk, { row, note: { text, audience, viewer, at: tx.now }, tx });
  });
  return rowAsOf(desk, entry);
}

/** A note whose text was checked. */
export interface Note {
  readonly text: string;
  readonly audience: NoteAudience;
  readonly viewer: Viewer;
  readonly at: Date;
}

async function saveNote(
  desk: Desk,
  { row, note, tx }: { readonly row: ReportRow; readonly note: Note; readonly tx: Tx },
): Promise<JournalEntry> {
  const { next, lines, entries } = composeNote(row, note);
  if (next !== row) await saveNext(desk, next, { version: row.version, session: tx.session });
  await insertUpdates(desk, lines, tx);
  const [entry] = entries;
  if (!entry) throw new Error('expected the entry of a note, got none');
  return tx.append(entry);
}

/** What a note leaves behind: the report after it (the same for one among the offices), its line, its entry. */
export function composeNote(row: ReportRow, note: Note): Written {
  const { text, audience, viewer, at } = note;
  const id = randomUUID();
  const actor = actorOf(row, viewer);
  if (audience === 'INTERNAL') {
    const line = noteUpdate(row, { id, text, audience, at }, viewer);
    return { next: row, lines: [line], entries: [internalNoteEntry(row, { id, at, actor })] };
  }
  const lastChange = { step: 'NOTE', from: row.state, to: row.state, why: null, at } as const;
  const next = withFacts(row, { ...row, version: row.version + 1 }, lastChange);
  return {
    next,
    lines: [noteUpdate(next, { id, text, audience, at }, viewer)],
    entries: [reportEntry(next, actor)],
  };
}

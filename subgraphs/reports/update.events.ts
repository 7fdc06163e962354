import { randomUUID } from 'node:crypto';
import type { Sealed } from '../kit/index.ts';
import type { Viewer } from '../kit/process/viewer.ts';
import { hasRole } from '../kit/process/viewer.ts';
import type { ReportRow } from './report.model.ts';
import type { Taken } from './step.rules.ts';
import type { Author, UpdateKind, UpdateRow } from './update.model.ts';
import type { NoteAudience } from './update.rules.ts';
import { audienceOf } from './update.rules.ts';
import { isReporter } from './visibility.rules.ts';

/** Who writes a line, null for a deadline or the calendar. */
export type Writer = Viewer | null;

/** In what capacity a viewer acts on a report. */
export function authorOf(report: Pick<ReportRow, 'reporterId'>, writer: Writer): Author {
  if (writer === null) return 'SYSTEM';
  if (isReporter(report, writer)) return 'REPORTER';
  return hasRole(writer, 'ioc') ? 'OPERATIONS_CENTRE' : 'AGENCY';
}

const kindOfWords = { open: 'STEP', private: 'QUESTION', internal: 'INTERNAL_NOTE' } as const;

/** The lines that a step adds to the history: the step for all, and its words for those who may read them. */
export function stepUpdates(
  row: ReportRow,
  { step, from, text }: Taken,
  by: { readonly writer: Writer; readonly sealed: Sealed | null },
): UpdateRow[] {
  const audience = audienceOf(step);
  const line = { ...lineOf(row, by.writer), step, from, to: row.state };
  const openText = audience === 'open' ? text : null;
  const lines: UpdateRow[] = [{ ...line, audience: 'open', kind: 'STEP', text: openText }];
  if (audience === null || audience === 'open') return lines;
  const kind: UpdateKind = step === 'ANSWER_INFO' ? 'ANSWER' : kindOfWords[audience];
  const words = by.sealed ? { text: null, sealed: by.sealed } : { text };
  return [...lines, { ...line, ...words, _id: randomUUID(), audience, kind }];
}

/** The line of a note. */
export function noteUpdate(
  row: ReportRow,
  note: { readonly id: string; readonly text: string; readonly audience: NoteAudience; readonly at: Date },
  writer: Writer,
): UpdateRow {
  const open = note.audience === 'PUBLIC';
  return {
    ...lineOf(row, writer),
    _id: note.id,
    at: note.at,
    audience: open ? 'open' : 'internal',
    kind: open ? 'PUBLIC_NOTE' : 'INTERNAL_NOTE',
    text: note.text,
  };
}

/** The line that says why a due date moved. */
export function dueUpdate(row: ReportRow): UpdateRow {
  return { ...lineOf(row, null), audience: 'open', kind: 'DUE_DATE', text: row.lastChange.why };
}

function lineOf(row: ReportRow, writer: Writer): Omit<UpdateRow, 'audience' | 'kind' | 'text'> {
  const by = authorOf(row, writer);
  return {
    _id: randomUUID(),
    reportId: row._id,
    version: row.version,
    step: null,
    from: null,
    to: null,
    sealed: null,
    by,
    agencyId: by === 'AGENCY' ? (writer?.agencyId ?? null) : null,
    at: row.lastChange.at,
  };
}

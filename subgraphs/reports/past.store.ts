import { trusted } from 'mongoose';
import type { DatedEntry, Tx } from '../kit/index.ts';
import type { Viewer } from '../kit/process/viewer.ts';
import { insertAll } from '../kit/mongo.ts';
import type { WorkingCalendar } from '../kit/working-days.ts';
import type { ReportCodes } from './code.store.ts';
import type { CreateCall } from './draft.store.ts';
import { checkReceipt, photosWith, receiptEntry, receivedFacts, receivedRow } from './draft.store.ts';
import { orThrow, requireStanding } from './errors.ts';
import type { Attaching } from './attach.store.ts';
import { attachMedia } from './attach.store.ts';
import { joinParent } from './join.store.ts';
import { composeNote } from './note.store.ts';
import type { ReportRow } from './report.model.ts';
import type { StepPath } from './report.rules.ts';
import { reportSteps } from './report.rules.ts';
import type { Settled } from './sla.events.ts';
import { settle } from './sla.events.ts';
import type { Desk, Sent, Written } from './step.store.ts';
import {
  composeSteps,
  decideSteps,
  endOfSilence,
  insertUpdates,
  proofOf,
  startTimers,
} from './step.store.ts';
import type { UpdateRow } from './update.model.ts';
import type { NoteAudience } from './update.rules.ts';
import { checkNote, mayNote } from './update.rules.ts';
import { mayAct } from './visibility.rules.ts';

/** One thing that was done to a report in the past. */
export type PastAct = { readonly viewer: Viewer; readonly at: Date } & (
  | { readonly path: StepPath; readonly sent: Sent }
  | { readonly text: string; readonly audience: NoteAudience }
);

/** A report with all that happened to it. */
export interface PastReport {
  readonly receipt: CreateCall & Required<Pick<CreateCall, 'id' | 'now'>>;
  /** In order; each is told what the report is by then. */
  readonly acts: readonly ((row: ReportRow) => Promise<PastAct>)[];
}

/**
 * Writes whole histories, sample data above all: each act by who may and by the rules, exactly as the single calls would
 * have left it, but all that is given in one transaction. What was published long enough ago is closed. Reports that
 * are there already are left alone. A duplicate's parent must have been written before.
 * @throws GraphQLError what the single calls throw; then nothing is stored
 */
export async function writePast(
  desk: Desk,
  codes: ReportCodes,
  reports: readonly PastReport[],
): Promise<void> {
  const known = await knownIds(desk, reports);
  const calendar = await desk.places.calendar();
  const fresh = reports.filter(({ receipt }) => !known.has(receipt.id));
  const coded: (PastReport & { readonly code: string })[] = [];
  for (const report of fresh) coded.push({ ...report, code: await codes.next(report.receipt.now) });
  const made: Made[] = [];
  // Some at a time: each waits for the database now and then, and more of them would only wait for its connections.
  for (let from = 0; from < coded.length; from += sideBySide) {
    const some = coded.slice(from, from + sideBySide);
    made.push(...(await Promise.all(some.map((report) => makeReport({ desk, calendar }, report)))));
  }
  if (made.length > 0) await desk.parts.transact({}, (tx) => save(desk, made, tx));
}

const sideBySide = 5;

interface Making {
  readonly desk: Desk;
  readonly calendar: WorkingCalendar;
}

interface Made {
  readonly row: ReportRow;
  readonly lines: readonly UpdateRow[];
  readonly entries: readonly DatedEntry[];
  readonly pictures: readonly Attaching[];
}

async function knownIds({ reports }: Desk, past: readonly PastReport[]): Promise<ReadonlySet<string>> {
  const ids = past.map(({ receipt }) => receipt.id);
  const rows = await reports.find({ _id: trusted({ $in: ids }) }, { _id: 1 }).lean<{ _id: string }[]>();
  return new Set(rows.map(({ _id }) => _id));
}

async function makeReport(
  making: Making,
  { receipt, acts, code }: PastReport & { readonly code: string },
): Promise<Made> {
  const { desk } = making;
  const { id: _id, now } = receipt;
  const checked = await checkReceipt(desk, receipt);
  const received = receivedRow(checked, { _id, code, facts: receivedFacts(checked, now) });
  const lines: UpdateRow[] = [];
  const entries: DatedEntry[] = [{ entry: receiptEntry(received, checked.ownTopic), at: now }];
  const pictures: Attaching[] = [photosWith(received, receipt, now)];
  let row = received;
  const keepSettled = (settled: Settled): void => {
    row = settled.row;
    entries.push(...settled.entries);
  };
  const keep = (written: Written, at: Date): void => {
    lines.push(...written.lines);
    entries.push(...written.entries.map((entry) => ({ entry, at })));
    keepSettled(settle(written.next, { since: at, now: at }));
  };
  for (const ask of acts) {
    const act = await ask(row);
    keepSettled(settle(row, { now: act.at }));
    const { written, proof } = await makeAct(making, row, act);
    if (proof) pictures.push(proof);
    keep(written, act.at);
  }
  const present = desk.parts.clock.now();
  keepSettled(settle(row, { now: present }));
  const end = row.publishedAt && endOfSilence(row.publishedAt);
  if (row.state === 'PUBLISHED' && end && end <= present) keep(await makeSilence(making, row, end), end);
  return { row, lines, entries, pictures };
}

async function makeAct(
  { desk, calendar }: Making,
  row: ReportRow,
  act: PastAct,
): Promise<{ readonly written: Written; readonly proof?: Attaching }> {
  const { viewer, at } = act;
  if ('audience' in act) {
    requireStanding(mayNote(row, viewer));
    return { written: composeNote(row, { ...act, text: orThrow(checkNote(row, act)) }) };
  }
  for (const step of act.path.flat()) requireStanding(mayAct(row, viewer, reportSteps[step].who));
  const taken = await decideSteps(desk, { row, call: act, now: at, calendar });
  const written = await composeSteps(desk, { row, taken, writer: viewer, at });
  return { written, proof: proofOf(taken, { report: row, viewer, at }) };
}

async function makeSilence({ desk, calendar }: Making, row: ReportRow, at: Date): Promise<Written> {
  const call = { path: [['CLOSE_SILENT']], sent: {} } as const;
  const taken = await decideSteps(desk, { row, call, now: at, calendar });
  return composeSteps(desk, { row, taken, writer: null, at });
}

async function save(desk: Desk, made: readonly Made[], tx: Tx): Promise<void> {
  const { session } = tx;
  const rows = made.map(({ row }) => row);
  await insertAll(desk.native.reports, rows, session);
  await insertUpdates(
    desk,
    made.flatMap(({ lines }) => lines),
    tx,
  );
  await tx.appendAll(made.flatMap(({ entries }) => entries));
  await attachMedia(
    desk.media,
    made.flatMap(({ pictures }) => pictures),
    tx,
  );
  await startTimers(desk, rows, tx);
  for (const row of rows) await joinParent(desk, row, tx);
}

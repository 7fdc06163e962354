import { trusted } from 'mongoose';
import type { Tx } from '../kit/index.ts';
import { currentTerm } from './facts.rules.ts';
import { reportEntry } from './report.events.ts';
import type { ReportRow } from './report.model.ts';
import { settle } from './sla.events.ts';
import type { Desk } from './step.store.ts';
import { insertUpdates, keepTimers, saveNext, withFacts } from './step.store.ts';
import type { ReportTerm } from './term.rules.ts';
import { reasonOfMove, recountTerm, sameDue } from './term.rules.ts';
import { dueUpdate } from './update.events.ts';

/** The timer that counts due dates anew after a change of the calendar. */
export const recountTimer = 'recount';

/** Where a recount stands. It goes through the open reports in batches, each in a transaction of its own. */
interface RecountState {
  readonly why: string;
  /** The last id of the batch before. */
  readonly after: string;
  /**
   * A report that was being received, or got a new term, while the calendar changed may have counted by the old one and be
   * stored behind the first sweep. What is in memory is half a second old at most and no transaction lives longer than
   * 10 s, so a second sweep after 30 s finds the last of them.
   */
  readonly sweep: 1 | 2;
}

export const batchSize = 50;
const secondSweepMs = 30_000;

/** Called in the transaction that stores the new calendar. */
export async function startRecount(why: string, name: string, tx: Tx): Promise<void> {
  await setNext(name, { why, after: '', sweep: 1 }, tx);
}

/** One batch; sets the timer of the next one in the same transaction. */
export async function recountBatch(
  desk: Desk,
  timer: { readonly key: string; readonly data?: Readonly<Record<string, unknown>> },
  tx: Tx,
): Promise<void> {
  const state = parseState(timer.data);
  const rows = await desk.reports
    .find({ followsCalendar: true, _id: trusted({ $gt: state.after }) })
    .sort({ _id: 1 })
    .limit(batchSize)
    .session(tx.session)
    .lean<ReportRow[]>();
  const calendar = await desk.places.calendar(tx.session);
  for (const row of rows) {
    const old = currentTerm(row);
    const term = recountTerm(calendar, old);
    // Several changes may be counted in at once: what moved this report says its own days first.
    if (!sameDue(term, old))
      await moveDue(desk, { stored: row, term, why: reasonOfMove(old, term) ?? state.why, tx });
  }
  const [name = ''] = timer.key.split('#');
  const last = rows.at(-1);
  if (last && rows.length === batchSize) await setNext(name, { ...state, after: last._id }, tx);
  else if (state.sweep === 1) await setNext(name, { ...state, after: '', sweep: 2 }, tx);
}

interface Move {
  readonly stored: ReportRow;
  readonly term: ReportTerm;
  readonly why: string;
  readonly tx: Tx;
}

async function moveDue(desk: Desk, { stored, term, why, tx }: Move): Promise<void> {
  const { session, now } = tx;
  // By the old date it may have come due before; by the new one it may be so at once.
  const due = settle(stored, { now });
  const { row } = due;
  const facts = { ...row, terms: [...row.terms.slice(0, -1), term], version: row.version + 1 };
  const moved = withFacts(row, facts, { step: 'MOVE_DUE', from: row.state, to: row.state, why, at: now });
  const after = settle(moved, { since: now, now });
  await saveNext(desk, after.row, { version: stored.version, session });
  await insertUpdates(desk, [dueUpdate(moved)], tx);
  await keepTimers(desk, { row: stored, next: after.row, tx });
  const told = [...due.entries.map(({ entry }) => entry), reportEntry(moved, { role: 'system' })];
  for (const entry of [...told, ...after.entries.map((dated) => dated.entry)]) await tx.append(entry);
}

/** Each batch has a key of its own, so that setting the next one and removing this one cannot meet. */
async function setNext(name: string, state: RecountState, tx: Tx): Promise<void> {
  const starts = state.sweep === 2 && state.after === '';
  const at = new Date(tx.now.getTime() + (starts ? secondSweepMs : 0));
  const key = `${name}#${state.sweep}#${state.after}`;
  await tx.setTimer({ kind: recountTimer, key, at, data: { ...state } });
}

// Only what `setNext` stored is read with it.
function parseState(data: Readonly<Record<string, unknown>> | undefined): RecountState {
  return data as unknown as RecountState;
}

import type { Clock, Tx } from '../kit/index.ts';
import type { ReportFacts } from './facts.rules.ts';
import { currentTerm } from './facts.rules.ts';
import type { Crossing } from './sla.rules.ts';
import { nextCrossing } from './sla.rules.ts';

/** The timer that tells that a report is due soon or overdue; one for each report, at the next of both. */
export const slaTimer = 'sla';

/** Only sample data is dated in the past: its load has more steps to take, a timer there is for one that is killed. */
export const loadMs = 5 * 60_000;

interface Timed extends Pick<ReportFacts, 'terms'> {
  readonly _id: string;
}

/** Moves the timer to what the clock has to tell next of `next`, in the transaction that made it of `row` (null: a new one). */
export async function keepSlaTimer(
  clock: Clock,
  { row, next, tx }: { readonly row: Timed | null; readonly next: Timed; readonly tx: Tx },
): Promise<void> {
  const before = row && nextCrossing(currentTerm(row));
  const crossing = nextCrossing(currentTerm(next));
  if (before?.at.getTime() === crossing?.at.getTime()) return;
  if (crossing) await setSlaTimer(clock, { id: next._id, crossing, tx });
  else await tx.clearTimer(slaTimer, next._id);
}

export async function setSlaTimer(
  clock: Clock,
  { id, crossing, tx }: { readonly id: string; readonly crossing: Crossing; readonly tx: Tx },
): Promise<void> {
  const { at } = crossing;
  const now = clock.now();
  const isDated = tx.now.getTime() < now.getTime() - loadMs;
  const isLate = isDated && at <= now;
  await tx.setTimer({ kind: slaTimer, key: id, at: isLate ? new Date(now.getTime() + loadMs) : at });
}

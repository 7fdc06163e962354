import type { DatedEntry } from '../kit/index.ts';
import { currentTerm } from './facts.rules.ts';
import { reportEntry } from './report.events.ts';
import type { LastChange, ReportRow } from './report.model.ts';
import type { Crossing } from './sla.rules.ts';
import { crossTerm, nextCrossing } from './sla.rules.ts';

/** A report with all told that the clock had to tell of it, and the entries that tell it. */
export interface Settled {
  readonly row: ReportRow;
  readonly entries: readonly DatedEntry[];
}

/** Tells what the clock has to tell up to and with `now`; see `nextCrossing` for `since`. */
export function settle(report: ReportRow, { now, since }: { now: Date; since?: Date }): Settled {
  let row = report;
  const entries: DatedEntry[] = [];
  for (;;) {
    const crossing = nextCrossing(currentTerm(row), since);
    if (!crossing || crossing.at > now) return { row, entries };
    const crossed = cross(row, crossing);
    row = crossed.row;
    entries.push(crossed.entry);
  }
}

/**
 * One crossing: an entry that leaves the report's version alone, since nothing was done to it and nobody who decided on what
 * they had read is to be refused for it.
 */
export function cross(
  report: ReportRow,
  crossing: Crossing,
): { readonly row: ReportRow; readonly entry: DatedEntry } {
  const { to: step, at } = crossing;
  const { state } = report;
  const term = crossTerm(currentTerm(report), crossing);
  const row = { ...report, terms: [...report.terms.slice(0, -1), term] };
  const lastChange: LastChange = { step, from: state, to: state, why: null, at };
  return {
    row,
    entry: { entry: { ...reportEntry({ ...row, lastChange }, { role: 'system' }), version: 0 }, at },
  };
}

import { addCivilDays, civilDateOf } from '../../../subgraphs/kit/working-days.ts';
import type { ReportRow } from '../../../subgraphs/reports/report.model.ts';
import type { StatsQuestion } from '../../../subgraphs/reports/stats.rules.ts';
import { slaStateOf } from '../../../subgraphs/reports/term.rules.ts';

/** The same figures as the statistics, found by looking at each report: slow, and written without the rules of counting. */
export function countByHand(rows: readonly ReportRow[], { filter, period }: StatsQuestion, now: Date) {
  const received = rows.filter((row) => {
    const day = civilDateOf(row.receivedAt);
    const inPeriod = (period.from ?? '') <= day && day <= (period.to ?? addCivilDays(civilDateOf(now), 1));
    return inPeriod && isAt(row, filter);
  });
  const mine = received.filter((row) => filter.agencyId === undefined || countsWith(row) === filter.agencyId);
  const answers = received
    .flatMap((row) => answersOf(row))
    .filter(({ by }) => filter.agencyId === undefined || by === filter.agencyId);
  const open = rows.filter(
    (row) =>
      isAt(row, filter) &&
      row.terms.at(-1)?.endedAt === null &&
      (filter.agencyId === undefined || holderOf(row) === filter.agencyId),
  );
  const count = (test: (row: ReportRow) => unknown): number => mine.filter(test).length;
  return {
    sent: mine.length,
    waiting: count(({ state }) => state === 'SUBMITTED'),
    eligible: count(({ acceptedAt }) => acceptedAt),
    handled: count((row) => answersOf(row).length > 0),
    onTime: count((row) => answersOf(row).length > 0 && answersOf(row).every(({ late }) => !late)),
    rated: count(({ rounds }) => rounds.some(({ rating }) => rating)),
    satisfied: count((row) => ['SATISFIED', 'ACCEPTED'].includes(lastLevel(row) ?? '')),
    notAccepted: count((row) => lastLevel(row) === 'NOT_ACCEPTED'),
    reopened: count(({ terms }) => terms.length > 1),
    closed: count(({ state }) => state === 'CLOSED'),
    fixed: count(({ outcome }) => outcome === 'FIXED'),
    answers: answers.length,
    answersOnTime: answers.filter(({ late }) => !late).length,
    answersReopened: answers.filter(({ reopened }) => reopened).length,
    open: open.length,
    overdue: open.filter((row) => slaStateOf(row.terms.at(-1)!, now) === 'OVERDUE').length,
  };
}

function isAt(row: ReportRow, { wardCode, categoryCode }: StatsQuestion['filter']): boolean {
  return (
    (wardCode === undefined || row.wardCode === wardCode) &&
    (categoryCode === undefined || row.categoryCode === categoryCode)
  );
}

function answersOf({ rounds, answer, terms }: ReportRow) {
  const published = rounds.map((round) => ({ by: round.answer.agencyId, reopened: round.reopened }));
  const all = answer ? [...published, { by: answer.agencyId, reopened: false }] : published;
  return all.map((each, i) => ({ ...each, late: terms[i]!.endedAt! > terms[i]!.dueAt! }));
}

function countsWith(row: ReportRow): string | null {
  const last = answersOf(row).at(-1);
  if (last) return last.by;
  return row.assignedAgencies.length > 0 ? row.agencyId : null;
}

function holderOf({ state, agencyId }: ReportRow): string | null {
  return ['ASSIGNED', 'IN_PROGRESS', 'NEED_INFO', 'PLANNED'].includes(state) ? agencyId : null;
}

function lastLevel({ rounds }: ReportRow): string | undefined {
  return rounds.filter(({ rating }) => rating).at(-1)?.rating?.level;
}

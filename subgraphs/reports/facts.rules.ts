import type { CivilDate, WorkingCalendar } from '../kit/working-days.ts';
import type { RatingLevel, ReportMode } from './report.rules.ts';
import type { ReportTerm } from './term.rules.ts';
import type { ReportStanding } from './visibility.rules.ts';

export type EvidenceKind = 'DOCUMENT' | 'SITE_RECORD' | 'PHOTO';

export interface Evidence {
  readonly kind: EvidenceKind;
  /** Number of the document, or name of the site record; of a photo what it shows, if anything is said of it. */
  readonly reference?: string | null;
  /** Of a photo: the upload that it came as, which is also the id of the picture. */
  readonly upload?: string | null;
}

/** What an agency (or the operations centre, then `agencyId` is null) answers at the end of its work. */
export interface ReportAnswer {
  readonly kind: 'RESOLVED' | 'UNABLE';
  readonly text: string;
  readonly evidence: readonly Evidence[];
  readonly answeredAt: Date;
  readonly agencyId: string | null;
}

/** One publication of an answer, and what the reporter said to it. */
export interface ReportRound {
  readonly answer: ReportAnswer;
  readonly publishedAt: Date;
  readonly rating: { readonly level: RatingLevel; readonly at: Date } | null;
  readonly reopened: boolean;
}

/** What a closed report came to; apart from its state, because closed is not fixed. */
export type ReportOutcome = 'FIXED' | 'UNCONFIRMED' | 'UNABLE' | 'NOT_ACCEPTED';

/** The part of a report that steps read and change. */
export interface ReportFacts extends ReportStanding {
  /** 1 after creation, one more with each entry in the journal. */
  readonly version: number;
  readonly mode: ReportMode;
  /** Working days of its category when it was sent. */
  readonly categoryDays: number;
  readonly receivedAt: Date;
  /** The agency that gave it back last, until it is assigned again. */
  readonly returnedBy: string | null;
  readonly duplicateOf: string | null;
  /** First the term from receipt, then one for each reopening. */
  readonly terms: readonly ReportTerm[];
  /** Answered, not yet published. */
  readonly answer: ReportAnswer | null;
  readonly rounds: readonly ReportRound[];
  readonly plannedFor: CivilDate | null;
  readonly acceptedAt: Date | null;
  readonly resolvedAt: Date | null;
  readonly publishedAt: Date | null;
  readonly closedAt: Date | null;
  readonly outcome: ReportOutcome | null;
}

/** What a call brings; each step takes from it what its row in the table needs. */
export interface Given {
  readonly agency?: { readonly id: string; readonly atWork: boolean } | null;
  readonly parent?: (Pick<ReportStanding, 'state'> & { readonly id: string }) | null;
  readonly reason?: string | null;
  readonly question?: string | null;
  readonly answer?: string | null;
  readonly date?: CivilDate | null;
  readonly note?: string | null;
  readonly result?: string | null;
  readonly evidence?: readonly Evidence[] | null;
  readonly level?: RatingLevel;
}

export interface StepContext {
  readonly reportId: string;
  readonly given: Given;
  readonly now: Date;
  readonly calendar: WorkingCalendar;
}

export function currentTerm(facts: Pick<ReportFacts, 'terms'>): ReportTerm {
  const term = facts.terms.at(-1);
  if (!term) throw new Error('report: expected at least one term, got none');
  return term;
}

export function reopenings(facts: Pick<ReportFacts, 'rounds'>): number {
  return facts.rounds.filter((round) => round.reopened).length;
}

export function lastRound(facts: ReportFacts): ReportRound {
  const round = facts.rounds.at(-1);
  if (!round) throw new Error(`report: expected a published answer in ${facts.state}, got none`);
  return round;
}

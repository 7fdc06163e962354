import type { Evidence, ReportAnswer, ReportFacts, ReportRound, StepContext } from './facts.rules.ts';
import { currentTerm, lastRound } from './facts.rules.ts';
import type { ClockEffect, StepName } from './report.rules.ts';
import { instantWorkingDays } from './report.rules.ts';
import type { ReportTerm } from './term.rules.ts';
import { endTerm, pauseTerm, resumeTerm, startTerm } from './term.rules.ts';

type Clocked = (facts: ReportFacts, context: StepContext) => readonly ReportTerm[];

/** What each effect makes of the terms. */
export const clocked: Readonly<Record<ClockEffect, Clocked>> = {
  none: ({ terms }) => terms,
  start: ({ terms }) => terms,
  instant: (facts, { calendar }) => [
    startTerm(calendar, { startedAt: facts.receivedAt, workingDays: instantWorkingDays }),
  ],
  pause: (facts, { now }) => withLast(facts, pauseTerm(currentTerm(facts), now)),
  resume: (facts, { now, calendar }) => withLast(facts, resumeTerm(calendar, currentTerm(facts), now)),
  stop: (facts, { now }) => withLast(facts, endTerm(currentTerm(facts), now, 'answered')),
  end: (facts, { now }) => withLast(facts, endTerm(currentTerm(facts), now, 'unanswered')),
  renew: (facts, { now, calendar }) => [
    ...facts.terms,
    startTerm(calendar, { startedAt: now, workingDays: facts.categoryDays }),
  ],
};

function withLast(facts: ReportFacts, term: ReportTerm): readonly ReportTerm[] {
  return [...facts.terms.slice(0, -1), term];
}

type Effect = (facts: ReportFacts, context: StepContext, text: string) => Partial<ReportFacts>;

/** What a step changes besides state, version and clock. */
export const effects: Readonly<Partial<Record<StepName, Effect>>> = {
  WITHDRAW: (_, { now }) => ({ closedAt: now }),
  ACCEPT: (_, { now }) => ({ acceptedAt: now }),
  REJECT: (_, { now }) => ({ closedAt: now }),
  MARK_DUPLICATE: (_, { now, given }) => ({ closedAt: now, duplicateOf: given.parent?.id ?? null }),
  ACCEPT_INSTANT: (_, { now }) => ({ acceptedAt: now, mode: 'INSTANT' }),
  RESOLVE_INSTANT: (_, context, text) => answered('RESOLVED', { context, text, agencyId: null }),
  ASSIGN: (facts, { given }) => assigned(facts, given.agency?.id ?? null),
  RETURN: (facts) => ({ returnedBy: facts.agencyId }),
  START: () => ({ plannedFor: null }),
  PLAN: (_, { given }) => ({ plannedFor: given.date ?? null }),
  DECLARE_UNABLE: (facts, context, text) => answered('UNABLE', { context, text, agencyId: facts.agencyId }),
  RESOLVE: (facts, context, text) => answered('RESOLVED', { context, text, agencyId: facts.agencyId }),
  PUBLISH: (facts, { now }) => published(facts, now),
  CONFIRM: (facts, context) => ({ ...rated(facts, context), ...closed(facts, context.now, 'confirmed') }),
  DISPUTE: (facts, context) => ({ ...rated(facts, context), closedAt: context.now, outcome: 'NOT_ACCEPTED' }),
  REOPEN: (facts, context) => ({ ...rated(facts, context, true), resolvedAt: null, publishedAt: null }),
  CLOSE_SILENT: (facts, { now }) => closed(facts, now, 'silent'),
};

function assigned(facts: ReportFacts, agencyId: string | null): Partial<ReportFacts> {
  const all = agencyId === null ? facts.assignedAgencies : [...facts.assignedAgencies, agencyId];
  return { agencyId, assignedAgencies: [...new Set(all)], returnedBy: null };
}

function answered(
  kind: ReportAnswer['kind'],
  by: { readonly context: StepContext; readonly text: string; readonly agencyId: string | null },
): Partial<ReportFacts> {
  const { now, given } = by.context;
  const evidence = kind === 'RESOLVED' ? (given.evidence ?? []).map(tidyEvidence) : [];
  return {
    resolvedAt: now,
    plannedFor: null,
    answer: { kind, text: by.text, evidence, answeredAt: now, agencyId: by.agencyId },
  };
}

function tidyEvidence({ kind, reference, upload }: Evidence): Evidence {
  const words = reference?.normalize('NFC').trim() || null;
  return { kind, reference: words, ...(upload ? { upload } : {}) };
}

function published(facts: ReportFacts, now: Date): Partial<ReportFacts> {
  if (!facts.answer) throw new Error(`report: expected an answer in ${facts.state}, got none`);
  const round: ReportRound = { answer: facts.answer, publishedAt: now, rating: null, reopened: false };
  return { answer: null, publishedAt: now, rounds: [...facts.rounds, round] };
}

function rated(facts: ReportFacts, { given, now }: StepContext, reopened = false): Partial<ReportFacts> {
  const round = lastRound(facts);
  if (!given.level) throw new Error('report: expected a rating level, got none');
  return {
    rounds: [...facts.rounds.slice(0, -1), { ...round, rating: { level: given.level, at: now }, reopened }],
  };
}

function closed(facts: ReportFacts, now: Date, how: 'confirmed' | 'silent'): Partial<ReportFacts> {
  const fixed = how === 'confirmed' ? 'FIXED' : 'UNCONFIRMED';
  return { closedAt: now, outcome: lastRound(facts).answer.kind === 'UNABLE' ? 'UNABLE' : fixed };
}

import { clocked, effects } from './effect.rules.ts';
import type { ReportFacts, StepContext } from './facts.rules.ts';
import { reopenings } from './facts.rules.ts';
import { checkNeeds } from './need.rules.ts';
import type { Refusal, Verdict } from './problem.rules.ts';
import { refuse } from './problem.rules.ts';
import type { ReportState, StepName, StepPath, StepRule } from './report.rules.ts';
import { allowedFrom, maxReopenings, reportSteps } from './report.rules.ts';

export interface Taken {
  readonly step: StepName;
  readonly from: ReportState;
  readonly facts: ReportFacts;
  /** The text that came with the step, as it is stored; where it shows is decided where it is shown. */
  readonly text: string | null;
}

/**
 * Takes a whole path or nothing: each link by the first of its alternatives that may begin in the state reached.
 * Who may take it is decided before (visibility.rules.ts).
 */
export function takePath(
  facts: ReportFacts,
  path: StepPath,
  context: StepContext,
): Verdict<readonly Taken[]> {
  const taken: Taken[] = [];
  for (const alternatives of path) {
    const now = taken.at(-1)?.facts ?? facts;
    const step = alternatives.find((name) => rowOf(name).from.includes(now.state)) ?? alternatives[0];
    const verdict = takeStep(now, step, context);
    if ('problem' in verdict) return verdict;
    taken.push(verdict.value);
  }
  return { value: taken };
}

/** Without this who asked would look for a mistake in the state, which is right. */
const spent = `A report can be reopened ${maxReopenings} times, and this one has been. Rate the answer without reopen.`;

/** The answer to a step that the table does not have, or (`why`) has for other reports. */
export function refuseTransition(
  facts: Pick<ReportFacts, 'state' | 'rounds'>,
  to: ReportState,
  why = `A report that is ${facts.state} cannot become ${to}.`,
): Refusal {
  const allowed = allowedFrom(facts.state, reopenings(facts));
  return refuse('ILLEGAL_TRANSITION', why, { from: facts.state, to, allowed });
}

function takeStep(facts: ReportFacts, step: StepName, context: StepContext): Verdict<Taken> {
  const rule = rowOf(step);
  if (rule.rates && facts.rounds.at(-1)?.rating)
    return refuse('CONFLICT', 'This answer has been rated already.', { rule: 'one_rating_per_round' });
  if (!rule.from.includes(facts.state)) return refuseTransition(facts, rule.to);
  if (step === 'REOPEN' && reopenings(facts) >= maxReopenings) return refuseTransition(facts, rule.to, spent);
  const text = checkNeeds(facts, rule, context);
  if ('problem' in text) return text;
  const next = {
    ...facts,
    ...effects[step]?.(facts, context, text.value ?? ''),
    terms: clocked[rule.clock](facts, context),
    state: rule.to,
    version: facts.version + 1,
  };
  return { value: { step, from: facts.state, facts: next, text: text.value } };
}

function rowOf(step: StepName): StepRule {
  return reportSteps[step];
}

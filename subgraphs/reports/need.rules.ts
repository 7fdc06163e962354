import { civilDateOf, isCivilDate } from '../kit/working-days.ts';
import type { Evidence, Given, ReportFacts, StepContext } from './facts.rules.ts';
import { currentTerm } from './facts.rules.ts';
import { uploadsIn } from './media.rules.ts';
import type { Verdict } from './problem.rules.ts';
import { refuseInput } from './problem.rules.ts';
import type { StepRule } from './report.rules.ts';
import { isPublicState } from './report.rules.ts';
import { checkRequiredText, checkText } from './text.rules.ts';

export const maxEvidence = 10;

/** How often an agency may ask the reporter within one term. */
export const maxQuestions = 20;

/** The texts that a row of the table asks for, checked; the last one is the text of the step. */
export function checkNeeds(facts: ReportFacts, rule: StepRule, context: StepContext): Verdict<string | null> {
  let text: string | null = null;
  for (const need of rule.needs) {
    const verdict = checkNeed[need](facts, context);
    if ('problem' in verdict) return verdict;
    text = verdict.value ?? text;
  }
  return { value: text };
}

type CheckNeed = (facts: ReportFacts, context: StepContext) => Verdict<string | null>;

const checkNeed: Readonly<Record<StepRule['needs'][number], CheckNeed>> = {
  reason: (_, { given }) => checkRequiredText(given.reason, { field: 'reason', max: 2000, lines: true }),
  question: (facts, { given }) => checkQuestion(facts, given),
  answer: (_, { given }) => checkRequiredText(given.answer, { field: 'answer', max: 4000, lines: true }),
  result: (_, { given }) =>
    checkRequiredText(given.result, { field: 'result', max: 4000, lines: true, missing: 'evidence' }),
  evidence: (_, { given }) => checkEvidence(given.evidence ?? []),
  note: (_, { given }) => checkText(given.note, { field: 'note', max: 2000, lines: true }),
  date: (_, { given, now }) => checkPlannedDate(given.date, now),
  agency: (facts, { given }) => checkAgency(facts, given),
  parent: (_, { given, reportId }) => checkParent(given, reportId),
};

/** Each question is a pause that the term keeps, and every journal entry tells the term: so there is an end to them. */
function checkQuestion(facts: ReportFacts, { question }: Given): Verdict<string> {
  const field = 'question';
  return currentTerm(facts).pauses.length < maxQuestions
    ? checkRequiredText(question, { field, max: 2000, lines: true })
    : refuseInput(
        { field, rule: 'max_questions', max: maxQuestions },
        `At most ${maxQuestions} questions in one term.`,
      );
}

function checkEvidence(evidence: readonly Evidence[]): Verdict<null> {
  const field = 'evidence';
  if (evidence.length === 0)
    return refuseInput({ field, rule: 'evidence' }, 'An answer needs at least one piece of evidence.');
  if (evidence.length > maxEvidence)
    return refuseInput(
      { field, rule: 'max_items', max: maxEvidence },
      `At most ${maxEvidence} pieces of evidence.`,
    );
  for (const piece of evidence) {
    const checked = checkPiece(piece);
    if ('problem' in checked) return checked;
  }
  const uploads = uploadsIn(evidence);
  if (new Set(uploads).size < uploads.length)
    return refuseInput({ field, rule: 'unique' }, 'Each photo proves an answer once.');
  return { value: null };
}

/** A photo is an upload, with or without words; the others are words. */
function checkPiece({ kind, reference, upload }: Evidence): Verdict<string | null> {
  const field = 'evidence';
  if (kind !== 'PHOTO' && upload)
    return refuseInput({ field, rule: 'photo_only' }, 'Only evidence of kind PHOTO is an upload.');
  if (kind !== 'PHOTO') return checkRequiredText(reference, { field, max: 300, missing: 'evidence' });
  if (!upload) return refuseInput({ field, rule: 'evidence' }, 'Evidence of kind PHOTO needs an upload.');
  return checkText(reference, { field, max: 300 });
}

function checkPlannedDate(date: string | null | undefined, now: Date): Verdict<null> {
  const today = civilDateOf(now);
  const latest = `${Number(today.slice(0, 4)) + 5}-12-31`;
  if (!date || !isCivilDate(date) || date < today || date > latest)
    return refuseInput(
      { field: 'date', rule: 'planned_date' },
      `A planned date lies between ${today} and ${latest}.`,
    );
  return { value: null };
}

function checkAgency(facts: ReportFacts, { agency }: Given): Verdict<null> {
  if (!agency?.atWork)
    return refuseInput({ field: 'agencyId', rule: 'agency' }, 'There is no such agency at work today.');
  if (agency.id === facts.returnedBy)
    return refuseInput(
      { field: 'agencyId', rule: 'other_agency' },
      'The agency that returned the report cannot get it again.',
    );
  return { value: null };
}

function checkParent({ parent }: Given, reportId: string): Verdict<null> {
  if (!parent || parent.id === reportId || !isPublicState(parent.state))
    return refuseInput(
      { field: 'duplicateOf', rule: 'parent' },
      'The parent of a duplicate is another report that is public.',
    );
  return { value: null };
}

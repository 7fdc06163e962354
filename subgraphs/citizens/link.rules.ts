import { checkRequiredText, checkText } from '../kit/checked-text.ts';
import type { Viewer } from '../kit/index.ts';
import { hasRole } from '../kit/process/viewer.ts';
import type { Verdict } from '../kit/verdict.ts';
import { refuse, refuseInput } from '../kit/verdict.ts';
import type { CivilDate } from '../kit/working-days.ts';
import { addCivilDays, isCivilDate } from '../kit/working-days.ts';

/** Family links: who is the guardian of which child, as a ward or a school has verified. Pure, no clock of their own. */
export type LinkState = 'REQUESTED' | 'VERIFIED' | 'REFUSED' | 'WITHDRAWN' | 'ENDED';
export type Relation = 'MOTHER' | 'FATHER' | 'GRANDPARENT' | 'SIBLING' | 'APPOINTED';
export type VerifierKind = 'WARD' | 'SCHOOL';

/** The part of a link that steps change. */
export interface LinkFacts {
  readonly state: LinkState;
  readonly version: number;
  /** First and last day on which the link is in force; null before it is verified. */
  readonly validFrom: CivilDate | null;
  readonly validTo: CivilDate | null;
  readonly requestedAt: Date;
  readonly decidedAt: Date | null;
  readonly endedAt: Date | null;
}

/** Who a link is between, and who is asked to verify it. */
export interface LinkSides {
  readonly guardianId: string;
  readonly childId: string;
  readonly verifier: { readonly kind: VerifierKind; readonly id: string };
}

export type LinkStep = 'VERIFY' | 'REFUSE' | 'WITHDRAW' | 'END' | 'EXPIRE';

interface StepRule {
  readonly who: 'verifier' | 'guardian' | 'either' | 'clock';
  readonly from: readonly LinkState[];
  readonly to: LinkState;
}

/** The life of a link, whole. A link that has ended stays, dated; a new one is requested anew. */
export const linkSteps: Readonly<Record<LinkStep, StepRule>> = {
  VERIFY: { who: 'verifier', from: ['REQUESTED'], to: 'VERIFIED' },
  REFUSE: { who: 'verifier', from: ['REQUESTED'], to: 'REFUSED' },
  WITHDRAW: { who: 'guardian', from: ['REQUESTED'], to: 'WITHDRAWN' },
  END: { who: 'either', from: ['VERIFIED'], to: 'ENDED' },
  EXPIRE: { who: 'clock', from: ['VERIFIED'], to: 'ENDED' },
};

/** From this birthday on nobody is anybody's child here. */
export const ageOfMajority = 18;
export const maxOpenLinks = 20;

export function requestedLink(now: Date): LinkFacts {
  return {
    state: 'REQUESTED',
    version: 1,
    validFrom: null,
    validTo: null,
    requestedAt: now,
    decidedAt: null,
    endedAt: null,
  };
}

export interface LinkGiven {
  readonly now: Date;
  readonly today: CivilDate;
  /** With VERIFY. */
  readonly validFrom?: CivilDate | null | undefined;
  readonly validTo?: CivilDate | null | undefined;
  readonly birthDate?: CivilDate;
}

/** What a step makes of a link. Who may take it is decided before. */
export function takeLinkStep(facts: LinkFacts, step: LinkStep, given: LinkGiven): Verdict<LinkFacts> {
  const { from, to } = linkSteps[step];
  if (!from.includes(facts.state))
    return refuse('ILLEGAL_TRANSITION', `A link that is ${facts.state} cannot become ${to}.`, {
      from: facts.state,
      to,
      allowed: allowedFrom(facts.state),
    });
  const { now, today } = given;
  const next = { ...facts, state: to, version: facts.version + 1 };
  if (step === 'VERIFY') return verified(next, given);
  if (step === 'REFUSE' || step === 'WITHDRAW') return { value: { ...next, decidedAt: now } };
  // Ended on its first day or before it, it has been in force on no day.
  const before = addCivilDays(today, -1);
  const lastDay = step === 'EXPIRE' ? facts.validTo : min(before, facts.validTo);
  return { value: { ...next, endedAt: now, validTo: lastDay } };
}

function allowedFrom(state: LinkState): LinkState[] {
  return [...new Set(Object.values(linkSteps).flatMap(({ from, to }) => (from.includes(state) ? [to] : [])))];
}

function verified(facts: LinkFacts, given: LinkGiven): Verdict<LinkFacts> {
  const { now, today, birthDate = today } = given;
  const validFrom = given.validFrom ?? today;
  const lastDay = lastDayOfChildhood(birthDate);
  const validTo = min(given.validTo ?? lastDay, lastDay);
  if (validFrom < birthDate)
    return refuseInput(
      { field: 'validFrom', rule: 'date_order' },
      'validFrom lies before the birth of the child.',
    );
  if (validFrom > today)
    return refuseInput({ field: 'validFrom', rule: 'future' }, 'validFrom lies in the future.');
  if (validTo < today)
    return refuseInput({ field: 'validTo', rule: 'date_order' }, 'validTo lies in the past.');
  return { value: { ...facts, validFrom, validTo, decidedAt: now } };
}

function min(a: CivilDate, b: CivilDate | null): CivilDate {
  return b !== null && b < a ? b : a;
}

/** Full years on a day. Who was born on 29 February has the birthday on 1 March of other years. */
export function ageAt(birthDate: CivilDate, today: CivilDate): number {
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

/** The first day on which somebody has reached an age. */
export function birthday(birthDate: CivilDate, age: number): CivilDate {
  const year = String(Number(birthDate.slice(0, 4)) + age).padStart(4, '0');
  const date = `${year}-${birthDate.slice(5)}`;
  return isCivilDate(date) ? date : `${year}-03-01`;
}

export function lastDayOfChildhood(birthDate: CivilDate): CivilDate {
  return addCivilDays(birthday(birthDate, ageOfMajority), -1);
}

/** Whether a link gives rights on a day. */
export function isInForce(
  { state, validFrom, validTo }: Pick<LinkFacts, 'state' | 'validFrom' | 'validTo'>,
  today: CivilDate,
): boolean {
  return (
    state === 'VERIFIED' && validFrom !== null && validTo !== null && validFrom <= today && today <= validTo
  );
}

export interface LinkInput {
  readonly childId: string;
  readonly relation: Relation;
  readonly childName: string;
  readonly childBirthDate: CivilDate;
  readonly verifier: { readonly kind: VerifierKind; readonly id: string };
}

/** Opaque ids are base64url, which may begin with any of its letters. */
const idPattern = /^[A-Za-z0-9_-][A-Za-z0-9_.-]{0,99}$/;

/** What somebody asks to have verified, with the child's name as it is stored. */
export function checkLinkInput(
  input: LinkInput,
  by: { readonly guardianId: string; readonly today: CivilDate },
): Verdict<LinkInput> {
  const { childId, childBirthDate: birthDate, verifier } = input;
  if (!idPattern.test(childId))
    return refuseInput({ field: 'childId', rule: 'id' }, 'childId is no id of a person.');
  if (childId === by.guardianId)
    return refuseInput({ field: 'childId', rule: 'own_guardian' }, 'Nobody is their own guardian.');
  if (birthDate > by.today)
    return refuseInput({ field: 'childBirthDate', rule: 'future' }, 'childBirthDate lies in the future.');
  if (lastDayOfChildhood(birthDate) < by.today)
    return refuseInput(
      { field: 'childBirthDate', rule: 'child_age', max: ageOfMajority - 1 },
      `Only who is under ${ageOfMajority} has a guardian here.`,
    );
  if (!idPattern.test(verifier.id))
    return refuseInput(
      { field: 'verifier.id', rule: 'id' },
      'verifier.id is no id of a ward committee or school.',
    );
  const name = checkRequiredText(input.childName, { field: 'childName', max: 100 });
  return 'problem' in name ? name : { value: { ...input, childName: name.value } };
}

/** A guardian's identity must have been verified. */
export function mayBeGuardian(viewer: Viewer): boolean {
  return viewer.kind === 'person' && viewer.vneidLevel >= 2;
}

/** A ward's links are verified by an officer of its committee, a school's by one of its teachers. */
export function couldVerify(viewer: Viewer): boolean {
  if (viewer.kind !== 'person' || viewer.agencyId === undefined) return false;
  return hasRole(viewer, 'officer') || hasRole(viewer, 'teacher');
}

/** As which kind of verifier somebody acts; null for who is none. */
export function verifierOf(viewer: Viewer): LinkSides['verifier'] | null {
  if (!couldVerify(viewer) || viewer.agencyId === undefined) return null;
  return { kind: hasRole(viewer, 'officer') ? 'WARD' : 'SCHOOL', id: viewer.agencyId };
}

/** What somebody is to a link; null for whom it is not there. */
export type LinkRole = 'guardian' | 'child' | 'verifier' | 'auditor';

export function linkRoleOf(link: LinkSides, viewer: Viewer): LinkRole | null {
  if (viewer.kind !== 'person') return null;
  if (viewer.id === link.guardianId) return 'guardian';
  if (viewer.id === link.childId) return 'child';
  const verifier = verifierOf(viewer);
  if (verifier && verifier.kind === link.verifier.kind && verifier.id === link.verifier.id) return 'verifier';
  return hasRole(viewer, 'auditor') ? 'auditor' : null;
}

/** Who may take a step on a link; nobody verifies a link of their own. */
export function mayTakeLinkStep(link: LinkSides, step: LinkStep, viewer: Viewer): boolean {
  const role = linkRoleOf(link, viewer);
  switch (linkSteps[step].who) {
    case 'verifier':
      return role === 'verifier';
    case 'guardian':
      return role === 'guardian';
    case 'either':
      return role === 'guardian' || role === 'verifier';
    default:
      return false;
  }
}

/** The words that go with a step on a link: the document a verification rests on, the reason of a refusal or an end. */
export function checkLinkWords(step: LinkStep, words: string | null | undefined): Verdict<string | null> {
  if (step === 'WITHDRAW') return checkText(words, { field: 'reason', max: 500, lines: true });
  return checkRequiredText(words, { field: step === 'VERIFY' ? 'basis' : 'reason', max: 500, lines: true });
}

import { checkRequiredText } from '../kit/checked-text.ts';
import type { Verdict } from '../kit/verdict.ts';
import { refuse, refuseInput } from '../kit/verdict.ts';
import type { CivilDate } from '../kit/working-days.ts';
import { ageAt } from './link.rules.ts';

/** What data may be used for with a person's consent. Nothing is agreed to by default, and silence is no consent. */
export interface ConsentPurpose {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly about: string;
  /** What a consent to it may cover. */
  readonly scopes: readonly string[];
  /** Whether it is given to somebody in particular, an app or an agency. */
  readonly recipient: 'APP' | 'AGENCY' | null;
  /** Sensitive data (health, a child's records, tracking of use): a VNeID account of level 2 is needed. */
  readonly isSensitive: boolean;
  /** Private facts become public: a child of 7 and more agrees together with a guardian. */
  readonly isPublication: boolean;
}

export const consentPurposes: readonly ConsentPurpose[] = [
  {
    code: 'APP_ACCESS',
    name: 'Ứng dụng truy cập dữ liệu của tôi',
    nameEn: 'An app reads my data',
    about: 'An app that you use reads what you allow, in your name, until you withdraw it.',
    scopes: ['reports:read', 'profile:read', 'bookings:read', 'dossiers:read'],
    recipient: 'APP',
    isSensitive: false,
    isPublication: false,
  },
  {
    code: 'HEALTH_RECORD_SHARING',
    name: 'Chia sẻ hồ sơ sức khỏe',
    nameEn: 'Sharing of the health record',
    about: 'A facility that treats you reads your health record.',
    scopes: ['health:immunizations', 'health:encounters', 'health:appointments'],
    recipient: 'AGENCY',
    isSensitive: true,
    isPublication: false,
  },
  {
    code: 'SCHOOL_RECORD_SHARING',
    name: 'Chia sẻ hồ sơ học tập',
    nameEn: 'Sharing of the school record',
    about: 'An agency reads the school record of a pupil.',
    scopes: ['education:results', 'education:attendance'],
    recipient: 'AGENCY',
    isSensitive: true,
    isPublication: false,
  },
  {
    code: 'USE_STATISTICS',
    name: 'Thống kê việc sử dụng',
    nameEn: 'Statistics of use',
    about: 'How you use the city’s services is counted, to make them better.',
    scopes: ['usage:statistics'],
    recipient: null,
    isSensitive: true,
    isPublication: false,
  },
  {
    code: 'NOTIFICATIONS',
    name: 'Nhận thông báo',
    nameEn: 'Notifications',
    about: 'The city writes to you about what you follow.',
    scopes: ['contact:app', 'contact:phone', 'contact:email'],
    recipient: null,
    isSensitive: false,
    isPublication: false,
  },
  {
    code: 'PUBLICATION',
    name: 'Công bố thông tin riêng tư',
    nameEn: 'Publication of private facts',
    about: 'A name, a picture or a result is shown in public, as at a prize-giving.',
    scopes: ['public:name', 'public:picture', 'public:result'],
    recipient: null,
    isSensitive: false,
    isPublication: true,
  },
];

export function purposeOf(code: string): ConsentPurpose | null {
  return consentPurposes.find((purpose) => purpose.code === code) ?? null;
}

/** In which capacity a consent is given: for oneself, or as the guardian of a child. */
export type Capacity = 'SELF' | 'GUARDIAN';

/** What a consent is about, whoever gives it and whatever it covers. */
export interface ConsentMatter {
  readonly subjectId: string;
  readonly purpose: string;
  readonly recipientId: string | null;
}

/** One name for one matter. */
export function matterKey({ subjectId, purpose, recipientId }: ConsentMatter): string {
  return JSON.stringify([subjectId, purpose, recipientId]);
}

/** One name for what one person says in a matter: its rows follow each other, and the last one holds. */
export function chainKey(matter: ConsentMatter, givenBy: string): string {
  return JSON.stringify([matterKey(matter), givenBy]);
}

export interface ConsentInput {
  readonly purpose: string;
  readonly scope: readonly string[];
  readonly recipientId?: string | null | undefined;
  readonly statement: string;
}

const recipientPattern = /^[A-Za-z0-9_-][A-Za-z0-9_.-]{0,99}$/;

/** What somebody wants to agree to for `subjectId`: the scope in order, each word once. */
export function checkConsent(
  subjectId: string,
  input: ConsentInput,
): Verdict<ConsentMatter & { readonly scope: readonly string[] }> {
  const purpose = purposeOf(input.purpose);
  if (!purpose)
    return refuseInput({ field: 'purpose', rule: 'purpose' }, 'purpose must be one of consentPurposes.');
  const scope = [...new Set(input.scope)].sort();
  if (scope.length === 0)
    return refuseInput({ field: 'scope', rule: 'required' }, 'scope must name what the consent covers.');
  const strange = scope.find((each) => !purpose.scopes.includes(each));
  if (strange !== undefined)
    return refuseInput(
      { field: 'scope', rule: 'scope', allowed: purpose.scopes },
      'scope has a word that is none of this purpose.',
    );
  const recipientId = input.recipientId ?? null;
  if ((recipientId !== null) !== (purpose.recipient !== null))
    return refuseInput(
      { field: 'recipientId', rule: 'recipient', needs: purpose.recipient },
      purpose.recipient === null
        ? 'This purpose has no recipient.'
        : 'recipientId must say to whom the consent is given.',
    );
  if (recipientId !== null && !recipientPattern.test(recipientId))
    return refuseInput({ field: 'recipientId', rule: 'id' }, 'recipientId is no id.');
  return { value: { subjectId, purpose: purpose.code, scope, recipientId } };
}

/** Sensitive data need an identity that has been verified. */
export function checkLevel(purpose: string, vneidLevel: number): Verdict<null> {
  const isEnough = !purposeOf(purpose)?.isSensitive || vneidLevel >= 2;
  return isEnough
    ? { value: null }
    : refuse('FORBIDDEN', 'A consent to the use of sensitive data needs a VNeID account of level 2.', {
        field: 'purpose',
        rule: 'vneid_level',
      });
}

/** A child as its verified links tell of it; null for everybody else. */
export interface ChildFacts {
  readonly birthDate: CivilDate;
  /** Whose link is in force. */
  readonly guardianIds: readonly string[];
}

/** Below this age a guardian alone decides about publication. */
export const ageOfSay = 7;

/** Who has to agree for a consent to count. */
export function neededCapacities(
  purpose: string,
  child: ChildFacts | null,
  today: CivilDate,
): readonly Capacity[] {
  if (!child) return ['SELF'];
  const hasSay = purposeOf(purpose)?.isPublication && ageAt(child.birthDate, today) >= ageOfSay;
  return hasSay ? ['SELF', 'GUARDIAN'] : ['GUARDIAN'];
}

/** What somebody last agreed to and has not withdrawn. */
export interface OpenGrant {
  readonly capacity: Capacity;
  readonly givenBy: string;
  readonly scope: readonly string[];
}

interface Counting {
  readonly child: ChildFacts | null;
  readonly today: CivilDate;
}

/**
 * What is agreed to in a matter: what each of those covers who have to agree. Empty means that nothing may be done. A
 * former guardian's grant counts no more.
 */
export function agreedScope(purpose: string, grants: readonly OpenGrant[], on: Counting): readonly string[] {
  const [first = [], ...others] = neededCapacities(purpose, on.child, on.today).map((capacity) =>
    grants.filter((grant) => grant.capacity === capacity && counts(grant, on)).flatMap(({ scope }) => scope),
  );
  const agreed = first.filter((each) => others.every((scope) => scope.includes(each)));
  return [...new Set(agreed)].sort();
}

/** Who still has to agree before anything of a matter counts. */
export function missingCapacities(
  purpose: string,
  grants: readonly OpenGrant[],
  on: Counting,
): readonly Capacity[] {
  const given = new Set(grants.filter((grant) => counts(grant, on)).map(({ capacity }) => capacity));
  return neededCapacities(purpose, on.child, on.today).filter((capacity) => !given.has(capacity));
}

function counts({ capacity, givenBy }: OpenGrant, { child }: Counting): boolean {
  return capacity === 'SELF' || (child?.guardianIds.includes(givenBy) ?? false);
}

/** How many rows of consents there are about one person at most. */
export const maxConsentRows = 1000;

export function checkConsentCount(count: number): Verdict<null> {
  return count < maxConsentRows
    ? { value: null }
    : refuseInput(
        { field: 'purpose', rule: 'max_consents', max: maxConsentRows },
        'Consents about this person have been changed too often.',
      );
}

/** The words that were agreed to, kept as the proof. */
export function checkStatement(statement: string): Verdict<string> {
  return checkRequiredText(statement, { field: 'statement', max: 4000, lines: true });
}

import { hasRole } from './viewer.ts';
import type { Viewer } from './viewer.ts';

/**
 * What somebody is to a person whose data are asked for. `policies.ts` decides by who asks alone; these need facts as well, which an area
 * keeps itself or has by following the journal of whoever decides on them. All are pure, and all say no when a fact is missing.
 * Days are `YYYY-MM-DD` of the city; a last day is the last one that counts.
 */
export interface Span {
  readonly from: string | null;
  /** Null: until further notice. */
  readonly to: string | null;
}

/** A family link as it was verified; any other state gives nothing. */
export interface GuardianFact extends Span {
  readonly guardianId: string;
  readonly childId: string;
  readonly state: string;
}

/** A teacher has a class of a school for a term. */
export interface TeachingFact extends Span {
  readonly teacherId: string;
  readonly classId: string;
  readonly schoolId: string;
}

/** A facility (a clinic, a school's nurse) looks after a person. */
export interface CareFact extends Span {
  readonly facilityId: string;
  readonly personId: string;
}

/** What a person has agreed to by now, in one matter; an empty scope is no consent. */
export interface ConsentFact {
  readonly personId: string;
  readonly purpose: string;
  /** An app, or an agency. */
  readonly recipientId: string | null;
  readonly scope: readonly string[];
  /** Null: until it is withdrawn. */
  readonly until: Date | null;
}

export function isOwner(viewer: Viewer, personId: string): boolean {
  return viewer.kind === 'person' && viewer.id === personId;
}

/** Of exactly this child, by a link that is verified and in force today. */
export function isGuardianOf(
  viewer: Viewer,
  childId: string,
  on: { readonly facts: readonly GuardianFact[]; readonly today: string },
): boolean {
  if (viewer.kind !== 'person' || viewer.id === childId) return false;
  return on.facts.some(
    (fact) =>
      fact.guardianId === viewer.id &&
      fact.childId === childId &&
      fact.state === 'VERIFIED' &&
      covers(fact, on.today),
  );
}

/** Of a class that the pupil is in, of the school that the teacher acts for, within the term. */
export function isTeacherOf(
  viewer: Viewer,
  classId: string,
  on: { readonly facts: readonly TeachingFact[]; readonly today: string },
): boolean {
  if (viewer.kind !== 'person' || !hasRole(viewer, 'teacher') || viewer.agencyId === undefined) return false;
  return on.facts.some(
    (fact) =>
      fact.teacherId === viewer.id &&
      fact.classId === classId &&
      fact.schoolId === viewer.agencyId &&
      covers(fact, on.today),
  );
}

/** A practitioner who acts for a facility that looks after the person. */
export function isPractitionerOf(
  viewer: Viewer,
  personId: string,
  on: { readonly facts: readonly CareFact[]; readonly today: string },
): boolean {
  if (viewer.kind !== 'person' || !hasRole(viewer, 'practitioner') || viewer.agencyId === undefined)
    return false;
  return on.facts.some(
    (fact) => fact.facilityId === viewer.agencyId && fact.personId === personId && covers(fact, on.today),
  );
}

/** What of a person's data somebody wants to read, and for what. */
export interface ConsentNeed {
  readonly personId: string;
  readonly purpose: string;
  readonly scope: string;
}

/**
 * An app by a consent that was given to it: of that purpose and scope, neither withdrawn nor expired, and only what the app's own key may.
 */
export function isConsentedApp(
  viewer: Viewer,
  need: ConsentNeed,
  on: { readonly facts: readonly ConsentFact[]; readonly now: Date },
): boolean {
  if (viewer.kind !== 'app' || viewer.id === null || !viewer.scopes.includes(need.scope)) return false;
  return hasConsent(viewer.id, need, on);
}

/** A practitioner or officer by a consent that was given to the agency. */
export function isConsentedAgency(
  viewer: Viewer,
  need: ConsentNeed,
  on: { readonly facts: readonly ConsentFact[]; readonly now: Date },
): boolean {
  if (viewer.kind !== 'person' || viewer.agencyId === undefined) return false;
  if (!hasRole(viewer, 'practitioner') && !hasRole(viewer, 'officer')) return false;
  return hasConsent(viewer.agencyId, need, on);
}

function hasConsent(
  recipientId: string,
  { personId, purpose, scope }: ConsentNeed,
  { facts, now }: { readonly facts: readonly ConsentFact[]; readonly now: Date },
): boolean {
  return facts.some(
    (fact) =>
      fact.personId === personId &&
      fact.purpose === purpose &&
      fact.recipientId === recipientId &&
      fact.scope.includes(scope) &&
      (fact.until === null || now < fact.until),
  );
}

function covers({ from, to }: Span, today: string): boolean {
  return from !== null && from <= today && (to === null || today <= to);
}

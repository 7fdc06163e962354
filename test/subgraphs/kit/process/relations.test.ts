import fc from 'fast-check';
import type {
  CareFact,
  ConsentFact,
  GuardianFact,
  TeachingFact,
} from '../../../../subgraphs/kit/process/relations.ts';
import {
  isConsentedAgency,
  isConsentedApp,
  isGuardianOf,
  isOwner,
  isPractitionerOf,
  isTeacherOf,
} from '../../../../subgraphs/kit/process/relations.ts';
import type { Viewer } from '../../../../subgraphs/kit/process/viewer.ts';
import { anonymous, roles } from '../../../../subgraphs/kit/process/viewer.ts';

// Few of each, so that what is asked for and what is there meet by chance, too.
const id = fc.constantFrom('an', 'binh', 'chi');
const place = fc.constantFrom('clinic', 'school');
const day = fc.constantFrom('2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27');
const span = { from: fc.option(day), to: fc.option(day) };
const person = fc.record<Viewer>({
  kind: fc.constant('person'),
  id,
  roles: fc.subarray([...roles]),
  agencyId: fc.option(place, { nil: undefined }),
  vneidLevel: fc.constantFrom(0, 1, 2),
  scopes: fc.subarray(['a:read', 'b:read']),
});
const app = fc.record<Viewer>({
  kind: fc.constant('app'),
  id,
  roles: fc.constant([]),
  vneidLevel: fc.constant(0),
  scopes: fc.subarray(['a:read', 'b:read']),
});
const viewer = fc.oneof(person, app, fc.constant(anonymous));
const links = fc.array(
  fc.record<GuardianFact>({
    guardianId: id,
    childId: id,
    state: fc.constantFrom('REQUESTED', 'VERIFIED', 'ENDED'),
    ...span,
  }),
);
const teachings = fc.array(fc.record<TeachingFact>({ teacherId: id, classId: id, schoolId: place, ...span }));
const cares = fc.array(fc.record<CareFact>({ facilityId: place, personId: id, ...span }));
const moment = fc.date({ min: new Date(0), max: new Date(10), noInvalidDate: true });
const scope = fc.constantFrom('a:read', 'b:read');
const purpose = fc.constantFrom('P', 'Q');
const consents = fc.array(
  fc.record<ConsentFact>({
    personId: id,
    purpose,
    recipientId: fc.option(fc.oneof(id, place)),
    scope: fc.subarray(['a:read', 'b:read']),
    until: fc.option(moment),
  }),
);
const isIn = (of: { from: string | null; to: string | null }, today: string): boolean =>
  of.from !== null && today >= of.from && (of.to === null || today <= of.to);

test('C14 a guardian is who a verified link of that child names on one of its days, and nobody else', () => {
  fc.assert(
    fc.property(
      fc.record({ who: viewer, childId: id, facts: links, today: day }),
      ({ who, childId, facts, today }) => {
        const says = isGuardianOf(who, childId, { facts, today });
        const mine = facts.filter((fact) => fact.guardianId === who.id && fact.childId === childId);
        const expected = mine.some((fact) => fact.state === 'VERIFIED' && isIn(fact, today));
        expect(says).toBe(who.kind === 'person' && who.id !== childId && expected);
        // A link that ends today counts today and never after.
        const ended = facts.map((fact) => ({ ...fact, to: '2026-11-23' }));
        expect(isGuardianOf(who, childId, { facts: ended, today })).toBe(false);
      },
    ),
  );
});

test('C15 a teacher is who has the class for the school that they act for, within its days', () => {
  fc.assert(
    fc.property(
      fc.record({ who: viewer, classId: id, facts: teachings, today: day }),
      ({ who, classId, facts, today }) => {
        const says = isTeacherOf(who, classId, { facts, today });
        if (!says) return;
        expect(who).toMatchObject({ kind: 'person', roles: expect.arrayContaining(['teacher']) });
        const own = facts.filter((fact) => fact.teacherId === who.id && fact.schoolId === who.agencyId);
        expect(own.some((fact) => fact.classId === classId && isIn(fact, today))).toBe(true);
      },
    ),
  );
  const who: Viewer = { ...anonymous, kind: 'person', id: 'an', roles: ['teacher'], agencyId: 'school' };
  const fact = { teacherId: 'an', classId: '6a', schoolId: 'school', from: '2026-09-05', to: '2027-05-31' };
  expect(isTeacherOf(who, '6a', { facts: [fact], today: '2026-11-26' })).toBe(true);
  expect(isTeacherOf(who, '6a', { facts: [fact], today: '2027-06-01' })).toBe(false);
});

test('C15 a practitioner is who acts for a facility that looks after the person', () => {
  fc.assert(
    fc.property(
      fc.record({ who: viewer, personId: id, facts: cares, today: day }),
      ({ who, personId, facts, today }) => {
        const expected =
          who.kind === 'person' &&
          who.roles.includes('practitioner') &&
          facts.some(
            (fact) => who.agencyId === fact.facilityId && fact.personId === personId && isIn(fact, today),
          );
        expect(isPractitionerOf(who, personId, { facts, today })).toBe(expected);
      },
    ),
  );
});

test('C20 an app reads by a consent to it, of that purpose and scope, that has not run out, and within its own scopes', () => {
  fc.assert(
    fc.property(
      fc.record({ who: viewer, personId: id, of: purpose, wanted: scope, facts: consents, now: moment }),
      ({ who, personId, of, wanted, facts, now }) => {
        const need = { personId, purpose: of, scope: wanted };
        const counts = facts.filter(
          (fact) =>
            fact.personId === personId &&
            fact.purpose === of &&
            fact.scope.includes(wanted) &&
            (fact.until === null || now.getTime() < fact.until.getTime()),
        );
        const given = counts.some((fact) => fact.recipientId === who.id);
        expect(isConsentedApp(who, need, { facts, now })).toBe(
          who.kind === 'app' && given && who.scopes.includes(wanted),
        );
        // Nothing that was not given to the agency helps whoever acts for it, and no app acts for one.
        const byAgency = isConsentedAgency(who, need, { facts, now });
        if (byAgency) expect(counts.some((fact) => fact.recipientId === who.agencyId)).toBe(true);
        if (who.kind !== 'person') expect(byAgency).toBe(false);
      },
    ),
  );
});

test('a fact less never gives a right more', () => {
  fc.assert(
    fc.property(
      fc.record({ who: viewer, whose: id, family: links, given: consents, cut: fc.nat() }),
      ({ who, whose, family, given, cut }) => {
        const less = <T>(all: readonly T[]): T[] =>
          all.filter((_, index) => index !== cut % (all.length || 1));
        const today = '2026-11-25';
        if (!isGuardianOf(who, whose, { facts: family, today }))
          expect(isGuardianOf(who, whose, { facts: less(family), today })).toBe(false);
        const need = { personId: whose, purpose: 'P', scope: 'a:read' };
        const now = new Date(5);
        if (!isConsentedApp(who, need, { facts: given, now }))
          expect(isConsentedApp(who, need, { facts: less(given), now })).toBe(false);
      },
    ),
  );
});

test('only a person owns data, and a stranger owns none', () => {
  fc.assert(
    fc.property(viewer, id, (who, whose) => {
      expect(isOwner(who, whose)).toBe(who.kind === 'person' && who.id === whose);
    }),
  );
});

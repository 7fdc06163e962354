import fc from 'fast-check';
import type { LinkFacts, LinkStep } from '../../../subgraphs/citizens/link.rules.ts';
import {
  ageAt,
  birthday,
  checkLinkInput,
  checkLinkWords,
  isInForce,
  lastDayOfChildhood,
  linkRoleOf,
  linkSteps,
  mayBeGuardian,
  mayTakeLinkStep,
  requestedLink,
  takeLinkStep,
} from '../../../subgraphs/citizens/link.rules.ts';
import { personId } from '../../../subgraphs/kit/process/person-id.ts';
import { addCivilDays } from '../../../subgraphs/kit/working-days.ts';
import { person } from '../agencies/signed-client.ts';
import { auditor, teacher, wardOfficer } from './start-citizens.ts';

const now = new Date('2026-11-25T02:00:00Z');
const today = '2026-11-25';
const problemOf = (verdict: object): unknown => ('problem' in verdict ? verdict.problem : null);
const dates = fc.integer({ min: 0, max: 20_000 }).map((days) => addCivilDays('1975-01-01', days));

describe('an age', () => {
  test('is reached on the birthday and not the day before, leap days too', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: 1, max: 100 }), (born, age) => {
        const day = birthday(born, age);
        expect(ageAt(born, day)).toBe(age);
        expect(ageAt(born, addCivilDays(day, -1))).toBe(age - 1);
      }),
    );
    expect(birthday('2008-02-29', 18)).toBe('2026-03-01');
    expect(lastDayOfChildhood('2008-11-26')).toBe('2026-11-25');
  });
});

describe('the life of a link', () => {
  const steps = Object.keys(linkSteps) as LinkStep[];
  const moves = fc.array(
    fc.record({
      step: fc.constantFrom(...steps),
      days: fc.integer({ min: 0, max: 4000 }),
      from: dates,
      to: fc.option(dates),
    }),
    { maxLength: 8 },
  );

  test('is a path of its state machine; it is in force on days of childhood only, and never after it has ended', () => {
    fc.assert(
      fc.property(dates, moves, (birthDate, walk) => {
        let facts: LinkFacts = requestedLink(now);
        let day = birthDate;
        for (const { step, days, from, to } of walk) {
          day = addCivilDays(day, days);
          const given = { now, today: day, birthDate, validFrom: from, validTo: to };
          const verdict = takeLinkStep(facts, step, given);
          if ('problem' in verdict) {
            const isIllegal = !linkSteps[step].from.includes(facts.state);
            expect(verdict.problem.code).toBe(isIllegal ? 'ILLEGAL_TRANSITION' : 'BAD_USER_INPUT');
            continue;
          }
          expect(linkSteps[step].from).toContain(facts.state);
          expect(verdict.value.version).toBe(facts.version + 1);
          facts = verdict.value;
          if (facts.state !== 'VERIFIED') expect(isInForce(facts, day)).toBe(false);
          else expect(isInForce(facts, birthday(birthDate, 18))).toBe(false);
        }
      }),
    );
  });

  test('C14: a link that ends today gives no right from this moment on', () => {
    const verified = takeLinkStep(requestedLink(now), 'VERIFY', { now, today, birthDate: '2015-05-05' });
    if ('problem' in verified) throw new Error('expected a verified link');
    expect(verified.value).toMatchObject({ state: 'VERIFIED', validFrom: today, validTo: '2033-05-04' });
    expect(isInForce(verified.value, today)).toBe(true);
    expect(isInForce(verified.value, '2033-05-05')).toBe(false);
    const ended = takeLinkStep(verified.value, 'END', { now, today });
    expect(ended).toMatchObject({ value: { state: 'ENDED', validTo: '2026-11-24' } });
    expect('value' in ended && isInForce(ended.value, today)).toBe(false);
  });

  test.each([
    [{ validFrom: '2026-11-26' }, { field: 'validFrom', rule: 'future' }],
    [{ validFrom: '2015-05-04' }, { field: 'validFrom', rule: 'date_order' }],
    [{ validTo: '2026-11-24' }, { field: 'validTo', rule: 'date_order' }],
  ])('a verification with %j is refused', (given, at) => {
    const verdict = takeLinkStep(requestedLink(now), 'VERIFY', {
      now,
      today,
      birthDate: '2015-05-05',
      ...given,
    });
    expect(problemOf(verdict)).toMatchObject({ code: 'BAD_USER_INPUT', extra: at });
  });
});

describe('a request for a link', () => {
  const verifier = { kind: 'WARD', id: 'ubnd-19753' } as const;
  const input = {
    childId: 'child',
    relation: 'MOTHER',
    childName: ' Bé  Na ',
    childBirthDate: '2015-05-05',
    verifier,
  } as const;
  const by = { guardianId: 'mother', today };

  test('is stored with a tidy name', () => {
    expect(checkLinkInput(input, by)).toMatchObject({ value: { childName: 'Bé  Na' } });
  });

  test.each([
    [{ childId: 'mother' }, 'childId', 'own_guardian'],
    [{ childId: '{"$ne":null}' }, 'childId', 'id'],
    [{ childId: '' }, 'childId', 'id'],
    [{ childBirthDate: '2026-11-26' }, 'childBirthDate', 'future'],
    [{ childBirthDate: '2008-11-25' }, 'childBirthDate', 'child_age'],
    [{ childName: ' ' }, 'childName', 'required'],
    [{ childName: 'x'.repeat(101) }, 'childName', 'max_length'],
    [{ verifier: { kind: 'SCHOOL', id: 'a b' } }, 'verifier.id', 'id'],
  ] as const)('with %j is refused: %s, %s', (change, field, rule) => {
    expect(problemOf(checkLinkInput({ ...input, ...change }, by))).toMatchObject({
      code: 'BAD_USER_INPUT',
      extra: { field, rule },
    });
  });

  test('is possible until the day before the 18th birthday', () => {
    expect(problemOf(checkLinkInput({ ...input, childBirthDate: '2008-11-26' }, by))).toBeNull();
  });

  test('is asked for whatever letter the child’s opaque id begins with', () => {
    fc.assert(
      fc.property(fc.string(), (sub) => {
        const childId = personId('a secret of the tests', 'realm', sub);
        expect(problemOf(checkLinkInput({ ...input, childId }, by))).toBeNull();
      }),
      { numRuns: 500 },
    );
  });

  test('needs an identity of level 2', () => {
    expect(mayBeGuardian(person('a', 'citizen'))).toBe(true);
    expect(mayBeGuardian({ ...person('a', 'citizen'), vneidLevel: 1 })).toBe(false);
    expect(mayBeGuardian({ ...person('a', 'citizen'), kind: 'app' })).toBe(false);
  });

  test('words are needed but to take it back', () => {
    expect(problemOf(checkLinkWords('VERIFY', ''))).toMatchObject({
      extra: { field: 'basis', rule: 'required' },
    });
    expect(problemOf(checkLinkWords('END', null))).toMatchObject({
      extra: { field: 'reason', rule: 'required' },
    });
    expect(checkLinkWords('WITHDRAW', null)).toEqual({ value: null });
  });
});

test('C17: only the verifier that was asked verifies, only the family and the verifier end a link, and nobody their own', () => {
  const ward = { guardianId: 'g', childId: 'c', verifier: { kind: 'WARD', id: 'ubnd-19753' } } as const;
  const school = { ...ward, verifier: { kind: 'SCHOOL', id: teacher.agencyId ?? '' } } as const;
  expect(linkRoleOf(ward, wardOfficer)).toBe('verifier');
  expect(linkRoleOf(school, wardOfficer)).toBeNull();
  expect(linkRoleOf(school, teacher)).toBe('verifier');
  expect(linkRoleOf(ward, teacher)).toBeNull();
  expect(linkRoleOf(ward, { ...wardOfficer, agencyId: 'ubnd-19774' })).toBeNull();
  expect(linkRoleOf(ward, person('ioc', 'ioc', 'identityOfficer'))).toBeNull();
  expect(mayTakeLinkStep(ward, 'VERIFY', { ...wardOfficer, id: 'g' })).toBe(false);
  expect(mayTakeLinkStep(ward, 'VERIFY', wardOfficer)).toBe(true);
  expect(mayTakeLinkStep(ward, 'WITHDRAW', wardOfficer)).toBe(false);
  for (const viewer of [person('c', 'citizen'), auditor])
    for (const step of ['VERIFY', 'REFUSE', 'WITHDRAW', 'END', 'EXPIRE'] as const)
      expect(mayTakeLinkStep(ward, step, viewer)).toBe(false);
});

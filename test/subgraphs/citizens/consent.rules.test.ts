import fc from 'fast-check';
import type { Capacity, ChildFacts, OpenGrant } from '../../../subgraphs/citizens/consent.rules.ts';
import {
  agreedScope,
  checkConsent,
  checkConsentCount,
  checkLevel,
  checkStatement,
  consentPurposes,
  maxConsentRows,
  missingCapacities,
  neededCapacities,
} from '../../../subgraphs/citizens/consent.rules.ts';

const today = '2026-11-25';
const problemOf = (verdict: object): unknown => ('problem' in verdict ? verdict.problem : null);
const child = (birthDate: string, ...guardianIds: string[]): ChildFacts => ({ birthDate, guardianIds });

describe('who has to agree', () => {
  test.each<[string, ChildFacts | null, readonly Capacity[]]>([
    ['NOTIFICATIONS', null, ['SELF']],
    ['PUBLICATION', null, ['SELF']],
    ['HEALTH_RECORD_SHARING', child('2015-05-05', 'g'), ['GUARDIAN']],
    ['PUBLICATION', child('2015-05-05', 'g'), ['SELF', 'GUARDIAN']],
    ['PUBLICATION', child('2019-11-26', 'g'), ['GUARDIAN']],
    // Seven today.
    ['PUBLICATION', child('2019-11-25', 'g'), ['SELF', 'GUARDIAN']],
  ])('to %s about %j: %j', (purpose, about, capacities) => {
    expect(neededCapacities(purpose, about, today)).toEqual(capacities);
  });
});

describe('what is agreed to', () => {
  const scopes = ['public:name', 'public:picture', 'public:result'];
  const grants = fc.array(
    fc.record<OpenGrant>({
      capacity: fc.constantFrom<Capacity>('SELF', 'GUARDIAN'),
      givenBy: fc.constantFrom('g', 'former', 'c'),
      scope: fc.subarray(scopes, { minLength: 1 }),
    }),
    { maxLength: 5 },
  );
  const children = fc.constantFrom(
    null,
    child('2015-05-05', 'g'),
    child('2022-01-01', 'g'),
    child('2015-05-05'),
  );

  test('is never more than each of those who have to agree has agreed to, and nothing while one is missing', () => {
    fc.assert(
      fc.property(grants, children, (given, about) => {
        const on = { child: about, today };
        const agreed = agreedScope('PUBLICATION', given, on);
        const missing = missingCapacities('PUBLICATION', given, on);
        if (missing.length > 0) expect(agreed).toEqual([]);
        for (const each of agreed)
          for (const capacity of neededCapacities('PUBLICATION', about, today))
            expect(given.some((grant) => grant.capacity === capacity && grant.scope.includes(each))).toBe(
              true,
            );
      }),
    );
  });

  test('C14: a former guardian’s word counts no more', () => {
    const grant: OpenGrant = { capacity: 'GUARDIAN', givenBy: 'former', scope: ['health:immunizations'] };
    const on = (...guardians: string[]) => ({ child: child('2020-01-01', ...guardians), today });
    expect(agreedScope('HEALTH_RECORD_SHARING', [grant], on('former'))).toEqual(['health:immunizations']);
    expect(agreedScope('HEALTH_RECORD_SHARING', [grant], on('other'))).toEqual([]);
    expect(missingCapacities('HEALTH_RECORD_SHARING', [grant], on('other'))).toEqual(['GUARDIAN']);
    expect(agreedScope('HEALTH_RECORD_SHARING', [grant], { child: null, today })).toEqual([]);
  });

  test('by nobody is nothing: silence is no consent', () => {
    for (const { code } of consentPurposes)
      for (const about of [null, child('2015-05-05', 'g')])
        expect(agreedScope(code, [], { child: about, today })).toEqual([]);
  });
});

describe('a consent', () => {
  const input = {
    purpose: 'APP_ACCESS',
    scope: ['reports:read'],
    recipientId: 'app-1',
    statement: 'Tôi đồng ý.',
  };

  test('covers each word once, in order', () => {
    const scope = ['reports:read', 'bookings:read', 'reports:read'];
    expect(checkConsent('p', { ...input, scope })).toEqual({
      value: {
        subjectId: 'p',
        purpose: 'APP_ACCESS',
        scope: ['bookings:read', 'reports:read'],
        recipientId: 'app-1',
      },
    });
  });

  test.each([
    [{ purpose: 'EVERYTHING' }, 'purpose', 'purpose'],
    [{ scope: [] }, 'scope', 'required'],
    [{ scope: ['health:encounters'] }, 'scope', 'scope'],
    [{ recipientId: null }, 'recipientId', 'recipient'],
    [{ recipientId: 'a b' }, 'recipientId', 'id'],
    [{ purpose: 'NOTIFICATIONS', scope: ['contact:app'] }, 'recipientId', 'recipient'],
  ])('with %j is refused: %s, %s', (change, field, rule) => {
    expect(problemOf(checkConsent('p', { ...input, ...change }))).toMatchObject({
      code: 'BAD_USER_INPUT',
      extra: { field, rule },
    });
  });

  test('to the use of sensitive data needs an identity of level 2', () => {
    expect(problemOf(checkLevel('HEALTH_RECORD_SHARING', 1))).toMatchObject({
      code: 'FORBIDDEN',
      extra: { rule: 'vneid_level' },
    });
    expect(checkLevel('HEALTH_RECORD_SHARING', 2)).toEqual({ value: null });
    expect(checkLevel('APP_ACCESS', 0)).toEqual({ value: null });
  });

  test('keeps the words that were agreed to, and has a bound', () => {
    expect(problemOf(checkStatement(' '))).toMatchObject({ extra: { field: 'statement', rule: 'required' } });
    expect(problemOf(checkStatement('x'.repeat(4001)))).toMatchObject({
      extra: { field: 'statement', rule: 'max_length' },
    });
    expect(problemOf(checkConsentCount(maxConsentRows))).toMatchObject({ extra: { rule: 'max_consents' } });
  });
});

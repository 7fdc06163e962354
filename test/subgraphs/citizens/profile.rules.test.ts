import fc from 'fast-check';
import { checkProfile, emptyProfile, readCccd } from '../../../subgraphs/citizens/profile.rules.ts';

const today = '2026-11-25';
const problemOf = (verdict: object): unknown => ('problem' in verdict ? verdict.problem : null);

describe('a profile', () => {
  test('is whole: what is left out is empty', () => {
    expect(checkProfile({ fullName: ' Lê Thị Lan ' }, today)).toEqual({
      value: { ...emptyProfile, fullName: 'Lê Thị Lan' },
    });
  });

  test.each([
    [{ cccd: '04619012345' }, 'cccd_length'],
    [{ cccd: '0461901234567' }, 'cccd_length'],
    [{ cccd: '04619012345a' }, 'cccd_length'],
    [{ cccd: '046190012345', birthDate: '1991-03-02' }, 'cccd_mismatch'],
    [{ cccd: '046190012345', birthDate: '2090-03-02' }, 'future'],
    [{ cccd: '046190012345', sex: 'MALE' }, 'cccd_mismatch'],
    [{ cccd: '046290012345', birthDate: '1990-03-02' }, 'cccd_mismatch'],
    [{ birthDate: '2026-11-26' }, 'future'],
    [{ birthDate: '1889-12-31' }, 'past'],
    [{ phone: 'gọi tôi' }, 'phone'],
    [{ email: 'a@b' }, 'email'],
    [{ fullName: 'x'.repeat(101) }, 'max_length'],
    [{ address: 'a\u0000b' }, 'control_characters'],
  ] as const)('domain §1.12: with %j is refused, rule %s', (input, rule) => {
    expect(problemOf(checkProfile(input, today))).toMatchObject({ code: 'BAD_USER_INPUT', extra: { rule } });
  });

  test('takes every number of a card that fits birth year and sex, and no other', () => {
    const births = fc.record({
      year: fc.integer({ min: 1900, max: 2026 }),
      isMale: fc.boolean(),
      tail: fc.integer({ min: 0, max: 999_999 }),
    });
    fc.assert(
      fc.property(births, ({ year, isMale, tail }) => {
        const digit = (Math.floor(year / 100) - 19) * 2 + (isMale ? 0 : 1);
        const cccd = `046${digit}${String(year % 100).padStart(2, '0')}${String(tail).padStart(6, '0')}`;
        expect(readCccd(cccd)).toEqual({ year, sex: isMale ? 'MALE' : 'FEMALE' });
        const birthDate = `${year}-01-01`;
        expect(
          problemOf(checkProfile({ cccd, birthDate, sex: isMale ? 'MALE' : 'FEMALE' }, today)),
        ).toBeNull();
        expect(
          problemOf(checkProfile({ cccd, birthDate, sex: isMale ? 'FEMALE' : 'MALE' }, today)),
        ).toMatchObject({
          extra: { rule: 'cccd_mismatch' },
        });
      }),
    );
  });
});

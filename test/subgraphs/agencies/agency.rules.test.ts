import fc from 'fast-check';
import {
  agencyCode,
  hasBegun,
  holderOn,
  jurisdictionFor,
  stateOn,
} from '../../../subgraphs/agencies/agency.rules.ts';

describe('agencyCode', () => {
  test.each([
    ['H57', 'H57'],
    ['H57.12', 'H57.12'],
    [' h57.12 ', 'H57.12'],
    ['000.00.12.H57', 'H57.12'],
    ['000.01.60.H57', 'H57.60.01'],
    ['000.00.00.H57', 'H57'],
    ['H57.60.01', 'H57.60.01'],
  ])('reads %p as %p', (text, code) => {
    expect(agencyCode(text)).toBe(code);
  });

  test.each([
    '',
    'H58.12',
    'H57.1',
    'H57.123',
    '000.0.12.H57',
    '000.01.00.H57',
    'H57.12.01.01',
    '{"$ne":null}',
  ])('refuses %p', (text) => {
    expect(agencyCode(text)).toBeNull();
  });

  test('gives one code for both spellings of any unit', () => {
    const two = fc.integer({ min: 1, max: 99 }).map((number) => String(number).padStart(2, '0'));
    fc.assert(
      fc.property(two, two, (agency, unit) => {
        expect(agencyCode(`000.00.${agency}.H57`)).toBe(agencyCode(`H57.${agency}`));
        expect(agencyCode(`000.${unit}.${agency}.H57`)).toBe(agencyCode(`H57.${agency}.${unit}`));
      }),
    );
  });
});

describe('the validity of an agency', () => {
  const district = { validFrom: '2025-01-01', validTo: '2025-06-30' };

  test('is ACTIVE on its last day and MERGED from the next day on', () => {
    expect(stateOn(district, '2025-06-30')).toBe('ACTIVE');
    expect(stateOn(district, '2025-07-01')).toBe('MERGED');
    expect(stateOn({ validTo: null }, '2999-01-01')).toBe('ACTIVE');
  });

  test('has begun on its first day and goes on having begun after its last', () => {
    expect(hasBegun(district, '2024-12-31')).toBe(false);
    expect(hasBegun(district, '2025-01-01')).toBe(true);
    expect(hasBegun(district, '2026-01-01')).toBe(true);
    expect(hasBegun({ validFrom: null }, '1900-01-01')).toBe(true);
  });

  test('a code belongs to its holder of the date, afterwards to the last one', () => {
    const province = { name: 'province', validFrom: null, validTo: '2024-12-31' };
    const city = { name: 'city', validFrom: '2025-01-01', validTo: null };
    expect(holderOn([city, province], '2024-12-31')?.name).toBe('province');
    expect(holderOn([province, city], '2025-01-01')?.name).toBe('city');
    expect(holderOn([{ ...district, name: 'district' }], '2026-01-01')?.name).toBe('district');
    expect(holderOn([{ ...district, name: 'district' }], '2024-01-01')).toBeUndefined();
    expect(holderOn([], '2026-01-01')).toBeUndefined();
  });
});

describe('jurisdictionFor', () => {
  const facts = [
    { categoryCode: 'TREES', wardCode: null, agencyId: null },
    { categoryCode: 'TREES', wardCode: '19789', agencyId: 'parks' },
    { categoryCode: 'ROADS', wardCode: null, agencyId: 'works' },
    { categoryCode: 'ROADS', wardCode: '20137', agencyId: null },
  ];
  test.each([
    ['TREES', '19789', { agencyId: 'parks' }, 'the agency for exactly this ward'],
    ['TREES', '20182', 'ward', "the ward's own committee where the rule for any ward names none"],
    ['ROADS', '19789', { agencyId: 'works' }, 'the agency for any ward'],
    ['ROADS', '20137', 'ward', "the ward's own committee where the exact rule says so"],
    ['NOISE', '19789', undefined, 'nothing for a category nobody knows'],
  ])('%s in %s is %p: %s', (...[categoryCode, wardCode, found]) => {
    expect(jurisdictionFor(facts, { categoryCode, wardCode })).toEqual(found);
  });
});

import fc from 'fast-check';
import type { AlertInput } from '../../../subgraphs/alerts/content.rules.ts';
import { checkContent, checkReferences } from '../../../subgraphs/alerts/content.rules.ts';
import { polygonText, readPolygon, ringAround } from '../../../subgraphs/alerts/polygon.rules.ts';
import { reaches, reachOf } from '../../../subgraphs/alerts/area.rules.ts';
import { flood, square } from './alert-input.ts';

const now = new Date('2026-11-25T08:00:00Z');
const check = (change: Partial<AlertInput>, messageType: 'ALERT' | 'UPDATE' = 'ALERT') =>
  checkContent({ ...flood, ...change }, { messageType, references: [], identifier: 'made', now });
const ruleOf = (verdict: ReturnType<typeof check>): unknown =>
  'problem' in verdict
    ? [verdict.problem.extra['field'], verdict.problem.extra['rule']].join(' ')
    : 'accepted';
const area = (polygon: string) => ({ areas: [{ description: 'Vùng', polygons: [polygon] }] });

describe('an alert as it is written', () => {
  test('is accepted, and says what it was given', () => {
    const verdict = check({
      identifier: 'HUE-1',
      risk: { level: 2, simultaneousHazards: true, graveThreat: false },
    });
    expect(verdict).toMatchObject({ value: { identifier: 'HUE-1', riskLevel: 3, severity: 'SEVERE' } });
  });

  // domain.md §1.12, issueAlert
  test.each([
    [
      'a polygon of 3 points',
      area('16.4,107.5 16.5,107.5 16.4,107.5'),
      'input.areas.0.polygons.0 cap_polygon',
    ],
    [
      'an open ring',
      area('16.4,107.5 16.5,107.5 16.5,107.6 16.4,107.6'),
      'input.areas.0.polygons.0 cap_polygon',
    ],
    [
      'corners as lon-lat',
      area('107.5,16.4 107.5,16.5 107.6,16.5 107.5,16.4'),
      'input.areas.0.polygons.0 cap_polygon',
    ],
    [
      'edges that cross',
      area('16.4,107.5 16.5,107.6 16.5,107.5 16.4,107.6 16.4,107.5'),
      'input.areas.0.polygons.0 cap_polygon',
    ],
    [
      'a polygon without an area',
      area('16.4,107.5 16.5,107.6 16.45,107.55 16.4,107.5'),
      'input.areas.0.polygons.0 cap_polygon',
    ],
    ['words for a polygon', area('a b c d'), 'input.areas.0.polygons.0 cap_polygon'],
    ['an area without ward and polygon', { areas: [{ description: 'Vùng' }] }, 'input.areas.0 cap_area'],
    ['no area', { areas: [] }, 'input.areas cap_area'],
    ['an identifier with a space', { identifier: 'HUE 1' }, 'input.identifier cap_identifier'],
    ['an identifier with a comma', { identifier: 'HUE,1' }, 'input.identifier cap_identifier'],
    ['sent with Z', { sent: '2026-11-25T07:00:00Z' }, 'input.sent cap_time'],
    ['sent in the future', { sent: '2026-11-25T15:00:01+07:00' }, 'input.sent cap_time'],
    [
      'an end before the beginning',
      { effective: '2026-11-25T20:00:00+07:00', expires: '2026-11-25T19:00:00+07:00' },
      'input.expires cap_time',
    ],
    ['a private alert without addresses', { scope: 'PRIVATE' as const }, 'input.addresses addresses'],
    [
      'a restricted one without restriction',
      { scope: 'RESTRICTED' as const },
      'input.restriction restriction',
    ],
    [
      'no Vietnamese text',
      { texts: flood.texts.filter(({ language }) => language === 'EN') },
      'input.texts languages',
    ],
    ['a text twice', { texts: [...flood.texts, ...flood.texts] }, 'input.texts languages'],
    [
      'a headline of 161 characters',
      {
        texts: [
          {
            ...flood.texts[0],
            language: 'VI' as const,
            event: 'Lũ',
            description: 'd',
            headline: 'x'.repeat(161),
          },
        ],
      },
      'input.texts.0.headline max_length',
    ],
    [
      'a level of risk of 6',
      { risk: { level: 6, simultaneousHazards: false, graveThreat: false } },
      'input.risk.level risk_level',
    ],
    ['no category', { categories: [] }, 'input.categories max_items'],
  ])('is refused for %s', (_, change, rule) => {
    expect(ruleOf(check(change))).toBe(rule);
  });

  test('says that coordinates look exchanged', () => {
    expect(check(area('107.5,16.4 107.5,16.5 107.6,16.5 107.5,16.4'))).toMatchObject({
      problem: { extra: { hint: 'swapped?' } },
    });
  });

  test('may take effect later, but not an update: between it and what it replaces there would be none', () => {
    const later = { effective: '2026-11-25T18:00:00+07:00', expires: '2026-11-25T20:00:00+07:00' };
    expect(ruleOf(check(later))).toBe('accepted');
    expect(ruleOf(check(later, 'UPDATE'))).toBe('input.effective cap_time');
  });
});

describe('references', () => {
  test('are at least one, each written sender,identifier,sent', () => {
    const good = 'ioc@hue.gov.vn,HUE-1,2026-11-25T08:00:00+07:00';
    expect(checkReferences([good, good])).toEqual({ value: [good] });
    for (const wrong of [[], ['HUE-1'], ['a,b'], [good, ''], ['a b,c,2026-11-25T08:00:00+07:00']])
      expect(checkReferences(wrong)).toMatchObject({ problem: { extra: { rule: 'cap_references' } } });
  });
});

describe('a polygon', () => {
  test('reads as what was written', () => {
    const verdict = readPolygon(square, 'p');
    expect('value' in verdict && polygonText(verdict.value)).toBe(square);
  });

  const cornersOf = (lengths: readonly number[]) =>
    lengths.map((length, index) => {
      const angle = (2 * Math.PI * index) / lengths.length;
      const lat = 16.4 + (length / 100) * Math.cos(angle);
      const lon = 107.6 + (length / 100) * Math.sin(angle);
      return `${lat.toFixed(6)},${lon.toFixed(6)}`;
    });

  test('of any star of corners around a point is accepted', () => {
    const radii = fc.array(fc.integer({ min: 5, max: 20 }), { minLength: 5, maxLength: 12 });
    fc.assert(
      fc.property(radii, (lengths) => {
        const corners = cornersOf(lengths);
        expect(readPolygon([...corners, corners[0]].join(' '), 'p')).toHaveProperty('value');
      }),
    );
  });

  test('is refused when two corners of a convex one change places', () => {
    fc.assert(
      fc.property(fc.integer({ min: 4, max: 20 }), (count) => {
        const [first, second, third, ...others] = cornersOf(Array.from({ length: count }, () => 10));
        const crossed = [first, third, second, ...others, first].join(' ');
        expect(readPolygon(crossed, 'p')).toMatchObject({ problem: { extra: { rule: 'cap_polygon' } } });
      }),
    );
  });

  test('around a place holds what is within the radius, and not what is well outside', () => {
    const ring = ringAround([16.46, 107.59], 300);
    expect(readPolygon(polygonText(ring), 'p')).toHaveProperty('value');
    const reach = reachOf([{ description: '', wardCodes: [], polygons: [ring], circles: [] }], ['19789']);
    const away = (metres: number, angle: number) => ({
      ward: '19789',
      lat: 16.46 + (metres / 111_195) * Math.cos(angle),
      lon: 107.59 + ((metres / 111_195) * Math.sin(angle)) / Math.cos((16.46 * Math.PI) / 180),
    });
    fc.assert(
      fc.property(fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }), (angle) => {
        expect(reaches(reach, away(295, angle))).toBe(true);
        expect(reaches(reach, away(330, angle))).toBe(false);
      }),
    );
  });
});

describe('where an alert holds', () => {
  const ring = ringAround([16.46, 107.59], 300);
  const reach = reachOf(
    [{ description: '', wardCodes: ['19777'], polygons: [ring], circles: [] }],
    ['19789'],
  );

  test('is the whole of a ward that is named, at every place in it', () => {
    expect(reaches(reach, { ward: '19777', lat: 16.5, lon: 107.7 })).toBe(true);
  });

  test('is for a ward that a polygon only touches, but not at every place in it', () => {
    expect(reaches(reach, { ward: '19789' })).toBe(true);
    expect(reaches(reach, { ward: '19789', lat: 16.48, lon: 107.56 })).toBe(false);
    expect(reaches(reach, { ward: '19804' })).toBe(false);
  });
});

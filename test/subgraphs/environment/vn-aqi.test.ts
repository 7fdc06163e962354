import fc from 'fast-check';
import type { AqiTable } from '../../../subgraphs/environment/vn-aqi/breakpoints.ts';
import { roundIndex, subIndex } from '../../../subgraphs/environment/vn-aqi/breakpoints.ts';
import { dailyAqi } from '../../../subgraphs/environment/vn-aqi/daily.ts';
import { hourlyAqi } from '../../../subgraphs/environment/vn-aqi/hourly.ts';
import { aqiBands, bandOf, isAtLeast } from '../../../subgraphs/environment/vn-aqi/levels.ts';
import { nowCast } from '../../../subgraphs/environment/vn-aqi/now-cast.ts';

const tables: readonly AqiTable[] = ['PM25', 'PM10', 'O3', 'O3_8H', 'NO2', 'SO2', 'CO'];
const index = (table: AqiTable, concentration: number): number | null => {
  const exact = subIndex(table, concentration);
  return exact === null ? null : roundIndex(exact);
};
const gaps = (values: readonly (number | null)[]): (number | null)[] =>
  Array.from({ length: 12 }, (_, at) => values[at] ?? null);

describe('the index of one pollutant', () => {
  test.each<[AqiTable, number, number]>([
    ['PM25', 25, 50],
    ['PM25', 26, 52],
    ['PM25', 37.5, 75],
    ['PM25', 100, 164],
    ['PM25', 600, 500],
    ['PM10', 100, 75],
    ['PM10', 550, 450],
    ['SO2', 237.5, 75],
    ['CO', 52_500, 175],
    ['O3', 180, 75],
    ['O3_8H', 305, 250],
    ['PM25', 0, 0],
    ['PM25', 499.9, 500],
    ['NO2', 3850, 500],
  ])('of %s at %d µg/m³ is %d', (...[table, concentration, expected]) => {
    expect(index(table, concentration)).toBe(expected);
  });

  test('of NO2 is what the formula gives where the decree prints another: 59.35 is 59', () => {
    expect(index('NO2', 118.7)).toBe(59);
  });

  test('is nothing for an 8-hour mean of O3 above 400, for which there is no row', () => {
    expect(subIndex('O3_8H', 400)).toBe(300);
    expect(subIndex('O3_8H', 400.1)).toBeNull();
  });

  test('takes noise below zero for zero', () => {
    expect(subIndex('PM25', -3.2)).toBe(0);
  });

  test('never falls when the concentration rises, and stays within 0 and 500', () => {
    const concentration = fc.double({ min: -10, max: 200_000, noNaN: true });
    fc.assert(
      fc.property(fc.constantFrom(...tables), concentration, concentration, (table, a, b) => {
        const [low, high] = [subIndex(table, Math.min(a, b)), subIndex(table, Math.max(a, b))];
        if (low === null || high === null) return table === 'O3_8H';
        return low <= high && low >= 0 && high <= 500;
      }),
    );
  });

  test('has no jump at a breakpoint', () => {
    fc.assert(
      fc.property(fc.constantFrom(...tables), fc.integer({ min: 0, max: 150_000 }), (table, at) => {
        const [before, after] = [subIndex(table, at - 1e-6), subIndex(table, at + 1e-6)];
        return before === null || after === null || Math.abs(after - before) < 1e-3;
      }),
    );
  });
});

describe('NowCast', () => {
  test('of the sample of the decree is 20.27, which makes 41 (case 7)', () => {
    const hours = [20.6, 19.6, 22.4, 20.3, 16.5, 19, 16.5, 19.5, 23.5, 20.5, 24.7, 26.9];
    expect(nowCast(hours)).toBeCloseTo(20.27, 2);
    expect(hourlyAqi({ PM25: hours })).toMatchObject({
      aqi: 41,
      dominant: 'PM25',
      reason: null,
      parts: [{ pollutant: 'PM25', method: 'NOWCAST', hours: 12 }],
    });
  });

  test('divides by the weights at every weight: with gaps the undivided sum would be far off', () => {
    const cast = nowCast(gaps([100, null, 40]));
    expect(cast).toBeCloseTo(88, 10);
    expect(index('PM25', 88)).toBe(156);
  });

  test('of zeros is zero', () => {
    expect(nowCast(gaps(Array.from({ length: 12 }, () => 0)))).toBe(0);
  });

  test('needs two of the latest three hours', () => {
    expect(nowCast(gaps([10, null, null, 10, 10, 10]))).toBeNull();
    expect(nowCast(gaps([null, 10, 10]))).toBe(10);
    expect(nowCast([])).toBeNull();
  });

  test('lies between the least and the greatest of its hours, whatever is missing', () => {
    const hour = fc.option(fc.double({ min: 0, max: 1_000, noNaN: true }), { nil: null });
    fc.assert(
      fc.property(fc.array(hour, { maxLength: 14 }), (hours) => {
        const cast = nowCast(hours);
        const present = hours.slice(0, 12).filter((value) => value !== null);
        if (cast === null) return hours.slice(0, 3).filter((value) => value !== null).length < 2;
        return cast >= Math.min(...present) - 1e-9 && cast <= Math.max(...present) + 1e-9;
      }),
    );
  });

  test('does not leave its hours when instruments give noise below zero', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -5, max: 50, noNaN: true }), { minLength: 2, maxLength: 12 }),
        (hours) => {
          const cast = nowCast(hours) ?? Number.NaN;
          return cast >= Math.min(...hours) - 1e-9 && cast <= Math.max(...hours) + 1e-9;
        },
      ),
    );
  });
});

describe('the index of an hour', () => {
  test('is the greatest of the parts, each rounded before', () => {
    const { aqi, dominant, parts } = hourlyAqi({ PM10: gaps([100, 100]), NO2: [150], CO: [10_000] });
    expect(parts.map((part) => [part.pollutant, part.aqi, part.method])).toEqual([
      ['PM10', 75, 'NOWCAST'],
      ['NO2', 75, 'MEAN_1H'],
      ['CO', 50, 'MEAN_1H'],
    ]);
    expect([aqi, dominant]).toEqual([75, 'PM10']);
  });

  test('is none without dust, and says whether dust was missing or only incomplete', () => {
    expect(hourlyAqi({ O3: [180] })).toMatchObject({ aqi: null, dominant: null, reason: 'NO_PM' });
    const incomplete = hourlyAqi({ PM25: gaps([null, null, 12]), O3: [180] });
    expect(incomplete).toMatchObject({ aqi: null, reason: 'PM_HOURS_MISSING' });
    expect(incomplete.parts).toHaveLength(1);
  });
});

describe('the index of a day', () => {
  const day = (value: number | null, count = 24): (number | null)[] =>
    Array.from({ length: 24 }, (_, at) => (at < count ? value : null));

  test('takes the mean of dust and the greatest hour of gases', () => {
    const no2 = day(40);
    no2[13] = 150;
    const { aqi, parts } = dailyAqi({ PM25: day(37.5), NO2: no2 });
    expect(parts.map((part) => [part.pollutant, part.aqi, part.method, part.hours])).toEqual([
      ['PM25', 75, 'MEAN_24H', 24],
      ['NO2', 75, 'MAX_1H', 24],
    ]);
    expect(aqi).toBe(75);
  });

  test('needs 18 valid hours of a pollutant', () => {
    expect(dailyAqi({ PM25: day(30, 18) }).aqi).toBe(60);
    expect(dailyAqi({ PM25: day(30, 17) })).toMatchObject({ aqi: null, parts: [], reason: 'DAY_INCOMPLETE' });
    expect(dailyAqi({ NO2: day(30) })).toMatchObject({ aqi: null, reason: 'NO_PM' });
  });

  test('takes the worse of one and of eight hours of O3, and of one alone where eight are above 400', () => {
    const ozone = (high: number) => day(100).map((value, at) => (at >= 10 && at < 18 ? high : value));
    const part = (high: number) => dailyAqi({ PM25: day(10), O3: ozone(high) }).parts.at(-1);
    expect(part(170)).toMatchObject({ aqi: 150, method: 'MAX_8H', hours: 8 });
    expect(part(500)).toMatchObject({ aqi: 225, method: 'MAX_1H' });
  });
});

describe('the levels', () => {
  test('follow each other without gap or overlap', () => {
    expect(aqiBands.map(({ to }) => to)).toEqual([50, 100, 150, 200, 300, 500]);
    expect([0, 50, 51, 100, 101, 150, 151, 200, 201, 300, 301, 500].map((aqi) => bandOf(aqi).name)).toEqual([
      'Tốt',
      'Tốt',
      'Trung bình',
      'Trung bình',
      'Kém',
      'Kém',
      'Xấu',
      'Xấu',
      'Rất xấu',
      'Rất xấu',
      'Nguy hại',
      'Nguy hại',
    ]);
  });

  test('are at least what is better', () => {
    expect([isAtLeast(101, 'POOR'), isAtLeast(100, 'POOR'), isAtLeast(500, 'GOOD')]).toEqual([
      true,
      false,
      true,
    ]);
  });
});

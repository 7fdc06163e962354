import fc from 'fast-check';
import type { Bucket, Observation, RowDraft } from '../../../subgraphs/environment/observation.rules.ts';
import {
  hourMean,
  judgeRow,
  maxEarlier,
  mergeObservation,
  readMoment,
  setQuality,
} from '../../../subgraphs/environment/observation.rules.ts';
import { unitFactor } from '../../../subgraphs/environment/property.rules.ts';

const now = new Date('2026-11-25T08:00:00Z');
const pm25 = { property: 'PM25', averagingMinutes: 60 } as const;
const draft = (more: Partial<RowDraft> = {}): RowDraft => ({
  place: 0,
  datastream: 'hung-vuong.pm25',
  at: '2026-11-25T13:00:00+07:00',
  resultAt: null,
  value: 21.5,
  unit: null,
  ...more,
});
const judge = (more: Partial<RowDraft>, stream: Parameters<typeof judgeRow>[1] = pm25) => {
  const verdict = judgeRow(draft(more), stream, { now });
  return 'refusal' in verdict ? verdict.refusal.rule : verdict.observation;
};
const reading = (more: Partial<Observation> = {}): Observation => ({
  at: new Date('2026-11-25T06:00:00Z'),
  resultAt: new Date('2026-11-25T06:00:00Z'),
  value: 20,
  quality: 'VALID',
  ...more,
});
const inBucket = (...observations: Observation[]): Bucket => ({
  hour: new Date('2026-11-25T06:00:00Z'),
  observations,
});

describe('a row', () => {
  test.each([-999, -9999, 9999, '-999.0', 'NaN', '', Number.NaN, Number.POSITIVE_INFINITY, null])(
    'with the sentinel %p is kept as INVALID, without a value',
    (value) => {
      expect(judge({ value })).toMatchObject({ value: null, quality: 'INVALID', rule: 'sentinel' });
    },
  );

  test('has its sentinels looked for before the unit: -9.999 mg/m³ is no sentinel, -9999 of any unit is', () => {
    expect(judge({ value: -9999, unit: 'mg/m³' })).toMatchObject({ value: null, rule: 'sentinel' });
    expect(judge({ value: 0.0215, unit: 'mg/m3' })).toMatchObject({ value: 21.5, quality: 'VALID' });
  });

  test('keeps a reading a little below zero, and marks what is implausible or impossible', () => {
    expect(judge({ value: -0.4 })).toMatchObject({ value: -0.4, quality: 'VALID' });
    expect(judge({ value: 900 })).toMatchObject({ value: 900, quality: 'SUSPECT', rule: 'implausible' });
    expect(judge({ value: 6_000 })).toMatchObject({ value: 6_000, quality: 'INVALID', rule: 'impossible' });
  });

  test.each([
    ['a unit that does not fit', { unit: 'ppb' }, 'unit'],
    ['no number', { value: '12,5' }, 'number'],
    ['a hexadecimal number', { value: '0x10' }, 'number'],
    ['a time more than five minutes ahead', { at: '2026-11-25T08:05:01Z' }, 'future'],
    ['a time without an offset', { at: '2026-11-25T08:00:00' }, 'date_time'],
    ['a day that does not exist', { at: '2026-02-30T08:00:00Z' }, 'date_time'],
    ['a result time that is none', { resultAt: 'soon' }, 'date_time'],
    ['a time before all that is kept', { at: '2016-01-01T00:00:00Z' }, 'retention'],
  ])('with %s is refused', (...[, more, rule]) => {
    expect(judge(more)).toBe(rule);
  });

  test('may be five minutes ahead, and of minutes as old as 400 days', () => {
    expect(judge({ at: '2026-11-25T08:05:00Z' })).toMatchObject({ quality: 'VALID' });
    const minutes = { property: 'PM25', averagingMinutes: 5 } as const;
    expect(judge({ at: '2025-10-20T00:00:00Z' }, minutes)).toBe('retention');
    expect(judge({ at: '2025-10-22T00:00:00Z' }, minutes)).toMatchObject({ quality: 'VALID' });
  });

  test('has units in all their spellings, and none that has no exact factor', () => {
    expect(['µg/m³', 'μg/m3', 'UG/M3', 'GQ', 'mg/m³'].map((unit) => unitFactor('CO', unit))).toEqual([
      1, 1, 1, 1, 1_000,
    ]);
    expect(['ppb', 'ppm', '', 'constructor', '__proto__'].map((unit) => unitFactor('CO', unit))).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
    expect(unitFactor('WATER_LEVEL', 'cm')).toBe(0.01);
  });

  test('is read or refused, whatever it holds', () => {
    const any = fc.oneof(fc.string(), fc.double(), fc.constant(null));
    fc.assert(
      fc.property(any, fc.string(), fc.option(fc.string(), { nil: null }), (value, at, unit) => {
        const verdict = judgeRow(draft({ value, at, unit }), pm25, { now });
        return (
          'refusal' in verdict ||
          verdict.observation.quality === 'INVALID' ||
          verdict.observation.value !== null
        );
      }),
    );
  });

  test('has a moment with its offset in any of the usual ways', () => {
    const same = [
      '2026-11-25T13:00:00+07:00',
      '2026-11-25 13:00:00+0700',
      '2026-11-25T06:00Z',
      '2026-11-25 13:00:00+07',
      '2026-11-25 13:00:00 +07:00',
      '2026-11-25T06:00:00.000Z',
    ];
    expect(same.map((text) => readMoment(text)?.toISOString())).toEqual(
      same.map(() => '2026-11-25T06:00:00.000Z'),
    );
  });
});

describe('a reading for a time that is there', () => {
  test('of the same result changes nothing, nor does one of an earlier result', () => {
    const bucket = inBucket(reading());
    expect(mergeObservation(bucket, reading())).toEqual({ effect: 'REPEATED' });
    expect(mergeObservation(bucket, reading({ resultAt: new Date(0), value: 3 }))).toEqual({
      effect: 'REPEATED',
    });
  });

  test('of a later result replaces it, and the old one is kept', () => {
    const later = reading({ resultAt: new Date('2026-11-25T07:00:00Z'), value: 23 });
    const merge = mergeObservation(inBucket(reading()), later);
    expect(merge).toMatchObject({
      effect: 'REPLACED',
      bucket: { observations: [{ value: 23, earlier: [{ value: 20, quality: 'VALID' }] }] },
    });
  });

  test('of the same result with another value is a contradiction, told as such', () => {
    expect(mergeObservation(inBucket(reading()), reading({ value: 21 }))).toEqual({
      effect: 'REFUSED',
      rule: 'later_result_needed',
    });
  });

  test('leaves alone what quality control has set', () => {
    const set = setQuality(inBucket(reading()), { at: reading().at, quality: 'INVALID', isAuditor: false });
    if (!('bucket' in set)) throw new Error('expected a bucket');
    const later = reading({ resultAt: new Date('2026-11-25T07:00:00Z'), value: 23 });
    expect(mergeObservation(set.bucket, later)).toEqual({ effect: 'REFUSED', rule: 'not_yours' });
  });

  test('comes out the same in whatever order the results arrive, and however often', () => {
    const result = fc
      .integer({ min: 0, max: 5 })
      .map((minute) => reading({ resultAt: new Date(Date.UTC(2026, 10, 25, 6, minute)), value: minute }));
    fc.assert(
      fc.property(fc.array(result, { minLength: 1, maxLength: 12 }), (results) => {
        const end = (order: readonly Observation[]) =>
          order.reduce<Bucket | null>((bucket, one) => {
            const merge = mergeObservation(bucket, one);
            return 'bucket' in merge ? merge.bucket : bucket;
          }, null)?.observations[0]?.value;
        const newest = Math.max(...results.map(({ value }) => value ?? 0));
        return (
          end(results) === newest &&
          end([...results].reverse()) === newest &&
          end([...results, ...results]) === newest
        );
      }),
    );
  });

  test('keeps the last 20 of what it was', () => {
    let bucket: Bucket | null = null;
    for (let minute = 0; minute < 30; minute += 1) {
      const merge = mergeObservation(
        bucket,
        reading({ resultAt: new Date(Date.UTC(2026, 10, 25, 6, minute)), value: minute }),
      );
      if ('bucket' in merge) bucket = merge.bucket;
    }
    expect(bucket?.observations[0]?.earlier).toHaveLength(maxEarlier);
  });
});

describe('the mean of an hour', () => {
  test('is of VALID readings only', () => {
    const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 25, 6, minute));
    const bucket = inBucket(
      reading({ at: at(0), value: 10 }),
      reading({ at: at(15), value: 900, quality: 'SUSPECT' }),
      reading({ at: at(30), value: null, quality: 'INVALID' }),
      reading({ at: at(45), value: 30 }),
    );
    expect(hourMean(bucket)).toBe(20);
    expect(hourMean(inBucket(reading({ value: -999, quality: 'INVALID' })))).toBeNull();
  });
});

describe('quality control', () => {
  const at = reading().at;
  const set = (bucket: Bucket, quality: Observation['quality'], isAuditor = false) => {
    const setting = setQuality(bucket, { at, quality, isAuditor });
    return 'bucket' in setting ? setting.bucket.observations[0]?.quality : setting.problem;
  };

  test('may set any quality, but an INVALID reading is made VALID again by an auditor only', () => {
    expect(set(inBucket(reading()), 'SUSPECT')).toBe('SUSPECT');
    expect(set(inBucket(reading({ quality: 'SUSPECT' })), 'VALID')).toBe('VALID');
    const invalid = inBucket(reading({ quality: 'INVALID' }));
    expect([set(invalid, 'VALID'), set(invalid, 'SUSPECT'), set(invalid, 'VALID', true)]).toEqual([
      'auditor_only',
      'auditor_only',
      'VALID',
    ]);
  });

  test('finds nothing to set where there is no reading, no value, or nothing new', () => {
    expect(set(inBucket(), 'INVALID')).toBe('unknown');
    expect(set(inBucket(reading({ value: null, quality: 'INVALID' })), 'VALID', true)).toBe('no_value');
    expect(set(inBucket(reading()), 'VALID')).toBe('same');
  });
});

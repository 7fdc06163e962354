import fc from 'fast-check';
import { airAt, distanceM, maxDistanceM } from '../../../subgraphs/environment/air.rules.ts';
import type { AqiHour } from '../../../subgraphs/environment/aqi.rules.ts';
import {
  computeDay,
  concerns,
  datesTouched,
  hoursAffected,
  stateOfHour,
} from '../../../subgraphs/environment/aqi.rules.ts';

const now = new Date('2026-11-25T08:20:00Z');
const middle = { lat: 16.4637, lon: 107.5909 };
const hourOf = (aqi: number | null, ago = 1): AqiHour => ({
  hour: new Date(Date.parse('2026-11-25T08:00:00Z') - ago * 3_600_000),
  aqi,
  dominant: aqi === null ? null : 'PM25',
  parts: [],
  reason: aqi === null ? 'PM_HOURS_MISSING' : null,
  version: 1,
});
const station = (id: string, north: number) => ({ id, lat: middle.lat + north / 111_195, lon: middle.lon });

describe('the air at a place', () => {
  test('is that of the nearest station that has an index of now, not of one that has none', () => {
    const {
      station: shown,
      hour,
      reason,
    } = airAt(
      middle,
      [
        { station: station('silent', 100), latest: null },
        { station: station('incomplete', 200), latest: hourOf(null) },
        { station: station('old', 300), latest: hourOf(90, 4) },
        { station: station('far', 9_000), latest: hourOf(75) },
        { station: station('farther', 12_000), latest: hourOf(20) },
      ],
      now,
    );
    expect([shown?.id, hour?.aqi, reason]).toEqual(['far', 75, null]);
  });

  test('is without an index that of the nearest, with its reason', () => {
    const reasonOf = (latest: AqiHour | null, north = 100) =>
      airAt(middle, [{ station: station('one', north), latest }], now);
    expect(reasonOf(hourOf(null))).toMatchObject({ reason: 'PM_HOURS_MISSING', hour: { aqi: null } });
    expect(reasonOf(hourOf(90, 4))).toMatchObject({ reason: 'STALE', hour: null });
    expect(reasonOf(null)).toMatchObject({ reason: 'STALE', hour: null });
    expect(reasonOf(hourOf(90), maxDistanceM + 100)).toEqual({
      station: null,
      distanceM: null,
      hour: null,
      reason: 'NO_STATION',
    });
  });

  test('counts an index as of now until two hours after the end of its hour', () => {
    const at = (moment: string) =>
      airAt(middle, [{ station: station('one', 0), latest: hourOf(50, 1) }], new Date(moment)).reason;
    expect(at('2026-11-25T10:00:00Z')).toBeNull();
    expect(at('2026-11-25T10:00:01Z')).toBe('STALE');
  });

  test('never shows a station while a nearer one has an index of now', () => {
    const candidate = fc.record({
      north: fc.integer({ min: 0, max: 40_000 }),
      aqi: fc.option(fc.integer({ min: 0, max: 500 }), { nil: null }),
      ago: fc.integer({ min: 0, max: 6 }),
    });
    fc.assert(
      fc.property(fc.array(candidate, { maxLength: 8 }), (given) => {
        const candidates = given.map(({ north, aqi, ago }, index) => ({
          station: station(String(index), north),
          latest: hourOf(aqi, ago),
        }));
        const shown = airAt(middle, candidates, now);
        const good = candidates.filter(
          ({ station: one, latest }) =>
            latest.aqi !== null &&
            now.getTime() - latest.hour.getTime() <= 3 * 3_600_000 &&
            Math.round(distanceM(middle, one)) <= maxDistanceM,
        );
        const nearest = Math.min(...good.map(({ station: one }) => Math.round(distanceM(middle, one))));
        if (good.length > 0) expect([shown.distanceM, shown.reason]).toEqual([nearest, null]);
        else expect(shown.reason).not.toBeNull();
      }),
    );
  });
});

describe('an hour of the index', () => {
  test('is final when 48 hours have passed', () => {
    const { hour } = hourOf(10, 0);
    const after = (hours: number): string => stateOfHour(hour, new Date(hour.getTime() + hours * 3_600_000));
    expect([after(1), after(48), after(48.01)]).toEqual(['PROVISIONAL', 'PROVISIONAL', 'FINAL']);
  });

  test('concerns who watches from a level on when it comes to that level or leaves it', () => {
    const told = (was: number | null, is: number | null) =>
      concerns({ hour: { aqi: is }, wasAqi: was }, 'POOR');
    expect([told(90, 101), told(120, 130), told(120, 80), told(null, 151)]).toEqual([true, true, true, true]);
    expect([told(20, 100), told(null, null), told(null, 10)]).toEqual([false, false, false]);
    expect(concerns({ hour: { aqi: 3 }, wasAqi: null }, null)).toBe(true);
  });

  test('touches its own local date and that of eleven hours later, and neighbours are one run', () => {
    const dates = (...hours: string[]) => datesTouched(hours.map((hour) => new Date(hour)));
    expect(dates('2026-11-25T02:00:00Z')).toEqual([{ from: '2026-11-25', to: '2026-11-25' }]);
    // 16:00 UTC is 23:00 here.
    expect(dates('2026-11-25T16:00:00Z')).toEqual([{ from: '2026-11-25', to: '2026-11-26' }]);
    expect(dates('2026-11-25T16:00:00Z', '2026-11-25T02:00:00Z', '2026-01-01T00:00:00Z')).toEqual([
      { from: '2026-01-01', to: '2026-01-01' },
      { from: '2026-11-25', to: '2026-11-26' },
    ]);
  });
});

test('a day of which only the hours are computed anew that a reading can change is as if all were', () => {
  const first = Date.parse('2026-11-23T17:00:00Z');
  const of = { stationId: 'a', date: '2026-11-24' };
  const value = fc.option(fc.integer({ min: 0, max: 300 }), { nil: null });
  const hours = fc.dictionary(fc.integer({ min: -11, max: 23 }).map(String), value);
  const means = (byHour: Readonly<Record<string, number | null>>) =>
    new Map([
      [
        'PM25' as const,
        new Map(Object.entries(byHour).map(([n, one]) => [first + Number(n) * 3_600_000, one])),
      ],
    ]);
  fc.assert(
    fc.property(hours, hours, (before, news) => {
      const known = computeDay(of, means(before), null);
      const all = means({ ...before, ...news });
      const changed = Object.keys(news).map((n) => new Date(first + Number(n) * 3_600_000));
      const affected = hoursAffected(changed);
      expect(computeDay({ ...of, affected }, all, known)).toEqual(computeDay(of, all, known));
    }),
  );
});

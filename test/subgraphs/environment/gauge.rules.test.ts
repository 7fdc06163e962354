import fc from 'fast-check';
import type { AlarmNumber } from '../../../subgraphs/environment/gauge.rules.ts';
import { alarmAfter, crosses, hysteresisM, levelText } from '../../../subgraphs/environment/gauge.rules.ts';
import type { Observation } from '../../../subgraphs/environment/observation.rules.ts';
import { passLevels } from '../../../subgraphs/environment/present.rules.ts';

const kimLong = { bd1: 1, bd2: 2, bd3: 3.5 };
const walk = (levels: readonly number[], from: AlarmNumber = 0): AlarmNumber[] => {
  const passed: AlarmNumber[] = [];
  let alarm = from;
  for (const levelM of levels) passed.push((alarm = alarmAfter(alarm, levelM, kimLong)));
  return passed;
};
const reading = (
  minute: number,
  value: number | null,
  quality: Observation['quality'] = 'VALID',
): Observation => {
  const at = new Date(Date.UTC(2026, 9, 27, 0, minute));
  return { at, resultAt: at, value, quality };
};

describe('the alarm of a gauge', () => {
  test('goes 1, 2, 3 at 1.95, 2.05 and 3.55 m (case 9)', () => {
    expect(walk([1.95, 2.05, 3.55])).toEqual([1, 2, 3]);
  });

  test('rises as soon as a level is reached and falls more than 0.10 m below it', () => {
    expect(walk([3.5, 3.4, 3.39])).toEqual([3, 3, 2]);
    expect(walk([2, 1.9, 1.89, 1.99, 2])).toEqual([2, 2, 1, 1, 2]);
  });

  test('falls over several levels at once, to the one that is truly left', () => {
    expect(walk([3.6, 0.95, 0.89])).toEqual([3, 1, 0]);
    expect(walk([3.6, 1.95])).toEqual([3, 2]);
  });

  test('never flaps: between a rise to a level and a fall from it the water goes down by more than 0.10 m', () => {
    const water = fc.double({ min: 0, max: 5, noNaN: true }).map((value) => Math.round(value * 100) / 100);
    fc.assert(
      fc.property(fc.array(water, { maxLength: 60 }), (levels) => {
        const alarms = walk(levels);
        for (let at = 1; at < alarms.length; at += 1) {
          const [before = 0, after = 0] = [alarms[at - 1], alarms[at]];
          const threshold = [0, kimLong.bd1, kimLong.bd2, kimLong.bd3][before] ?? 0;
          if (after < before && (levels[at] ?? 0) >= threshold - hysteresisM - 1e-9) return false;
        }
        return true;
      }),
    );
  });

  test('stays where it is while the water moves less than the hysteresis about a level', () => {
    const wave = fc.integer({ min: -10, max: 9 }).map((cm) => 2 + cm / 100);
    fc.assert(
      fc.property(fc.array(wave, { minLength: 1, maxLength: 50 }), (waves) => {
        const changes = walk([2.05, ...waves]).filter((alarm, at, all) => at > 0 && alarm !== all[at - 1]);
        return changes.length === 0;
      }),
    );
  });

  test('passes every level between two readings', () => {
    const change = { from: 0, to: 3 };
    expect([1, 2, 3].map((level) => crosses(level, change))).toEqual([true, true, true]);
    expect([1, 2, 3].map((level) => crosses(level, { from: 3, to: 2 }))).toEqual([false, false, true]);
  });
});

describe('readings that pass the levels', () => {
  test('cross once each, in the order of their time, not of their arrival', () => {
    const { alarm, crossings } = passLevels(
      null,
      [reading(2, 3.55), reading(0, 1.95), reading(1, 2.05)],
      kimLong,
    );
    expect(crossings.map(({ from, to, version }) => [from, to, version])).toEqual([
      [0, 1, 1],
      [1, 2, 2],
      [2, 3, 3],
    ]);
    expect(alarm).toMatchObject({ level: 3, levelM: 3.55, version: 3 });
  });

  test('of an older time, or not VALID, change nothing', () => {
    const { alarm } = passLevels(null, [reading(5, 1.2)], kimLong);
    const late = passLevels(
      alarm,
      [reading(4, 3.9), reading(6, 3.9, 'SUSPECT'), reading(7, null, 'INVALID')],
      kimLong,
    );
    expect(late).toEqual({ alarm, crossings: [] });
  });

  test('are told the same whether they come in one batch or one by one', () => {
    const water = fc.double({ min: 0, max: 5, noNaN: true });
    fc.assert(
      fc.property(fc.array(water, { maxLength: 30 }), (levels) => {
        const readings = levels.map((value, minute) => reading(minute, value));
        const whole = passLevels(null, readings, kimLong);
        let alarm: typeof whole.alarm = null;
        const apart = readings.flatMap((one) => {
          const passed = passLevels(alarm, [one], kimLong);
          alarm = passed.alarm;
          return passed.crossings;
        });
        expect(apart).toEqual(whole.crossings);
        expect(alarm).toEqual(whole.alarm);
      }),
    );
  });
});

describe('the text of a level', () => {
  test.each([
    [3.15, '3,15 m, dưới BĐ3 0,35 m'],
    [5.05, '5,05 m, trên BĐ3 1,55 m'],
    [2, '2,00 m, bằng BĐ2'],
    [0.4, '0,40 m, dưới BĐ1 0,60 m'],
  ])('of %d m is "%s"', (...[levelM, text]) => {
    expect(levelText(levelM, kimLong)).toBe(text);
  });

  test('is the level alone where none are laid down', () => {
    expect(levelText(56.4, null)).toBe('56,40 m');
  });
});

import fc from 'fast-check';
import {
  calendarFault,
  maxCalendarDays,
  noteFault,
  tidyDays,
} from '../../../subgraphs/agencies/calendar.rules.ts';
import type { CalendarDay } from '../../../subgraphs/kit/working-days.ts';
import { addCivilDays, isWeekend } from '../../../subgraphs/kit/working-days.ts';

const holiday = (date: string, name = 'Ngày nghỉ'): CalendarDay => ({ date, kind: 'HOLIDAY', name });

describe('a calendar that is set', () => {
  test('may hold holidays on any day, swaps on weekdays and made-up weekends', () => {
    expect(
      calendarFault(2026, [
        holiday('2026-04-26'),
        holiday('2026-04-27'),
        { date: '2026-08-31', kind: 'SWAP_OFF', name: 'Hoán đổi' },
        { date: '2026-08-22', kind: 'SWAP_WORK', name: 'Làm bù' },
      ]),
    ).toBeNull();
    expect(calendarFault(2026, [])).toBeNull();
  });

  test.each<[string, number, CalendarDay[], string, string]>([
    ['a year out of range', 1999, [], 'year', 'calendar_year'],
    ['a day of another year', 2026, [holiday('2027-01-01')], 'days.0.date', 'calendar_date'],
    ['a day that does not exist', 2026, [holiday('2026-02-29')], 'days.0.date', 'calendar_date'],
    ['a day twice', 2026, [holiday('2026-01-01'), holiday('2026-01-01')], 'days.1.date', 'calendar_date'],
    ['a blank name', 2026, [holiday('2026-01-01', '  ')], 'days.0.name', 'calendar_name'],
    ['a long name', 2026, [holiday('2026-01-01', 'x'.repeat(151))], 'days.0.name', 'calendar_name'],
    [
      'a Monday made up',
      2026,
      [{ date: '2026-08-31', kind: 'SWAP_WORK', name: 'x' }],
      'days.0.kind',
      'swap_day',
    ],
    [
      'a Saturday swapped off',
      2026,
      [{ date: '2026-08-22', kind: 'SWAP_OFF', name: 'x' }],
      'days.0.kind',
      'swap_day',
    ],
  ])('may not hold %s', (...[, year, days, field, rule]) => {
    expect(calendarFault(year, days)).toMatchObject({ field, rule });
  });

  test('has at most 100 days', () => {
    const days = Array.from({ length: maxCalendarDays + 1 }, (_, at) =>
      holiday(addCivilDays('2026-01-01', at)),
    );
    expect(calendarFault(2026, days)).toMatchObject({ field: 'days', rule: 'calendar_days' });
    expect(calendarFault(2026, days.slice(1))).toBeNull();
  });

  test('has a note of at most 500 characters', () => {
    expect(noteFault('x'.repeat(500))).toBeNull();
    expect(noteFault(null)).toBeNull();
    expect(noteFault('x'.repeat(501))).toMatchObject({ field: 'note', rule: 'note' });
  });

  test('is stored in order, with names in NFC', () => {
    const days = [holiday('2026-09-02', ' Quốc khánh '.normalize('NFD')), holiday('2026-01-01')];
    expect(tidyDays(days)).toEqual([holiday('2026-01-01'), holiday('2026-09-02', 'Quốc khánh')]);
  });

  test('any set of days of the right kind is without fault', () => {
    const day = fc.integer({ min: 0, max: 364 }).chain((at) => {
      const date = addCivilDays('2026-01-01', at);
      const kinds = ['HOLIDAY', isWeekend(date) ? 'SWAP_WORK' : 'SWAP_OFF'] as const;
      return fc.constantFrom(...kinds).map((kind) => ({ date, kind, name: 'x' }));
    });
    fc.assert(
      fc.property(fc.uniqueArray(day, { selector: ({ date }) => date }), (days) => {
        expect(calendarFault(2026, days)).toBeNull();
        expect(tidyDays(days).map(({ date }) => date)).toEqual(days.map(({ date }) => date).sort());
      }),
    );
  });
});

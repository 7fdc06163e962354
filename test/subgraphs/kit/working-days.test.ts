import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import type { CalendarYear, DueDate } from '../../../subgraphs/kit/working-days.ts';
import {
  addCivilDays,
  civilDateOf,
  createWorkingCalendar,
  endOfCivilDate,
  isCivilDate,
  isWeekend,
  isWorkingDay,
  workingDaysBetween,
  workingDue,
  workingHoursDue,
  workingMinutesBetween,
} from '../../../subgraphs/kit/working-days.ts';

const years: CalendarYear[] = JSON.parse(
  readFileSync(new URL('../../../subgraphs/agencies/data/calendars.json', import.meta.url), 'utf8'),
);
const calendar = createWorkingCalendar(years);

const at = (local: string): Date => new Date(`${local}+07:00`);
const due = (local: string, days: number): DueDate => {
  const answer = workingDue(calendar, { from: at(local), days });
  if (answer.kind !== 'due') throw new Error(`no calendar for ${answer.year}`);
  return answer;
};
const endOf = (date: string): Date => at(`${date}T23:59:59`);

describe('a term in working days (domain.md §4.2)', () => {
  test.each([
    ['2023-02-08T09:00:00', 7, '2023-02-17', 'the public case of February 2023'],
    ['2024-11-07T08:22:00', 7, '2024-11-18', 'acceptance case 1'],
    ['2025-07-01T10:00:00', 7, '2025-07-10', 'the public case of July 2025'],
    ['2021-05-20T10:00:00', 24, '2021-06-23', 'the extended case of May 2021, on a plain calendar'],
    ['2026-02-13T16:00:00', 7, '2026-03-03', 'acceptance case 5, over Tết'],
    ['2026-11-20T09:00:00', 7, '2026-12-01', 'acceptance case 19 before setCalendar'],
    ['2026-04-29T09:00:00', 2, '2026-05-05', 'over 30/4 and 1/5'],
    ['2026-11-07T09:00:00', 1, '2026-11-09', 'received on a Saturday: Monday is day 1'],
    ['2026-11-07T23:59:59', 1, '2026-11-09', 'received in the last second of a Saturday'],
    ['2026-11-06T23:59:59', 1, '2026-11-09', 'received late on a Friday'],
    ['2026-01-01T09:00:00', 1, '2026-01-05', '2/1/2026 is swapped off'],
    ['2026-01-09T09:00:00', 1, '2026-01-10', 'Saturday 10/1/2026 is made up for it'],
    ['2026-08-21T09:00:00', 1, '2026-08-22', 'Saturday 22/8/2026 is at work'],
    ['2026-08-28T09:00:00', 1, '2026-09-03', '31/8, 1/9 and 2/9/2026 are off'],
    ['2026-04-24T09:00:00', 1, '2026-04-28', 'Giỗ Tổ on a Sunday gives the Monday off'],
  ])('received %s, %d days, is due at the end of %s (%s)', (from, days, last) => {
    const plain: CalendarYear = { year: 2021, status: 'PUBLISHED', days: [] };
    const answer = workingDue(createWorkingCalendar([...years, plain]), { from: at(from), days });
    expect(answer).toMatchObject({ kind: 'due', dueAt: endOf(last) });
  });

  test('case 19: is due on 2026-12-02 once 24/11 is declared a holiday', () => {
    const day = { date: '2026-11-24', kind: 'HOLIDAY' as const, name: 'Ngày Văn hóa Việt Nam' };
    const changed = years.map((year) => (year.year === 2026 ? { ...year, days: [...year.days, day] } : year));
    const answer = workingDue(createWorkingCalendar(changed), { from: at('2026-11-20T09:00:00'), days: 7 });
    expect(answer).toEqual({ kind: 'due', dueAt: endOf('2026-12-02'), skipped: [day], provisional: false });
  });

  test('case 5: lists the skipped dates of Tết with their kind', () => {
    expect(due('2026-02-13T16:00:00', 7).skipped).toEqual(
      ['16', '17', '18', '19', '20'].map((day) => ({
        date: `2026-02-${day}`,
        kind: 'HOLIDAY',
        name: 'Tết Nguyên đán',
      })),
    );
  });

  test('lists a swapped day as SWAP_OFF and no weekend', () => {
    expect(due('2026-01-01T09:00:00', 1).skipped.map((day) => [day.date, day.kind])).toEqual([
      ['2026-01-02', 'SWAP_OFF'],
    ]);
    expect(due('2026-04-24T09:00:00', 1).skipped.map((day) => day.date)).toEqual(['2026-04-27']);
  });

  test('takes the local date of receipt, not the one of UTC', () => {
    expect(workingDue(calendar, { from: new Date('2026-11-08T17:30:00Z'), days: 1 })).toMatchObject({
      dueAt: endOf('2026-11-10'),
    });
  });

  test('answers calendar_year instead of a guess for a year without a calendar', () => {
    expect(workingDue(calendar, { from: at('2027-12-28T09:00:00'), days: 7 })).toEqual({
      kind: 'calendar_year',
      year: 2028,
    });
    expect(workingDue(calendar, { from: at('2020-01-01T09:00:00'), days: 1 })).toEqual({
      kind: 'calendar_year',
      year: 2020,
    });
  });

  test.each(['+010000-01-01T00:00:00Z', '9999-12-31T12:00:00Z', '-000001-01-01T00:00:00Z'])(
    'answers calendar_year at the ends of time: %s',
    (text) => {
      const from = new Date(text);
      expect(workingDue(calendar, { from, days: 1 }).kind).toBe('calendar_year');
      expect(workingHoursDue(calendar, { from, minutes: 1 }).kind).toBe('calendar_year');
    },
  );

  test('needs only the years that are counted: received on the eve of the first known one', () => {
    expect(due('2022-12-31T09:00:00', 1).dueAt).toEqual(endOf('2023-01-03'));
  });

  test('says when a provisional year was counted', () => {
    expect(due('2026-12-30T09:00:00', 1).provisional).toBe(false);
    expect(due('2026-12-30T09:00:00', 2).provisional).toBe(true);
  });

  test.each([-1, 1.5, Number.NaN])('throws for a term of %p days', (days) => {
    expect(() => workingDue(calendar, { from: at('2026-01-05T09:00:00'), days })).toThrow(RangeError);
  });
});

describe('a term in working hours', () => {
  const hoursDue = (local: string, hours: number): Date => {
    const answer = workingHoursDue(calendar, { from: at(local), minutes: hours * 60 });
    if (answer.kind !== 'due') throw new Error('no calendar');
    return answer.dueAt;
  };

  test.each([
    ['2026-04-17T16:30:00', 8, '2026-04-20T16:30:00', 'from Friday afternoon over the weekend'],
    ['2026-04-20T12:15:00', 4, '2026-04-20T17:30:00', 'at noon counts from 13:30'],
    ['2026-04-20T12:15:00', 5, '2026-04-21T08:30:00', 'at noon counts from 13:30 into the next morning'],
    ['2026-04-20T05:00:00', 1, '2026-04-20T08:30:00', 'before opening counts from 07:30'],
    ['2026-04-20T17:30:00', 1, '2026-04-21T08:30:00', 'at closing time counts from the next morning'],
    ['2026-04-20T07:30:00', 4, '2026-04-20T11:30:00', 'ends at closing time, not at the next opening'],
    ['2026-04-29T16:30:00', 2, '2026-05-04T08:30:00', 'over 30/4, 1/5 and a weekend'],
    ['2026-01-10T07:30:00', 1, '2026-01-10T08:30:00', 'on a made-up Saturday'],
  ])('received %s, %d hours, is due %s (%s)', (from, hours, last) => {
    expect(hoursDue(from, hours)).toEqual(at(last));
  });

  test('answers calendar_year for a year without a calendar, also the year of receipt', () => {
    expect(workingHoursDue(calendar, { from: at('2022-12-30T09:00:00'), minutes: 60 })).toEqual({
      kind: 'calendar_year',
      year: 2022,
    });
  });

  test('throws for no minutes and for no hours', () => {
    const from = at('2026-04-20T08:00:00');
    expect(() => workingHoursDue(calendar, { from, minutes: 0 })).toThrow(RangeError);
    expect(() => workingHoursDue(calendar, { from, minutes: 60, hours: [] })).toThrow(RangeError);
  });
});

describe('for any moment and term', () => {
  const moment = fc
    .date({ min: at('2023-01-01T00:00:00'), max: at('2027-06-30T00:00:00'), noInvalidDate: true })
    .map((date) => new Date(Math.floor(date.getTime() / 1000) * 1000));
  const term = fc.integer({ min: 1, max: 60 });
  const dueDate = (from: Date, days: number): Date => {
    const answer = workingDue(calendar, { from, days });
    if (answer.kind !== 'due') throw new Error('no calendar');
    return answer.dueAt;
  };

  test('the last day is a working day, never a day off', () => {
    fc.assert(
      fc.property(moment, term, (from, days) => isWorkingDay(calendar, civilDateOf(dueDate(from, days)))),
    );
  });

  test('a later receipt is never due earlier, and a longer term is due later', () => {
    fc.assert(
      fc.property(moment, moment, term, (a, b, days) => {
        const [first, second] = a < b ? [a, b] : [b, a];
        expect(dueDate(first, days).getTime()).toBeLessThanOrEqual(dueDate(second, days).getTime());
        expect(dueDate(first, days + 1).getTime()).toBeGreaterThan(dueDate(first, days).getTime());
      }),
    );
  });

  test('two terms one after the other are one term of both', () => {
    fc.assert(
      fc.property(moment, term, term, (from, a, b) => {
        expect(dueDate(dueDate(from, a), b)).toEqual(dueDate(from, a + b));
      }),
    );
  });

  test('the days between receipt and the due date are the term', () => {
    fc.assert(
      fc.property(moment, term, (from, days) => {
        const span = { after: civilDateOf(from), upTo: civilDateOf(dueDate(from, days)) };
        expect(workingDaysBetween(calendar, span)).toEqual({ kind: 'days', days });
      }),
    );
  });

  test('every skipped day is a weekday off within the term', () => {
    fc.assert(
      fc.property(moment, term, (from, days) => {
        const answer = workingDue(calendar, { from, days });
        if (answer.kind !== 'due') throw new Error('no calendar');
        for (const day of answer.skipped) {
          expect(isWeekend(day.date) || isWorkingDay(calendar, day.date)).toBe(false);
          expect(day.date > civilDateOf(from) && endOfCivilDate(day.date) < answer.dueAt).toBe(true);
        }
      }),
    );
  });

  test('working minutes of a span are those that its term was given', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: 1, max: 6000 }), (from, minutes) => {
        const due = workingHoursDue(calendar, { from, minutes });
        if (due.kind !== 'due') throw new Error('no calendar');
        const span = { from, to: due.dueAt };
        expect(workingMinutesBetween(calendar, span)).toEqual({ kind: 'minutes', minutes });
      }),
    );
  });

  test('working minutes end in opening hours, and add up', () => {
    const minutes = fc.integer({ min: 1, max: 6000 });
    const end = (from: Date, count: number): Date => {
      const answer = workingHoursDue(calendar, { from, minutes: count });
      if (answer.kind !== 'due') throw new Error('no calendar');
      return answer.dueAt;
    };
    fc.assert(
      fc.property(moment, minutes, minutes, (from, a, b) => {
        expect(end(end(from, a), b)).toEqual(end(from, a + b));
        expect(isWorkingDay(calendar, civilDateOf(end(from, a)))).toBe(true);
      }),
    );
  });
});

describe('working minutes of a span', () => {
  const between = (from: string, to: string) =>
    workingMinutesBetween(calendar, { from: new Date(`${from}+07:00`), to: new Date(`${to}+07:00`) });

  test.each([
    ['2026-04-17T16:30', '2026-04-20T16:30', 480],
    ['2026-04-17T12:15', '2026-04-17T13:30', 0],
    ['2026-04-18T08:00', '2026-04-19T20:00', 0],
    ['2026-04-29T17:00', '2026-05-04T08:00', 60],
    ['2026-04-20T10:00', '2026-04-20T10:00', 0],
    ['2026-04-21T10:00', '2026-04-20T10:00', 0],
  ])('from %s to %s there are %i', (from, to, minutes) => {
    expect(between(from, to)).toEqual({ kind: 'minutes', minutes });
  });

  test('name a year without a calendar', () => {
    expect(between('2027-12-31T08:00', '2028-01-03T08:00')).toEqual({ kind: 'calendar_year', year: 2028 });
  });
});

describe('civil dates', () => {
  test('are added to over months, leap days and years', () => {
    expect(addCivilDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addCivilDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addCivilDays('2026-01-01', -1)).toBe('2025-12-31');
  });

  test.each(['2026-02-30', '2026-2-3', '2026-13-01', 'today', ''])('%p is none', (text) => {
    expect(isCivilDate(text)).toBe(false);
  });

  test('workingDaysBetween is 0 for an empty span and names a year without a calendar', () => {
    expect(workingDaysBetween(calendar, { after: '2026-05-05', upTo: '2026-05-05' })).toEqual({
      kind: 'days',
      days: 0,
    });
    expect(workingDaysBetween(calendar, { after: '2027-12-31', upTo: '2028-01-01' })).toEqual({
      kind: 'calendar_year',
      year: 2028,
    });
  });
});

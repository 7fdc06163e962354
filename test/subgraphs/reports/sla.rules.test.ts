import fc from 'fast-check';
import type { CalendarYear } from '../../../subgraphs/kit/working-days.ts';
import { createWorkingCalendar } from '../../../subgraphs/kit/working-days.ts';
import type { Crossing } from '../../../subgraphs/reports/sla.rules.ts';
import { crossTerm, nextCrossing } from '../../../subgraphs/reports/sla.rules.ts';
import type { ReportTerm } from '../../../subgraphs/reports/term.rules.ts';
import {
  dueSoonMs,
  endTerm,
  pauseTerm,
  recountTerm,
  resumeTerm,
  slaStateOf,
  startTerm,
} from '../../../subgraphs/reports/term.rules.ts';
import { local, sampleCalendar, sampleYears } from './sample-calendar.ts';

/** Received on Monday the 2nd, due at the end of Wednesday the 11th. */
const term = startTerm(sampleCalendar, { startedAt: local('2026-11-02T08:00:00'), workingDays: 7 });
const soon: Crossing = { to: 'DUE_SOON', at: local('2026-11-10T23:59:59') };
const over: Crossing = { to: 'OVERDUE', at: new Date(local('2026-11-11T23:59:59').getTime() + 1) };

describe('what the clock tells of a term', () => {
  test('is that it is due soon 24 hours before, then that it is overdue, strictly after the due date', () => {
    expect(dueSoonMs).toBe(24 * 3_600_000);
    expect(nextCrossing(term)).toEqual(soon);
    const told = crossTerm(term, soon);
    expect(nextCrossing(told)).toEqual(over);
    expect(nextCrossing(crossTerm(told, over))).toBeNull();
  });

  test('is nothing while the clock stands still, after its end, and without a due date', () => {
    const paused = pauseTerm(term, local('2026-11-03T10:00:00'));
    expect(nextCrossing(paused)).toBeNull();
    expect(nextCrossing(endTerm(term, local('2026-11-03T10:00:00'), 'answered'))).toBeNull();
    expect(
      nextCrossing(startTerm(sampleCalendar, { startedAt: local('2026-12-28T08:00:00'), workingDays: 7 })),
    ).toBeNull();
  });

  test('begins anew with a due date that a pause has moved, and goes on with one that it has not', () => {
    const told = crossTerm(term, soon);
    const brief = resumeTerm(
      sampleCalendar,
      pauseTerm(told, local('2026-11-11T08:00:00')),
      local('2026-11-11T09:00:00'),
    );
    expect(nextCrossing(brief, local('2026-11-11T09:00:00'))).toEqual(over);
    const long = resumeTerm(
      sampleCalendar,
      pauseTerm(told, local('2026-11-11T08:00:00')),
      local('2026-11-13T09:00:00'),
    );
    expect(long.dueAt).toEqual(local('2026-11-12T23:59:59'));
    // It is overdue on the day on which the answer comes; that it was due soon would be no news.
    expect(nextCrossing(long, local('2026-11-13T09:00:00'))).toEqual({
      to: 'OVERDUE',
      at: local('2026-11-13T09:00:00'),
    });
  });

  test('is told at once when a pause ends within the last day', () => {
    const since = local('2026-11-11T09:00:00');
    const resumed = resumeTerm(sampleCalendar, pauseTerm(term, local('2026-11-10T10:00:00')), since);
    expect(resumed.dueAt).toEqual(local('2026-11-11T23:59:59'));
    expect(nextCrossing(resumed, since)).toEqual({ to: 'DUE_SOON', at: since });
    expect(nextCrossing(crossTerm(resumed, { to: 'DUE_SOON', at: since }), since)).toEqual(over);
  });

  test('begins anew when the calendar moves the due date, not when it does not', () => {
    const told = crossTerm(term, soon);
    expect(recountTerm(sampleCalendar, told)).toEqual(told);
    const moved = recountTerm(calendarWith('2026-11-09'), told);
    expect(moved).toMatchObject({ dueAt: local('2026-11-12T23:59:59'), crossed: null });
    expect(nextCrossing(moved)).toEqual({ to: 'DUE_SOON', at: local('2026-11-11T23:59:59') });
  });

  test('is that it is overdue when the calendar takes days back from under a pause', () => {
    const late = startTerm(calendarWith('2026-11-05', '2026-11-10'), {
      startedAt: local('2026-11-02T08:00:00'),
      workingDays: 7,
    });
    const paused = pauseTerm(late, local('2026-11-12T10:00:00'));
    const since = local('2026-11-12T15:00:00');
    expect(nextCrossing(paused, since)).toBeNull();
    expect(nextCrossing(recountTerm(sampleCalendar, paused), since)).toEqual({ to: 'OVERDUE', at: since });
  });
});

type Act = { readonly kind: 'wait' | 'pause' | 'resume' | 'calendar' | 'end'; readonly minutes: number };
const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.record({
    kind: fc.constantFrom('wait', 'wait', 'pause', 'resume', 'calendar', 'end'),
    minutes: fc.integer({ min: 0, max: 4 * 24 * 60 }),
  }),
  { maxLength: 25 },
);

interface Told extends Crossing {
  readonly dueAt: number;
}

/**
 * A term through all that can happen to it. What the clock has to tell before an act is told before it, as a timer would
 * have told it that fires at its moment; what an act brings about is told with it.
 */
function live(happenings: readonly Act[], check: (term: ReportTerm, now: Date) => void): Told[] {
  const told: Told[] = [];
  let present = term;
  let holidays: string[] = [];
  let now = term.startedAt;
  const settle = (since?: Date): void => {
    for (;;) {
      const crossing = nextCrossing(present, since);
      if (!crossing || crossing.at > now) return;
      told.push({ ...crossing, dueAt: present.dueAt?.getTime() ?? 0 });
      present = crossTerm(present, crossing);
    }
  };
  for (const { kind, minutes } of happenings) {
    now = new Date(now.getTime() + minutes * 60_000);
    settle();
    check(present, now);
    const isOpen = present.pauses.some(({ to }) => to === null);
    const isEnded = present.endedAt !== null;
    const before = present;
    if (kind === 'pause' && !isOpen && !isEnded) present = pauseTerm(present, now);
    if (kind === 'resume' && isOpen) present = resumeTerm(calendarWith(...holidays), present, now);
    if (kind === 'end' && !isOpen && !isEnded) present = endTerm(present, now, 'answered');
    if (kind === 'calendar') {
      // Every second change takes back what the one before declared.
      holidays = holidays.length > 0 ? [] : ['2026-11-05', '2026-11-10'];
      if (!isEnded) present = recountTerm(calendarWith(...holidays), present);
    }
    if (present !== before) settle(now);
    check(present, now);
  }
  return told;
}

describe('along whatever happens to a term', () => {
  test('each due date is told to be due soon once at most and overdue once at most, in this order', () => {
    fc.assert(
      fc.property(acts, (happenings) => {
        // A due date that a change of the calendar takes away and a later one gives back is told of anew.
        const calm = happenings.filter(({ kind }) => kind !== 'calendar');
        const told = live(calm, () => undefined);
        expect(new Set(told.map(({ to, dueAt }) => `${to} ${dueAt}`)).size).toBe(told.length);
        for (const [index, { to, at, dueAt }] of told.entries()) {
          const before = told[index - 1];
          if (before) expect(before.at.getTime()).toBeLessThanOrEqual(at.getTime());
          if (to === 'DUE_SOON') expect(at.getTime()).toBeGreaterThanOrEqual(dueAt - dueSoonMs);
          if (to === 'DUE_SOON') expect(at.getTime()).toBeLessThanOrEqual(dueAt);
          if (to === 'OVERDUE') expect(at.getTime()).toBeGreaterThan(dueAt);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('what was told last is at any time how a running term stands, and its next moment lies ahead', () => {
    fc.assert(
      fc.property(acts, (happenings) => {
        live(happenings, (present, now) => {
          const state = slaStateOf(present, now);
          const next = nextCrossing(present);
          if (state === 'ON_TIME') expect([present.crossed, next?.to]).toEqual([null, 'DUE_SOON']);
          if (state === 'DUE_SOON') expect([present.crossed, next?.to]).toEqual(['DUE_SOON', 'OVERDUE']);
          if (state === 'OVERDUE') expect([present.crossed, next]).toEqual(['OVERDUE', null]);
          if (state === 'PAUSED' || state === 'MET' || state === 'MISSED') expect(next).toBeNull();
          if (next) expect(next.at.getTime()).toBeGreaterThan(now.getTime());
        });
      }),
      { numRuns: 500 },
    );
  });
});

/** 2026 with these days off besides. */
function calendarWith(...dates: readonly string[]) {
  const extra = dates.map((date) => ({ date, kind: 'HOLIDAY' as const, name: 'Nghỉ' }));
  const withExtra = (year: CalendarYear): CalendarYear => ({ ...year, days: [...year.days, ...extra] });
  const known = sampleYears.map((year) => (year.year === 2026 ? withExtra(year) : year));
  return createWorkingCalendar([...known, { year: 2027, status: 'PUBLISHED', days: [] }]);
}

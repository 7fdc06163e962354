import { createWorkingCalendar } from '../../../subgraphs/kit/working-days.ts';
import {
  endTerm,
  followsCalendar,
  pauseTerm,
  recountTerm,
  resumeTerm,
  slaStateOf,
  startTerm,
} from '../../../subgraphs/reports/term.rules.ts';
import { local, sampleCalendar, sampleYears } from './sample-calendar.ts';

const term = (from: string, workingDays = 7) =>
  startTerm(sampleCalendar, { startedAt: local(from), workingDays });
const endOf = (date: string): Date => local(`${date}T23:59:59`);

describe('a term of a report', () => {
  test.each([
    ['2023-02-08T09:00:00', '2023-02-17'],
    ['2024-11-07T08:22:00', '2024-11-18'],
    ['2025-07-01T10:00:00', '2025-07-10'],
    ['2026-02-13T16:00:00', '2026-03-03'],
    ['2026-11-20T08:00:00', '2026-12-01'],
    ['2026-11-07T23:00:00', '2026-11-17'],
  ])('received %s is due at the end of %s (domain §4.2)', (from, due) => {
    expect(term(from).dueAt).toEqual(endOf(due));
  });

  test('case 5: lists the skipped days of Tết with their kind', () => {
    expect(term('2026-02-13T16:00:00').skipped.map(({ date, kind }) => `${date} ${kind}`)).toEqual([
      '2026-02-16 HOLIDAY',
      '2026-02-17 HOLIDAY',
      '2026-02-18 HOLIDAY',
      '2026-02-19 HOLIDAY',
      '2026-02-20 HOLIDAY',
    ]);
  });

  test('has no due date but the missing year when the calendar ends on the way', () => {
    const late = term('2026-12-28T08:00:00');
    expect(late).toMatchObject({ dueAt: null, missingYear: 2027 });
    expect(slaStateOf(late, local('2026-12-29T08:00:00'))).toBe('UNKNOWN');
    expect(followsCalendar(endTerm(late, local('2026-12-29T08:00:00'), 'answered'))).toBe(true);
    const known = createWorkingCalendar([...sampleYears, { year: 2027, status: 'PUBLISHED', days: [] }]);
    expect(recountTerm(known, late)).toMatchObject({ dueAt: endOf('2027-01-06'), missingYear: null });
  });
});

describe('a pause', () => {
  const paused = (from: string, to: string) =>
    resumeTerm(sampleCalendar, pauseTerm(term('2026-11-02T08:00:00'), local(from)), local(to)).dueAt;

  test('moves the due date by the whole working days in it, not by the parts at its ends', () => {
    expect(term('2026-11-02T08:00:00').dueAt).toEqual(endOf('2026-11-11'));
    expect(paused('2026-11-03T10:00:00', '2026-11-03T16:00:00')).toEqual(endOf('2026-11-11'));
    expect(paused('2026-11-03T10:00:00', '2026-11-04T16:00:00')).toEqual(endOf('2026-11-11'));
    expect(paused('2026-11-03T10:00:00', '2026-11-05T16:00:00')).toEqual(endOf('2026-11-12'));
    expect(paused('2026-11-03T00:00:00', '2026-11-05T00:00:00')).toEqual(endOf('2026-11-13'));
  });

  test('does not count a weekend', () => {
    expect(paused('2026-11-06T10:00:00', '2026-11-09T16:00:00')).toEqual(endOf('2026-11-11'));
    expect(paused('2026-11-06T10:00:00', '2026-11-10T16:00:00')).toEqual(endOf('2026-11-12'));
  });

  test('that begins after the due date makes nothing timely again', () => {
    expect(paused('2026-11-12T10:00:00', '2026-11-20T16:00:00')).toEqual(endOf('2026-11-11'));
  });

  test('shows as PAUSED, or as OVERDUE when it began too late', () => {
    const running = term('2026-11-02T08:00:00');
    const much = local('2026-11-30T08:00:00');
    expect(slaStateOf(pauseTerm(running, local('2026-11-03T10:00:00')), much)).toBe('PAUSED');
    expect(slaStateOf(pauseTerm(running, local('2026-11-12T10:00:00')), much)).toBe('OVERDUE');
  });
});

describe('the state against the due date', () => {
  const running = term('2026-11-02T08:00:00');

  test.each([
    ['2026-11-10T23:59:58', 'ON_TIME'],
    ['2026-11-10T23:59:59', 'DUE_SOON'],
    ['2026-11-11T23:59:59', 'DUE_SOON'],
    ['2026-11-12T00:00:00', 'OVERDUE'],
  ])('at %s is %s', (now, state) => {
    expect(slaStateOf(running, local(now))).toBe(state);
  });

  test('late is strictly after the due date', () => {
    const far = local('2027-01-01T00:00:00');
    expect(slaStateOf(endTerm(running, endOf('2026-11-11'), 'answered'), far)).toBe('MET');
    expect(slaStateOf(endTerm(running, local('2026-11-12T00:00:00'), 'answered'), far)).toBe('MISSED');
    expect(slaStateOf(endTerm(running, local('2026-11-03T00:00:00'), 'unanswered'), far)).toBe('NONE');
  });
});

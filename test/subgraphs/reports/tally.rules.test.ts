import fc from 'fast-check';
import { workingHoursDue } from '../../../subgraphs/kit/working-days.ts';
import type { ReportFacts } from '../../../subgraphs/reports/facts.rules.ts';
import { currentTerm } from '../../../subgraphs/reports/facts.rules.ts';
import { allowedFrom } from '../../../subgraphs/reports/report.rules.ts';
import type { Counts, Portion } from '../../../subgraphs/reports/tally.rules.ts';
import {
  addNumbers,
  binOf,
  changeOfNumbers,
  figureOf,
  handlingHours,
} from '../../../subgraphs/reports/tally.rules.ts';
import { slaStateOf, startTerm } from '../../../subgraphs/reports/term.rules.ts';
import { local, sampleCalendar } from './sample-calendar.ts';
import { walk, walks } from './walks.ts';

const totalOf = (portions: readonly Portion[]): Counts =>
  portions.reduce<Counts>((sum, { counts }) => addNumbers(sum, counts), {});
const figure = (facts: ReportFacts) => figureOf(facts, sampleCalendar);

/** Every report that a walk passes through. */
const onTheWay = (moves: Parameters<typeof walk>[0]): ReportFacts[] =>
  walk(moves).seen.map(({ after }) => after);

describe('what one report adds to the statistics', () => {
  test('is a funnel at every moment: each count is part of the one before', () => {
    fc.assert(
      fc.property(walks, (moves) => {
        for (const facts of onTheWay(moves)) {
          const n = totalOf(figure(facts).portions);
          const at = (name: keyof Counts): number => n[name] ?? 0;
          expect(at('sent')).toBe(1);
          expect(at('waiting') + at('withdrawn') + at('rejected') + at('duplicate') + at('eligible')).toBe(1);
          const funnels: (keyof Counts)[][] = [
            ['sent', 'eligible', 'handled', 'rated'],
            ['handled', 'handledWithDue', 'onTime'],
            ['eligible', 'closed'],
            ['handled', 'reopened'],
            ['answers', 'answersWithDue', 'answersOnTime'],
            ['answers', 'answersRated'],
            ['answersRated', 'answersReopened'],
          ];
          for (const funnel of funnels)
            for (const [i, name] of funnel.entries())
              if (i > 0) expect([funnel, at(name) <= at(funnel[i - 1]!)]).toEqual([funnel, true]);
          expect(at('satisfied') + at('accepted') + at('notAccepted')).toBe(at('rated'));
          expect(at('fixed') + at('unconfirmed') + at('unable') + at('disputed')).toBe(at('closed'));
          expect(at('answers')).toBe(facts.rounds.length + (facts.answer ? 1 : 0));
        }
      }),
      { numRuns: 300 },
    );
  });

  test('counts every answer with the agency that gave it, and the report with the last of them', () => {
    fc.assert(
      fc.property(walks, (moves) => {
        for (const facts of onTheWay(moves)) {
          const authors = [
            ...facts.rounds.map(({ answer }) => answer),
            ...(facts.answer ? [facts.answer] : []),
          ].map(({ agencyId }) => agencyId);
          const { portions } = figure(facts);
          for (const { agencyId, counts } of portions)
            expect(counts.answers ?? 0).toBe(authors.filter((author) => author === agencyId).length);
          const whole = portions.find(({ counts }) => counts.sent);
          if (authors.length > 0) expect(whole?.agencyId).toBe(authors.at(-1));
        }
      }),
      { numRuns: 300 },
    );
  });

  test('is open exactly while it is to be answered, and overdue exactly when its due state says so', () => {
    fc.assert(
      fc.property(walks, fc.integer({ min: 0, max: 60 * 24 }), (moves, hours) => {
        for (const { after, now } of walk(moves).seen) {
          const later = new Date(now.getTime() + hours * 3_600_000);
          const { open } = figure(after);
          const state = slaStateOf(currentTerm(after), later);
          expect(open === null).toBe(['MET', 'MISSED', 'NONE'].includes(state));
          const isOverdue = open?.overdueAfter ? open.overdueAfter < later : false;
          expect([state, isOverdue]).toEqual([state, state === 'OVERDUE']);
          if (open === null && allowedFrom(after.state, 0).includes('IN_PROGRESS'))
            expect(after.state).not.toBe('ASSIGNED');
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('handling time', () => {
  const termOf = (from: string, to: string, pauses: readonly [string, string][] = []) => ({
    ...startTerm(sampleCalendar, { startedAt: local(from), workingDays: 7 }),
    endedAt: local(to),
    answered: true,
    pauses: pauses.map(([start, end]) => ({ from: local(start), to: local(end) })),
  });

  test.each([
    ['2026-04-17T16:30:00', '2026-04-20T16:30:00', 8],
    ['2026-04-17T22:00:00', '2026-04-20T07:30:00', 0],
    ['2026-04-17T16:30:00', '2026-04-17T16:31:00', 1],
    ['2026-02-13T16:30:00', '2026-02-23T08:30:00', 2],
  ])('from %s to %s is %i working hours begun', (from, to, hours) => {
    expect(handlingHours(termOf(from, to), sampleCalendar)).toBe(hours);
  });

  test('leaves out the hours in which the agency waited for the reporter', () => {
    const waited = termOf('2026-04-20T07:30:00', '2026-04-22T11:30:00', [
      ['2026-04-20T09:30:00', '2026-04-21T09:30:00'],
    ]);
    expect(handlingHours(waited, sampleCalendar)).toBe(20 - 8);
  });

  test('is unknown while a year on the way has no calendar', () => {
    expect(handlingHours(termOf('2026-12-31T08:00:00', '2027-01-04T08:00:00'), sampleCalendar)).toBeNull();
  });

  test('is kept exactly up to 160 hours, beyond that up to the end of its working day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_160 }), (hours) => {
        const kept = binOf(hours);
        if (hours <= 160) expect(kept).toBe(hours);
        else expect(kept - hours >= 0 && kept - hours < 8).toBe(true);
        expect(binOf(kept)).toBe(kept);
      }),
    );
  });

  test('of a term of hours is those hours', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 90 }),
        fc.integer({ min: 0, max: 200 * 24 * 60 }),
        (hours, minute) => {
          const startedAt = new Date(local('2026-01-02T00:00:00').getTime() + minute * 60_000);
          const due = workingHoursDue(sampleCalendar, { from: startedAt, minutes: hours * 60 });
          if (due.kind !== 'due') throw new Error('expected a calendar');
          const term = { ...startTerm(sampleCalendar, { startedAt, workingDays: 7 }), endedAt: due.dueAt };
          expect(handlingHours(term, sampleCalendar)).toBe(hours);
        },
      ),
    );
  });
});

test('a change of numbers leads from the one to the other', () => {
  const numbers = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.nat(5));
  fc.assert(
    fc.property(numbers, numbers, (before, after) => {
      const reached = addNumbers(before, changeOfNumbers(before, after));
      for (const name of ['a', 'b', 'c', 'd']) expect(reached[name] ?? 0).toBe(after[name] ?? 0);
    }),
  );
});

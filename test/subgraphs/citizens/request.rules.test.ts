import fc from 'fast-check';
import type { RequestFacts, RequestStep } from '../../../subgraphs/citizens/request.rules.ts';
import {
  allowedSteps,
  answerDue,
  checkDetails,
  checkOpenRequests,
  checkWords,
  isClosed,
  maxExtensionDays,
  maxOpenRequests,
  nextMark,
  receivedRequest,
  recountAnswer,
  requestKinds,
  requestSteps,
  settleRequest,
  takeRequestStep,
} from '../../../subgraphs/citizens/request.rules.ts';
import { createWorkingCalendar } from '../../../subgraphs/kit/working-days.ts';

const local = (text: string): Date => new Date(`${text}+07:00`);
const endOf = (date: string): Date => local(`${date}T23:59:59`);
const holiday = { date: '2026-04-30', kind: 'HOLIDAY', name: 'Ngày Chiến thắng' } as const;
const labourDay = { date: '2026-05-01', kind: 'HOLIDAY', name: 'Quốc tế Lao động' } as const;
const year = (days: readonly (typeof holiday | typeof labourDay)[] = []) =>
  createWorkingCalendar([{ year: 2026, status: 'PUBLISHED', days }]);
const calendar = year([holiday, labourDay]);

const received = (kind: RequestFacts['kind'], at = '2026-11-25T09:00:00', thirdParty = false): RequestFacts =>
  receivedRequest(calendar, { kind, thirdParty, now: local(at) });
const take = (facts: RequestFacts, step: RequestStep, more: { now?: Date; days?: number } = {}) => {
  const verdict = takeRequestStep(facts, step, { now: local('2026-11-26T10:00:00'), ...more });
  if ('problem' in verdict) throw new Error(verdict.problem.message);
  return verdict.value;
};
const problemOf = (verdict: object): unknown => ('problem' in verdict ? verdict.problem : null);

describe('the clocks of the law', () => {
  test.each([
    ['2026-11-25T09:00:00', '2026-11-27'],
    ['2026-11-27T23:59:59', '2026-12-01'],
    ['2026-11-28T10:00:00', '2026-12-01'],
    // domain §4.2: +2 working days over 30 April, 1 May and a weekend.
    ['2026-04-29T08:00:00', '2026-05-05'],
  ])('a request received %s is answered by the end of %s, the second working day', (at, due) => {
    expect(received('CORRECTION', at).answerDueAt).toEqual(endOf(due));
  });

  test.each([
    ['ACCESS', '2026-12-05', '2026-12-05'],
    ['CORRECTION', '2026-12-05', '2026-12-05'],
    ['DELETION', '2026-12-15', '2026-12-15'],
    ['RESTRICTION', '2026-12-10', '2026-12-15'],
    ['OBJECTION', '2026-12-10', '2026-12-15'],
    ['WITHDRAWAL', '2026-12-10', '2026-12-15'],
  ] as const)(
    '%s is carried out by the end of %s, and of %s where somebody else holds the data',
    (kind, own, others) => {
      expect(received(kind).dueAt).toEqual(endOf(own));
      expect(received(kind, undefined, true).dueAt).toEqual(endOf(others));
    },
  );

  test('a term for the answer that runs into a year without a calendar is not guessed, and counted when it arrives', () => {
    const late = received('ACCESS', '2026-12-31T09:00:00');
    expect(late).toMatchObject({ answerDueAt: null, missingYear: 2027 });
    const known = createWorkingCalendar([
      { year: 2026, status: 'PUBLISHED', days: [] },
      { year: 2027, status: 'PUBLISHED', days: [] },
    ]);
    expect(recountAnswer(known, late)).toMatchObject({
      answerDueAt: endOf('2027-01-04'),
      missingYear: null,
      version: 2,
    });
  });

  test('a new day off moves the answer of who still waits for one, and nothing else', () => {
    const waiting = received('DELETION', '2026-04-29T08:00:00');
    expect(recountAnswer(calendar, waiting)).toBeNull();
    const moved = recountAnswer(year([labourDay]), waiting);
    expect(moved).toMatchObject({ answerDueAt: endOf('2026-05-04'), dueAt: waiting.dueAt, version: 2 });
    expect(recountAnswer(year([labourDay]), take(waiting, 'ACKNOWLEDGE'))).toBeNull();
  });

  test('a term is extended once, by 1 to 15 days, and only before it is over', () => {
    const open = take(received('WITHDRAWAL'), 'ACKNOWLEDGE');
    expect(take(open, 'EXTEND', { days: 15 })).toMatchObject({
      state: 'EXTENDED',
      dueAt: endOf('2026-12-25'),
      extendedDays: 15,
    });
    for (const days of [0, -1, 16, 1.5, Number.NaN])
      expect(
        problemOf(takeRequestStep(open, 'EXTEND', { now: local('2026-11-26T10:00:00'), days })),
      ).toMatchObject({
        code: 'BAD_USER_INPUT',
        extra: { field: 'days', rule: 'extension' },
      });
    const late = { now: local('2026-12-11T00:00:00'), days: 5 };
    expect(problemOf(takeRequestStep(open, 'EXTEND', late))).toMatchObject({ extra: { rule: 'term_over' } });
    expect(take(open, 'EXTEND', { ...late, now: open.dueAt }).state).toBe('EXTENDED');
    expect(
      problemOf(takeRequestStep(take(open, 'EXTEND', { days: 1 }), 'EXTEND', { ...late, days: 1 })),
    ).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
    });
  });
});

describe('the life of a request', () => {
  const steps: readonly RequestStep[] = ['ACKNOWLEDGE', 'EXTEND', 'REFUSE', 'COMPLETE', 'FINISH'];
  const start = local('2026-11-25T09:00:00').getTime();
  const walk = fc.record({
    kind: fc.constantFrom(...requestKinds),
    thirdParty: fc.boolean(),
    moves: fc.array(
      fc.record({
        step: fc.constantFrom(...steps),
        hours: fc.integer({ min: 0, max: 300 }),
        days: fc.integer({ min: -2, max: 20 }),
      }),
      { maxLength: 12 },
    ),
  });

  test('is a path of its state machine, with versions 1, 2, 3, closed once and for good', () => {
    fc.assert(
      fc.property(walk, ({ kind, thirdParty, moves }) => {
        let facts = receivedRequest(calendar, { kind, thirdParty, now: new Date(start) });
        let nowMs = start;
        for (const { step, hours, days } of moves) {
          nowMs += hours * 3_600_000;
          const verdict = takeRequestStep(facts, step, { now: new Date(nowMs), days });
          const isAllowed = allowedSteps(facts).includes(step);
          if ('problem' in verdict) {
            expect(['ILLEGAL_TRANSITION', 'BAD_USER_INPUT']).toContain(verdict.problem.code);
            expect(verdict.problem.code === 'ILLEGAL_TRANSITION').toBe(!isAllowed);
            continue;
          }
          const next = verdict.value;
          expect(isAllowed).toBe(true);
          expect(requestSteps[step].from).toContain(facts.state);
          expect(isClosed(facts)).toBe(false);
          expect(next.version).toBe(facts.version + 1);
          expect(next.closedAt !== null).toBe(isClosed(next));
          expect(next.receivedAt).toEqual(facts.receivedAt);
          expect(next.dueAt.getTime() - facts.dueAt.getTime()).toBeLessThanOrEqual(
            maxExtensionDays * 86_400_000,
          );
          expect(next.dueAt > facts.dueAt).toBe(step === 'EXTEND');
          facts = next;
        }
      }),
    );
  });

  test('a copy and an ordered erasure end by themselves, and such an erasure cannot be called back', () => {
    const copy = take(received('ACCESS'), 'ACKNOWLEDGE');
    expect(allowedSteps(copy)).toEqual(['EXTEND', 'REFUSE', 'FINISH']);
    const begun = take(take(received('DELETION'), 'ACKNOWLEDGE'), 'COMPLETE');
    expect(begun).toMatchObject({ state: 'ACKNOWLEDGED', closedAt: null, orderedAt: expect.any(Date) });
    expect(allowedSteps(begun)).toEqual(['FINISH']);
    expect(problemOf(takeRequestStep(begun, 'REFUSE', { now: new Date(start) }))).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
      extra: { from: 'ACKNOWLEDGED', to: 'REFUSED', allowed: ['DONE'], rule: 'erasure_begun' },
    });
    expect(take(begun, 'FINISH').state).toBe('DONE');
  });

  test('nobody finishes by hand what ends by itself, nor waits for the end of what does not', () => {
    for (const kind of requestKinds) {
      const open = take(received(kind), 'ACKNOWLEDGE');
      expect(allowedSteps(open).includes('COMPLETE')).toBe(kind !== 'ACCESS');
      expect(allowedSteps(open).includes('FINISH')).toBe(kind === 'ACCESS');
    }
  });
});

describe('the marks of the clock', () => {
  test('are told in order, each once for each due date, and stop when the request is closed', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...requestKinds),
        fc.array(fc.integer({ min: 1, max: 40 * 24 }), { minLength: 1, maxLength: 6 }),
        (kind, looks) => {
          let facts = received(kind);
          let nowMs = facts.receivedAt.getTime();
          const told: { mark: string; at: Date }[] = [];
          for (const hours of looks) {
            nowMs += hours * 3_600_000;
            const settled = settleRequest(facts, new Date(nowMs));
            told.push(...settled.told);
            facts = settled.facts;
            expect(nextMark(facts)?.at.getTime() ?? Number.POSITIVE_INFINITY).toBeGreaterThan(nowMs);
          }
          expect(new Set(told.map(({ mark }) => mark)).size).toBe(told.length);
          const moments = told.map(({ at }) => at.getTime());
          expect(moments).toEqual(moments.toSorted((a, b) => a - b));
          expect(told.every(({ at }) => at.getTime() <= nowMs)).toBe(true);
        },
      ),
    );
    const closed = take(take(received('CORRECTION'), 'ACKNOWLEDGE'), 'COMPLETE');
    expect(nextMark(closed)).toBeNull();
  });

  test('late is strictly after the due date', () => {
    const facts = received('CORRECTION');
    const due = facts.answerDueAt ?? new Date(0);
    expect(settleRequest(facts, due).told).toEqual([]);
    expect(settleRequest(facts, new Date(due.getTime() + 1)).told.map(({ mark }) => mark)).toEqual([
      'ANSWER_OVERDUE',
    ]);
    const all = settleRequest(facts, local('2026-12-06T00:00:00'));
    expect(all.told.map(({ mark }) => mark)).toEqual(['ANSWER_OVERDUE', 'DUE_SOON', 'OVERDUE']);
    expect(all.told.at(-1)?.at.getTime()).toBe(facts.dueAt.getTime() + 1);
  });

  test('an extension tells of its own due date again', () => {
    const open = take(received('CORRECTION'), 'ACKNOWLEDGE');
    const soon = settleRequest(open, new Date(open.dueAt.getTime() - 3_600_000));
    expect(soon.facts.marks).toEqual(['DUE_SOON']);
    const extended = take(soon.facts, 'EXTEND', { days: 3, now: open.dueAt });
    expect(nextMark(extended)).toEqual({
      mark: 'DUE_SOON',
      at: new Date(extended.dueAt.getTime() - 86_400_000),
    });
  });

  test('a moved answer has not been missed yet', () => {
    const waiting = received('DELETION', '2026-04-29T08:00:00');
    const missed = settleRequest(waiting, local('2026-05-06T00:00:00')).facts;
    expect(missed.marks).toEqual(['ANSWER_OVERDUE']);
    expect(recountAnswer(year([]), missed)?.marks).toEqual([]);
  });
});

describe('what is asked and answered', () => {
  test('words are needed where the kind does not say what is to be done', () => {
    for (const kind of ['CORRECTION', 'RESTRICTION', 'OBJECTION'] as const)
      expect(problemOf(checkDetails(kind, '  '))).toMatchObject({
        extra: { field: 'details', rule: 'required' },
      });
    for (const kind of ['ACCESS', 'DELETION', 'WITHDRAWAL'] as const)
      expect(checkDetails(kind, null)).toEqual({ value: null });
    expect(problemOf(checkDetails('ACCESS', 'x'.repeat(2001)))).toMatchObject({
      extra: { rule: 'max_length' },
    });
  });

  test('the office says why, and what it did', () => {
    expect(problemOf(checkWords('CORRECTION', 'COMPLETE', ''))).toMatchObject({
      extra: { field: 'answer', rule: 'required' },
    });
    expect(problemOf(checkWords('ACCESS', 'REFUSE', null))).toMatchObject({
      extra: { field: 'reason', rule: 'required' },
    });
    expect(checkWords('DELETION', 'COMPLETE', 'erased with the rest')).toEqual({ value: null });
    expect(checkWords('ACCESS', 'ACKNOWLEDGE', null)).toEqual({ value: null });
  });

  test('there is one copy and one erasure at a time, and a bound for all', () => {
    const open = [{ _id: 'r-1', kind: 'ACCESS' as const }];
    expect(problemOf(checkOpenRequests('ACCESS', open))).toMatchObject({
      code: 'CONFLICT',
      extra: { id: 'r-1' },
    });
    expect(checkOpenRequests('DELETION', open)).toEqual({ value: null });
    const many = Array.from({ length: maxOpenRequests }, (_, n) => ({
      _id: `r-${n}`,
      kind: 'OBJECTION' as const,
    }));
    expect(problemOf(checkOpenRequests('OBJECTION', many))).toMatchObject({
      extra: { field: 'kind', rule: 'max_open' },
    });
    expect(checkOpenRequests('OBJECTION', many.slice(1))).toEqual({ value: null });
  });

  test('the answer is due by the calendar alone', () => {
    expect(answerDue(calendar, local('2026-11-25T09:00:00'))).toEqual({
      answerDueAt: endOf('2026-11-27'),
      missingYear: null,
    });
  });
});

import fc from 'fast-check';
import type { Given, ReportFacts } from '../../../subgraphs/reports/facts.rules.ts';
import { currentTerm, reopenings } from '../../../subgraphs/reports/facts.rules.ts';
import type { StepPath } from '../../../subgraphs/reports/report.rules.ts';
import {
  allowedFrom,
  mutationPaths,
  ratingPaths,
  reportStates,
  reportSteps,
  triagePaths,
} from '../../../subgraphs/reports/report.rules.ts';
import { takePath } from '../../../subgraphs/reports/step.rules.ts';
import { local, sampleCalendar } from './sample-calendar.ts';
import { complete, fresh, walk, walks } from './walks.ts';

describe('random walks through the state machine', () => {
  test('take no step outside the table and count the version by one', () => {
    fc.assert(
      fc.property(walks, (moves) => {
        for (const { step, before, after } of walk(moves).seen) {
          expect(reportSteps[step].from).toContain(before.state);
          expect(after.state).toBe(reportSteps[step].to);
          expect(after.version).toBe(before.version + 1);
          expect(after.receivedAt).toEqual(before.receivedAt);
        }
      }),
      { numRuns: 400 },
    );
  });

  test('move the due date by an answered pause, an instant acceptance or a reopening only', () => {
    fc.assert(
      fc.property(walks, (moves) => {
        for (const { step, before, after, now } of walk(moves).seen) {
          const { clock } = reportSteps[step];
          const [old, present] = [currentTerm(before), currentTerm(after)];
          if (clock === 'none' || clock === 'pause' || clock === 'stop' || clock === 'end')
            expect(present.dueAt).toEqual(old.dueAt);
          if (clock === 'resume')
            expect(present.dueAt!.getTime()).toBeGreaterThanOrEqual(old.dueAt!.getTime());
          if (clock === 'renew') {
            expect(after.terms.slice(0, -1)).toEqual(before.terms);
            expect(present).toMatchObject({ startedAt: now, workingDays: 7, endedAt: null });
          } else expect(after.terms).toHaveLength(before.terms.length);
          expect(present.endedAt === null).toBe(
            (!['stop', 'end'].includes(clock) && old.endedAt === null) || clock === 'renew',
          );
        }
      }),
      { numRuns: 400 },
    );
  });

  test('reopen at most twice and rate each publication at most once', () => {
    fc.assert(
      fc.property(walks, (moves) => {
        const { seen, facts } = walk(moves);
        expect(reopenings(facts)).toBeLessThanOrEqual(2);
        expect(facts.rounds).toHaveLength(seen.filter(({ step }) => step === 'PUBLISH').length);
        expect(seen.filter(({ step }) => ['CONFIRM', 'DISPUTE', 'REOPEN'].includes(step))).toHaveLength(
          facts.rounds.filter(({ rating }) => rating).length,
        );
      }),
      { numRuns: 400 },
    );
  });

  test('reach every state and use every row', () => {
    const steps = new Set<string>(['CREATE']);
    fc.assert(
      fc.property(fc.noShrink(walks), (moves) => {
        for (const { step } of walk(moves).seen) steps.add(step);
      }),
      { numRuns: 1000, seed: 7 },
    );
    expect([...steps].sort()).toEqual(Object.keys(reportSteps).sort());
    expect(new Set(Object.values(reportSteps).map(({ to }) => to))).toEqual(new Set(reportStates));
  });
});

describe('a single call', () => {
  const context = (path: StepPath, given: Given = complete(path, 'so-xay-dung')) => ({
    reportId: 'this',
    given,
    now: local('2026-03-04T09:00:00'),
    calendar: sampleCalendar,
  });
  const take = (facts: ReportFacts, path: StepPath, given?: Given): ReportFacts => {
    const verdict = takePath(facts, path, context(path, given));
    if ('problem' in verdict) throw new Error(verdict.problem.message);
    return verdict.value.at(-1)!.facts;
  };
  const refuse = (facts: ReportFacts, path: StepPath, given?: Given) => {
    const verdict = takePath(facts, path, context(path, given));
    if (!('problem' in verdict)) throw new Error('expected a refusal');
    return verdict.problem;
  };
  const { assignReport, startReport, resolveReport, publishReport, returnReport } = mutationPaths;
  const reach = (...way: StepPath[]): ReportFacts => way.reduce((facts, path) => take(facts, path), fresh());
  const accept = triagePaths.ACCEPT.TIMED;

  test('names from, to and what is allowed when the table has no such row', () => {
    expect(refuse(fresh(), publishReport)).toEqual({
      code: 'ILLEGAL_TRANSITION',
      message: 'A report that is SUBMITTED cannot become PUBLISHED.',
      extra: {
        from: 'SUBMITTED',
        to: 'PUBLISHED',
        allowed: ['WITHDRAWN', 'ACCEPTED', 'REJECTED', 'DUPLICATE'],
      },
    });
    expect(allowedFrom('ACCEPTED', 0)).toEqual(['ASSIGNED']);
  });

  test('an instant report is accepted and resolved at once, with one working day', () => {
    const facts = take(fresh(), triagePaths.ACCEPT.INSTANT);
    expect(facts).toMatchObject({ state: 'RESOLVED', version: 3, mode: 'INSTANT' });
    expect(facts.terms).toMatchObject([
      { workingDays: 1, dueAt: local('2026-03-03T23:59:59'), answered: true },
    ]);
  });

  test('an instant report without evidence changes nothing', () => {
    const path = triagePaths.ACCEPT.INSTANT;
    expect(refuse(fresh(), path, { ...complete(path, 'hepco'), evidence: [] })).toMatchObject({
      code: 'BAD_USER_INPUT',
      extra: { field: 'evidence', rule: 'evidence' },
    });
  });

  test('case 4: resolving needs a result text and a piece of evidence', () => {
    const working = reach(accept, assignReport, startReport);
    const given = complete(resolveReport, 'hepco');
    expect(refuse(working, resolveReport, { ...given, result: ' \n ' }).extra).toMatchObject({
      rule: 'evidence',
    });
    expect(refuse(working, resolveReport, { ...given, evidence: null }).extra).toMatchObject({
      rule: 'evidence',
    });
    expect(
      refuse(working, resolveReport, { ...given, evidence: [{ kind: 'DOCUMENT', reference: ' ' }] }).extra,
    ).toMatchObject({ rule: 'evidence' });
  });

  test('a returned report goes to another agency and keeps its due date', () => {
    const returned = reach(accept, assignReport, returnReport);
    expect(refuse(returned, assignReport).extra).toEqual({ field: 'agencyId', rule: 'other_agency' });
    const other = take(returned, assignReport, { agency: { id: 'hepco', atWork: true } });
    expect(other).toMatchObject({
      agencyId: 'hepco',
      assignedAgencies: ['so-xay-dung', 'hepco'],
      returnedBy: null,
    });
    expect(currentTerm(other).dueAt).toEqual(currentTerm(fresh()).dueAt);
    expect(refuse(returned, assignReport, { agency: { id: 'old', atWork: false } }).extra).toMatchObject({
      rule: 'agency',
    });
  });

  test('a second rating in one round is CONFLICT, the third reopening ILLEGAL_TRANSITION', () => {
    const round: StepPath[] = [assignReport, startReport, resolveReport, publishReport];
    const closed = reach(accept, ...round, ratingPaths.SATISFIED);
    expect(refuse(closed, ratingPaths.SATISFIED).code).toBe('CONFLICT');
    const thrice = reach(accept, ...round, ratingPaths.REOPEN, ...round, ratingPaths.REOPEN, ...round);
    expect(refuse(thrice, ratingPaths.REOPEN)).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
      message: 'A report can be reopened 2 times, and this one has been. Rate the answer without reopen.',
      extra: { from: 'PUBLISHED', to: 'REOPENED', allowed: ['CLOSED'] },
    });
    expect(take(thrice, ratingPaths.NOT_ACCEPTED)).toMatchObject({
      state: 'CLOSED',
      outcome: 'NOT_ACCEPTED',
    });
  });

  test('a closed report says what it came to', () => {
    const published = reach(accept, assignReport, startReport, resolveReport, publishReport);
    const unable = reach(accept, assignReport, startReport, mutationPaths.declareReportUnable, publishReport);
    expect(take(published, ratingPaths.ACCEPTED).outcome).toBe('FIXED');
    expect(take(published, [['CLOSE_SILENT']]).outcome).toBe('UNCONFIRMED');
    expect(take(unable, [['CLOSE_SILENT']]).outcome).toBe('UNABLE');
  });

  test('a plan lies neither in the past nor more than five years ahead', () => {
    const working = reach(accept, assignReport, startReport);
    const rule = (date: string | null) => refuse(working, mutationPaths.planReport, { date }).extra['rule'];
    expect([rule('2026-03-03'), rule('2032-01-01'), rule('2026-02-30'), rule(null)]).toEqual(
      Array.from({ length: 4 }, () => 'planned_date'),
    );
    expect(take(working, mutationPaths.planReport, { date: '2026-03-04' })).toMatchObject({
      state: 'PLANNED',
      plannedFor: '2026-03-04',
    });
  });

  test('an agency asks at most 20 times within a term', () => {
    let facts = reach(accept, assignReport, startReport);
    for (let asked = 0; asked < 20; asked += 1)
      facts = take(take(facts, mutationPaths.requestReportInfo), mutationPaths.answerReportInfo);
    expect(refuse(facts, mutationPaths.requestReportInfo).extra).toMatchObject({
      rule: 'max_questions',
      max: 20,
    });
  });

  test('a duplicate names another report that is public', () => {
    const path = triagePaths.DUPLICATE.TIMED;
    for (const parent of [
      null,
      { id: 'this', state: 'ACCEPTED' as const },
      { id: 'x', state: 'SUBMITTED' as const },
    ])
      expect(refuse(fresh(), path, { parent }).extra).toMatchObject({ field: 'duplicateOf', rule: 'parent' });
  });
});

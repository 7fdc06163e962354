import fc from 'fast-check';
import { categories } from '../../../subgraphs/reports/category.rules.ts';
import { receivedReport } from '../../../subgraphs/reports/draft.rules.ts';
import type { Given, ReportFacts } from '../../../subgraphs/reports/facts.rules.ts';
import type { StepName, StepPath } from '../../../subgraphs/reports/report.rules.ts';
import {
  mutationPaths,
  ratingPaths,
  reportSteps,
  triagePaths,
} from '../../../subgraphs/reports/report.rules.ts';
import { takePath } from '../../../subgraphs/reports/step.rules.ts';
import { local, sampleCalendar } from './sample-calendar.ts';

export const agencies = ['hepco', 'so-xay-dung', 'hue-wwc'];
const paths: readonly StepPath[] = [
  ...Object.values(mutationPaths),
  triagePaths.ACCEPT.TIMED,
  triagePaths.ACCEPT.INSTANT,
  triagePaths.REJECT.TIMED,
  triagePaths.DUPLICATE.TIMED,
  ratingPaths.SATISFIED,
  ratingPaths.NOT_ACCEPTED,
  ratingPaths.REOPEN,
  [['CLOSE_SILENT']],
];

/** A report in the moment of its receipt. */
export const fresh = (now = local('2026-03-02T09:00:00')): ReportFacts =>
  receivedReport({
    category: categories[0],
    reporterId: 'reporter',
    agencyId: 'hepco',
    calendar: sampleCalendar,
    now,
  });

/** All that a path can need. */
export const complete = (path: StepPath, agency: string): Given => ({
  agency: { id: agency, atWork: true },
  parent: { id: 'parent', state: 'IN_PROGRESS' },
  reason: 'Lý do',
  question: 'Ở đâu?',
  answer: 'Trước cổng chợ',
  date: '2026-12-31',
  result: 'Đã dọn sạch',
  evidence: [{ kind: 'SITE_RECORD', reference: 'BB-12' }],
  level: path.flat().includes('CONFIRM') ? 'SATISFIED' : 'NOT_ACCEPTED',
});

export interface Move {
  /** One that may begin here, so that walks get far; or any, so that they try what they may not. */
  readonly fitting: boolean;
  readonly path: number;
  readonly agency: number;
  readonly minutes: number;
}

export const walks = fc.array(
  fc.record({
    fitting: fc.boolean(),
    path: fc.nat(10_000),
    agency: fc.nat(agencies.length - 1),
    minutes: fc.integer({ min: 1, max: 3 * 24 * 60 }),
  }),
  { maxLength: 60 },
);

/** Every step of a walk that the rules let through. */
export function walk(moves: readonly Move[]) {
  let facts = fresh();
  let now = facts.receivedAt;
  const seen: { step: StepName; before: ReportFacts; after: ReportFacts; now: Date }[] = [];
  for (const move of moves) {
    now = new Date(now.getTime() + move.minutes * 60_000);
    const here = facts.state;
    const fitting = paths.filter((way) =>
      way[0]?.some((step) => (reportSteps[step].from as string[]).includes(here)),
    );
    const choice = move.fitting && fitting.length > 0 ? fitting : paths;
    const path = choice[move.path % choice.length]!;
    const verdict = takePath(facts, path, {
      reportId: 'this',
      given: complete(path, agencies[move.agency]!),
      now,
      calendar: sampleCalendar,
    });
    if ('problem' in verdict) continue;
    for (const taken of verdict.value) {
      seen.push({ step: taken.step, before: facts, after: taken.facts, now });
      facts = taken.facts;
    }
  }
  return { seen, facts };
}

import fc from 'fast-check';
import type { Viewer } from '../../../subgraphs/kit/index.ts';
import { currentTerm } from '../../../subgraphs/reports/facts.rules.ts';
import type { ReportRow } from '../../../subgraphs/reports/report.model.ts';
import type { StepPath } from '../../../subgraphs/reports/report.rules.ts';
import {
  mutationPaths,
  ratingPaths,
  reportSteps,
  triagePaths,
} from '../../../subgraphs/reports/report.rules.ts';
import { takePath } from '../../../subgraphs/reports/step.rules.ts';
import type { WorkingCalendar } from '../../../subgraphs/kit/working-days.ts';
import { couldAct, mayAct, mayView } from '../../../subgraphs/reports/visibility.rules.ts';
import { person } from '../agencies/signed-client.ts';
import type { ReportsWorld } from './start-reports.ts';
import {
  citizen,
  identityOfficer,
  ioc,
  officer,
  otherOfficer,
  send,
  startReports,
  step,
  stranger,
} from './start-reports.ts';

const viewers: readonly (Viewer | undefined)[] = [
  undefined,
  citizen,
  stranger,
  ioc,
  officer,
  otherOfficer,
  identityOfficer,
  person('moderator', 'moderator'),
  person('auditor', 'auditor'),
];
const evidence = 'evidence: [{kind: SITE_RECORD, reference: "BB-01"}]';
const calls: readonly (readonly [string, StepPath])[] = [
  ['withdrawReport', mutationPaths.withdrawReport],
  ['triageReport(decision: ACCEPT)', triagePaths.ACCEPT.TIMED],
  [`triageReport(decision: ACCEPT, mode: INSTANT, result: "Xong", ${evidence})`, triagePaths.ACCEPT.INSTANT],
  ['triageReport(decision: REJECT, reason: "Không rõ")', triagePaths.REJECT.TIMED],
  ['assignReport(agencyId: "hepco")', mutationPaths.assignReport],
  ['assignReport(agencyId: "so-xay-dung")', mutationPaths.assignReport],
  ['returnReport(reason: "Không thuộc")', mutationPaths.returnReport],
  ['startReport', mutationPaths.startReport],
  ['requestReportInfo(question: "Ở đâu?")', mutationPaths.requestReportInfo],
  ['answerReportInfo(answer: "Trước chợ")', mutationPaths.answerReportInfo],
  ['planReport(date: "2029-01-01", note: "Sẽ làm")', mutationPaths.planReport],
  ['declareReportUnable(reason: "Vượt thẩm quyền")', mutationPaths.declareReportUnable],
  [`resolveReport(result: "Xong", ${evidence})`, mutationPaths.resolveReport],
  ['publishReport', mutationPaths.publishReport],
  ['rateReport(level: SATISFIED)', ratingPaths.SATISFIED],
  ['rateReport(level: NOT_ACCEPTED)', ratingPaths.NOT_ACCEPTED],
  ['rateReport(level: NOT_ACCEPTED, reopen: true)', ratingPaths.REOPEN],
];
const given = {
  parent: null,
  reason: 'x',
  question: 'x',
  answer: 'x',
  date: '2029-01-01',
  note: 'x',
  result: 'x',
  evidence: [{ kind: 'SITE_RECORD', reference: 'BB-01' }],
} as const;

describe('a walk through the running subgraph by every role', () => {
  let world: ReportsWorld;
  let calendar: WorkingCalendar;
  beforeAll(async () => {
    world = await startReports();
    calendar = await world.running.store.places.calendar();
  });
  afterAll(() => world?.close());

  const rowOf = async (id: string): Promise<ReportRow> => {
    const row = await world.running.store.byId(id);
    if (!row) throw new Error('expected the report');
    return row;
  };

  /** What the rules alone say of a call: the state that it leads to, or the code of its refusal. */
  const verdict = (row: ReportRow, viewer: Viewer | undefined, [text, path]: (typeof calls)[number]) => {
    const who = viewer ?? { kind: 'anonymous', id: null, roles: [], vneidLevel: 0, scopes: [] };
    const actors = path.flat().map((name) => reportSteps[name].who);
    if (!actors.every((actor) => couldAct(who as Viewer, actor)))
      return viewer ? 'FORBIDDEN' : 'UNAUTHENTICATED';
    if (!mayView(row, who as Viewer)) return 'NOT_FOUND';
    if (!actors.every((actor) => mayAct(row, who as Viewer, actor))) return 'FORBIDDEN';
    const agency = { id: text.includes('so-xay-dung') ? 'so-xay-dung' : 'hepco', atWork: true };
    const level = text.includes('NOT_ACCEPTED') ? ('NOT_ACCEPTED' as const) : ('SATISFIED' as const);
    const context = { reportId: row._id, given: { ...given, agency, level }, now: new Date(), calendar };
    const taken = takePath(row, path, context);
    return 'problem' in taken ? taken.problem.code : taken.value.at(-1)!.facts.state;
  };

  test('does what the rules say and nothing else: no step outside the table, no version left out, nothing stored by a refusal', async () => {
    const moves = fc.array(
      fc.record({ viewer: fc.nat(viewers.length - 1), call: fc.nat(calls.length - 1), fits: fc.nat(5) }),
      { minLength: 25, maxLength: 25 },
    );
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(moves, async (walk) => {
        const id = await send(world.ask);
        for (const { viewer, call, fits } of walk) {
          const before = await rowOf(id);
          // Most moves are ones that somebody may make here, and many of them do not end the walk.
          const options = viewers.flatMap((who) =>
            calls.map((one) => ({ who, one, says: verdict(before, who, one) })),
          );
          const fitting = options.filter(
            ({ says }) => says in stateNames && (fits < 2 || !ends.includes(says)),
          );
          const move =
            fits > 0 && fitting.length > 0
              ? fitting[(viewer * calls.length + call) % fitting.length]!
              : options[viewer * calls.length + call]!;
          const answer = await step(world.ask, id)(move.who, move.one[0]);
          expect(answer['code'] ?? answer['state']).toBe(move.says);
          const after = await rowOf(id);
          if (answer['code']) expect(after).toEqual(before);
          else {
            accepted += 1;
            expect(after.version).toBe(before.version + move.one[1].length);
            expect(after.receivedAt).toEqual(before.receivedAt);
            expect(currentTerm(after).startedAt >= currentTerm(before).startedAt).toBe(true);
          }
        }
        const entries = await world.client
          .db(world.dbName)
          .collection('journal')
          .find({ entity: 'Report', entityId: id, version: { $gt: 0 } })
          .sort({ version: 1 })
          .toArray();
        expect(entries.map(({ version }) => version)).toEqual(entries.map((_, index) => index + 1));
        for (const { kind, from, to } of entries.slice(1)) {
          const rule = reportSteps[kind as keyof typeof reportSteps];
          expect(rule.from as readonly string[]).toContain(from);
          expect(rule.to).toBe(to);
        }
      }),
      { numRuns: 8, seed: 20261125, endOnFailure: true },
    );
    expect(accepted).toBeGreaterThan(40);
  });
});

const ends: readonly string[] = ['WITHDRAWN', 'REJECTED', 'CLOSED'];
const stateNames = Object.fromEntries(Object.values(reportSteps).map(({ to }) => [to, true]));

import type { PastAct, PastReport } from '../../../subgraphs/reports/past.store.ts';
import type { StepPath } from '../../../subgraphs/reports/report.rules.ts';
import { mutationPaths, ratingPaths, triagePaths } from '../../../subgraphs/reports/report.rules.ts';
import type { Sent } from '../../../subgraphs/reports/step.store.ts';
import type { Viewer } from '../../../subgraphs/kit/index.ts';
import { local } from './sample-calendar.ts';
import type { ReportsWorld } from './start-reports.ts';
import { citizen, draft, ioc, officer, startReports } from './start-reports.ts';

const now = local('2026-06-01T08:00:00');
const evidence = [{ kind: 'SITE_RECORD', reference: 'BB-01' }] as const;
const answerText = 'Bên phải, cạnh cột điện.';

type Act = readonly [viewer: Viewer, path: StepPath | 'PUBLIC' | 'INTERNAL', sent: Sent & { text?: string }];

const toWork: readonly Act[] = [
  [ioc, triagePaths.ACCEPT.TIMED, {}],
  [ioc, mutationPaths.assignReport, {}],
  [officer, mutationPaths.startReport, {}],
];
const toPublished: readonly Act[] = [
  [officer, mutationPaths.resolveReport, { result: 'Đã dọn sạch', evidence }],
  [ioc, mutationPaths.publishReport, {}],
];

/** Between them every kind of step, note and line that a history has. */
const lives: Readonly<Record<string, readonly Act[]>> = {
  silent: [...toWork, [officer, 'PUBLIC', { text: 'Đã cử người đến' }], ...toPublished],
  reopened: [
    ...toWork,
    [officer, mutationPaths.requestReportInfo, { question: 'Ở phía nào?' }],
    [citizen, mutationPaths.answerReportInfo, { answer: answerText }],
    [officer, mutationPaths.planReport, { date: '2026-04-01', note: 'Chờ thời tiết' }],
    ...toPublished,
    [citizen, ratingPaths.REOPEN, { level: 'NOT_ACCEPTED' }],
    [ioc, mutationPaths.assignReport, {}],
    [officer, 'INTERNAL', { text: 'Ưu tiên' }],
    [officer, mutationPaths.startReport, {}],
    [officer, mutationPaths.declareReportUnable, { reason: 'Vượt thẩm quyền' }],
  ],
  instant: [[ioc, triagePaths.ACCEPT.INSTANT, { result: 'Đã nhắc nhở', evidence }]],
  rejected: [[ioc, triagePaths.REJECT.TIMED, { reason: 'Không thuộc phạm vi' }]],
  sent: [],
};

const byTheClock = new Set<unknown>(['CLOSE_SILENT', 'DUE_SOON', 'OVERDUE']);

const start = local('2026-03-02T08:00:00').getTime();
const momentOf = (index: number): Date => new Date(start + (index + 1) * 5 * 3_600_000);

function pastAct([viewer, path, { text = '', ...sent }]: Act, index: number): PastAct {
  const at = momentOf(index);
  return typeof path === 'string' ? { viewer, at, text, audience: path } : { viewer, at, path, sent };
}

const pastOf = (id: string, acts: readonly Act[]): PastReport => ({
  receipt: { viewer: citizen, input: { ...draft, source: 'APP' }, id, now: new Date(start) },
  acts: acts.map((act, index) => () => Promise.resolve(pastAct(act, index))),
});

describe('histories written at once', () => {
  let world: ReportsWorld;
  beforeAll(async () => {
    world = await startReports(now);
  });
  afterAll(() => world?.close());

  /** The same life by one call after the other. */
  async function live(id: string, acts: readonly Act[]): Promise<void> {
    const { store } = world.running;
    await store.create(pastOf(id, []).receipt);
    for (const [index, [viewer, path, { text = '', ...sent }]] of acts.entries()) {
      const call = { id, viewer, now: momentOf(index), operation: 'test', args: { index } };
      if (typeof path === 'string') await store.note({ ...call, text, audience: path });
      else await store.take({ ...call, path, sent });
    }
  }

  const rows = async (name: string, filter: object): Promise<Record<string, unknown>[]> =>
    world.client.db(world.dbName).collection(name).find(filter).sort({ version: 1, audience: 1 }).toArray();

  /** A stamp comes later than its entry, and what comes due by the clock is written down when the clock is read. */
  const withoutMoment = (entry: Record<string, unknown>): object => {
    const steady = Object.entries(entry).filter(
      ([member]) => !['pos', 'n', 'committedAt', 'ordinal'].includes(member),
    );
    return { ...Object.fromEntries(steady), ...(byTheClock.has(entry['kind']) && { at: null }) };
  };

  /** Everything that is kept of a report, without what is random by design: ids of lines and entries, codes, ciphertexts. */
  async function leftBy(id: string): Promise<unknown> {
    const text = JSON.stringify({
      report: await rows('reports', { _id: id }),
      updates: await rows('updates', { reportId: id }),
      journal: (await rows('journal', { 'payload.reportId': id })).map(withoutMoment),
    });
    const steady = text
      .replaceAll(id, 'ID')
      .replaceAll(/PA-\d{4}-\d{6}/g, 'CODE')
      .replaceAll(/"box":"[^"]*"/g, '"box":"…"')
      .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'RANDOM');
    return JSON.parse(steady, (key, value: unknown) => (key === '_id' && value !== 'ID' ? undefined : value));
  }

  test('leave byte for byte what the single calls leave, to the ciphertexts', async () => {
    await world.running.store.writePast(
      Object.entries(lives).map(([id, acts]) => pastOf(`past-${id}`, acts)),
    );
    for (const [id, acts] of Object.entries(lives)) await live(`live-${id}`, acts);
    // What came due in the past is told by its timers: within five minutes of the hub's clock.
    await world.setClock(new Date(now.getTime() + 6 * 60_000));
    while ((await world.client.db(world.dbName).collection('timers').countDocuments()) > 0)
      await new Promise((done) => setTimeout(done, 50));
    for (const id of Object.keys(lives)) {
      expect([id, await leftBy(`past-${id}`)]).toEqual([id, await leftBy(`live-${id}`)]);
    }
  });
});

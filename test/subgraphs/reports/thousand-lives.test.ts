import type { Viewer } from '../../../subgraphs/kit/index.ts';
import type { ReportsWorld } from './start-reports.ts';
import { citizen, createReport, draft, ioc, officer, otherOfficer, startReports } from './start-reports.ts';
import { connectSigned, eventsOf, subscribeSigned } from './watch.ts';

/** One call of a life, and the public states that it leads through. */
type Call = readonly [who: Viewer, mutation: string, ...states: string[]];

const evidence = 'evidence: [{kind: SITE_RECORD, reference: "BB-01"}]';
const accept: Call = [ioc, 'triageReport(decision: ACCEPT)', 'ACCEPTED'];
const assign: Call = [ioc, 'assignReport(agencyId: "hepco")', 'ASSIGNED'];
const start: Call = [officer, 'startReport', 'IN_PROGRESS'];
const resolve: Call = [officer, `resolveReport(result: "Đã dọn sạch", ${evidence})`, 'RESOLVED'];
const publish: Call = [ioc, 'publishReport', 'PUBLISHED'];
const rate: Call = [citizen, 'rateReport(level: SATISFIED)', 'CLOSED'];
const answer = [assign, start, resolve, publish];

/** Every way through the states, from its receipt to its end. */
const lives: readonly (readonly Call[])[] = [
  [accept, ...answer, rate],
  [accept, ...answer, [citizen, 'rateReport(level: NOT_ACCEPTED)', 'CLOSED']],
  [
    accept,
    assign,
    start,
    [officer, 'requestReportInfo(question: "Ở đâu?")', 'NEED_INFO'],
    [citizen, 'answerReportInfo(answer: "Trước số 12")', 'IN_PROGRESS'],
    resolve,
    publish,
    rate,
  ],
  [
    accept,
    assign,
    start,
    [officer, 'planReport(date: "2030-01-01")', 'PLANNED'],
    [officer, 'declareReportUnable(reason: "Ngoài thẩm quyền")', 'UNABLE'],
    publish,
    rate,
  ],
  [
    accept,
    assign,
    [officer, 'returnReport(reason: "Không thuộc")', 'RETURNED'],
    [ioc, 'assignReport(agencyId: "so-xay-dung")', 'ASSIGNED'],
    [otherOfficer, 'startReport', 'IN_PROGRESS'],
    [otherOfficer, `resolveReport(result: "Đã vá", ${evidence})`, 'RESOLVED'],
    publish,
    rate,
  ],
  [
    accept,
    ...answer,
    [citizen, 'rateReport(level: NOT_ACCEPTED, reopen: true)', 'REOPENED'],
    ...answer,
    [citizen, 'rateReport(level: ACCEPTED)', 'CLOSED'],
  ],
  [
    [
      ioc,
      `triageReport(decision: ACCEPT, mode: INSTANT, result: "Đã nhắc", ${evidence})`,
      'ACCEPTED',
      'RESOLVED',
    ],
    publish,
    rate,
  ],
  [accept, ...answer, rate],
  // What never becomes public is told to nobody.
  [[ioc, 'triageReport(decision: REJECT, reason: "Không rõ")']],
  [[citizen, 'withdrawReport']],
];

const count = 1_000;
/** Reports of one life that go through it in step: so many in one request. */
const inStep = 10;
const area = { bbox: { south: 16.42, west: 107.54, north: 16.5, east: 107.62 } };
const query = `subscription ($area: ReportAreaInput!) { reportsIn(area: $area, first: 1) { kind: __typename
  ... on PublicReportListEntered { node { id version state } }
  ... on PublicReportListChanged { node { id version state } } } }`;

/** What a subscriber of the area hears of a life: its public states, each with the version that it has in the journal. */
function heardOf(life: readonly Call[]): readonly object[] {
  const states = life.flatMap(([, , ...reached]) => reached);
  return states.map((state, n) => ({ kind: n === 0 ? 'Entered' : 'Changed', version: n + 2, state }));
}

describe('a thousand reports through their whole life', () => {
  let world: ReportsWorld;
  // A world that starts slowly on a busy machine is no failure of a thousand lives.
  beforeAll(async () => {
    world = await startReports();
  }, 240_000);
  afterAll(() => world?.close());

  const one = async (request: string, viewer: Viewer, variables = {}): Promise<Record<string, Sent>> => {
    const { data, errors } = await world.ask(request, variables, viewer);
    if (errors.length > 0) throw new Error(JSON.stringify(errors));
    return data;
  };
  const receive = async (first: number): Promise<string[]> => {
    // Some 300 m apart, so that they are of one area but of no cluster.
    const inputs = Array.from({ length: inStep }, (_, n) => {
      const [row, column] = [Math.floor((first + n) / 40), (first + n) % 40];
      return { ...draft, lat: 16.425 + row * 0.0028, lon: 107.545 + column * 0.0018 };
    });
    const sent = await Promise.all(inputs.map((input) => one(createReport, citizen, { input })));
    return sent.map(({ createReport: made }) => {
      expect(made).toMatchObject({ version: 1, state: 'SUBMITTED' });
      return made?.id ?? '';
    });
  };
  const live = async (ids: readonly string[], life: readonly Call[]): Promise<void> => {
    for (const [who, mutation] of life) {
      const [name = '', rest = ')'] = mutation.split('(');
      const calls = ids.map(
        (id, n) => `s${n}: ${name}(id: "${id}"${rest === ')' ? rest : `, ${rest}`} { id }`,
      );
      await one(`mutation { ${calls.join(' ')} }`, who);
    }
  };

  test('a subscriber of their area hears of each public transition of each report once, in order, while they live at the same time', async () => {
    const client = await connectSigned(world.running.url);
    subscribeSigned(client, 'area', { query, variables: { area } });
    await eventsOf(client, 'area', 1);

    const lived = new Map<string, readonly Call[]>();
    const groups = Array.from({ length: count / inStep }, (_, n) => n).values();
    const lane = async (): Promise<void> => {
      for (const group of groups) {
        const life = lives[group % lives.length] ?? [];
        const ids = await receive(group * inStep);
        for (const id of ids) lived.set(id, life);
        await live(ids, life);
      }
    };
    await Promise.all(Array.from({ length: 12 }, lane));
    expect(lived.size).toBe(count);

    const expected = new Map([...lived].map(([id, life]) => [id, heardOf(life)]));
    const transitions = [...expected.values()].reduce((sum, states) => sum + states.length, 0);
    const heard = new Map<string, object[]>([...lived.keys()].map((id) => [id, []]));
    for (const { value } of await eventsOf(client, 'area', transitions)) {
      const { id, version, state } = value.node;
      heard.get(id)?.push({ kind: value.kind.replace('PublicReportList', ''), version, state });
    }
    expect(heard).toEqual(expected);

    // What comes after it is told after it: nothing was told twice.
    const [last = ''] = [...lived].find(([, life]) => life === lives[0]) ?? [];
    await one(`mutation { postReportUpdate(id: "${last}", text: "Cảm ơn.") { id } }`, ioc);
    const [thanks] = await eventsOf(client, 'area', 1);
    expect(thanks?.value.node).toEqual({ id: last, version: 8, state: 'CLOSED' });
    expect(client.waiting()).toEqual([]);
    await client.close();
  }, 900_000);

  test('the journal has each version of each report once, and nothing is behind', async () => {
    const journal = world.client.db(world.dbName).collection('journal');
    const [sums] = await journal
      .aggregate([
        { $match: { entity: 'Report', version: { $gt: 0 } } },
        { $group: { _id: '$entityId', last: { $max: '$version' }, count: { $sum: 1 } } },
        { $group: { _id: { $eq: ['$last', '$count'] }, reports: { $sum: 1 } } },
      ])
      .toArray();
    expect(sums).toEqual({ _id: true, reports: count });
  });
});

interface Sent {
  readonly id: string;
  readonly version: number;
  readonly state: string;
}

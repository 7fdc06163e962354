import fc from 'fast-check';
import { distanceBetween, rankCandidates } from '../../../subgraphs/reports/duplicate.rules.ts';
import { placePipeline } from '../../../subgraphs/reports/duplicate.store.ts';
import { likenessOf, wordsOf } from '../../../subgraphs/reports/words.rules.ts';
import type { ReportsWorld } from './start-reports.ts';
import {
  citizen,
  draft,
  ioc,
  officer,
  send,
  startReports,
  step,
  stranger,
  wayToPublished,
} from './start-reports.ts';

const place = { lat: 16.4637, lon: 107.591 };
/** One ten-thousandth of a degree of latitude is 11.1 m; public positions have no finer steps. */
const north = (steps: number) => ({ ...place, lat: Number((place.lat + steps / 1e4).toFixed(4)) });
const query = `query ($draft: ReportDraftInput!) { duplicatesOf(draft: $draft) {
  distanceM likeness report { id title description state duplicateOf { id } } } }`;

describe('reports that a draft may repeat', () => {
  let world: ReportsWorld;
  beforeAll(async () => {
    world = await startReports();
  });
  afterAll(() => world?.close());

  const drafted = { categoryCode: draft.categoryCode, ...place };
  const candidates = async (more: object = {}, viewer = citizen) => {
    const { data, errors } = await world.ask(query, { draft: { ...drafted, ...more } }, viewer);
    expect(errors).toEqual([]);
    return data.duplicatesOf as { distanceM: number; likeness: number | null; report: { id: string } }[];
  };
  const ids = async (more: object = {}, viewer = citizen) =>
    (await candidates(more, viewer)).map(({ report }) => report.id);
  const accepted = async (input: object = {}): Promise<string> => {
    const id = await send(world.ask, { ...place, ...input });
    await step(world.ask, id)(ioc, 'triageReport(decision: ACCEPT)');
    return id;
  };
  /** Received so many days ago, and handled until PUBLISHED or only accepted. */
  const old = async (days: number, until: 'ACCEPTED' | 'PUBLISHED'): Promise<string> => {
    const now = new Date(Date.now() - days * 24 * 60 * 60 * 1000);
    const input = { ...draft, ...place, categoryCode: 'NOISE', source: 'WEB' } as const;
    const { _id } = await world.running.store.create({ viewer: citizen, input, now });
    const go = step(world.ask, _id);
    await go(ioc, 'triageReport(decision: ACCEPT)');
    const { data } = await world.ask(`{ report(id: "${_id}") { agency { id } } }`);
    const theirs = { ...officer, agencyId: data.report.agency.id };
    if (until === 'PUBLISHED')
      for (const [who, call] of wayToPublished) await go(who === officer ? theirs : who, call);
    return _id;
  };

  test('are shown with full text, state and distance, the nearest first, up to 50 m by public positions', async () => {
    const far = await accepted(north(4));
    const near = await accepted(north(1));
    const [tooFar, other] = [await accepted(north(5)), await accepted({ ...place, categoryCode: 'TREES' })];
    const found = await candidates({}, stranger);
    expect(found).toEqual([
      { distanceM: 10, likeness: null, report: expect.objectContaining({ id: near, state: 'ACCEPTED' }) },
      {
        distanceM: 45,
        likeness: null,
        report: {
          id: far,
          title: draft.title,
          description: draft.description,
          state: 'ACCEPTED',
          duplicateOf: null,
        },
      },
    ]);
    expect(found.map(({ report }) => report.id)).not.toContain(tooFar);
    expect(await ids({ categoryCode: 'TREES' })).toEqual([other]);
    expect(await ids({}, undefined)).toEqual([near, far]);
  });

  test('put the words of the draft first, without regard to marks and case', async () => {
    const at = { lat: 16.47, lon: 107.58 };
    const [tree, hole] = [
      await accepted({ ...at, title: 'Rác sau chợ', description: 'Rác chất đống.' }),
      await accepted({
        lat: 16.4702,
        lon: 107.58,
        title: 'Đổ xà bần',
        description: 'Xe tải đổ xà bần ban đêm.',
      }),
    ];
    const found = await candidates({ ...at, text: 'XE TAI do xa ban' });
    expect(found.map(({ report, likeness }) => [report.id, likeness])).toEqual([
      [hole, 1],
      [tree, 0],
    ]);
  });

  test('are open, or received in the last 90 days', async () => {
    const [openOld, closedOld, closedRecent] = [
      await old(200, 'ACCEPTED'),
      await old(91, 'PUBLISHED'),
      await old(89, 'PUBLISHED'),
    ];
    expect(new Set(await ids({ categoryCode: 'NOISE' }))).toEqual(new Set([openOld, closedRecent]));
    expect(await ids({ categoryCode: 'NOISE' })).not.toContain(closedOld);
  });

  test('show what is not public to its own reporter only', async () => {
    const at = { lat: 16.455, lon: 107.6 };
    const waiting = await send(world.ask, at);
    const rejected = await send(world.ask, at);
    await step(world.ask, rejected)(ioc, 'triageReport(decision: REJECT, reason: "Không rõ")');
    const withdrawn = await send(world.ask, at);
    await step(world.ask, withdrawn)(citizen, 'withdrawReport');
    expect(new Set(await ids(at))).toEqual(new Set([waiting, rejected]));
    for (const viewer of [stranger, ioc, officer]) expect(await ids(at, viewer)).toEqual([]);
  });

  test.each([
    ['no lat', { lat: null }, { field: 'lat', rule: 'location' }],
    ['no lon', { lon: null }, { field: 'lon', rule: 'location' }],
    ['a swapped place', { lat: 107.59, lon: 16.46 }, { rule: 'outside_city', hint: 'swapped?' }],
    ['a place outside the city', { lat: 21.03, lon: 105.85 }, { rule: 'outside_city' }],
    ['a text that is too long', { text: 'x'.repeat(4001) }, { field: 'text', rule: 'max_length' }],
  ])('bad input: %s is refused as createReport refuses it', async (_, more, refusal) => {
    const { data, errors } = await world.ask(query, { draft: { ...drafted, ...more } }, citizen);
    expect(data.duplicatesOf).toBeNull();
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', ...refusal });
  });

  test('are read from the index of places', async () => {
    const plan = await world.client
      .db(world.dbName)
      .collection('reports')
      .aggregate(placePipeline(place, { categoryCode: 'NOISE' }))
      .explain();
    expect(JSON.stringify(plan)).toContain('"indexName":"near"');
    expect(JSON.stringify(plan)).not.toMatch(/COLLSCAN|"SORT"/);
  });

  test('a report tells what was decided earlier at its place, the newest first, in both of its forms', async () => {
    const at = { categoryCode: 'ANIMALS', lat: 16.46, lon: 107.6 };
    const first = await accepted(at);
    const second = await accepted({ ...at, lat: 16.4603 });
    const unseen = await send(world.ask, at);
    const last = await accepted(at);
    const earlier = 'earlierReports { distanceM report { id state outcome answer { text } } }';
    const { data } = await world.ask(
      `{ report(id: "${last}") { ${earlier} } publicReport(id: "${last}") { ${earlier} } }`,
    );
    expect(data.report).toEqual(data.publicReport);
    expect(data.report.earlierReports).toMatchObject([
      { distanceM: 35, report: { id: second, state: 'ACCEPTED' } },
      { distanceM: 0, report: { id: first } },
    ]);
    const own = await world.ask(`{ report(id: "${unseen}") { ${earlier} } }`, {}, citizen);
    expect(own.data.report.earlierReports).toHaveLength(2);
  });
});

describe('the rules of places and words', () => {
  const positions = fc.record({
    lat: fc.double({ min: 15.99, max: 16.75, noNaN: true }),
    lon: fc.double({ min: 107.01, max: 108.22, noNaN: true }),
  });

  test('a distance is the same both ways, zero to itself, and never longer by a detour', () => {
    fc.assert(
      fc.property(positions, positions, positions, (a, b, c) => {
        expect(distanceBetween(a, b)).toBeCloseTo(distanceBetween(b, a), 6);
        expect(distanceBetween(a, a)).toBe(0);
        expect(distanceBetween(a, c)).toBeLessThanOrEqual(
          distanceBetween(a, b) + distanceBetween(b, c) + 1e-6,
        );
      }),
    );
    expect(distanceBetween({ lat: 16.4637, lon: 107.5909 }, { lat: 16.464, lon: 107.5909 })).toBeCloseTo(
      33.4,
      1,
    );
  });

  test('likeness lies between none and all, and a text has all of its own words', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (text, other) => {
        const likeness = likenessOf(wordsOf(text), other);
        if (likeness === null) expect(wordsOf(text).size).toBe(0);
        else expect(likeness >= 0 && likeness <= 1).toBe(true);
        expect(likenessOf(wordsOf(text), text) ?? 1).toBe(1);
      }),
    );
    expect(wordsOf('Ổ gà ĐƯỜNG Lê Lợi')).toEqual(new Set(['ga', 'duong', 'le', 'loi']));
  });

  test('at most 20 candidates are shown', () => {
    const found = Array.from({ length: 50 }, (_, index) => ({
      report: { title: 'a', description: 'b' },
      distanceM: 49 - index,
    }));
    const ranked = rankCandidates(found, new Set());
    expect(ranked).toHaveLength(20);
    expect(ranked[0]?.distanceM).toBe(0);
  });
});

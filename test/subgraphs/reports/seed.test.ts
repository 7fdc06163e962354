import sharp from 'sharp';
import { reportStates } from '../../../subgraphs/reports/report.rules.ts';
import { seedTools } from '../agencies/start-agencies.ts';
import type { ReportsWorld } from './start-reports.ts';
import { ioc, startReports } from './start-reports.ts';

const now = new Date('2026-11-22T03:00:00Z');
const sampleSize = 200;

/** What is not random by design: keys and boxes of sealed values are, and a load that was killed leaves a gap in the codes. */
const steadyPart = (row: object): object =>
  Object.fromEntries(
    Object.entries(row).filter(([member]) => !['exact', 'contact', 'code'].includes(member)),
  );

describe('the sample reports', () => {
  let world: ReportsWorld;
  beforeAll(async () => {
    world = await startReports(now);
  });
  afterAll(() => world?.close());

  const rows = (name = 'reports') => world.client.db(world.dbName).collection(name);
  const steady = async () => (await rows().find().sort({ _id: 1 }).toArray()).map(steadyPart);

  test('a load that is killed half way goes on, and repeating it changes nothing', async () => {
    const seen: number[] = [];
    const stopAt = 50;
    const killed = {
      ...seedTools,
      now: () => now,
      given: { reports: sampleSize, people: ['person-citizen', 'person-citizen2'] },
      progress: (done: number) => {
        seen.push(done);
        if (done === stopAt) throw new Error('killed');
      },
    };
    await expect(world.running.seed(killed)).rejects.toThrow('killed');
    const tools = {
      ...killed,
      now: () => new Date(now.getTime() + 3_600_000),
      progress: (done: number, total: number) => void seen.push(done / total),
    };
    await world.running.seed(tools);
    expect(seen.at(-1)).toBe(1);
    const before = await steady();
    const entries = await rows('journal').countDocuments();
    expect(before).toHaveLength(sampleSize);
    await world.running.seed(tools);
    expect(await steady()).toEqual(before);
    expect(await rows('journal').countDocuments()).toBe(entries);
  }, 240_000);

  test('has every state, lies in the past year and in many wards, with versions that match the journal', async () => {
    const sample = await rows().find().toArray();
    expect(new Set(sample.map(({ state }) => state))).toEqual(new Set(reportStates));
    expect(new Set(sample.map(({ wardCode }) => wardCode)).size).toBeGreaterThan(20);
    for (const { receivedAt, lastChange } of sample) {
      expect(receivedAt.getTime()).toBeGreaterThan(now.getTime() - 366 * 24 * 3_600_000);
      expect(lastChange.at.getTime()).toBeLessThanOrEqual(now.getTime());
    }
    const versions = await rows('journal')
      .aggregate([
        { $match: { entity: 'Report', version: { $gt: 0 } } },
        { $group: { _id: '$entityId', last: { $max: '$version' }, count: { $sum: 1 } } },
      ])
      .toArray();
    const counted = versions.map(({ _id, last, count }) => `${_id} ${last} ${count}`);
    expect(new Set(counted)).toEqual(
      new Set(sample.map(({ _id, version }) => `${String(_id)} ${version} ${version}`)),
    );
    expect(sample.some(({ reporterId }) => reporterId === 'person-citizen')).toBe(true);
  });

  test('one report of eight has a drawn photo, and a photo of the answer when it was resolved; nothing is left unused', async () => {
    const media = await rows('media').find().toArray();
    const photos = media.filter(({ role }) => role === 'PHOTO');
    expect(photos).toHaveLength(sampleSize / 8);
    const proofs = media.filter(({ role }) => role === 'EVIDENCE').map(({ _id }) => String(_id));
    const sample = await rows().find().toArray();
    const named = sample.flatMap(({ answer, rounds }) =>
      [answer, ...rounds.map((round: { answer: unknown }) => round.answer)].flatMap((each) =>
        (each?.evidence ?? []).flatMap(({ upload }: { upload?: string }) => upload ?? []),
      ),
    );
    expect(proofs.length).toBeGreaterThan(0);
    expect(new Set(named)).toEqual(new Set(proofs));
    expect(await rows('uploads').countDocuments({ state: { $ne: 'USED' } })).toBe(0);
    const { uploads } = world.running.store.media;
    for (const { published } of photos.slice(0, 5)) {
      const copy = await uploads.files.read(published.fileId, null);
      expect(await sharp(copy?.bytes).metadata()).toMatchObject({ format: 'jpeg', width: 480, height: 360 });
    }
  });

  test('others follow and comment: some comments are public, some refused, some wait, some answers were reopened', async () => {
    const comments = await rows('comments').find().toArray();
    expect(new Set(comments.map(({ state }) => state))).toEqual(new Set(['APPROVED', 'REJECTED', 'PENDING']));
    const sample = await rows().find().toArray();
    for (const { _id, reporterId, comments: count, followers } of sample) {
      const mine = comments.filter(({ reportId }) => reportId === String(_id));
      expect(mine.filter(({ state }) => state === 'APPROVED')).toHaveLength(count);
      expect(await rows('reportFollows').countDocuments({ reportId: String(_id), active: true })).toBe(
        followers,
      );
      expect(mine.map(({ authorId }) => authorId)).not.toContain(reporterId);
    }
    expect(sample.some(({ followers }) => followers > 0)).toBe(true);
    expect(sample.some(({ rounds }) => rounds.length > 1)).toBe(true);
    const audiences = await rows('updates').distinct('audience');
    expect(audiences).toEqual(expect.arrayContaining(['open', 'internal']));
    expect(await rows('journal').countDocuments({ kind: 'WRITE' })).toBe(comments.length);
  });

  test('shows to people as natural text with place, agency and due date', async () => {
    const { data, errors } = await world.ask(
      '{ reports(first: 100) { nodes { code title address dueAt slaState agency { id } ward { code } } } }',
      {},
      ioc,
    );
    expect(errors).toEqual([]);
    for (const node of data.reports.nodes) {
      expect(node.title).not.toContain('{');
      expect(node).toMatchObject({
        code: expect.stringMatching(/^PA-202[56]-\d{6}$/),
        agency: { id: expect.any(String) },
        dueAt: expect.any(String),
      });
    }
  });
});

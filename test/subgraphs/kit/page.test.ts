import { Schema } from 'mongoose';
import type { Model } from 'mongoose';
import { openModel } from '../../../subgraphs/kit/mongo.ts';
import type { Connection, PageOrder } from '../../../subgraphs/kit/page.ts';
import { findPage, readFirst } from '../../../subgraphs/kit/page.ts';
import type { TestParts } from '../../kit/subgraph-parts.ts';
import { openTestParts } from '../../kit/subgraph-parts.ts';

interface Row {
  readonly _id: string;
  readonly group: string;
  readonly at: Date;
  readonly rank: number;
}
const rowSchema = new Schema<Row>({ _id: String, group: String, at: Date, rank: Number });
rowSchema.index({ group: 1, at: -1, _id: 1 });

const newestFirst: PageOrder = [
  { field: 'at', direction: -1, kind: 'date' },
  { field: '_id', direction: 1, kind: 'string' },
];
const byRank: PageOrder = [
  { field: 'rank', direction: 1, kind: 'number' },
  { field: '_id', direction: -1, kind: 'string' },
];

let parts: TestParts;
let rows: Model<Row>;
const day = (n: number): Date => new Date(Date.UTC(2026, 0, n));
const all = Array.from({ length: 57 }, (_, n) => ({
  _id: `r${String(n).padStart(2, '0')}`,
  group: 'g',
  // Many equal keys: the id has to decide.
  at: day(1 + (n % 7)),
  rank: n % 5,
}));

beforeAll(async () => {
  parts = await openTestParts('page');
  rows = await openModel(parts.db, 'Row', rowSchema);
  await rows.insertMany(all);
});
afterAll(() => parts.close());

const walk = async (order: PageOrder, first: number): Promise<string[]> => {
  const ids: string[] = [];
  let after: string | null = null;
  do {
    const page: Connection<Row> = await findPage(rows, {
      args: { first, after },
      order,
      filter: { group: 'g' },
    });
    ids.push(...page.nodes.map((row) => row._id));
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
  return ids;
};

test.each([1, 3, 8, 57, 100])('pages of %i give every row once, in order', async (first) => {
  const expected = [...all].sort((a, b) => b.at.getTime() - a.at.getTime() || (a._id < b._id ? -1 : 1));
  await expect(walk(newestFirst, first)).resolves.toEqual(expected.map((row) => row._id));
});

test('directions of the sort fields may differ', async () => {
  const expected = [...all].sort((a, b) => a.rank - b.rank || (a._id < b._id ? 1 : -1));
  await expect(walk(byRank, 4)).resolves.toEqual(expected.map((row) => row._id));
});

test('page info says what lies before and behind', async () => {
  const query = { order: newestFirst, filter: { group: 'g' } };
  const first = await findPage(rows, { ...query, args: { first: 50 } });
  expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
  expect(first.pageInfo.endCursor).toBe(first.edges.at(-1)?.cursor);
  const last = await findPage(rows, { ...query, args: { first: 50, after: first.pageInfo.endCursor } });
  expect(last.nodes).toHaveLength(7);
  expect(last.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  const none = await findPage(rows, { ...query, filter: { group: 'none' }, args: {} });
  expect(none).toEqual({
    edges: [],
    nodes: [],
    pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
  });
});

test('a row that is deleted or added between two pages neither hides nor repeats another', async () => {
  const query = { order: newestFirst, filter: { group: 'moving' } };
  await rows.insertMany(
    [1, 2, 3, 4].map((n) => ({ _id: `m${n}`, group: 'moving', at: day(20 - n), rank: 0 })),
  );
  const first = await findPage(rows, { ...query, args: { first: 2 } });
  await rows.deleteOne({ _id: 'm2' });
  await rows.create({ _id: 'm0', group: 'moving', at: day(25), rank: 0 });
  const next = await findPage(rows, { ...query, args: { first: 2, after: first.pageInfo.endCursor } });
  expect(next.nodes.map((row) => row._id)).toEqual(['m3', 'm4']);
});

test('a later page is a range of the index, without a sort and without reading what lies before it', async () => {
  const first = await findPage(rows, { args: { first: 40 }, order: newestFirst, filter: { group: 'g' } });
  const client = parts.db.getClient();
  await parts.db.db?.command({ profile: 2 });
  await findPage(rows, {
    args: { first: 5, after: first.pageInfo.endCursor },
    order: newestFirst,
    filter: { group: 'g' },
  });
  await parts.db.db?.command({ profile: 0 });
  const profile = await client
    .db(parts.db.name)
    .collection('system.profile')
    .findOne({ 'command.find': 'rows' });
  expect(profile?.['hasSortStage']).toBeUndefined();
  // The page, the one row more, and the rows of the cursor's own day that lie before it.
  expect(profile?.['keysExamined']).toBeLessThanOrEqual(6 + 9);
});

test.each([0, -1, 101, 1_000_000, 1.5])('first %d is BAD_USER_INPUT', (first) => {
  expect(() => readFirst(first)).toThrow(
    expect.objectContaining({
      extensions: { code: 'BAD_USER_INPUT', field: 'first', rule: 'max_page', max: 100 },
    }),
  );
});

test('first is 20 when absent', () => {
  expect(readFirst(null)).toBe(20);
  expect(readFirst(undefined)).toBe(20);
});

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

test.each([
  ['text', 'not a cursor'],
  ['nothing', ''],
  ['another list', encode(['rank,-_id', 1, 'r01'])],
  ['an operator in place of a value', encode(['-at,_id', { $gt: 0 }, 'r01'])],
  ['a value of another kind', encode(['-at,_id', 'yesterday', 'r01'])],
  ['a date that is none', encode(['-at,_id', 9e15, 'r01'])],
  ['too few values', encode(['-at,_id', 1])],
  ['too many values', encode(['-at,_id', 1, 'r01', 'r02'])],
])('a cursor of %s is BAD_USER_INPUT', async (_what, after) => {
  const page = findPage(rows, { args: { after }, order: newestFirst, filter: { group: 'g' } });
  await expect(page).rejects.toMatchObject({
    extensions: { code: 'BAD_USER_INPUT', field: 'after', rule: 'cursor' },
  });
});

test('a row without its sort field is a fault of ours and says so', async () => {
  await rows.create({ _id: 'bare', group: 'bare', rank: 1 });
  const page = findPage(rows, { args: {}, order: newestFirst, filter: { group: 'bare' } });
  await expect(page).rejects.toThrow('expected a date in the sort field "at", got undefined');
});

import { badInput } from '../../../subgraphs/kit/errors.ts';
import type { OnceRequest } from '../../../subgraphs/kit/idempotency.ts';
import type { WriteMany } from '../../../subgraphs/kit/together.ts';
import type { TestParts } from '../../kit/subgraph-parts.ts';
import { citizen, openTestParts } from '../../kit/subgraph-parts.ts';

let parts: TestParts;
let elsewhere: TestParts;
/** How many requests each transaction was asked to write. */
let asked: number[] = [];

beforeAll(async () => {
  parts = await openTestParts('together');
  // Another process on the same data: nothing in memory is shared.
  elsewhere = await openTestParts('together', { dbName: parts.db.name });
});
beforeEach(() => (asked = []));
afterAll(async () => {
  await elsewhere.db.close();
  await parts.close();
});

const entry = (entityId: string) => ({
  entity: 'Note',
  entityId,
  kind: 'created',
  version: 1,
  payload: {},
  topics: [],
});

/** Refuses `bad …`, like an area that checks within the transaction. */
const write: WriteMany<string, string> = async (items, tx) => {
  asked.push(items.length);
  const bad = items.find((item) => item.startsWith('bad'));
  if (bad) throw badInput({ field: 'text', rule: 'bad' }, `${bad} is refused`);
  const entries = await tx.appendAll(items.map((item) => ({ entry: entry(item), at: tx.now })));
  return entries.map((made) => ({ entry: made, made: made.entityId.toUpperCase() }));
};

const request = (key: string | null, item: string): OnceRequest => ({
  viewer: citizen('lan'),
  clientMutationId: key,
  operation: 'createNote',
  args: { item },
});

const openCreate = (on: TestParts = parts) => {
  const run = on.together(write);
  return (item: string, key: string | null = item) => run(request(key, item), item);
};

const stored = (start: string): Promise<number> =>
  parts.journal.collection.countDocuments({ entityId: { $regex: `^${start}` } });

const names = (start: string, count: number): string[] =>
  Array.from({ length: count }, (_, n) => `${start} ${n}`);

test('requests that come together share transactions, and each gets its own answer', async () => {
  const items = names('many', 60);
  const answers = await Promise.all(items.map((item) => openCreate()(item)));
  expect(answers).toHaveLength(60);
  const create = openCreate();
  asked = [];
  const shared = await Promise.all(names('shared', 60).map((item) => create(item)));
  expect(shared.map(({ entry: { entityId }, made }) => [entityId, made])).toEqual(
    names('shared', 60).map((item) => [item, item.toUpperCase()]),
  );
  expect(asked.length).toBeLessThan(10);
  expect(Math.max(...asked)).toBeLessThanOrEqual(32);
  await expect(stored('shared')).resolves.toBe(60);
});

test('the entries of one transaction follow each other in the journal', async () => {
  const create = openCreate();
  const answers = await Promise.all(names('order', 20).map((item) => create(item)));
  const ordinals = answers.map(({ entry: { ordinal } }) => ordinal);
  expect(ordinals).toEqual([...names('x', 10).keys(), ...names('x', 10).keys()]);
});

test('one that is refused is refused alone, with its own error, and the others of its batch are stored once', async () => {
  const create = openCreate();
  const items = [...names('good', 5), 'bad one', ...names('good more', 5), 'bad two'];
  const answers = await Promise.allSettled(items.map((item) => create(item)));
  expect(answers.flatMap((answer, n) => (answer.status === 'rejected' ? [items[n]] : []))).toEqual([
    'bad one',
    'bad two',
  ]);
  expect(answers[5]).toMatchObject({ reason: { message: 'bad one is refused' } });
  await expect(stored('good')).resolves.toBe(10);
});

test('G06 fifty parallel requests with one key, among others, have one effect and fifty equal answers', async () => {
  const [here, there] = [openCreate(), openCreate(elsewhere)];
  const calls = Array.from({ length: 50 }, (_, n) => (n % 2 ? here : there)('same', 'same key'));
  const others = names('beside', 20).map((item) => here(item));
  const answers = await Promise.all(calls);
  expect(new Set(answers.map(({ entry: { _id } }) => _id)).size).toBe(1);
  await Promise.all(others);
  await expect(stored('same')).resolves.toBe(1);
  await expect(stored('beside')).resolves.toBe(20);
});

test('G05 a repeat in a batch gets the first entry, and nothing is made of it', async () => {
  const create = openCreate();
  const first = await create('once', 'key of once');
  const [again, ...rest] = await Promise.all([
    create('once', 'key of once'),
    ...names('with a repeat', 5).map((item) => create(item)),
  ]);
  expect(again).toEqual({ entry: first.entry });
  expect(rest.map(({ made }) => made)).toEqual(names('WITH A REPEAT', 5));
  await expect(stored('once')).resolves.toBe(1);
});

test('the same key with other arguments is IDEMPOTENCY_KEY_REUSED, for whoever sent it alone', async () => {
  const create = openCreate();
  await create('text', 'taken');
  const answers = await Promise.allSettled([
    create('other text', 'taken'),
    ...names('free', 5).map((item) => create(item)),
  ]);
  expect(answers[0]).toMatchObject({ reason: { extensions: { code: 'IDEMPOTENCY_KEY_REUSED' } } });
  expect(answers.slice(1).every(({ status }) => status === 'fulfilled')).toBe(true);
  await expect(stored('other text')).resolves.toBe(0);
});

test('requests without a key are written together too', async () => {
  const create = openCreate();
  await Promise.all(names('keyless', 30).map((item) => create(item, null)));
  await expect(stored('keyless')).resolves.toBe(30);
  expect(asked.length).toBeLessThan(10);
});

test('a request with a moment of its own is written by itself', async () => {
  const run = parts.together<string, string>(async (items, tx) => {
    expect(tx.now).toEqual(new Date('2025-01-01T00:00:00Z'));
    return write(items, tx);
  });
  const now = new Date('2025-01-01T00:00:00Z');
  await Promise.all(names('dated', 4).map((item) => run({ ...request(item, item), now }, item)));
  expect(asked).toEqual([1, 1, 1, 1]);
});

test('a batch that got no answer in time is UNAVAILABLE for all of it, and is not tried one by one', async () => {
  const slow = await openTestParts('together', { dbName: parts.db.name, deadlineMs: 300 });
  try {
    const run = slow.together<string, string>(async (items) => {
      asked.push(items.length);
      return new Promise(() => undefined);
    });
    const answers = await Promise.allSettled(names('lost', 10).map((item) => run(request(null, item), item)));
    expect(answers.map((answer) => answer.status === 'rejected' && answer.reason.extensions.code)).toEqual(
      names('x', 10).map(() => 'UNAVAILABLE'),
    );
    expect(asked).toEqual([5, 5]);
    await expect(stored('lost')).resolves.toBe(0);
  } finally {
    await slow.db.close();
  }
});

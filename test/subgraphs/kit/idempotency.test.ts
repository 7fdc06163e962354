import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../subgraphs/kit/canonical-json.ts';
import { anonymous } from '../../../subgraphs/kit/process/viewer.ts';
import type { OnceRequest } from '../../../subgraphs/kit/idempotency.ts';
import type { JournalEntry } from '../../../subgraphs/kit/journal.ts';
import { hubError } from '../../../subgraphs/kit/errors.ts';
import type { TestParts } from '../../kit/subgraph-parts.ts';
import { citizen, openTestParts } from '../../kit/subgraph-parts.ts';

let parts: TestParts;
let elsewhere: TestParts;
beforeAll(async () => {
  parts = await openTestParts('once');
  // Another process on the same data: nothing in memory is shared.
  elsewhere = await openTestParts('once', { dbName: parts.db.name });
});
afterAll(async () => {
  await elsewhere.db.close();
  await parts.close();
});

const request = (key: string | null, more: Partial<OnceRequest> = {}): OnceRequest => ({
  viewer: citizen('lan'),
  clientMutationId: key,
  operation: 'createNote',
  args: { text: 'a', at: { lat: 16.4, lon: 107.6 } },
  ...more,
});

const create = (given: OnceRequest, on: TestParts = parts): Promise<JournalEntry> =>
  on.once(given, (tx) =>
    tx.append({
      entity: 'Note',
      entityId: given.clientMutationId ?? 'none',
      kind: 'created',
      version: 0,
      payload: {},
      topics: [],
    }),
  );

const effects = (key: string): Promise<number> => parts.journal.collection.countDocuments({ entityId: key });

test('G06 fifty parallel requests with one key have one effect and fifty equal answers', async () => {
  const answers = await Promise.all(Array.from({ length: 50 }, () => create(request('fifty'))));
  expect(new Set(answers.map((entry) => JSON.stringify(entry))).size).toBe(1);
  await expect(effects('fifty')).resolves.toBe(1);
});

test('G06 holds across processes too', async () => {
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, n) => create(request('both'), n % 2 ? parts : elsewhere)),
  );
  expect(new Set(answers.map((entry) => entry._id)).size).toBe(1);
  await expect(effects('both')).resolves.toBe(1);
});

test('G05 a retry in another process, after the answer got lost, gets the first result', async () => {
  const first = await create(request('retry'));
  await expect(create(request('retry'), elsewhere)).resolves.toEqual(first);
  await expect(effects('retry')).resolves.toBe(1);
});

test('the order of keys in the arguments does not matter', async () => {
  const first = await create(request('order'));
  const again = request('order', { args: { at: { lon: 107.6, lat: 16.4 }, text: 'a' } });
  await expect(create(again)).resolves.toEqual(first);
});

test.each([
  ['other arguments', { args: { text: 'b' } }],
  ['another operation', { operation: 'deleteNote' }],
])('the same key with %s is IDEMPOTENCY_KEY_REUSED', async (what, more) => {
  await create(request(what));
  await expect(create(request(what, more))).rejects.toMatchObject({
    extensions: { code: 'IDEMPOTENCY_KEY_REUSED' },
  });
  await expect(effects(what)).resolves.toBe(1);
});

test('the same key of another person is another request', async () => {
  const lan = await create(request('shared'));
  const minh = await create(request('shared', { viewer: citizen('minh') }));
  expect(minh._id).not.toBe(lan._id);
});

test('a failed write leaves the key free', async () => {
  const refused = parts.once(request('failed'), () => Promise.reject(hubError('CONFLICT', 'Not now.')));
  await expect(refused).rejects.toMatchObject({ extensions: { code: 'CONFLICT' } });
  await create(request('failed'));
  await expect(effects('failed')).resolves.toBe(1);
});

test.each([
  ['refused', () => Promise.reject(hubError('ILLEGAL_TRANSITION', 'It is done already.'))],
  ['stopped by a unique key', () => Promise.reject(Object.assign(new Error('E11000'), { code: 11_000 }))],
])('a repeat that its own first one has %s gets the answer of the first', async (how, refuse) => {
  const first = await create(request(how));
  await expect(parts.once(request(how), refuse)).resolves.toEqual(first);
  await expect(elsewhere.once(request(how), refuse)).resolves.toEqual(first);
});

test('without a key every request is a new one', async () => {
  await create(request(null));
  await create(request(null));
  await expect(effects('none')).resolves.toBe(2);
});

test('a stranger has no keys, and a key has 1 to 128 characters', () => {
  expect(() => create(request('key', { viewer: anonymous }))).toThrow(
    expect.objectContaining({ extensions: { code: 'UNAUTHENTICATED' } }),
  );
  for (const key of ['', 'x'.repeat(129)]) {
    expect(() => create(request(key))).toThrow(
      expect.objectContaining({
        extensions: { code: 'BAD_USER_INPUT', field: 'clientMutationId', rule: 'length', max: 128 },
      }),
    );
  }
});

test('neither the key nor the person stands in the database', async () => {
  await create(request('canary-key', { viewer: citizen('canary-person') }));
  const rows = await parts.db.collection('idempotency').find().toArray();
  expect(JSON.stringify(rows)).not.toContain('canary');
});

test('C18 what was sent cannot be guessed from its digest without the hub’s secret', async () => {
  const given = request('digest', { args: { phone: '0905000001' } });
  await create(given);
  const bare = createHash('sha256')
    .update(canonicalJson([given.operation, given.args]))
    .digest('base64url');
  await expect(parts.db.collection('idempotency').countDocuments({ request: bare })).resolves.toBe(0);
});

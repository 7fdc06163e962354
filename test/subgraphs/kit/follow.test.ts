import type { Collection } from 'mongodb';
import { buildExecutableSchema } from '../../../subgraphs/kit/executable-schema.ts';
import type { Following, FollowOptions } from '../../../subgraphs/kit/follow.ts';
import { startFollow } from '../../../subgraphs/kit/follow.ts';
import { internalFields } from '../../../subgraphs/kit/internal-fields.ts';
import { nativeDb } from '../../../subgraphs/kit/mongo.ts';
import { createOperationCache } from '../../../subgraphs/kit/operation-cache.ts';
import type { Logger } from '../../../subgraphs/kit/process/logger.ts';
import { silentLogger } from '../../../subgraphs/kit/process/logger.ts';
import type { Viewer } from '../../../subgraphs/kit/process/viewer.ts';
import type { Served } from '../../../subgraphs/kit/serve.ts';
import { serve } from '../../../subgraphs/kit/serve.ts';
import type { LiveWorld } from '../../kit/live-world.ts';
import { openLiveWorld, until, upTo, writeThing } from '../../kit/live-world.ts';
import type { TestParts } from '../../kit/subgraph-parts.ts';
import { openTestParts } from '../../kit/subgraph-parts.ts';

const signingKey = 'the signing key of this test, 32 characters';

interface Copy {
  readonly _id: string;
  readonly thing: string;
  readonly version: number;
}

/** The followed subgraph: its data, and the server that may come and go. */
interface Source {
  readonly world: LiveWorld;
  readonly served: Served;
  close(): Promise<void>;
}

let sources: Source[] = [];
let followings: Following[] = [];
let mine: TestParts;
beforeEach(async () => {
  mine = await openTestParts('follower');
});
afterEach(async () => {
  await Promise.all(followings.map((following) => following.close()));
  followings = [];
  for (const source of sources) await source.close();
  for (const { world } of sources) await world.close();
  sources = [];
  await mine.close();
});

async function openSource(
  options: { readonly port?: number; readonly dbName?: string } = {},
): Promise<Source> {
  const { port = 0, dbName } = options;
  const world = await openLiveWorld('source', dbName ? { dbName } : {});
  const { feed, cursors, life, native } = world;
  const closing = new AbortController();
  const exportPerson = async (): Promise<Record<string, unknown[]>> => ({});
  const schema = buildExecutableSchema<{ viewer: Viewer }>({
    sdl: 'type Query { nothing: Int }',
    resolvers: { Query: { nothing: () => null } },
    internal: internalFields({
      feed,
      cursors,
      life,
      exportPerson,
      noteRefusals: async () => undefined,
      closing: closing.signal,
    }),
  });
  const served = await serve({
    name: 'source',
    schema,
    port,
    operations: createOperationCache(schema),
    live: { db: native, feed, cursors, retentionMs: 1_000_000 },
    host: '127.0.0.1',
    signingKeys: [signingKey],
    log: silentLogger,
    createContext: ({ viewer }) => ({ viewer }),
    ready: () => true,
    refusals: { note: async () => undefined },
    metrics: () => '',
  });
  const close = async (): Promise<void> => {
    closing.abort();
    await served.close();
  };
  const source = { world, served, close };
  sources.push(source);
  return source;
}

const copies = (parts: TestParts = mine): Collection<Copy> => nativeDb(parts.db).collection<Copy>('copies');

/** Copies each entry; a second time would be a duplicate key, and the following would not go on. */
function follow(url: string, more: Partial<FollowOptions> = {}, parts: TestParts = mine): Following {
  const following = startFollow({
    db: nativeDb(parts.db),
    name: 'source',
    source: 'source',
    url,
    signingKey,
    transact: parts.transact,
    log: silentLogger,
    ttlMs: 1_000,
    pollMs: 30,
    apply: async (entry, tx) => {
      const copy = { _id: entry._id, thing: entry.entityId, version: entry.version };
      await copies(parts).insertOne(copy, { session: tx.session });
    },
    ...more,
  });
  followings.push(following);
  return following;
}

/** Versions in the order in which they were copied. */
async function copied(parts: TestParts = mine): Promise<number[]> {
  const rows = await copies(parts).find().sort({ $natural: 1 }).toArray();
  return rows.map(({ version }) => version);
}

const untilCopied = (count: number): Promise<void> =>
  until(async () => (await copies().countDocuments()) === count);

test('copies the past in order, is ready when it has caught up, and goes on live', async () => {
  const { world, served } = await openSource();
  await writeThing(world, 'a', { from: 1, to: 230 });
  const following = follow(served.url);
  await until(() => following.ready());
  await expect(copied()).resolves.toEqual(upTo(230));
  await writeThing(world, 'a', { from: 231, to: 240 });
  await untilCopied(240);
  await expect(copied()).resolves.toEqual(upTo(240));
  await until(() => following.metrics().applied === 240);
  expect(following.metrics()).toMatchObject({ held: true, failures: 0, behindMs: 0 });
});

test('an entry arrives as it was written: dates are dates, and what is sealed stays at home like the topics', async () => {
  const { world, served } = await openSource();
  const at = new Date('2026-02-13T00:30:00Z');
  await world.transact({}, (tx) =>
    tx.append({
      entity: 'Thing',
      entityId: 'a',
      kind: 'made',
      version: 1,
      payload: { at, list: [1, 2.5, null], deep: { text: 'Phường Thuận Hóa' } },
      sealed: { personId: 'lan', value: { phone: 'canary' } },
      topics: ['Thing:a'],
      actor: { role: 'citizen', id: 'lan' },
    }),
  );
  const entries: unknown[] = [];
  follow(served.url, { apply: async (entry) => void entries.push(entry) });
  await until(() => entries.length === 1);
  expect(entries[0]).toEqual({
    _id: expect.any(String),
    ordinal: 0,
    at: expect.any(Date),
    entity: 'Thing',
    entityId: 'a',
    kind: 'made',
    version: 1,
    payload: { at, list: [1, 2.5, null], deep: { text: 'Phường Thuận Hóa' } },
    topics: [],
    actor: { role: 'citizen', id: 'lan' },
  });
});

test('goes on from its saved place after its own restart', async () => {
  const { world, served } = await openSource();
  await writeThing(world, 'a', { from: 1, to: 20 });
  const first = follow(served.url);
  await untilCopied(20);
  await first.close();
  await writeThing(world, 'a', { from: 21, to: 40 });
  const second = follow(served.url);
  await untilCopied(40);
  await expect(copied()).resolves.toEqual(upTo(40));
  await until(() => second.ready());
});

test('survives the source being away: ready stays, and what was written meanwhile follows', async () => {
  const source = await openSource();
  await writeThing(source.world, 'a', { from: 1, to: 5 });
  const first = follow(source.served.url);
  await until(() => first.ready());
  await source.close();
  await writeThing(source.world, 'a', { from: 6, to: 10 });
  await first.close();
  // Started while the source is down: its copy is good from before.
  const second = follow(source.served.url);
  await until(() => second.ready());
  const port = Number(new URL(source.served.url).port);
  await openSource({ port, dbName: source.world.native.databaseName });
  await untilCopied(10);
  await expect(copied()).resolves.toEqual(upTo(10));
});

test('is not ready as long as it has never caught up', async () => {
  const following = follow('http://127.0.0.1:1/graphql');
  await until(async () => (await nativeDb(mine.db).collection('follows').countDocuments()) === 1);
  expect(following.ready()).toBe(false);
  await until(() => following.metrics().failures > 0 && following.metrics().behindMs > 0);
});

test('an entry that cannot be applied is tried again, and none behind it is applied before it', async () => {
  const { world, served } = await openSource();
  await writeThing(world, 'a', { from: 1, to: 6 });
  let failures = 0;
  follow(served.url, {
    apply: async (entry, tx) => {
      if (entry.version === 4 && failures < 3) {
        failures += 1;
        throw new Error('not yet');
      }
      const copy = { _id: entry._id, thing: entry.entityId, version: entry.version };
      await copies().insertOne(copy, { session: tx.session });
    },
  });
  await untilCopied(6);
  expect(failures).toBe(3);
  await expect(copied()).resolves.toEqual(upTo(6));
});

test('two processes on one copy apply each entry once', async () => {
  const { world, served } = await openSource();
  const beside = await openTestParts('follower', { dbName: mine.db.name });
  const both = [follow(served.url), follow(served.url, {}, beside)];
  await writeThing(world, 'a', { from: 1, to: 30 });
  await untilCopied(30);
  await until(() => both.every((following) => following.ready()));
  // The one that held the lease goes; the other takes over.
  await both[0]?.close();
  await writeThing(world, 'a', { from: 31, to: 60 });
  await untilCopied(60);
  await expect(copied()).resolves.toEqual(upTo(60));
  await both[1]?.close();
  await beside.db.close();
});

test('two followings of one source have two places', async () => {
  const { world, served } = await openSource();
  await writeThing(world, 'a', { from: 1, to: 3 });
  const other: number[] = [];
  follow(served.url);
  follow(served.url, { name: 'all:source', apply: async ({ version }) => void other.push(version) });
  await untilCopied(3);
  await until(() => other.length === 3);
});

test('when the data of the source was replaced it begins anew, with a warning', async () => {
  const warnings: string[] = [];
  const log: Logger = { ...silentLogger, warn: (_fields, message) => void warnings.push(message) };
  const old = await openSource();
  await writeThing(old.world, 'a', { from: 1, to: 7 });
  const following = follow(old.served.url, { log });
  await untilCopied(7);
  const port = Number(new URL(old.served.url).port);
  await old.close();
  const fresh = await openSource({ port });
  await writeThing(fresh.world, 'b', { from: 1, to: 4 });
  await untilCopied(11);
  expect(warnings).toContain('the data of the source was replaced; copying it anew');
  const things = await copies().find({ thing: 'b' }).sort({ $natural: 1 }).toArray();
  expect(things.map(({ version }) => version)).toEqual(upTo(4));
  expect(following.ready()).toBe(true);
});

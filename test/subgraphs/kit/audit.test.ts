import fc from 'fast-check';
import { Timestamp } from 'mongodb';
import { silentLogger } from '../../../subgraphs/kit/process/logger.ts';
import { openRefusals } from '../../../subgraphs/kit/refusals.ts';
import { verifyAudit } from '../../../subgraphs/kit/audit-verify.ts';
import { checkMark } from '../../../subgraphs/kit/audit-mark.ts';
import { erasePerson } from '../../../subgraphs/kit/erase-person.ts';
import { anonymous } from '../../../subgraphs/kit/process/viewer.ts';
import { citizen, testUri } from '../../kit/subgraph-parts.ts';
import type { AuditWorld } from '../../kit/audit-world.ts';
import { openAuditWorld } from '../../kit/audit-world.ts';
import { thingEntry, until, writeThing } from '../../kit/live-world.ts';
import { startTestProcess } from '../../kit/test-process.ts';

let world: AuditWorld;
const others: AuditWorld[] = [];
beforeEach(async () => {
  world = await openAuditWorld('audit');
});
afterEach(async () => {
  for (const other of others.splice(0)) await other.leave();
  await world.close();
});

/** Another process on the same database. */
async function another(name = 'audit', windowMs = 200): Promise<AuditWorld> {
  const other = await openAuditWorld(name, { dbName: world.native.databaseName, windowMs });
  others.push(other);
  return other;
}

/** A chain of several seals over `count` looks. */
async function chain(count = 12): Promise<void> {
  world.startStamper();
  await world.startSealer();
  for (let n = 0; n < count; n += 4) {
    await world.look('lan', 4);
    await world.sealed();
  }
}

describe('what is sealed', () => {
  test('each look is under one seal at its own place, and what is not audited is under none', async () => {
    world.startStamper();
    await world.startSealer();
    await writeThing(world, 'a', { from: 1, to: 5 });
    await world.look('lan', 7);
    await expect(world.sealed()).resolves.toBe(7);
    const report = await world.verify();
    expect(report).toMatchObject({ rows: 7, waiting: 0, broken: null });
    const places = await world.rows.find({ 'audit.v': 1 }).toArray();
    expect(new Set(places.map(({ pos, n }) => JSON.stringify([pos, n]))).size).toBe(7);
  });

  test('a write of sensitive data is audited by its own entry', async () => {
    world.startStamper();
    await world.startSealer();
    await world.transact({}, async (tx) => void (await tx.append(thingEntry('a', 1, { audited: true }))));
    await world.sealed();
    await expect(world.verify()).resolves.toMatchObject({ rows: 1, broken: null });
    await world.tamper(0, { $set: { 'payload.n': 2 } });
    expect((await world.verify()).broken).toMatch(/was changed/);
  });

  test('two processes that write and seal at once make one chain, each entry in it once', async () => {
    const other = await another();
    for (const each of [world, other]) {
      each.startStamper();
      await each.startSealer();
    }
    await Promise.all([world.look('lan', 30), other.look('bao', 30)]);
    await expect(world.sealed()).resolves.toBe(60);
    await expect(world.verify()).resolves.toMatchObject({ rows: 60, waiting: 0, broken: null });
  });

  test('a sealer that is killed is followed by another, which goes on behind its last seal', async () => {
    const env = { TEST_MONGODB_URI: testUri(), TEST_DB: world.native.databaseName };
    const child = startTestProcess('seal-journal.ts', env);
    // The chain is of the subgraph that the killed process sealed for.
    const of = { ...world.of, subgraph: 'sealer' };
    await child.untilOutput('held');
    await world.look('lan', 10);
    await until(async () => (await world.seals.countDocuments()) > 0);
    child.kill();
    await child.ended;
    const before = await world.seals.find().sort({ _id: 1 }).toArray();
    const heir = await another('sealer');
    heir.startStamper();
    await heir.startSealer();
    await heir.look('bao', 10);
    await expect(heir.sealed()).resolves.toBe(20);
    expect((await world.seals.find().sort({ _id: 1 }).toArray()).slice(0, before.length)).toEqual(before);
    await expect(heir.verify()).resolves.toMatchObject({ subgraph: of.subgraph, rows: 20, broken: null });
  });
});

describe('what is found', () => {
  beforeEach(() => chain());

  const brokenAt = async (): Promise<string> => {
    const { broken } = await world.verify();
    return broken ?? 'nothing is broken';
  };

  test('an entry that was deleted', async () => {
    await world.rows.deleteOne({ _id: (await world.entryAt(5))._id });
    expect(await brokenAt()).toMatch(/^entry \d+ of \d+ under seal \d+ is gone/);
  });

  test('an entry that was changed: who looked, why, at what, and when', async () => {
    const changes = [
      { 'actor.id': 'nobody' },
      { 'payload.purpose': 'other' },
      { entityId: 'x' },
      { at: new Date(0) },
    ];
    for (const $set of changes) {
      const before = await world.entryAt(3);
      await world.tamper(3, { $set });
      expect(await brokenAt()).toMatch(new RegExp(`${before._id}.*was changed`));
      await world.rows.replaceOne({ _id: before._id }, before);
    }
    expect(await brokenAt()).toBe('nothing is broken');
  });

  test('two entries that changed places', async () => {
    const [a, b] = [await world.entryAt(2), await world.entryAt(7)];
    await world.tamper(2, { $set: { pos: new Timestamp({ t: 0, i: 1 }) } });
    await world.rows.updateOne({ _id: b._id }, { $set: { pos: a.pos, n: a.n } });
    await world.rows.updateOne({ _id: a._id }, { $set: { pos: b.pos, n: b.n } });
    expect(await brokenAt()).toMatch(/is out of its place/);
    expect(await brokenAt()).toContain(b._id);
  });

  test('an entry that was slipped in, with and without a proof taken from another', async () => {
    const { _id, ...row } = await world.entryAt(4);
    await world.rows.insertOne({ ...row, _id: 'forged', n: row.n + 1 });
    expect(await brokenAt()).toMatch(/forged.*was changed, or not written by this hub/);
    await world.rows.deleteOne({ _id: 'forged' });
    const original = await world.entryAt(1);
    await world.rows.deleteOne({ _id: original._id });
    await world.rows.insertOne({ ...original, n: original.n + 1 });
    expect(await brokenAt()).toMatch(/out of its place|is gone/);
  });

  test('a seal that was rewritten, also over entries that fit it', async () => {
    await world.seals.updateOne({ _id: 2 }, { $set: { at: new Date(0) } });
    expect(await brokenAt()).toBe('seal 2 is not one that this hub made');
  });

  test('a seal that was taken away, or put in another’s place', async () => {
    const seals = await world.seals.find().sort({ _id: 1 }).toArray();
    const [first, second] = seals;
    if (!first || !second) throw new Error('expected two seals');
    await world.seals.deleteOne({ _id: 2 });
    expect(await brokenAt()).toMatch(/^seal 2 is missing|\d+ entries|gone/);
    await world.seals.insertOne({ ...first, _id: 2 });
    expect(await brokenAt()).toBe('seal 2 is not one that this hub made');
  });

  test('an end that was cut off, by a seal that was seen before', async () => {
    const { head } = await world.verify();
    if (!head) throw new Error('expected a head');
    await expect(world.verify(head)).resolves.toMatchObject({ broken: null });
    await expect(world.verify({ ...head, seal: 'f'.repeat(64) })).resolves.toMatchObject({
      broken: `seal ${head.number} is not the one that was seen before`,
    });
    const later = { number: head.number + 3, seal: 'a' };
    await expect(world.verify(later)).resolves.toMatchObject({
      broken: `seal ${later.number}, seen before, is gone: the chain ends at ${head.number}`,
    });
  });

  test('a chain of another key, subgraph or data set', async () => {
    const { of } = world;
    for (const other of [
      { ...of, key: Buffer.alloc(32, 1) },
      { ...of, subgraph: 'x' },
      { ...of, life: 'y' },
    ]) {
      const { broken } = await verifyAudit({ db: world.native, of: other });
      expect(broken).toBe('seal 1 is not one that this hub made');
    }
  });
});

describe('what is meant to go', () => {
  test('C18 an erasure empties looks at the person and the chain holds; emptied by hand it does not', async () => {
    await chain(4);
    await world.look('bao', 2);
    await erasePerson(world, 'bao', () => Promise.resolve({}));
    await world.sealed();
    await expect(world.verify()).resolves.toMatchObject({ erased: 2, broken: null });
    const emptied = { entityId: 'erased', 'payload.purpose': 'erased' };
    await world.tamper(1, { $set: emptied, $unset: { 'audit.salt': '' } });
    expect((await world.verify()).broken).toMatch(/was changed/);
    await world.tamper(1, { $set: { 'audit.erasedBy': 'x' } });
    expect((await world.verify()).broken).toMatch(/was emptied by no erasure/);
    const taken = (await world.rows.findOne({ 'audit.erasedBy': { $nin: [null, 'x'] } }))?.audit?.erasedBy;
    await world.tamper(1, { $set: { 'audit.erasedBy': taken ?? '' } });
    expect((await world.verify()).broken).toBe('3 entries were emptied where the erasure speaks of 2');
  });

  test('after their time looks and refusals go, writes stay, and the chain holds; what is taken besides is found', async () => {
    world.startStamper();
    let now = world.now;
    const sealer = await world.startSealer({ retentionMs: 1_000, now: () => now });
    await world.look('lan', 3);
    await world.transact({}, async (tx) => void (await tx.append(thingEntry('a', 1, { audited: true }))));
    await world.sealed();
    now = new Date(world.now.getTime() + 2_000);
    await until(async () => (await world.rows.countDocuments({ kind: 'access' })) === 0);
    await until(async () => (await world.verify()).waiting === 0);
    await sealer.close();
    await expect(world.rows.countDocuments({ entity: 'Thing' })).resolves.toBe(1);
    await expect(world.verify()).resolves.toMatchObject({ pruned: 3, broken: null });
    await world.rows.deleteOne({ entity: 'Thing' });
    expect((await world.verify()).broken).toBe('4 entries are gone where retention speaks of 3');
  });
});

describe('refusals', () => {
  const total = async (): Promise<number> => {
    const rows = await world.rows.find({ kind: 'refused' }).toArray();
    return rows.reduce((sum, { payload }) => sum + Number(payload['times']), 0);
  };

  test('a flood is counted exactly, by two processes, in few entries', async () => {
    const other = await another();
    world.startStamper();
    await world.startSealer();
    const refused = { viewer: citizen('mallory'), code: 'NOT_FOUND', field: 'Query.record' };
    const calls = Array.from({ length: 300 }, (_, n) =>
      (n % 2 ? world : other).refusals.note([{ ...refused, asked: `guess-${n}` }]),
    );
    await Promise.all(calls);
    await until(async () => (await total()) === 300);
    const rows = await world.rows.find({ kind: 'refused' }).toArray();
    expect(rows.length).toBeLessThan(100);
    expect(rows[0]).toMatchObject({
      actor: { role: 'citizen' },
      payload: { code: 'NOT_FOUND', who: 'mallory' },
    });
    for (const { payload } of rows) expect(payload['asked']).toHaveProperty('length', expect.any(Number));
    await world.sealed();
    await expect(world.verify()).resolves.toMatchObject({ broken: null });
  });

  test('C18 an erasure takes who was refused, and the count stays', async () => {
    world.startStamper();
    await world.startSealer();
    const refused = { viewer: citizen('mallory'), code: 'NOT_FOUND', field: 'Query.record' };
    await world.refusals.note([refused]);
    await until(async () => (await total()) === 1);
    await world.refusals.note([{ ...refused, asked: 'x' }]);
    await erasePerson(world, 'mallory', () => Promise.resolve({}));
    await world.sealed();
    expect(JSON.stringify(await world.rows.find({ kind: 'refused' }).toArray())).not.toContain('mallory');
    await expect(world.native.collection('refusals').countDocuments()).resolves.toBe(0);
    await expect(world.verify()).resolves.toMatchObject({ erased: 1, broken: null });
  });

  test('who asks for all there is fills one window with few rows, and no count is lost', async () => {
    const wide = await another('audit', 600_000);
    const refused = Array.from({ length: 1_000 }, (_, n) => ({
      viewer: n % 2 ? citizen('mallory') : anonymous,
      code: 'FORBIDDEN',
      field: `Type.field${n}`,
      asked: 'x'.repeat(10_000),
    }));
    await wide.refusals.note(refused);
    const rows = await world.native
      .collection<{ times: number; asked: string[] }>('refusals')
      .find()
      .toArray();
    expect(rows.length).toBeLessThanOrEqual(66);
    expect(rows.reduce((sum, { times }) => sum + times, 0)).toBe(1_000);
    expect(rows.flatMap(({ asked }) => asked).every((text) => text.length <= 64)).toBe(true);
    expect(rows.every(({ asked }) => asked.length <= 20)).toBe(true);
  });

  test('counts that were not written, the database being away, are written with the next', async () => {
    let isAway = true;
    const { native } = world;
    const away = new Proxy(native, {
      get: (target, name) =>
        name === 'collection'
          ? (...args: [string]) => {
              const real = target.collection(...args);
              return new Proxy(real, {
                get: (rows, of) =>
                  of === 'bulkWrite' && isAway
                    ? () => Promise.reject(new Error('away'))
                    : Reflect.get(rows, of).bind(rows),
              });
            }
          : Reflect.get(target, name).bind(target),
    });
    const log = silentLogger;
    const refusals = await openRefusals({ db: away, transact: world.transact, log, windowMs: 600_000 });
    const refused = { viewer: anonymous, code: 'UNAUTHENTICATED', field: 'Query.me' };
    await refusals.note([refused, refused]);
    isAway = false;
    await refusals.note([refused]);
    const rows = await native.collection('refusals').find().toArray();
    expect(rows).toEqual([expect.objectContaining({ times: 3, actor: { role: 'anonymous' } })]);
  });
});

test('a mark proves every value that an entry can hold, read back from the database', async () => {
  const json = fc.jsonValue({ maxDepth: 2 });
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), json), async (payload) => {
      const stored = await world.transact({}, (tx) =>
        tx.append({ ...thingEntry('p', 0), payload, topics: ['t'], audited: true }),
      );
      const read = await world.rows.findOne({ _id: stored._id });
      expect(read && checkMark(read, world.of.key)).toBe('good');
      expect(read && checkMark({ ...read, payload: { ...payload, more: 1 } }, world.of.key)).toBe('bad');
    }),
    { numRuns: 25 },
  );
});

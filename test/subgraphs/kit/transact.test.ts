import { Schema } from 'mongoose';
import { mongo } from 'mongoose';
import { openModel } from '../../../subgraphs/kit/mongo.ts';
import type { OwnMongod } from '../../kit/mongod.ts';
import { startOwnMongod } from '../../kit/mongod.ts';
import type { TestParts } from '../../kit/subgraph-parts.ts';
import { openTestParts } from '../../kit/subgraph-parts.ts';

interface Counter {
  readonly _id: string;
  readonly value: number;
}
const counterSchema = new Schema<Counter>({ _id: String, value: Number });
const openCounters = (parts: TestParts) => openModel(parts.db, 'Counter', counterSchema);

describe('a transaction', () => {
  let parts: TestParts;
  beforeAll(async () => {
    parts = await openTestParts('transact', { monitorCommands: true });
  });
  afterAll(() => parts.close());

  test('G04 states majority for reading and writing at its start and at its commit', async () => {
    const counters = await openCounters(parts);
    const commands: mongo.CommandStartedEvent[] = [];
    const listen = (event: mongo.CommandStartedEvent): void => void commands.push(event);
    parts.db.getClient().on('commandStarted', listen);
    await parts.transact({}, async (tx) => {
      await counters.create([{ _id: 'g04', value: 1 }], { session: tx.session });
      await tx.append({
        entity: 'Counter',
        entityId: 'g04',
        kind: 'made',
        version: 1,
        payload: {},
        topics: [],
      });
    });
    await counters.updateOne({ _id: 'g04' }, { $inc: { value: 1 } });
    await counters.findOne({ _id: 'g04' });
    parts.db.getClient().off('commandStarted', listen);

    const starts = commands.filter((event) => event.command['startTransaction']);
    const ends = commands.filter((event) => event.commandName === 'commitTransaction');
    expect(starts.map((event) => event.command['readConcern']?.level)).toEqual(['majority']);
    expect(ends.map((event) => event.command['writeConcern']?.w)).toEqual(['majority']);
    const alone = commands.filter(
      (event) => event.command['autocommit'] === undefined && event.command['txnNumber'],
    );
    expect(alone.map((event) => [event.commandName, event.command['writeConcern']?.w])).toEqual([
      ['update', 'majority'],
    ]);
    const reads = commands.filter((event) => event.commandName === 'find');
    expect(reads.map((event) => event.command['readConcern']?.level)).toEqual(['majority']);
  });

  test('runs again after a write conflict, and loses no increment', async () => {
    const counters = await openCounters(parts);
    await counters.create({ _id: 'hot', value: 0 });
    let runs = 0;
    const increment = (): Promise<unknown> =>
      parts.transact({}, async (tx) => {
        runs += 1;
        const row = await counters.findOne({ _id: 'hot' }, null, { session: tx.session }).lean();
        await counters.updateOne({ _id: 'hot' }, { value: (row?.value ?? 0) + 1 }, { session: tx.session });
      });
    await Promise.all(Array.from({ length: 20 }, increment));
    await expect(counters.findOne({ _id: 'hot' }).lean()).resolves.toMatchObject({ value: 20 });
    expect(runs).toBeGreaterThan(20);
  });

  test('does not collide with another of the same queue', async () => {
    const counters = await openCounters(parts);
    await counters.create({ _id: 'queued', value: 0 });
    let runs = 0;
    const increment = (): Promise<unknown> =>
      parts.transact({ queue: 'Counter:queued' }, async (tx) => {
        runs += 1;
        const row = await counters.findOne({ _id: 'queued' }, null, { session: tx.session }).lean();
        await counters.updateOne(
          { _id: 'queued' },
          { value: (row?.value ?? 0) + 1 },
          { session: tx.session },
        );
      });
    await Promise.all(Array.from({ length: 20 }, increment));
    await expect(counters.findOne({ _id: 'queued' }).lean()).resolves.toMatchObject({ value: 20 });
    expect(runs).toBe(20);
  });

  test('is one of at most 24 at a time', async () => {
    let [running, most] = [0, 0];
    await Promise.all(
      Array.from({ length: 60 }, () =>
        parts.transact({}, async (tx) => {
          most = Math.max(most, ++running);
          await tx.append({ entity: 'Slot', entityId: 'x', kind: 'x', version: 0, payload: {}, topics: [] });
          running -= 1;
        }),
      ),
    );
    expect(most).toBe(24);
  });

  test('G01 runs again when a connection was lost and the driver says nothing of it being transient', async () => {
    const counters = await openCounters(parts);
    const lost = new mongo.MongoNetworkError('read ECONNRESET');
    const faults = [
      lost,
      Object.assign(new Error('failed'), { name: 'MongoBulkWriteError', errorResponse: lost }),
    ];
    await parts.transact({}, async (tx) => {
      await counters.create([{ _id: 'lost', value: 1 }], { session: tx.session });
      const fault = faults.pop();
      if (fault) throw fault;
    });
    expect(faults).toEqual([]);
    expect(await counters.countDocuments({ _id: 'lost' })).toBe(1);
  });

  test('throws on what its body throws, unchanged and after one run', async () => {
    let runs = 0;
    const failing = parts.transact({}, async () => {
      runs += 1;
      throw new RangeError('not a database matter');
    });
    await expect(failing).rejects.toThrow(new RangeError('not a database matter'));
    expect(runs).toBe(1);
  });
});

test('a body that hangs ends in UNAVAILABLE at the deadline, and the next write gets its slot', async () => {
  const parts = await openTestParts('transact_hang', { deadlineMs: 200 });
  const hanging = parts.transact({ queue: 'one' }, () => new Promise(() => undefined));
  await expect(hanging).rejects.toMatchObject({ extensions: { code: 'UNAVAILABLE' } });
  await expect(parts.transact({ queue: 'one' }, async () => 'next')).resolves.toBe('next');
  await parts.close();
});

describe('with a mongod of its own', () => {
  let mongod: OwnMongod;
  let parts: TestParts;
  beforeAll(async () => {
    mongod = await startOwnMongod({ extraArguments: ['--setParameter', 'enableTestCommands=1'] });
    parts = await openTestParts('transact_own', { uri: mongod.uri });
  });
  afterAll(async () => {
    await parts.db.close();
    await mongod.close();
  });

  const append = (entityId: string) =>
    parts.transact({}, (tx) =>
      tx.append({ entity: 'Note', entityId, kind: 'made', version: 1, payload: {}, topics: [] }),
    );
  const failNext = (data: object): Promise<unknown> =>
    parts.db
      .getClient()
      .db('admin')
      .command({ configureFailPoint: 'failCommand', mode: { times: 2 }, data });

  test('G05 asks again for a commit whose answer got lost, and stores it once', async () => {
    // Twice: the driver itself asks again once.
    await failNext({ failCommands: ['commitTransaction'], closeConnection: true });
    await append('lost-answer');
    await expect(parts.journal.collection.countDocuments({ entityId: 'lost-answer' })).resolves.toBe(1);
  });

  test('G05 asks again when the commit is done but its majority is not known', async () => {
    const writeConcernError = { code: 91, errmsg: 'stepping down' };
    await failNext({ failCommands: ['commitTransaction'], writeConcernError });
    await append('unknown-majority');
    await expect(parts.journal.collection.countDocuments({ entityId: 'unknown-majority' })).resolves.toBe(1);
  });

  test('G13 a majority that does not come is UNAVAILABLE after one waiting, not after many', async () => {
    const writeConcernError = { code: 64, errmsg: 'waiting for replication timed out' };
    const failPoint = {
      configureFailPoint: 'failCommand',
      data: { failCommands: ['commitTransaction'], writeConcernError },
    };
    const admin = parts.db.getClient().db('admin');
    const before = await admin.command({ ...failPoint, mode: 'alwaysOn' });
    await expect(append('no-majority')).rejects.toMatchObject({ extensions: { code: 'UNAVAILABLE' } });
    const after = await admin.command({ configureFailPoint: 'failCommand', mode: 'off' });
    expect(after['count'] - before['count']).toBe(1);
  });

  test('G13 a killed mongod makes a write UNAVAILABLE, and writes go on when it is back', async () => {
    await append('before');
    await mongod.kill();
    await expect(append('while-down')).rejects.toMatchObject({ extensions: { code: 'UNAVAILABLE' } });
    await mongod.restart();
    await append('after');
    const ids = await parts.journal.collection.distinct('entityId', { entity: 'Note' });
    expect(ids).toEqual(expect.arrayContaining(['before', 'after']));
    expect(ids).not.toContain('while-down');
  });
});

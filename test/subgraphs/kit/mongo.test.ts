import mongoose, { Schema } from 'mongoose';
import type { Connection, Model } from 'mongoose';
import { connect, databaseError, isDuplicateKey, openModel } from '../../../subgraphs/kit/mongo.ts';
import { testDbName, testUri } from '../../kit/subgraph-parts.ts';

interface Note {
  readonly _id: string;
  readonly owner: string;
  readonly rank: number;
  readonly extra?: Record<string, unknown>;
}

const noteSchema = new Schema<Note>({
  _id: String,
  owner: { type: String, index: true },
  rank: Number,
  extra: Schema.Types.Mixed,
});

let db: Connection;
let notes: Model<Note>;
beforeAll(async () => {
  db = await connect({ uri: testUri(), dbName: testDbName('mongo') });
  notes = await openModel(db, 'Note', noteSchema);
  await notes.create([
    { _id: 'a', owner: 'lan', rank: 1, extra: { seen: true } },
    { _id: 'b', owner: 'minh', rank: 2 },
  ]);
});
afterAll(async () => {
  await db.dropDatabase();
  await db.close();
});

/** What a JSON argument of a client looks like to the compiler when nobody has checked it. */
const parseUnchecked = (json: string) => JSON.parse(json);

describe('D01 an operator in a value', () => {
  test.each([
    '{"$ne":null}',
    '{"$gt":""}',
    '{"$regex":".*"}',
    '{"$in":["lan","minh"]}',
    '{"$eq":"lan","$ne":1}',
  ])('%s never widens the result', async (json) => {
    const value = parseUnchecked(json);
    await expect(notes.find({ owner: value }).lean()).rejects.toThrow(/Cast to string failed/i);
    await expect(notes.findOne({ $or: [{ owner: value }] }).lean()).rejects.toThrow(/Cast to string failed/i);
    await expect(notes.updateOne({ owner: value }, { rank: 9 })).rejects.toThrow(/Cast to string failed/i);
    await expect(notes.countDocuments({ rank: value })).rejects.toThrow(/Cast to number failed/i);
  });

  test('is taken from our own code where it is marked as trusted', async () => {
    const rows = await notes.find({ rank: mongoose.trusted({ $gte: 2 }) }).lean();
    expect(rows.map((row) => row._id)).toEqual(['b']);
  });
});

test.each(['$where', '$expr', '$jsonSchema', '$text', '$function'])(
  'D02 the key %s is refused',
  async (key) => {
    const filter = parseUnchecked(JSON.stringify({ [key]: 'sleep(1000) || true' }));
    await expect(notes.find(filter).lean().exec()).rejects.toThrow(/not allowed|not in schema|Can't use/i);
  },
);

test('D03 a $where in the match of a populate is refused', async () => {
  const linkSchema = new Schema({ _id: String, note: { type: String, ref: 'Note' } });
  const links = await openModel(db, 'Link', linkSchema);
  await links.create({ _id: 'x', note: 'a' });
  const match = parseUnchecked('{"$where":"true"}');
  const nested = parseUnchecked('{"$and":[{"$where":"true"}]}');
  for (const given of [match, nested]) {
    await expect(links.find({ _id: 'x' }).populate({ path: 'note', match: given }).exec()).rejects.toThrow();
  }
});

test.each(['{"__proto__.polluted":1}', '{"constructor.prototype.polluted":1}', '{"nowhere.polluted":1}'])(
  'D04 an update of %s changes nothing',
  async (json) => {
    const before = await notes.findOne({ _id: 'a' }).lean();
    await notes.updateOne({ _id: 'a' }, parseUnchecked(json)).catch(() => undefined);
    await expect(notes.findOne({ _id: 'a' }).lean()).resolves.toEqual(before);
    expect(Object.keys(Object.prototype)).toEqual([]);
  },
);

describe('D08 a missing value', () => {
  const missing = parseUnchecked('{}').id;

  test('is refused in a filter, at any depth', async () => {
    await expect(notes.findOne({ _id: missing }).lean()).rejects.toThrow('expected a value for "_id"');
    await expect(notes.find({ owner: 'lan', rank: missing }).lean()).rejects.toThrow('"rank"');
    await expect(notes.find({ $or: [{ owner: missing }] }).lean()).rejects.toThrow('"$or.0.owner"');
    await expect(notes.findOneAndUpdate({ _id: missing }, { rank: 5 })).rejects.toThrow('"_id"');
    await expect(notes.deleteMany({ owner: missing })).rejects.toThrow('"owner"');
    await expect(notes.countDocuments({ owner: missing })).rejects.toThrow('"owner"');
  });

  test('in place of a filter never returns or changes a first document', async () => {
    await expect(notes.findOne(missing).lean()).rejects.toThrow('expected a filter');
    await expect(notes.findOne().lean()).rejects.toThrow('expected a filter');
    await expect(notes.exists(missing)).rejects.toThrow('expected a filter');
    await expect(notes.findOneAndUpdate(missing, { rank: 5 })).rejects.toThrow('expected a filter');
    await expect(notes.updateMany(missing, { rank: 5 })).rejects.toThrow('expected a filter');
    await expect(notes.deleteOne(missing)).rejects.toThrow('expected a filter');
    await expect(notes.deleteMany({})).rejects.toThrow('expected a filter');
    await expect(notes.findById(missing).lean()).rejects.toThrow('expected a value for "_id"');
    await expect(notes.find({}).lean()).resolves.toHaveLength(2);
  });
});

test('a filter on a field that the schema does not have is refused', async () => {
  const filter = parseUnchecked('{"admin":true}');
  await expect(notes.find(filter).lean()).rejects.toThrow('"admin" is not in schema');
});

test('a snapshot session reads one moment of several collections', async () => {
  const session = db.getClient().startSession({ snapshot: true });
  await expect(notes.find({}, null, { session }).lean()).resolves.toHaveLength(2);
  await notes.create({ _id: 'late', owner: 'x', rank: 3 });
  await expect(notes.find({}, null, { session }).lean()).resolves.toHaveLength(2);
  await expect(notes.aggregate([{ $match: {} }], { session })).resolves.toHaveLength(2);
  await session.endSession();
  await expect(notes.find({}).lean()).resolves.toHaveLength(3);
  await notes.deleteOne({ _id: 'late' });
});

test('collections and indexes are there once a model is open, and opening it again changes nothing', async () => {
  await openModel(db, 'Note', noteSchema);
  const indexes = await notes.listIndexes();
  expect(indexes.map((index) => index.name)).toEqual(['_id_', 'owner_1']);
});

test('G13 nobody at the address is one sentence at start', async () => {
  const lost = connect({ uri: 'mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=300', dbName: 'x' });
  const error: unknown = await lost.catch((thrown: unknown) => thrown);
  expect(databaseError(error)).toMatchObject({ extensions: { code: 'UNAVAILABLE' } });
});

test('G13 a connection lost within a bulk write is the database being away, a duplicate within one is not', () => {
  const bulk = (errorResponse: unknown) =>
    Object.assign(new Error('failed'), { name: 'MongoBulkWriteError', errorResponse });
  const lost = Object.assign(new Error('read ECONNRESET'), { name: 'MongoNetworkError' });
  expect(databaseError(bulk(lost))).toMatchObject({ extensions: { code: 'UNAVAILABLE' } });
  expect(databaseError(bulk({ message: 'E11000', code: 11_000 }))).toBeUndefined();
  expect(isDuplicateKey(bulk({ message: 'E11000', code: 11_000 }))).toBe(true);
});

test('an ordinary error is not taken for the database being away', () => {
  expect(databaseError(new TypeError('x is not a function'))).toBeUndefined();
  expect(databaseError(Object.assign(new Error('E11000'), { code: 11_000 }))).toBeUndefined();
});

test('a query has a time limit of its own', async () => {
  const commands: unknown[] = [];
  const watched = await connect({ uri: testUri(), dbName: db.name, monitorCommands: true });
  const model = await openModel(watched, 'Note', noteSchema);
  watched.getClient().on('commandStarted', (event) => {
    if (['find', 'aggregate'].includes(event.commandName)) commands.push(event.command['maxTimeMS']);
  });
  await model.find({ owner: 'lan' }).lean();
  await model.find({ owner: 'lan' }).maxTimeMS(500).lean();
  await model.aggregate([{ $match: { owner: 'lan' } }]);
  await watched.close();
  expect(commands).toEqual([5_000, 500, 5_000]);
});

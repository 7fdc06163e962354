/** The bare driver: the documents that an import has stored, read back and inserted into a collection with the same indexes. */
import { MongoClient } from 'mongodb';

const [mongoUri = '', database = ''] = process.argv.slice(2);
/** The driver cuts no smaller: more in one call is not faster. */
const perCall = 10_000;
const client = await new MongoClient(mongoUri, { writeConcern: { w: 'majority' } }).connect();
const db = client.db(database);
const from = db.collection('observations');
const to = await db.createCollection('bench_observations');
for (const { key, name, expireAfterSeconds } of await from.indexes())
  if (name !== '_id_')
    await to.createIndex(key, expireAfterSeconds === undefined ? {} : { expireAfterSeconds });
let documents = 0;
let seconds = 0;
let batch: object[] = [];
const insert = async (): Promise<void> => {
  const began = performance.now();
  await to.insertMany(batch);
  seconds += (performance.now() - began) / 1_000;
  documents += batch.length;
  batch = [];
};
for await (const document of from.find({}, { sort: { $natural: 1 } })) {
  batch.push(document);
  if (batch.length === perCall) await insert();
}
if (batch.length > 0) await insert();
await to.drop();
process.send?.({ documents, seconds, peakMiB: process.resourceUsage().maxRSS / 1_024 });
await client.close();
process.disconnect();

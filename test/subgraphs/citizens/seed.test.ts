import { silentLogger } from '../../../subgraphs/kit/process/logger.ts';
import type { CitizensWorld } from './start-citizens.ts';
import { startCitizens } from './start-citizens.ts';

let world: CitizensWorld;
beforeAll(async () => void (world = await startCitizens()), 180_000);
afterAll(() => world?.close());

test('the sample has families, consents and one request in each state, and a second load adds nothing', async () => {
  const tools = {
    log: silentLogger,
    now: () => new Date(),
    progress: () => undefined,
    given: { people: ['huong', 'bao'] },
  };
  const db = world.client.db(world.dbName);
  const statesOf = async (collection: string, member: string): Promise<string[]> =>
    (await db.collection(collection).find({}).toArray()).map((row) => String(row[member])).toSorted();
  await world.running.seed(tools);
  const whole = async () => [
    await statesOf('dataRequests', 'state'),
    await statesOf('guardianLinks', 'state'),
    await statesOf('consents', 'action'),
    await statesOf('profiles', '_id'),
  ];
  const loaded = await whole();
  expect(loaded).toEqual([
    ['ACKNOWLEDGED', 'DONE', 'EXTENDED', 'RECEIVED', 'REFUSED'],
    ['REQUESTED', 'VERIFIED', 'VERIFIED', 'VERIFIED'],
    ['GRANTED', 'GRANTED', 'GRANTED', 'GRANTED', 'WITHDRAWN'],
    ['huong'],
  ]);
  await world.running.seed(tools);
  expect(await whole()).toEqual(loaded);
});

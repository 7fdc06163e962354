import { MongoClient } from 'mongodb';
import { parseMove } from '../../start/clock.ts';
import { moveHubClock, readHubTime } from '../../start/hub-clock.ts';

describe('parseMove', () => {
  test.each([
    ['+15d', 15 * 86_400_000],
    ['-2h', -7_200_000],
    ['+10m', 600_000],
    ['+30s', 30_000],
    ['reset', 'reset'],
  ])('reads %s', (text, move) => expect(parseMove(text)).toBe(move));

  test.each(['15d', '+15', '+1.5d', 'tomorrow', ''])('refuses "%s" in one sentence', (text) => {
    expect(() => parseMove(text)).toThrow(/^The clock is moved by \+15d/);
  });
});

describe("the hub's clock", () => {
  let client: MongoClient;
  beforeAll(async () => {
    client = await new MongoClient(process.env['TEST_MONGODB_URI']!).connect();
  });
  afterAll(() => client.close());

  test('moves for everyone and comes back', async () => {
    const dayMs = 86_400_000;
    const prefix = `clock${process.pid}_`;
    const moved = async (): Promise<number> => (await readHubTime(client, prefix)).getTime() - Date.now();
    await moveHubClock(client, prefix, 15 * dayMs);
    await moveHubClock(client, prefix, dayMs);
    expect(await moved()).toBeGreaterThan(15.9 * dayMs);
    await moveHubClock(client, prefix, 'reset');
    expect(Math.abs(await moved())).toBeLessThan(dayMs / 10);
  });
});

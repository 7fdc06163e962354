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

test("the hub's clock moves for everyone and comes back", async () => {
  const client = await new MongoClient(process.env['TEST_MONGODB_URI']!).connect();
  const prefix = `clock${process.pid}_`;
  const movedDays = async (): Promise<number> =>
    Math.round(((await readHubTime(client, prefix)).getTime() - Date.now()) / 86_400_000);
  await moveHubClock(client, prefix, 15 * 86_400_000);
  await moveHubClock(client, prefix, 86_400_000);
  expect(await movedDays()).toBe(16);
  await moveHubClock(client, prefix, 'reset');
  expect(await movedDays()).toBe(0);
  await client.close();
});

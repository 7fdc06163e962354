import { randomUUID } from 'node:crypto';
import type { OpenClock } from '../../../subgraphs/kit/clock.ts';
import { moveClock, openClock } from '../../../subgraphs/kit/clock.ts';
import { silentLogger } from '../../../subgraphs/kit/process/logger.ts';
import { until } from '../../kit/live-world.ts';
import type { TestParts } from '../../kit/subgraph-parts.ts';
import { openTestParts } from '../../kit/subgraph-parts.ts';

const dayMs = 24 * 60 * 60 * 1000;
let parts: TestParts;
let prefix: string;
let clocks: OpenClock[] = [];
beforeAll(async () => {
  parts = await openTestParts('clock');
});
beforeEach(() => {
  prefix = `test_clock_${randomUUID().slice(0, 8)}_`;
});
afterEach(async () => {
  await Promise.all(clocks.map((clock) => clock.close()));
  clocks = [];
  await parts.db.getClient().db(`${prefix}clock`).dropDatabase();
});
afterAll(() => parts.close());

async function open(more: { hubNow?: Date; production?: boolean } = {}): Promise<OpenClock> {
  const clock = await openClock({
    client: parts.db.getClient(),
    prefix,
    production: false,
    log: silentLogger,
    ...more,
  });
  clocks.push(clock);
  return clock;
}

/** How far a clock is from real time, in whole seconds. */
const offsetOf = (clock: OpenClock): number => Math.round((clock.now().getTime() - Date.now()) / 1000);

test('shows real time until it is moved', async () => {
  expect(offsetOf(await open())).toBe(0);
});

test('starts at HUB_NOW and runs; a second process and a second start find it running', async () => {
  const hubNow = new Date('2026-02-13T00:30:00Z');
  const first = await open({ hubNow });
  const start = first.now().getTime();
  expect(start).toBeGreaterThanOrEqual(hubNow.getTime());
  await moveClock(parts.db.getClient(), prefix, dayMs);
  const second = await open({ hubNow });
  expect(second.now().getTime()).toBeGreaterThanOrEqual(start + dayMs);
  expect((await open()).now().getTime()).toBeGreaterThanOrEqual(start + dayMs);
});

test('another HUB_NOW sets it anew', async () => {
  await open({ hubNow: new Date('2026-02-13T00:30:00Z') });
  const clock = await open({ hubNow: new Date('2026-05-01T00:00:00Z') });
  expect(clock.now().toISOString().slice(0, 10)).toBe('2026-05-01');
});

test('a move is seen by every process and told to its listeners', async () => {
  const all = [await open(), await open()];
  let told = 0;
  for (const clock of all) clock.onMove(() => (told += 1));
  const hubTime = await moveClock(parts.db.getClient(), prefix, 16 * dayMs);
  expect(Math.round((hubTime.getTime() - Date.now()) / dayMs)).toBe(16);
  await until(() => all.every((clock) => offsetOf(clock) === (16 * dayMs) / 1000));
  expect(told).toBe(2);
  await moveClock(parts.db.getClient(), prefix, -dayMs);
  await until(() => all.every((clock) => offsetOf(clock) === (15 * dayMs) / 1000));
});

test('who no longer listens is not told', async () => {
  const clock = await open();
  let told = 0;
  clock.onMove(() => (told += 1))();
  await moveClock(parts.db.getClient(), prefix, dayMs);
  await until(() => offsetOf(clock) > 0);
  expect(told).toBe(0);
});

describe('in production', () => {
  test('it is real time, whatever was moved', async () => {
    await moveClock(parts.db.getClient(), prefix, dayMs);
    expect(offsetOf(await open({ production: true }))).toBe(0);
  });

  test('HUB_NOW is refused', async () => {
    const opening = open({ production: true, hubNow: new Date() });
    await expect(opening).rejects.toThrow('HUB_NOW is refused when HUB_ENV is production.');
  });
});

import { faults } from './nemesis.ts';
import { runScenario } from './run-scenario.ts';

test('everything dies once while people write and watch: every change is seen once and in order, nothing was lost, rolled back, read too old or shown to the wrong person or past the end of rights (G01, G02, H05, H06, C05, C06)', async () => {
  const rounds = [faults];
  const { findings, counts } = await runScenario({
    reports: 8,
    followed: 6,
    areas: 4,
    writers: 4,
    paceMs: 60,
    roads: ['ws', 'sse'],
    seed: 8,
    nextFaults: () => rounds.shift() ?? [],
    pauseMs: 1_000,
  });
  expect(findings).toEqual([]);
  // The run was one: there were writes, refusals, and resumed streams with changes in them.
  expect(counts).toMatchObject({ nemesis: 2 * faults.length, truth: 12 });
  expect(counts['write ok']).toBeGreaterThan(50);
  expect(counts['write fail']).toBeGreaterThan(0);
  expect(counts['deliver change']).toBeGreaterThan(200);
  expect(counts['subscribe']).toBeGreaterThan(22);
  // Tokens ended under their streams, by themselves and by their owner; writers read what they had written.
  expect(counts).toMatchObject({
    'revocation ok': 1,
    refused: expect.any(Number),
    'read ok': expect.any(Number),
  });
}, 240_000);

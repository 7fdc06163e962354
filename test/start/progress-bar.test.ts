import { progressBar } from '../../start/progress-bar.ts';

test('shows how much is done, the speed, and the time that is left at that speed', () => {
  let nowMs = 0;
  const describe = progressBar(() => nowMs);
  expect(describe(0, 1000)).toBe('0 of 1000 [..............................]');
  nowMs = 10_000;
  expect(describe(500, 1000)).toBe('500 of 1000 [###############...............], 50/s, 10 s left');
  nowMs = 12_000;
  expect(describe(510, 100_000)).toBe('510 of 100000 [..............................]');
  nowMs = 13_000;
  expect(describe(610, 100_000)).toBe('610 of 100000 [..............................], 100/s, 17 min left');
});

test('a load that goes on is measured by what it does now, not by what was there', () => {
  let nowMs = 0;
  const describe = progressBar(() => nowMs);
  describe(900, 1000);
  nowMs = 1_000;
  expect(describe(910, 1000)).toContain('10/s, 9 s left');
});

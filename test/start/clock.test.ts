import { parseMove } from '../../start/clock.ts';

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

import type { Recovery } from '../../../subgraphs/kit/stamp-state.ts';
import { passageFrom } from '../../../subgraphs/kit/stamp-state.ts';
import { afterEvery, firstRecovered } from '../../../subgraphs/kit/position.ts';

const at = (t: number, n = 0) => ({ t, i: 0, n });
const until = at(20, afterEvery);
const over: readonly Recovery[] = [{ after: at(10), until }];
const running: readonly Recovery[] = [{ after: at(10), until: null }];

test('the journal carries on whoever stands before or behind a recovery', () => {
  expect(passageFrom(at(9), over)).toEqual({ kind: 'open' });
  expect(passageFrom(until, over)).toEqual({ kind: 'open' });
  expect(passageFrom(at(9), running)).toEqual({ kind: 'open' });
  expect(passageFrom(at(9), [])).toEqual({ kind: 'open' });
});

test('who stands at its beginning, or at one of its entries, is led to its end', () => {
  expect(passageFrom(at(10), over)).toEqual({ kind: 'recovered', until });
  expect(passageFrom(at(20, firstRecovered + 3), over)).toEqual({ kind: 'recovered', until });
  expect(passageFrom(at(10), running)).toEqual({ kind: 'recovered', until: null });
});

test('who stands inside it with a place of its own is lost', () => {
  expect(passageFrom(at(15), over)).toEqual({ kind: 'lost' });
  expect(passageFrom(at(15), running)).toEqual({ kind: 'lost' });
});

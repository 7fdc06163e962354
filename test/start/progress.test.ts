import { createProgress } from '../../start/progress.ts';

function written(isTTY: boolean, texts: readonly string[]): string {
  let all = '';
  const progress = createProgress({ isTTY, write: (text) => (all += text) });
  texts.forEach((text) => progress.show(text));
  progress.clear();
  return all;
}

describe('createProgress', () => {
  test('writes a line per step where nothing can be written over, and none twice', () => {
    expect(written(false, ['one', 'one', 'two'])).toBe('one\ntwo\n');
  });

  test('lets a count pass by where nothing can be written over', () => {
    expect(written(false, ['load', 'load, 1 of 9', 'load, 2 of 9', 'stop'])).toBe('load\nstop\n');
  });

  test('writes over its own line on a terminal and leaves it empty', () => {
    expect(written(true, ['one', 'two'])).toBe('\r\u001B[Kone\r\u001B[Ktwo\r\u001B[K');
  });
});

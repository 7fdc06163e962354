import fc from 'fast-check';
import { fold, highlight, readSearch, wordsOf } from '../../../subgraphs/reports/search.rules.ts';

const words = (text: string) => {
  const read = readSearch(text);
  if ('problem' in read) throw new Error(read.problem.message);
  return read.value;
};
const rule = (text: string) => {
  const read = readSearch(text);
  return 'problem' in read ? read.problem.extra['rule'] : null;
};

test('folding takes marks, case and the bar of đ away, however a letter is composed', () => {
  expect(fold('Đường Nguyễn Huệ')).toBe('duong nguyen hue');
  for (const form of ['NFC', 'NFD', 'NFKC', 'NFKD'] as const)
    expect(wordsOf('Nắp hố ga bị VỠ'.normalize(form))).toEqual(['nap', 'ho', 'ga', 'bi', 'vo']);
});

test('the last word may be a beginning, the others are whole', () => {
  expect(words('Đèn đường')).toEqual({ whole: ['den'], beginning: 'duong' });
  expect(words('  PA-2026-000123 ')).toEqual({ whole: ['pa', '2026'], beginning: '000123' });
});

test.each(['^(a+)+$', '{"$gt":""}', '<script>alert(1)</script>', '…', ''])(
  'D06: %j finds nothing, rather than its letters',
  (text) => expect(words(text)).toBeNull(),
);

test('D06: 10 kB, NUL and U+202E are refused by their rule', () => {
  expect(rule('a'.repeat(10_000))).toBe('max_length');
  expect(rule('đèn\u0000')).toBe('control_characters');
  expect(rule('\u202eđèn')).toBe('control_characters');
  expect(rule('a b c d e f g h i j k l m')).toBe('max_words');
});

test('no text is too much for it, and what it lets through has words', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      const read = readSearch(text);
      if ('problem' in read || read.value === null) return;
      for (const word of [...read.value.whole, read.value.beginning]) expect(word).toBe(fold(word));
      expect(read.value.beginning).not.toBe('');
    }),
  );
});

describe('highlights', () => {
  const shown = (text: string, search: string) =>
    highlight(text, words(search)!)
      ?.map(({ text: piece, hit }) => (hit ? `[${piece}]` : piece))
      .join('');

  test('mark whole words, and words that begin as the last one, in the text as it was written', () => {
    expect(shown('Đèn đường không sáng', 'den duo')).toBe('[Đèn] [đường] không sáng');
    expect(shown('Rác thải', 'cây')).toBeUndefined();
  });

  test('are plain pieces: what looks like markup stays text', () => {
    expect(highlight('<b>đèn</b>', words('den')!)).toEqual([
      { text: '<b>', hit: false },
      { text: 'đèn', hit: true },
      { text: '</b>', hit: false },
    ]);
  });

  test('of a long text are the part around the first hit', () => {
    const long = `${'mở đầu '.repeat(40)}ĐÈN${' tiếp theo'.repeat(60)}`;
    const text = shown(long, 'den');
    expect(text).toMatch(/^…/);
    expect(text).toMatch(/…$/);
    expect(text).toContain('[ĐÈN]');
    expect(text!.length).toBeLessThan(240);
  });

  test('put together are the text, as long as nothing is left out', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('đèn', 'Đường', 'rác', '<i>', '—', '12'), { maxLength: 10 }),
        (parts) => {
          const text = parts.join(' ');
          const pieces = highlight(text, { whole: ['den'], beginning: 'duo' });
          if (pieces && text.indexOf('…') < 0 && !pieces[0]?.text.startsWith('…'))
            expect(pieces.map((piece) => piece.text).join('')).toBe(text);
        },
      ),
    );
  });
});

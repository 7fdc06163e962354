import fc from 'fast-check';
import type { ServerSentEvent } from '../../client-sdk/src/server-sent-events.ts';
import { ServerSentEvents } from '../../client-sdk/src/server-sent-events.ts';

const readAll = (pieces: readonly string[]): ServerSentEvent[] => {
  const events = new ServerSentEvents();
  return pieces.flatMap((piece) => [...events.take(piece)]);
};

test('gives the same events however the bytes are cut, with any line end', () => {
  const word = fc.string({ unit: fc.constantFrom('a', ':', ' ', '{', '"', 'ế', 'd', 'i') });
  const event = fc.record({
    name: fc.constantFrom('next', 'complete'),
    data: fc.array(word, { minLength: 1 }),
    id: word,
  });
  fc.assert(
    fc.property(
      fc.array(event, { maxLength: 8 }),
      fc.constantFrom('\n', '\r\n', '\r'),
      fc.array(fc.nat(200)),
      (sent, end, cuts) => {
        const lines = sent.flatMap(({ name, data, id }) => [
          ': a comment',
          `event: ${name}`,
          ...data.map((line) => `data: ${line}`),
          `id: ${id}`,
          '',
        ]);
        // A last line keeps a CR at the end from being half of a CRLF.
        const text = [...lines, ': end', ':'].join(end);
        const places = [...new Set(cuts.map((cut) => cut % (text.length + 1)))].sort((a, b) => a - b);
        const pieces = [0, ...places].map((from, index) => text.slice(from, places[index] ?? text.length));
        const read = readAll(pieces).filter(({ name }) => name !== '');
        expect(read).toEqual(sent.map(({ name, data, id }) => ({ name, data: data.join('\n'), id })));
      },
    ),
  );
});

test('tells a comment as an event without data, keeps the last id, and passes over what it does not know', () => {
  const text = ': alive\n\nid: 7\nevent: next\ndata:{}\n\nretry: 5\nbogus\nevent: next\ndata: {"a":1}\n\n';
  expect(readAll([text])).toEqual([
    { name: '', data: '', id: undefined },
    { name: 'next', data: '{}', id: '7' },
    { name: 'next', data: '{"a":1}', id: '7' },
  ]);
});

test('refuses an event that has no end', () => {
  const events = new ServerSentEvents();
  const piece = `data: ${'x'.repeat(1024 * 1024)}`;
  expect(() => Array.from({ length: 20 }, () => events.take(piece))).toThrow('has no end');
});

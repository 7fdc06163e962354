import fc from 'fast-check';
import type { FileRecord, Splitter } from '../../../subgraphs/environment/record-splitter.rules.ts';
import {
  createLineSplitter,
  createObjectSplitter,
  maxRecordBytes,
} from '../../../subgraphs/environment/record-splitter.rules.ts';

const beginning = { end: 0, endLine: 1 };
const encoder = new TextEncoder();
/** The records of a text that comes in pieces of so many bytes. */
function split(text: string, size: number, splitter: Splitter): FileRecord[] {
  const bytes = encoder.encode(text);
  const records: FileRecord[] = [];
  for (let at = 0; at < bytes.length; at += size)
    records.push(...splitter.push(bytes.subarray(at, at + size)));
  return [...records, ...splitter.finish()];
}
const texts = (records: readonly FileRecord[]): string[] => records.map(({ text }) => text);
const size = fc.integer({ min: 1, max: 40 });

describe('a file of lines', () => {
  test('gives each line with its number and place, however it is cut', () => {
    const line = fc.string().map((text) => text.replaceAll(/[\r\n]/g, ' '));
    fc.assert(
      fc.property(fc.array(line), size, (lines, bytes) => {
        const text = lines.map((one) => `${one}\n`).join('');
        const records = split(text, bytes, createLineSplitter(beginning));
        expect(texts(records)).toEqual(lines.map((one) => new TextDecoder().decode(encoder.encode(one))));
        expect(records.map((record) => record.line)).toEqual(lines.map((_, index) => index + 1));
        expect(records.at(-1)?.end ?? 0).toBe(encoder.encode(text).length);
      }),
    );
  });

  test('may end without a line break, and have those of Windows', () => {
    expect(texts(split('a\r\nb', 1, createLineSplitter(beginning)))).toEqual(['a', 'b']);
  });
});

describe('a file of JSON objects', () => {
  const object = fc.dictionary(
    fc.string(),
    fc.oneof(fc.string(), fc.integer(), fc.array(fc.dictionary(fc.string(), fc.string()))),
  );

  test.each<[string, (objects: readonly object[]) => string]>([
    ['line by line', (objects) => objects.map((one) => JSON.stringify(one)).join('\n')],
    ['in one list', (objects) => JSON.stringify(objects)],
    ['in one list over many lines', (objects) => JSON.stringify(objects, null, 2)],
  ])('gives each of them, written %s, however it is cut', (...[, write]) => {
    fc.assert(
      fc.property(fc.array(object, { maxLength: 8 }), size, (objects, bytes) => {
        const records = split(write(objects), bytes, createObjectSplitter(beginning));
        expect(texts(records).map((text) => JSON.parse(text))).toEqual(JSON.parse(JSON.stringify(objects)));
      }),
    );
  });

  test('goes on behind any record as if it had read from the beginning', () => {
    fc.assert(
      fc.property(
        fc.array(object, { minLength: 1, maxLength: 8 }),
        fc.nat(),
        size,
        (objects, pick, bytes) => {
          const text = JSON.stringify(objects, null, 1);
          const whole = split(text, bytes, createObjectSplitter(beginning));
          const from = whole[pick % whole.length];
          if (!from) return;
          const rest = new TextDecoder().decode(encoder.encode(text).subarray(from.end));
          const later = split(rest, bytes, createObjectSplitter(from));
          expect(later).toEqual(whole.slice(whole.indexOf(from) + 1));
        },
      ),
    );
  });

  test('says of a record that is too long where it was, and loses no other', () => {
    const text = `{"a":1}\n{"b":"${'x'.repeat(maxRecordBytes)}"}\n{"c":3}`;
    const records = split(text, 65_536, createObjectSplitter(beginning));
    expect(records.map((record) => [record.text, record.line, record.isTooLong])).toEqual([
      ['{"a":1}', 1, false],
      ['', 2, true],
      ['{"c":3}', 3, false],
    ]);
  });
});

describe('a page of SensorThings', () => {
  test('gives what is in its list, however large it is and however it is cut', () => {
    const one = (n: number) => JSON.stringify({ result: n, Datastream: { '@iot.id': 'a.pm25' } });
    const list = Array.from({ length: 50 }, (_, n) => one(n));
    const page = `{ "@iot.count": 50, "@iot.nextLink": "http://x/?$filter=a",\n "value" : [\n${list.join(',\n')}\n]}\n`;
    const after = `{"@iot.count":1,"value":[${list[0]}], "@iot.nextLink": "http://x"}`;
    fc.assert(
      fc.property(size, (bytes) => {
        const records = split(page, bytes, createObjectSplitter(beginning));
        expect(texts(records)).toEqual(list);
        expect(records.map(({ line }) => line)).toEqual(list.map((_, index) => index + 3));
        expect(texts(split(after, bytes, createObjectSplitter(beginning)))).toEqual([list[0]]);
        // Whoever goes on behind a record finds the same ones.
        const { end = 0, endLine = 1 } = records[20] ?? {};
        const rest = split(page.slice(end), bytes, createObjectSplitter({ end, endLine }));
        expect(texts(rest)).toEqual(list.slice(21));
      }),
    );
  });

  test('is none where a list of that name stands deeper, or in a text', () => {
    const whole = [
      '{"a":{"value":[{"b":1}]}}',
      String.raw`{"text":"\"value\":[{","c":[1]}`,
      '{"components":["value"],"dataArray":[[1]]}',
    ];
    expect(texts(split(whole.join(''), 7, createObjectSplitter(beginning)))).toEqual(whole);
  });
});

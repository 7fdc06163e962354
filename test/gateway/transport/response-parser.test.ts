import fc from 'fast-check';
import type { ResponseHead } from '../../../gateway/src/transport/response-head.ts';
import { readHead } from '../../../gateway/src/transport/response-head.ts';
import { ResponseParser } from '../../../gateway/src/transport/response-parser.ts';

interface Heard {
  readonly heads: ResponseHead[];
  text: string;
  readonly parser: ResponseParser;
}

/** What is heard of bytes that come in these pieces, through one buffer that is written over each time, as from a socket. */
function hear(pieces: readonly Buffer[]): Heard {
  const heads: ResponseHead[] = [];
  const body: Buffer[] = [];
  const parser = new ResponseParser({
    head: (head) => void heads.push(head),
    body: (bytes) => void body.push(Buffer.from(bytes)),
  });
  const shared = Buffer.alloc(64 * 1024);
  for (const piece of pieces) {
    shared.fill('!');
    piece.copy(shared);
    parser.feed(shared.subarray(0, piece.byteLength));
  }
  return { heads, text: Buffer.concat(body).toString('utf8'), parser };
}

const whole = (text: string): Heard => hear([Buffer.from(text, 'utf8')]);

function cutAt(bytes: Buffer, places: readonly number[]): Buffer[] {
  const cuts = [...new Set(places.map((place) => place % bytes.byteLength))].sort((a, b) => a - b);
  return [...cuts, bytes.byteLength].map((end, index) => bytes.subarray(cuts[index - 1] ?? 0, end));
}

const chunked = (texts: readonly string[], extension: string): string =>
  texts
    .filter((text) => text !== '')
    .map((text) => `${Buffer.byteLength(text).toString(16)}${extension}\r\n${text}\r\n`)
    .join('');

describe('a reader of responses', () => {
  test('hears the same however the bytes are cut', () => {
    fc.assert(
      fc.property(
        fc.record({
          texts: fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { maxLength: 5 }),
          framing: fc.constantFrom('length', 'chunked', 'chunked with extensions and trailers'),
          before: fc.constantFrom(
            '',
            'HTTP/1.1 100 Continue\r\n\r\n',
            'HTTP/1.1 103 Early Hints\r\nlink: a\r\n\r\n',
          ),
          places: fc.array(fc.nat(2_000), { maxLength: 12 }),
        }),
        ({ texts, framing, before, places }) => {
          const text = texts.join('');
          const head = `${before}HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n`;
          const isLong = framing !== 'chunked';
          const response =
            framing === 'length'
              ? `${head}content-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`
              : `${head}Transfer-Encoding: chunked\r\n\r\n${chunked(texts, isLong ? ';a=b' : '')}0\r\n${isLong ? 'digest: x\r\n' : ''}\r\n`;
          const heard = hear(cutAt(Buffer.from(response, 'utf8'), places));
          expect(heard.text).toBe(Buffer.from(text, 'utf8').toString('utf8'));
          expect(heard.heads).toEqual([expect.objectContaining({ status: 200, isJson: true })]);
          expect(heard.parser.isDone).toBe(true);
        },
      ),
    );
  });

  test('is not done while a byte is missing', () => {
    const response =
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\ntrailer: x\r\n\r\n';
    for (let length = 0; length < response.length; length += 1)
      expect(whole(response.slice(0, length)).parser.isDone).toBe(false);
    expect(whole(response).parser.isDone).toBe(true);
  });

  test.each([204, 304])('a %i has no body, whatever it announces', (status) => {
    expect(whole(`HTTP/1.1 ${status} x\r\ncontent-length: 5\r\n\r\n`).parser.isDone).toBe(true);
  });

  test('a body without a length goes on until the connection ends', () => {
    const { parser, text } = whole('HTTP/1.1 200 OK\r\n\r\nall that comes');
    expect(text).toBe('all that comes');
    expect([parser.isDone, parser.endsWithConnection]).toEqual([false, true]);
  });

  const ok = 'HTTP/1.1 200 OK\r\n';
  test.each([
    ['a second response', `${ok}content-length: 1\r\n\r\n1HTTP/1.1 200 OK\r\n`],
    ['a byte too many', `${ok}content-length: 1\r\n\r\n12`],
    ['length and chunks', `${ok}content-length: 3\r\ntransfer-encoding: chunked\r\n\r\n`],
    ['two lengths that differ', `${ok}content-length: 1\r\ncontent-length: 2\r\n\r\n`],
    ['two lengths that agree', `${ok}content-length: 1\r\ncontent-length: 1\r\n\r\n`],
    ['a list of lengths', `${ok}content-length: 1, 1\r\n\r\n`],
    ['a signed length', `${ok}content-length: +1\r\n\r\n`],
    ['a hexadecimal length', `${ok}content-length: 0x10\r\n\r\n`],
    ['an endless length', `${ok}content-length: 9999999999999999999\r\n\r\n`],
    ['another coding', `${ok}transfer-encoding: gzip, chunked\r\n\r\n`],
    ['chunked twice', `${ok}transfer-encoding: chunked\r\ntransfer-encoding: chunked\r\n\r\n`],
    ['chunks by HTTP/1.0', 'HTTP/1.0 200 OK\r\ntransfer-encoding: chunked\r\n\r\n'],
    ['a space before the colon', `${ok}content-length : 1\r\n\r\n`],
    ['a folded line', `${ok}x: a\r\n content-length: 1\r\n\r\n`],
    ['a line feed alone', `${ok}x: a\ncontent-length: 1\r\n\r\n`],
    ['a carriage return alone', `${ok}x: a\rcontent-length: 1\r\n\r\n`],
    ['a zero byte', `${ok}x: a\0\r\n\r\n`],
    ['no name', `${ok}: a\r\n\r\n`],
    ['another protocol', 'HTTP/2 200 OK\r\n\r\n'],
    ['another version', 'HTTP/1.2 200 OK\r\n\r\n'],
    ['a status of two digits', 'HTTP/1.1 20 OK\r\n\r\n'],
    ['an empty line first', `\r\n${ok}\r\n`],
    ['an upgrade', 'HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\n\r\n'],
    ['endless good news', 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(9)],
    ['an endless head', `${ok}x: ${'a'.repeat(17_000)}`],
    ['a head too large', `${ok}x: ${'a'.repeat(17_000)}\r\n\r\n`],
    ['a chunk without a size', `${ok}transfer-encoding: chunked\r\n\r\n\r\n`],
    ['a chunk of a negative size', `${ok}transfer-encoding: chunked\r\n\r\n-1\r\n`],
    ['a chunk of more than 4 GiB', `${ok}transfer-encoding: chunked\r\n\r\n100000000\r\n`],
    ['a chunk longer than its size', `${ok}transfer-encoding: chunked\r\n\r\n1\r\nab\r\n`],
    ['an endless extension', `${ok}transfer-encoding: chunked\r\n\r\n1;${'a'.repeat(300)}`],
    ['a line feed in an extension', `${ok}transfer-encoding: chunked\r\n\r\n1;a\nb\r\n`],
    ['endless trailers', `${ok}transfer-encoding: chunked\r\n\r\n0\r\n${'x: y\r\n'.repeat(5_000)}`],
    ['no HTTP', 'SSH-2.0-OpenSSH_9.6\r\n\r\n'],
  ])('refuses %s', (_, response) => {
    expect(() => whole(response)).toThrow(expect.objectContaining({ code: 'HUB_BAD_HTTP' }));
  });

  test('never takes a head for anything but its lines', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (noise) => {
        const text = Buffer.from(noise, 'utf8').toString('latin1');
        const isClean = !/[^\t\x20-\x7e\x80-\xff]/.test(text);
        expect(readHead(`HTTP/1.1 200 OK\r\nx-y: ${text}`) !== undefined).toBe(isClean);
      }),
    );
  });

  test.each([
    ['', 4_000],
    ['connection: close', 0],
    ['connection: x, Close', 0],
    ['connection: keep-alive\r\nkeep-alive: timeout=5', 4_000],
    ['keep-alive: max=3, timeout=20', 19_000],
    ['keep-alive: timeout=1', 0],
    ['keep-alive: timeout=99999999', 60_000],
  ])('a connection may be kept as its server says: %s', (fields, expected) => {
    expect(readHead(`HTTP/1.1 200 OK${fields && `\r\n${fields}`}`)?.keepAliveMs).toBe(expected);
  });

  test('an old server closes its connections', () => {
    expect(readHead('HTTP/1.0 200 OK\r\ncontent-length: 1')?.keepAliveMs).toBe(0);
  });

  test.each([
    ['content-type: application/json', true],
    ['Content-Type: application/graphql-response+json;charset="UTF-8"', true],
    ['content-type: text/html', false],
    ['content-type: application/json; charset=utf-16', false],
    ['content-type: application/json\r\ncontent-encoding: gzip', false],
  ])('tells JSON by %s: %s', (fields, expected) => {
    expect(readHead(`HTTP/1.1 200 OK\r\n${fields}`)?.isJson).toBe(expected);
  });
});

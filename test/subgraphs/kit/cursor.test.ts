import fc from 'fast-check';
import { createCursors } from '../../../subgraphs/kit/cursor.ts';
import { afterEvery, beforeEvery } from '../../../subgraphs/kit/position.ts';

const key = 'the cursor key of this test, 32 characters or more';
const scope = { key, subgraph: 'reports', life: 'life-1' };
const cursors = createCursors(scope);
const u32 = fc.integer({ min: 0, max: 0xff_ff_ff_ff });
const position = fc.record({ t: u32, i: u32, n: fc.integer({ min: beforeEvery, max: afterEvery }) });
const place = { t: 1_763_800_000, i: 7, n: 1 };

test('opens what it has sealed, for the same bound', () => {
  fc.assert(
    fc.property(position, fc.string(), (given, bound) => {
      expect(cursors.open(cursors.seal(given, bound), bound)).toEqual(given);
    }),
  );
});

test('another process with the same configuration opens it', () => {
  expect(createCursors({ ...scope }).open(cursors.seal(place, 'a'), 'a')).toEqual(place);
});

test('a cursor says nothing of what it is bound to and has one length', () => {
  const lengths = fc.sample(position, 50).map((given) => cursors.seal(given, 'a person and a field').length);
  expect(new Set(lengths)).toEqual(new Set([38]));
});

describe('answers null', () => {
  test('for another bound: field, arguments or person', () => {
    fc.assert(
      fc.property(position, fc.string(), fc.string(), (given, mine, other) => {
        fc.pre(mine !== other);
        expect(cursors.open(cursors.seal(given, mine), other)).toBeNull();
      }),
    );
  });

  test.each([
    ['key', { ...scope, key: `${key}!` }],
    ['subgraph', { ...scope, subgraph: 'alerts' }],
    ['life of the data set', { ...scope, life: 'life-2' }],
  ])('for a cursor of another %s', (_what, other) => {
    expect(cursors.open(createCursors(other).seal(place, 'a'), 'a')).toBeNull();
  });

  test('when any one bit was turned', () => {
    const bytes = Buffer.from(cursors.seal(place, 'a'), 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const forged = Buffer.from(bytes);
      forged[bit >> 3] = (forged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(cursors.open(forged.toString('base64url'), 'a')).toBeNull();
    }
  });

  test('for text that is no cursor, however it looks', () => {
    const sealed = cursors.seal(place, 'a');
    fc.assert(fc.property(fc.string(), (text) => expect(cursors.open(text, 'a')).toBeNull()));
    const spelledOtherwise = [`${sealed}=`, ` ${sealed}`, sealed.slice(0, -1), `${sealed}A`, '', '__proto__'];
    for (const text of spelledOtherwise) expect(cursors.open(text, 'a')).toBeNull();
  });

  test('for a second spelling of the same bytes', () => {
    const sealed = cursors.seal(place, 'a');
    // The last character of 38 carries 4 bits that no byte uses.
    const last = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'.indexOf(
      sealed.at(-1) ?? '',
    );
    const twin = `${sealed.slice(0, -1)}${'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'[last ^ 1]}`;
    expect(Buffer.from(twin, 'base64url')).toEqual(Buffer.from(sealed, 'base64url'));
    expect(cursors.open(twin, 'a')).toBeNull();
  });
});

test('refuses a key that is too short to sign with', () => {
  expect(() => createCursors({ ...scope, key: 'short' })).toThrow('expected 32 characters, got 5');
});

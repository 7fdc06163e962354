import { parseValue } from 'graphql';
import { scalars } from '../../../subgraphs/kit/scalars.ts';

const scalar = (name: string) => {
  const config = scalars[name];
  if (!config) throw new Error(`no scalar ${name}`);
  return config;
};

describe('DateTime', () => {
  const { parseValue: read, serialize } = scalar('DateTime');

  test('takes an offset and gives UTC', () => {
    expect(serialize(read('2026-03-02T08:00:00+07:00'))).toBe('2026-03-02T01:00:00.000Z');
    expect(serialize(new Date(0))).toBe('1970-01-01T00:00:00.000Z');
  });

  test.each(['2026-03-02T08:00:00', '2026-03-02', '2026-02-30T00:00:00Z', '', 1, { $gt: '' }, null])(
    'refuses %j',
    (value) => {
      expect(() => read(value)).toThrow();
    },
  );
});

test('DateTime and Date say what they need, with an example and the rule', () => {
  expect(() => scalar('DateTime').parseValue('2026-03-02')).toThrow(
    expect.objectContaining({
      message: 'DateTime needs a moment with its offset, such as 2026-11-22T08:30:00+07:00.',
      extensions: { rule: 'date_time' },
    }),
  );
  expect(() => scalar('Date').parseLiteral(parseValue('"2026-02-30"'))).toThrow(
    expect.objectContaining({
      message: 'Date needs a day of the calendar, such as 2026-11-22.',
      extensions: { rule: 'date' },
    }),
  );
});

describe('Date', () => {
  const { parseValue: read, serialize } = scalar('Date');

  test('is a day of the calendar, as text', () => {
    expect(read('2026-02-28')).toBe('2026-02-28');
    expect(serialize('2026-02-28')).toBe('2026-02-28');
  });

  test.each(['2026-02-30', '28/02/2026', '2026-2-8', 20260228])('refuses %j', (value) => {
    expect(() => read(value)).toThrow();
  });
});

describe('JSON', () => {
  const { parseValue: read, parseLiteral } = scalar('JSON');

  test('takes plain values', () => {
    const value = { size: 3, tags: ['a', { deep: null }], 'có dấu': true };
    expect(read(value)).toEqual(value);
    expect(parseLiteral(parseLiteralNode('{ size: 3, tags: ["a"] }'))).toEqual({ size: 3, tags: ['a'] });
  });

  test.each([
    ['D01 an operator', '{"$ne":null}'],
    ['D01 an operator below', '{"a":[{"b":{"$gt":""}}]}'],
    ['D02 server-side code', '{"$where":"true"}'],
    ['D04 a prototype key', '{"__proto__":{"x":1}}'],
    ['D04 a constructor', '{"a":{"constructor":{"prototype":{"x":1}}}}'],
    ['D04 a dotted path', '{"mix.__proto__.x":1}'],
  ])('%s is BAD_USER_INPUT', (_what, json) => {
    expect(() => read(JSON.parse(json))).toThrow(
      expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT', field: 'JSON', rule: 'key' } }),
    );
  });

  test('D01 holds for literals too', () => {
    expect(() => parseLiteral(parseLiteralNode('{ a: { constructor: 1 } }'))).toThrow();
  });

  test('has at most 20 levels', () => {
    const nested = (levels: number): unknown => (levels === 0 ? 1 : [nested(levels - 1)]);
    expect(() => read(nested(20))).not.toThrow();
    expect(() => read(nested(22))).toThrow('at most 20 levels');
  });
});

function parseLiteralNode(text: string) {
  return parseValue(text);
}

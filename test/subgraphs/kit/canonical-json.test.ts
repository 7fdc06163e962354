import fc from 'fast-check';
import { canonicalJson } from '../../../subgraphs/kit/canonical-json.ts';

test('equal values give equal text, whatever the order of their keys', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const turned = Object.fromEntries(Object.entries(value).reverse());
      expect(canonicalJson(turned)).toBe(canonicalJson(value));
    }),
  );
});

test('the text says the same as the value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.stringify(JSON.parse(canonicalJson(value)))).toBe(
        JSON.stringify(JSON.parse(canonicalJson(JSON.parse(JSON.stringify(value))))),
      );
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('absent and undefined members are the same; the order within a list is kept', () => {
  expect(canonicalJson({ b: [2, 1], a: undefined })).toBe('{"b":[2,1]}');
});

test('a member named __proto__ is a member', () => {
  expect(canonicalJson(JSON.parse('{"b":1,"__proto__":{"c":1}}'))).toBe('{"__proto__":{"c":1},"b":1}');
});

import { expectDerived } from '../expect-truth.ts';

const wards = `type Query { wards: [Ward!] } type Ward @key(fields: "id") { id: ID! area: Float people: Int hall: Hall } type Hall @key(fields: "code") { code: ID! street: String }`;
const asked = [
  '{ wards { density people } densest { id density hall { street } } }',
  '{ densest { area n: density note { by } } wards { d: density note { about { density } } } }',
  {
    query: 'query ($digits: Int = 2) { wards { rounded(digits: $digits) density } densest { rounded } }',
    variables: { digits: 0 },
  },
];

describe('an entity that a subgraph extends and computes fields of', () => {
  test.each([
    [
      'with extend type, its key @external',
      'extend type Ward @key(fields: "id") { id: ID! @external area: Float @external people: Int @external',
      '}',
    ],
    [
      'with extend type, its key its own',
      'extend type Ward @key(fields: "id") { id: ID! area: Float @external people: Int @external',
      '}',
    ],
    [
      'with @extends',
      'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@extends", "@external", "@requires"]) type Ward @extends @key(fields: "id") { id: ID! @external area: Float @external people: Int @external',
      '}',
    ],
    [
      'with the type and its extension beside each other',
      'extend type Ward @key(fields: "id") type Ward { id: ID! area: Float @external people: Int @external } extend type Ward {',
      '}',
    ],
    [
      'with fields in the definition and others in an extension',
      'type Ward @key(fields: "id") { id: ID! area: Float @external } extend type Ward { people: Int @external',
      '}',
    ],
  ])('%s', (_, head, tail) =>
    expectDerived(
      {
        wards,
        counts: `${head} density: Float @requires(fields: "area people") rounded(digits: Int): Float @requires(fields: "people") note: Note ${tail}
          type Note { by: String about: Ward } type Query { densest: Ward }`,
      },
      asked,
    ),
  );

  test('beside extended interfaces, unions, enums and inputs', () =>
    expectDerived(
      {
        wards,
        counts: `extend type Ward @key(fields: "id") { id: ID! @external people: Int @external
            crowd(by: By = { size: SMALL }): Crowd @requires(fields: "people") all: [Counted!] @requires(fields: "people") }
          enum Size { SMALL } extend enum Size { LARGE } input By { size: Size } extend input By { at: Int }
          union Crowd = Few extend union Crowd = Many type Few { count: Int } type Many { size: Size }
          interface Counted { count: Int } extend interface Counted { size: Size } type Fair implements Counted { count: Int size: Size }
          type Query { densest: Ward }`,
      },
      [
        '{ wards { crowd { ... on Few { count } ... on Many { size } } all { count size __typename } } }',
        {
          query:
            'query ($by: By) { densest { crowd(by: $by) { __typename } c: crowd(by: { size: LARGE, at: 0 }) { ... on Many { size } } } }',
          variables: { by: { size: 'LARGE', at: 3 } },
        },
      ],
    ));
});

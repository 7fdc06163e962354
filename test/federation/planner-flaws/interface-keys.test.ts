import { expectDerived } from '../expect-truth.ts';

const stockDiffers = 'its planner throws: "Maximum call stack size exceeded"';

/** Each subgraph knows the interface by another of its types' keys, and the one that leads to it by none. */
const subgraphs = {
  archive: `type Query { record: Record! records: [Record!] rows: [[Record]] any: Entry }
    interface Record { id: ID! title: String } union Entry = Film | Book
    type Film implements Record @key(fields: "id") @key(fields: "code") { id: ID! code: ID! title: String }
    type Book implements Record @key(fields: "id") @key(fields: "code") { id: ID! code: ID! title: String }`,
  votes: 'type Record @interfaceObject @key(fields: "code") { code: ID! stars: Int open: Boolean }',
  details: `interface Record @key(fields: "id") { id: ID! }
    type Film implements Record @key(fields: "id") { id: ID! minutes: Int } type Book implements Record @key(fields: "id") { id: ID! pages: Int }`,
  prices: 'type Record @interfaceObject @key(fields: "id") { id: ID! price(per: Int): Float }',
};

describe('right where the planner never comes to an end: an interface known by another key in each subgraph', () => {
  test('alone, in lists and in lists of lists, with fragments on its types', () =>
    expectDerived(
      subgraphs,
      [
        '{ record { stars open } }',
        '{ records { title stars price ... on Film { minutes } } }',
        '{ rows { __typename open ... on Book { pages stars } } }',
      ].map((query) => ({ query, stockDiffers })),
    ));

  test('with variables that are 0 and null, and conditions', () =>
    expectDerived(
      subgraphs,
      [
        `query ($n: Int, $yes: Boolean = true) { records { ...F stars @include(if: $yes) } }
          fragment F on Record { __typename price(per: $n) t: title ... on Book { pages s: stars } }`,
      ].flatMap((query) => [
        { query, variables: { n: 0 }, stockDiffers },
        { query, variables: { n: null, yes: true }, stockDiffers },
      ]),
    ));

  test('from where the types are known the planner finds its way', () =>
    expectDerived(subgraphs, [
      '{ any { ... on Film { stars price minutes } ... on Book { open title } } }',
      '{ record { ... on Film { stars title } ... on Book { price title } } }',
    ]));
});

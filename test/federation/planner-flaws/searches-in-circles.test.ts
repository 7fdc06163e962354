import type { Loose, World } from '../../oracle/merge-subgraphs.ts';
import { expectDerived, withGraph } from '../expect-truth.ts';
import { plain } from '../federated-graph.ts';

const stockDiffers = 'its planner throws: "Maximum call stack size exceeded"';
const impossible = 'its planner throws: "Cannot add fragment of condition"';

/** What leads to the interface knows it by one key, what adds to it by another, which the interface itself does not have. */
const subgraphs = {
  centre: `type Query { things: [Thing] } interface Thing @key(fields: "id") { id: ID! title: String }
    type Film implements Thing @key(fields: "id") { id: ID! title: String minutes: Int }
    type Book implements Thing @key(fields: "id") { id: ID! title: String pages: Int }`,
  north: `type Film @key(fields: "id") @key(fields: "code") { id: ID! code: ID! }
    type Book @key(fields: "id") @key(fields: "code") { id: ID! code: ID! isbn: String }`,
  south: `type Query { rated_south: Thing rated: [Thing!] ward: Ward pick(n: Int): Thing }
    type Thing @interfaceObject @key(fields: "id") { id: ID! stars(scale: Int = 1): Int rating: Rating } type Rating { average: Float of: Thing }
    type Ward @key(fields: "id") { id: ID! thing: Thing things: [Thing!] rows: [[Thing]!] }`,
  east: 'type Thing @interfaceObject @key(fields: "code") { code: ID! price: Int offers: [Offer!] } type Offer { shop: String day: Int }',
  west: `type Thing @interfaceObject @key(fields: "id") { id: ID! title: String @external
    shout(loud: Boolean = false): String @requires(fields: "title") }`,
  far: 'type Thing @interfaceObject @key(fields: "code") { code: ID! price: Int @external label: String @requires(fields: "price") }',
};

describe('right where the planner searches for a key by way of that same key', () => {
  test.each([
    '{ rated_south { code } }',
    '{ rated { c: code p: price id title ... on Film { minutes price } ... on Book { isbn pages label } } }',
    '{ ward { thing { code } things { offers { shop day } } rows { __typename title price } } }',
    '{ rated { rating { average of { label code offers { day } } } } things { price stars shout ... on Book { isbn } } }',
  ])('alone, in lists, below entities and values: %s', (query) =>
    expectDerived(subgraphs, [{ query, stockDiffers }]),
  );

  test.each([{}, { n: null, on: false }, { n: 0, on: true, off: true }])(
    'with conditions, named fragments and the variables %j',
    (variables) =>
      expectDerived(subgraphs, [
        {
          query: `query ($n: Int = 2, $on: Boolean! = true, $off: Boolean! = false) {
            pick(n: $n) { code @include(if: $on) price @skip(if: $off) s: stars(scale: $n) shout(loud: true) ...F @include(if: $on) }
          } fragment F on Thing { label t: __typename code ... on Book { x: isbn } ... on Film @skip(if: $off) { minutes label } }`,
          variables,
          stockDiffers,
        },
      ]),
  );

  test('a graph that does not even compose without end by itself: an interface with another key in each subgraph', () => {
    const types = (keys: string, fields: string): string =>
      ['Book', 'Film'].map((name) => `type ${name} implements Thing ${keys} { ${fields} }`).join(' ');
    return expectDerived(
      {
        north: `interface Thing @key(fields: "code") { code: ID! title: String }
          ${types('@key(fields: "id") @key(fields: "code")', 'id: ID! code: ID! title: String')}`,
        east: `type Query { rated: [Thing] } type Thing @interfaceObject @key(fields: "code") {
          code: ID! title: String @external shout(n: Int): String @requires(fields: "title") }`,
        west: `type Query { all: [Thing!] } interface Thing @key(fields: "id") { id: ID! } ${types('@key(fields: "id")', 'id: ID!')}`,
        centre: `type Thing @interfaceObject @key(fields: "id") { id: ID! stars: Int title: String @external
          cry: String @requires(fields: "title") }`,
      },
      [
        '{ rated { title } }',
        '{ rated { id code title stars cry shout } all { title shout(n: 0) cry } }',
        '{ all { ... on Book { x: title stars } ... on Film { shout code } } rated { ... on Book { cry id } } }',
      ].map((query) => ({ query, stockDiffers })),
    );
  });

  test('an object of one type, of which it then asks what is required type by type', () =>
    expectDerived(
      {
        north: `interface Thing @key(fields: "code") { code: ID title: String }
          type Book implements Thing @key(fields: "id") @key(fields: "code") { id: ID code: ID title: String }
          type Film implements Thing @key(fields: "id") @key(fields: "code") { id: ID code: ID title: String }`,
        east: `type Query { all: [Thing] one: Book } interface Thing @key(fields: "id") { id: ID }
          type Book implements Thing @key(fields: "id") { id: ID } type Film implements Thing @key(fields: "id") { id: ID }`,
        west: `type Thing @interfaceObject @key(fields: "id") {
          id: ID title: String @external shout(n: Int): String @requires(fields: "title") }`,
      },
      [
        { query: '{ all { ... on Book { shout } } }', stockDiffers: impossible },
        {
          query: 'query ($n: Int = 0) { one { shout(n: $n) ... on Thing { s: shout title } } }',
          stockDiffers: impossible,
        },
        {
          query: '{ all { ... on Book { ... on Thing { shout } } ... on Film { shout code } } }',
          stockDiffers: impossible,
        },
      ],
    ));

  test('what one subgraph has no object for is null, and the rest is there', () => {
    const things = [
      { __typename: 'Film', id: '1', code: 'f', title: '', minutes: 0, stars: 0, price: 0 },
      { __typename: 'Book', id: '2', code: 'b', title: 'T', isbn: null, pages: 1, stars: null, price: 5 },
    ];
    const label = ({ price }: Loose): string => `costs ${price}`;
    const world = (): World => ({
      things: things.map((thing): Loose => ({ ...thing })),
      resolvers: {
        Query: { rated: (_: unknown, __: unknown, { things: all }: World) => all },
        Film: { label },
        Book: { label },
        Thing: { label },
      },
    });
    const unknownBook = ({ code }: Loose): object | null =>
      code === 'b' ? null : { __typename: 'Thing', code, price: 0 };
    const resolvers = { east: { Thing: { __resolveReference: unknownBook } } };
    return withGraph({ subgraphs, world, resolvers }, async (graph) => {
      const ours = await graph.ours({ query: '{ rated { title code price label stars } }' });
      expect(plain(ours.data)).toEqual({
        rated: [
          { title: '', code: 'f', price: 0, label: 'costs 0', stars: 0 },
          { title: 'T', code: 'b', price: null, label: 'costs null', stars: null },
        ],
      });
    });
  });
});

import type { Loose } from '../../oracle/merge-subgraphs.ts';
import { expectAll } from '../expect-truth.ts';

describe('unions and interfaces', () => {
  test('joins the members of a union, each from its own subgraph', () =>
    expectAll(
      {
        subgraphs: {
          search: `type Query { search: [Hit] } union Hit = Place | Person
            type Place @key(fields: "id") { id: ID! } type Person @key(fields: "id") { id: ID! }`,
          places: `type Place @key(fields: "id") { id: ID! name: String! area: Float }`,
          people: `type Person @key(fields: "id") { id: ID! name: String age: Int }`,
        },
        world: () => {
          const place = { __typename: 'Place', id: '1', name: 'Citadel', area: 5.2 };
          const person = { __typename: 'Person', id: '1', name: null, age: 0 };
          return {
            things: [place, person],
            resolvers: { Query: { search: () => [place, person, null, place] } },
          };
        },
      },
      [
        '{ search { __typename ... on Place { name area } ... on Person { age } } }',
        '{ search { ... on Place { x: area } ... on Person { x: age n: name } } }',
        '{ search { t: __typename } }',
        '{ search { ...A ...B } } fragment A on Place { id name } fragment B on Person { id }',
      ].map((query) => ({ query: query.replace('x: age n', 'y: age n') })),
    ));

  test('the same key in two fragments for fields with different arguments, resolved elsewhere', () =>
    expectAll(
      {
        subgraphs: {
          a: `type Query { all: [Hit!]! } union Hit = A | B type A { media: Media } type B { media: Media } type Media @key(fields: "id") { id: ID! }`,
          b: `type Media @key(fields: "id") { id: ID! title: String url(size: Int!): String }`,
        },
        world: () => {
          const media = ['1', '2'].map((id) => ({ __typename: 'Media', id, title: `t${id}` }));
          const all = [
            { __typename: 'A', media: media[0] },
            { __typename: 'B', media: media[1] },
            { __typename: 'B', media: media[0] },
          ];
          return {
            things: media,
            resolvers: { Query: { all: () => all }, Media: { url: ({ id }, { size }) => `${id}@${size}` } },
          };
        },
      },
      [
        '{ all { ... on A { media { title } } ... on B { media { url(size: 2) } } } }',
        {
          query: '{ all { ... on A { media { u: url(size: 1) } } ... on B { media { u: url(size: 2) } } } }',
          stockDiffers: 'one path, two arguments',
        },
        {
          query: '{ all { ... on A { media { u: title } } ... on B { media { u: url(size: 2) } } } }',
          stockDiffers: 'one path, two fields',
        },
      ],
    ));

  test('a union that has other members in each subgraph', () =>
    expectAll(
      {
        subgraphs: {
          a: `type Query { media: Media book: Book } union Media = Book | Film type Book @key(fields: "id") { id: ID! title: String @shareable } type Film @key(fields: "id") { id: ID! length: Int }`,
          b: `type Query { viewers: [Viewer] } type Viewer { media: Media } union Media = Book | Song type Book @key(fields: "id") { id: ID! title: String @shareable } type Song @key(fields: "id") { id: ID! bpm: Int }`,
        },
        world: () => {
          const book = { __typename: 'Book', id: '1', title: 'Kiều' };
          const song = { __typename: 'Song', id: '2', bpm: 0 };
          return {
            things: [book, song],
            resolvers: {
              Query: {
                media: () => book,
                book: () => book,
                viewers: () => [
                  { __typename: 'Viewer', media: song },
                  { __typename: 'Viewer', media: book },
                ],
              },
            },
          };
        },
      },
      [
        '{ media { __typename ... on Book { title } ... on Film { length } ... on Song { bpm } } }',
        '{ viewers { media { ... on Book { title } ... on Song { bpm } ... on Film { id } } } }',
        '{ viewers { media { ... on Film { id } } } }',
      ],
    ));

  test('a field that is an object in one subgraph and an interface or union in another', () =>
    expectAll(
      {
        subgraphs: {
          a: `type Query { users: [User!]! } type User @key(fields: "id") { id: ID! @shareable name: String }`,
          b: `type Query { accounts: [Account!]! } union Account = User | Admin
            type User @key(fields: "id") { id: ID! @shareable similar: [Account!]! }
            type Admin { id: ID photo: String similar: [Account!]! }`,
          c: `type Query { owner: User @shareable } type User @key(fields: "id") { id: ID! @shareable }`,
        },
        world: () => {
          const user: Loose = { __typename: 'User', id: 'u1', name: 'Lan' };
          const admin: Loose = { __typename: 'Admin', id: 'a1', photo: 'p' };
          user.similar = [admin, user];
          admin.similar = [user];
          return {
            things: [user],
            resolvers: { Query: { users: () => [user], accounts: () => [user, admin], owner: () => user } },
          };
        },
      },
      [
        '{ users { id name similar { ... on User { name } ... on Admin { photo } } } }',
        '{ accounts { ... on User { id name similar { ... on Admin { similar { ... on User { name } } } } } ... on Admin { photo } } }',
        '{ owner { name } }',
      ],
    ));

  test('a field typed with an interface here and with one implementation there', () =>
    expectAll(
      {
        subgraphs: {
          a: `type Query { shop: Shop } type Shop @key(fields: "id") { id: ID! best: Product @shareable } interface Product { sku: ID! } type Hat implements Product @key(fields: "sku") { sku: ID! size: Int } type Fan implements Product @key(fields: "sku") { sku: ID! blades: Int }`,
          b: `type Query { stalls: [Shop!] } type Shop @key(fields: "id") { id: ID! best: Hat @shareable } type Hat @key(fields: "sku") { sku: ID! colour: String }`,
        },
        world: () => {
          const hat = { __typename: 'Hat', sku: 'h', size: 5, colour: 'green' };
          const shop = { __typename: 'Shop', id: 's', best: hat };
          return { things: [hat, shop], resolvers: { Query: { shop: () => shop, stalls: () => [shop] } } };
        },
      },
      [
        '{ shop { best { sku ... on Hat { size colour } } } }',
        '{ stalls { best { sku } } }',
        '{ stalls { best { ... on Hat { colour size } ... on Fan { blades } } } }',
        '{ stalls { best { __typename sku ... on Fan { blades } } } }',
        '{ stalls { best { sku t: __typename } } }',
        {
          query: '{ stalls { best { ... on Hat { sku } } } }',
          stockDiffers: 'its plan does not say what type the object is of',
        },
        '{ stalls { best { ... on Product { ... on Fan { sku } } } } }',
      ],
    ));

  test('interfaces that implement interfaces, with fragments on any of them', () =>
    expectAll(
      {
        subgraphs: {
          a: `type Query { nodes: [Node] } interface Node { id: ID! } interface Named implements Node { id: ID! name: String }
            type Ward implements Named & Node @key(fields: "id") { id: ID! name: String } type Point implements Node @key(fields: "id") { id: ID! lat: Float }`,
          b: `type Ward @key(fields: "id") { id: ID! people: Int } type Point @key(fields: "id") { id: ID! height: Float }`,
        },
        world: () => {
          const ward = { __typename: 'Ward', id: 'w', name: 'Phú Hội', people: 0 };
          const point = { __typename: 'Point', id: 'p', lat: 16.46, height: 1.5 };
          return { things: [ward, point], resolvers: { Query: { nodes: () => [point, ward, null] } } };
        },
      },
      [
        '{ nodes { id ... on Named { name } ... on Point { height } } }',
        '{ nodes { ... on Node { ... on Named { ... on Ward { people } } ... on Point { lat } __typename } } }',
        '{ nodes { __typename ...F } } fragment F on Node { ... on Ward { people name } ...G } fragment G on Point { height }',
      ],
    ));

  test('a field that an interface has in the graph, from several subgraphs by implementation', () =>
    expectAll(
      {
        subgraphs: {
          a: `type Query { items: [Item!]! } interface Item { id: ID! price: Int } type A implements Item @key(fields: "id") { id: ID! price: Int } type B implements Item @key(fields: "id") { id: ID! price: Int @external }`,
          b: `type B @key(fields: "id") { id: ID! price: Int }`,
        },
        world: () => {
          const a = { __typename: 'A', id: 'a', price: 1 };
          const b = { __typename: 'B', id: 'b', price: 2 };
          return { things: [a, b], resolvers: { Query: { items: () => [a, b] } } };
        },
      },
      ['{ items { id price } }', '{ items { ... on B { price } ... on A { p: price } } }'],
    ));
});

import { expectAll, expectDerived } from '../expect-truth.ts';

describe('@external', () => {
  test('on key fields of a type that is extended, with a link of federation 2 and @extends', () =>
    expectDerived(
      {
        a: 'type Query { users: [User] one: User! } type User @key(fields: "id") { id: ID! name: String }',
        b: `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@extends", "@external"])
          type User @extends @key(fields: "id") { id: ID! @external rid: Int tags: [String!] }`,
        c: 'extend type User @key(fields: "id") { id: ID! score: Float! friends: [User!] } type Query { best: User }',
      },
      [
        '{ users { name rid score } one { tags friends { id name } } }',
        '{ best { name friends { rid friends { score } } } }',
      ],
    ));

  test('on a whole type, of which others require a part', () =>
    expectDerived(
      {
        a: `type Query { boxes: [Box!] } type Box @key(fields: "id") { id: ID! size: Size label: String }
          type Size { w: Float h: Float! unit: Unit } enum Unit { CM M }`,
        b: `type Box @key(fields: "id") { id: ID! size: Size @external volume: Float @requires(fields: "size { w h }") fits: Boolean @requires(fields: "size { unit }") }
          type Size @external { w: Float h: Float! unit: Unit } enum Unit { CM M }`,
      },
      ['{ boxes { volume } }', '{ boxes { label fits volume size { h } } }'],
    ));

  test('beside the same field provided on one way, shared on another and overridden in a third', () =>
    expectDerived(
      {
        a: `type Query { first: Item shelf: Shelf } type Shelf { items: [Item!]! @provides(fields: "name") best: Item }
          type Item @key(fields: "id") { id: ID! name: String @external price: Int }`,
        b: 'type Item @key(fields: "id") { id: ID! name: String @shareable weight: Float }',
        c: 'type Query { found: [Item] } type Item @key(fields: "id") { id: ID! name: String @shareable price: Int @override(from: "a") }',
      },
      [
        '{ first { name price weight } shelf { items { name } best { name } } }',
        '{ found { name price weight } shelf { items { name price } } }',
      ],
    ));
});

describe('an interface that is known as one object', () => {
  const library = `type Query { media: [Media] book: Book }
    interface Media @key(fields: "id") @key(fields: "code") { id: ID! code: String! title: String }
    type Book implements Media @key(fields: "id") @key(fields: "code") { id: ID! code: String! title: String pages: Int }
    type Film implements Media @key(fields: "id") @key(fields: "code") { id: ID! code: String! title: String minutes: Int! }`;

  test('by another key in each subgraph', () =>
    expectDerived(
      {
        library,
        ratings: 'type Media @interfaceObject @key(fields: "id") { id: ID! stars: Int }',
        prices:
          'type Query { sold: [Media!] } type Media @interfaceObject @key(fields: "code") { code: String! price: Float }',
        labels:
          'type Media @interfaceObject @key(fields: "code") { code: String! stars: Int @external label: String @requires(fields: "stars") }',
      },
      [
        '{ media { stars price } }',
        '{ media { label ... on Book { pages price } } book { label stars } }',
        '{ sold { price stars title } }',
        '{ sold { __typename label ... on Film { minutes } } }',
      ],
    ));

  test('that is only referred to (resolvable: false), from entities, unions and lists of lists', () =>
    expectDerived(
      {
        library,
        loans: `type Query { loans: [Loan!]! }
          type Media @interfaceObject @key(fields: "id", resolvable: false) { id: ID! }
          type Loan @key(fields: "number") { number: Int! of: Media row: [[Media!]] days: Int }`,
        desks: 'type Loan @key(fields: "number") { number: Int! desk: String }',
      },
      [
        '{ loans { desk of { id title } } }',
        '{ loans { of { __typename ... on Book { pages } } row { title ... on Film { minutes } } } }',
      ],
    ));

  test('which a field of one of its own types leads back to', () =>
    expectDerived(
      {
        library,
        kin: `type Media @interfaceObject @key(fields: "id") { id: ID! next: Media kin: [Media!] note(words: Int = 2): String }`,
        films: 'type Film @key(fields: "id") { id: ID! note2: String cast: [String] }',
      },
      [
        '{ book { next { title kin { note(words: 0) } } } }',
        'query ($n: Int) { media { kin { next { __typename note(words: $n) ... on Film { cast note2 } } } } }',
      ],
    ));
});

describe('what is distributed over unions and interfaces', () => {
  test('members, fields and types of which each subgraph knows some', () =>
    expectDerived(
      {
        a: `type Query { search: [Hit] node: Node nodes: [[Node]] }
          union Hit = Book | Note interface Node { id: ID! }
          type Book implements Node & Named @key(fields: "id") { id: ID! name: String }
          type Note implements Node @key(fields: "id") { id: ID! text: String about: Hit } interface Named { name: String }`,
        b: `type Query { found: [Hit!] } union Hit = Book | Page interface Node { id: ID! }
          type Book implements Node @key(fields: "id") { id: ID! pages: [Page!] }
          type Page implements Node @key(fields: "id") { id: ID! number: Int! of: Node }`,
        c: 'type Note @key(fields: "id") { id: ID! stars: Int } type Page @key(fields: "id") { id: ID! stars: Int } type Book @key(fields: "id") { id: ID! stars: Int }',
      },
      [
        '{ search { __typename ... on Node { id } ... on Named { name } ... on Note { stars } ... on Page { number } } }',
        '{ found { ... on Book { pages { stars of { id ... on Book { name stars } } } } ... on Page { number stars } } }',
        '{ nodes { ... on Named { ... on Book { stars name } } ... on Note { about { ... on Book { name } ... on Note { text stars } } } } node { __typename } }',
      ],
    ));

  test('a requirement through an interface and a union, with variables, in lists of lists', () =>
    expectDerived(
      {
        a: `type Query { wards(first: Int): [Ward!] }
          type Ward @key(fields: "id") { id: ID! places: [[Place!]] who: Who head(of: String = "x"): Place }
          interface Place { count: Int open: Boolean } type Park implements Place { count: Int open: Boolean trees: Int }
          type Pond implements Place { count: Int open: Boolean depth: Float } union Who = Park | Person
          type Person @key(fields: "id") { id: ID! name: String age: Int! }`,
        b: `type Ward @key(fields: "id") { id: ID! places: [[Place!]] @external who: Who @external head(of: String = "x"): Place @external
            sum(per: Int! = 1): Int @requires(fields: "places { count ... on Park { trees } ... on Pond { depth } }")
            greeting: String @requires(fields: "who { __typename ... on Person { name age } ... on Park { open } }")
            guide: String! @requires(fields: "head(of: \\"y\\") { open }") }
          interface Place { count: Int open: Boolean } type Park implements Place { count: Int @external open: Boolean @external trees: Int @external }
          type Pond implements Place { count: Int @external open: Boolean @external depth: Float @external } union Who = Park | Person
          type Person @key(fields: "id") { id: ID! name: String @external age: Int! @external }`,
      },
      [
        'query ($n: Int!, $of: String) { wards { sum(per: $n) head(of: $of) { count } greeting } }',
        '{ wards(first: 1) { guide head { open } who { ... on Person { age } } a: sum b: sum(per: 0) } }',
      ].map((query) => ({
        query,
        variables: { n: 0, of: null },
        stockDiffers: 'it represents lists of lists wrongly',
      })),
    ));
});

describe('keys', () => {
  const item = (
    id: number,
    open: boolean,
    ref: unknown,
  ): { __typename: string } & Record<string, unknown> => ({
    __typename: 'Item',
    id,
    open,
    ref,
    level: id === 0 ? 'LOW' : 'HIGH',
    name: `Item ${id}`,
    price: id,
    size: id * 2,
    weight: id / 2,
  });

  test('that are 0, false, "", enums, lists and scalars of any form find what they mean', () =>
    expectAll(
      {
        subgraphs: {
          a: `type Query { items: [Item] } enum Level { LOW HIGH } scalar Ref
            type Item @key(fields: "id") @key(fields: "open level") @key(fields: "ref") { id: Int! open: Boolean! level: Level! ref: Ref! name: String }`,
          b: 'type Item @key(fields: "id") { id: Int! price: Int }',
          c: 'enum Level { LOW HIGH } type Item @key(fields: "open level") { open: Boolean! level: Level! size: Int }',
          d: 'scalar Ref type Item @key(fields: "ref") { ref: Ref! weight: Float }',
        },
        world: () => {
          const items = [
            item(0, false, { a: [1, '2'] }),
            item(1, true, ''),
            item(-1, false, [0, null, { b: false }]),
          ];
          return { things: items, resolvers: { Query: { items: () => [...items, null, items[0]] } } };
        },
      },
      ['{ items { name price } }', '{ items { size } }', '{ items { weight price size level } }'],
    ));

  test("a client's variable and alias of the names that fetches use are the client's", () =>
    expectDerived(
      {
        a: 'type Query { items(first: Int): [Item!] } type Item @key(fields: "id") { id: ID! name: String }',
        b: 'type Item @key(fields: "id") { id: ID! price(per: Int): Int kin: [Item] cost: Float }',
        c: 'type Item @key(fields: "id") { id: ID! cost: Float @external total(of: Int): Float @requires(fields: "cost") }',
      },
      [
        {
          query:
            'query ($representations: Int) { items(first: $representations) { _entities: price(per: $representations) _0: total(of: $representations) } }',
          stockDiffers: 'it sends its own representations under that name',
        },
        {
          query:
            'query ($representations_1: Int, $representations: Int = 3) { items { a: price(per: $representations_1) kin { price(per: $representations) _1: name } } _2: items { kin { total(of: $representations) } } }',
          stockDiffers: 'it sends its own representations under that name',
        },
        {
          query: '{ items { id: name name: id cost: total kin { __typename cost id: cost } } }',
          stockDiffers: "it takes a client's key for the key of the entity",
        },
      ],
    ));
});

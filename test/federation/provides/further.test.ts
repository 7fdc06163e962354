import { expectDerived, expectTruth, withGraph } from '../expect-truth.ts';

describe('@provides', () => {
  test('asks the providing subgraph for what the client wants of it, and the owner for nothing that is provided', () =>
    withGraph(
      {
        subgraphs: {
          visits: `type Query { visits: [Visit!]! } type Visit { day: Int clinic: Clinic @provides(fields: "name address { street ward }") } type Clinic @key(fields: "id") { id: ID! name: String @external address: Address @external}
            type Address @shareable { street: String ward: String }`,
          clinics: `type Clinic @key(fields: "id") { id: ID! name: String @shareable address: Address @shareable beds: Int } type Address @shareable { street: String ward: String zip: Int }`,
        },
        world: () => {
          const address = { __typename: 'Address', street: 'Lê Lợi', ward: '', zip: 0 };
          const clinic = { __typename: 'Clinic', id: 'c1', name: null, address, beds: 0 };
          return {
            things: [clinic],
            resolvers: { Query: { visits: () => [{ __typename: 'Visit', day: 1, clinic }] } },
          };
        },
      },
      async (graph) => {
        await expectTruth(graph, { query: '{ visits { clinic { name address { ward } } } }' });
        expect(graph.subgraphs['clinics']?.requests).toEqual([]);
        const [asked] = graph.subgraphs['visits']?.requests ?? [];
        expect(asked?.query).toContain('ward');
        expect(asked?.query).not.toContain('street');
        await expectTruth(graph, { query: '{ visits { clinic { address { street zip } beds } } }' });
        const queries = graph.subgraphs['clinics']?.requests.map(({ query }) => query) ?? [];
        expect(queries).toHaveLength(1);
        expect(queries[0]).not.toContain('name');
      },
    ));

  test('through several levels and lists, entities inside entities', () =>
    expectDerived(
      {
        tours: `type Query { tours: [Tour!]! @provides(fields: "stops { place { name keeper { nick } } }") first: Tour }
          type Tour @key(fields: "id") { id: ID! stops: [[Stop!]!] } type Stop @key(fields: "id") { id: ID! place: Place @external } type Place @key(fields: "id") { id: ID! name: String @external keeper: Person @external } type Person @key(fields: "id") { id: ID! nick: String @external }`,
        places: `type Stop @key(fields: "id") { id: ID! place: Place @shareable minutes: Int } type Place @key(fields: "id") { id: ID! name: String @shareable keeper: Person @shareable opened: Int } type Person @key(fields: "id") { id: ID! }`,
        people: `type Person @key(fields: "id") { id: ID! nick: String @shareable age: Int }`,
      },
      [
        '{ tours { stops { place { name keeper { nick } } } } }',
        '{ tours { stops { minutes place { opened name keeper { age nick } } } } }',
        '{ first { stops { place { name keeper { nick } } } } }',
        '{ first { stops { id place { k: keeper { n: nick } } } } tours { id } }',
      ],
    ));

  test('on an interface and a union, for some of the types', () =>
    expectDerived(
      {
        feed: `type Query { media: [Media!]! @provides(fields: "... on Photo { title } ... on Film { title studio { name } }") item: Item @provides(fields: "... on Film { studio { name } }") plain: [Media!]! }
          interface Media { id: ID! } union Item = Photo | Film
          type Photo implements Media @key(fields: "id") { id: ID! title: String @external } type Film implements Media @key(fields: "id") { id: ID! title: String @external studio: Studio @external } type Studio @key(fields: "code") { code: ID! name: String @external }`,
        films: `type Film @key(fields: "id") { id: ID! title: String @shareable studio: Studio @shareable minutes: Int } type Studio @key(fields: "code") { code: ID! name: String @shareable founded: Int }`,
        photos: `type Photo @key(fields: "id") { id: ID! title: String @shareable width: Int }`,
      },
      [
        '{ media { __typename ... on Photo { title } ... on Film { title studio { name } } } }',
        '{ media { ... on Film { t: title minutes studio { founded name } } ... on Photo { width t: title } } }',
        '{ item { ... on Film { studio { name } title } ... on Photo { title } } plain { ... on Film { title studio { name } } ... on Photo { title } } }',
        '{ plain { id ... on Media { ... on Film { studio { code name } } } } }',
      ],
    ));

  test('what is required may be provided on one way and have to be fetched on another', () =>
    expectDerived(
      {
        orders: `type Query { orders: [Order!]! lone: Item } type Order { item: Item @provides(fields: "weight") other: Item } type Item @key(fields: "sku") { sku: ID! weight: Int @external freight: String! @requires(fields: "weight") }`,
        items: `type Item @key(fields: "sku") { sku: ID! weight: Int @shareable name: String }`,
      },
      [
        '{ orders { item { freight } other { freight weight } } }',
        '{ lone { freight name } orders { item { weight } } }',
      ],
    ));
});

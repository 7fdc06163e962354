import { plain } from '../federated-graph.ts';
import { expectDerived, withGraph } from '../expect-truth.ts';

describe('@interfaceObject', () => {
  test('of one subgraph, an implementation extended by another, reached through a third', () =>
    expectDerived(
      {
        archive: `type Query { papers: [Paper!]! } interface Paper @key(fields: "id") { id: ID! title: String }
          type Map implements Paper @key(fields: "id") { id: ID! title: String scale: Int } type Deed implements Paper @key(fields: "id") { id: ID! title: String pages: Int }`,
        owners: `type Query { office: Office } type Office { name: String } type Map @key(fields: "id") { id: ID! drawnBy: String }`,
        shelves: `type Query { shelf: Shelf } type Shelf { label: String paper: Paper all: [[Paper]] } type Paper @interfaceObject @key(fields: "id") { id: ID! }`,
      },
      [
        '{ papers { id title ... on Map { scale drawnBy } ... on Deed { pages } } office { name } shelf { label paper { id ... on Map { scale } } } }',
        '{ shelf { paper { ... on Map { drawnBy scale } title __typename } all { id ... on Deed { title } } } }',
        '{ shelf { paper { ... on Paper { ... on Map { drawnBy } } } all { t: __typename } } }',
      ],
    ));

  test('that no key leads to gives what it has itself', () =>
    withGraph(
      {
        subgraphs: {
          places: `type Query { place: Place } interface Place { id: ID! name: String }`,
          notes: `type Query { noted: Place all: [Place!] } type Place @interfaceObject @key(fields: "id", resolvable: false) { id: ID! name: String }`,
        },
        world: () => {
          const place = { __typename: 'Place', id: 'p1', name: 'Đại Nội' };
          return { things: [], resolvers: { Query: { noted: () => place, all: () => [place] } } };
        },
      },
      async (graph) => {
        // No object of the graph has this type, so that graphql-js has no answer.
        const run = { query: '{ noted { id name } all { n: name } }' };
        const data = { noted: { id: 'p1', name: 'Đại Nội' }, all: [{ n: 'Đại Nội' }] };
        expect(plain((await graph.stock(run)).data)).toEqual(data);
        expect(plain((await graph.ours(run)).data)).toEqual(data);
      },
    ));

  test('computes from what another interface object adds, and for one type from what is added to all', () =>
    expectDerived(
      {
        base: `type Query { nodes: [Named!]! some: [Named] } interface Named @key(fields: "id") { id: ID! name: String } type Person implements Named @key(fields: "id") { id: ID! name: String age: Int } type Robot implements Named @key(fields: "id") { id: ID! name: String }`,
        logins: `type Named @interfaceObject @key(fields: "id") { id: ID! login: String name: String @external handle: String @requires(fields: "name") } type Query { others: [Named] }`,
        nicks: `type Named @interfaceObject @key(fields: "id") { id: ID! login: String @external nick: String! @requires(fields: "login") }`,
        people: `type Person @key(fields: "id") { id: ID! login: String @external greeting: String @requires(fields: "login") }`,
      },
      [
        '{ nodes { id name login } }',
        '{ some { ... on Person { age id name login handle nick greeting } } }',
        '{ others { id login nick } nodes { nick } }',
        ...[
          '{ nodes { ... on Person { handle greeting } ... on Robot { nick } } others { handle nick __typename ... on Person { age } } }',
          '{ others { ... on Named { ... on Robot { nick name } } } }',
        ].map((query) => ({ query, stockDiffers: 'it mixes up the types of an interface object' })),
      ],
    ));

  test('gives a type that only a condition asks for, and a field of one type only', () =>
    expectDerived(
      {
        a: `type Query { accounts: [Account] } interface Account @key(fields: "id") { id: ID! } type Admin implements Account @key(fields: "id") { id: ID! isActive: Boolean isMain: Boolean! } type Regular implements Account @key(fields: "id") { id: ID! isMain: Boolean! isActive: Boolean }`,
        b: `type Account @interfaceObject @key(fields: "id") { id: ID! name: String! }`,
        c: `type Account @interfaceObject @key(fields: "id") { id: ID! isVerified: Boolean! } type Query { account: Account some: [Account!]! }`,
      },
      [
        '{ accounts { id name isVerified ... on Admin { isActive } __typename } }',
        '{ account { name __typename } some { ... on Regular { isMain name } } }',
        '{ some { id } account { ... on Admin { isVerified } } }',
        {
          query:
            'query ($y: Boolean = true) { some { ... on Admin @include(if: $y) { name } __typename @skip(if: $y) id } }',
          stockDiffers: 'it does not ask for the type that a conditional fragment depends on',
        },
      ],
    ));

  test('adds fields to an interface that two subgraphs know with all its types', () =>
    expectDerived(
      {
        a: `type Query { stops: [Stop!] } interface Stop @key(fields: "id") { id: ID! name: String } type Pier implements Stop @key(fields: "id") { id: ID! name: String boats: Int } type Halt implements Stop @key(fields: "id") { id: ID! name: String }`,
        b: `type Query { near: Stop } interface Stop @key(fields: "id") { id: ID! zone: Int } type Pier implements Stop @key(fields: "id") { id: ID! zone: Int } type Halt implements Stop @key(fields: "id") { id: ID! zone: Int lit: Boolean }`,
        c: `type Stop @interfaceObject @key(fields: "id") { id: ID! zone: Int @external waiting(at: Int = 8): Int crowded: Boolean @requires(fields: "zone") lines: [Line!] } type Line @key(fields: "code") { code: ID! stops: [Stop!]! }`,
        d: `type Line @key(fields: "code") { code: ID! colour: String }`,
      },
      [
        '{ stops { name zone waiting(at: 3) crowded ... on Halt { lit } ... on Pier { boats } } }',
        '{ near { __typename crowded name lines { colour stops { id waiting } } } }',
        '{ near { lines { stops { ... on Pier { boats } zone } code } } }',
      ],
    ));
});

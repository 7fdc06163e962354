import { expectDerived } from '../expect-truth.ts';

const throws = 'its planner throws: "potentially an interface object type at runtime"';
const spots = `interface Spot @key(fields: "id") { id: ID! name: String owner: Owner } type Owner @key(fields: "id") { id: ID! }
  type Pier implements Spot @key(fields: "id") { id: ID! name: String owner: Owner }
  type Gate implements Spot @key(fields: "id") { id: ID! name: String owner: Owner width: Int }`;

describe('what is computed of an interface that several subgraphs know as one object', () => {
  test('from what another of them computes', () =>
    expectDerived(
      {
        map: `type Query { spots: [Spot!] spot: Spot } ${spots}`,
        crowds: `type Spot @interfaceObject @key(fields: "id") { id: ID! name: String @external crowd(hours: Int = 1): Int @requires(fields: "name") near: Spot }`,
        signs: `type Spot @interfaceObject @key(fields: "id") { id: ID! crowd(hours: Int = 1): Int @external sign: String @requires(fields: "crowd(hours: 3)") } type Query { signed: [[Spot]] }`,
      },
      [
        { query: '{ spot { sign } spots { sign crowd } }', stockDiffers: throws },
        { query: '{ signed { sign } }', stockDiffers: throws },
        { query: '{ spot { near { sign near { crowd sign } } } }', stockDiffers: throws },
        {
          query:
            'query ($hours: Int) { spots { ... on Gate { sign width } c: crowd(hours: $hours) near { __typename ... on Pier { s: sign } } } }',
          variables: { hours: 0 },
          stockDiffers: throws,
        },
        { query: '{ spots { near { crowd name } crowd } }' },
      ],
    ));

  test('from an entity that a third subgraph knows more of, over three steps', () =>
    expectDerived(
      {
        map: `type Query { spots: [Spot!] gate: Gate } ${spots}`,
        people: 'type Owner @key(fields: "id") { id: ID! rank: Int }',
        levels: `type Spot @interfaceObject @key(fields: "id") { id: ID! owner: Owner @external level: Int @requires(fields: "owner { rank }") twin: Spot } type Owner @key(fields: "id") { id: ID! rank: Int @external }`,
        badges:
          'type Spot @interfaceObject @key(fields: "id") { id: ID! level: Int @external badge: String @requires(fields: "level") } type Query { badged: [Spot!] }',
        posters:
          'type Spot @interfaceObject @key(fields: "id") { id: ID! badge: String @external twin: Spot @external poster: String @requires(fields: "badge twin { badge }") }',
      },
      [
        '{ spots { badge level owner { rank } } badged { badge name } }',
        '{ badged { poster twin { poster ... on Gate { width badge } } } gate { poster level } }',
      ].map((query) => ({ query, stockDiffers: throws })),
    ));
});

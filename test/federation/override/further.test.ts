import { expectDerived } from '../expect-truth.ts';

describe('@override', () => {
  test('of a field that one type has through an interface', () =>
    expectDerived(
      {
        a: `type Query { feed: [Post] } interface Post { id: ID! createdAt: String! } type Note implements Post @key(fields: "id") { id: ID! createdAt: String! body: String! } type Picture implements Post @key(fields: "id") { id: ID! createdAt: String! }`,
        b: `type Query { wall: [Hung] } interface Hung { id: ID! createdAt: String! } type Picture implements Hung @key(fields: "id") { id: ID! createdAt: String! @override(from: "a") }`,
      },
      [
        '{ feed { id createdAt } }',
        '{ feed { id createdAt ... on Note { body } } wall { createdAt id __typename } }',
        '{ wall { ... on Picture { createdAt } } }',
      ],
    ));

  test('of a field that others require in a row', () =>
    expectDerived(
      {
        a: `type Query { inA: User } type User @key(fields: "id") { id: ID! name: String! long: String! @requires(fields: "card") card: String! @external }`,
        b: `type Query { inB: User } type User @key(fields: "id") { id: ID! name: String! @override(from: "a") short: String! }`,
        c: `type Query { inC: User } type User @key(fields: "id") { id: ID! card: String! @requires(fields: "short") short: String! @external }`,
      },
      [
        '{ inA { id name long card } }',
        '{ inB { id name long card } }',
        {
          query: '{ inC { long card } inB { short } }',
          stockDiffers: 'it asks a subgraph for what it requires and does not have',
        },
      ],
    ));

  test('from a subgraph that is not there changes nothing', () =>
    expectDerived(
      {
        a: `type Query { feedA: [Post] } type Post @key(fields: "id") { id: ID! createdAt: String! @override(from: "gone") }`,
        b: `type Query { feedB: [Post] } type Post @key(fields: "id") { id: ID! views: Int }`,
      },
      ['{ feedA { createdAt } feedB { createdAt views } }'],
    ));

  test('with labels of several fields, one of them provided and one in a key', () =>
    expectDerived(
      {
        a: `type Query { lots: [Lot!]! } type Lot @key(fields: "id") { id: ID! code: String! @shareable area: Float owner: Owner @provides(fields: "name") } type Owner @key(fields: "id") { id: ID! name: String @external phone: String }`,
        b: `type Lot @key(fields: "id") @key(fields: "code") { id: ID! code: String! area: Float @override(from: "a", label: "percent(100)") }`,
        c: `type Lot @key(fields: "code") { code: String! soil: String } type Owner @key(fields: "id") { id: ID! name: String @shareable phone: String @override(from: "a", label: "percent(0)") }`,
      },
      [
        '{ lots { soil owner { name phone } } }',
        { query: '{ lots { area soil code } }', stockDiffers: 'it holds every label for inactive' },
      ],
    ));

  test('of a root field of queries, for good and with a label', () =>
    expectDerived(
      {
        a: `type Query { wards: [Ward!] count: Int next: Int } type Ward @key(fields: "id") { id: ID! name: String }`,
        b: `type Query { wards: [Ward!] @override(from: "a") count: Int @override(from: "a", label: "percent(0)") } type Ward @key(fields: "id") { id: ID! seats: Int }`,
      },
      ['{ wards { name seats } count next }'],
    ));
});

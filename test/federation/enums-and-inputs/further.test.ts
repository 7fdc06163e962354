import type { Loose } from '../../oracle/merge-subgraphs.ts';
import { expectAll, expectDerived } from '../expect-truth.ts';

describe('what clients cannot write or read of enums and inputs', () => {
  test('an enum value that one subgraph hides is neither taken nor given', () =>
    expectDerived(
      {
        a: `type Query { users(kind: Kind = REGULAR): [User] } type User @key(fields: "id") { id: ID! kind: Kind @shareable } enum Kind { REGULAR }`,
        b: `type Query { usersB(kind: Kind): [User] } type User @key(fields: "id") { id: ID! kind: Kind @shareable all(of: Kind): [Kind!]! } enum Kind { ANONYMOUS @inaccessible REGULAR }`,
      },
      [
        '{ users { id kind all(of: REGULAR) } usersB { id kind } }',
        {
          query: 'query ($k: Kind) { usersB(kind: $k) { kind } users(kind: $k) { kind } }',
          variables: { k: 'REGULAR' },
        },
      ],
    ));

  test('an argument and an input field that are hidden have their defaults in the subgraph', () =>
    expectAll(
      {
        subgraphs: {
          a: `type Query { stops(near: Near, radius: Int = 500 @inaccessible): [Stop!]! } type Stop @key(fields: "id") { id: ID! } input Near { lat: Float! unit: Int = 3 @inaccessible }`,
          b: `type Stop @key(fields: "id") { id: ID! lines(first: Int! = 2 @inaccessible, of: Near = { lat: 1 }): String }  input Near { lat: Float! unit: Int = 3 }`,
        },
        world: () => {
          const stop = { __typename: 'Stop', id: 's' };
          return {
            things: [stop],
            resolvers: {
              // What clients cannot say is what the subgraph has by default.
              Query: {
                stops: (_, { near, radius = 500 }: Loose) =>
                  near === undefined || near.unit === undefined || (near.unit === 3 && radius === 500)
                    ? [stop]
                    : [],
              },
              Stop: {
                lines: (_: Loose, { first = 2, of }: Loose) => `${first} of ${of?.lat} by ${of?.unit ?? 3}`,
              },
            },
          };
        },
      },
      [
        '{ stops { lines } }',
        '{ stops(near: { lat: 2 }) { lines(of: { lat: 4 }) } }',
        {
          query: 'query ($n: Near) { stops(near: $n) { lines(of: $n) } }',
          variables: { n: { lat: 0 } },
        },
      ],
    ));

  test('an input that one subgraph has more of takes what all have, in variables and in literals around them', () =>
    expectDerived(
      {
        a: `input Search { first: Int! second: Int = 4 tags: [[String!]] } type Query { inA(by: Search): User } type User @key(fields: "id") { id: ID! }`,
        b: `input Search { first: Int! tags: [[String!]] } type Query { inB(by: Search = { first: 7 }): User } type User @key(fields: "id") { id: ID! name(by: Search): String }`,
      },
      [
        '{ inA(by: { first: 1 }) { id name } inB(by: { first: 2, tags: "x" }) { id } }',
        ...[{ s: { first: 3 } }, {}, { s: null }].map((variables) => ({
          query:
            'query ($s: Search, $t: [String!] = ["y"]) { inA(by: $s) { id name(by: { first: 2, tags: [$t, ["z"]] }) } inB(by: $s) { name } }',
          variables,
        })),
      ],
    ));
});

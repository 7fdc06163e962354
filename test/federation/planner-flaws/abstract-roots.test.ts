import { expectDerived } from '../expect-truth.ts';

const stockDiffers = 'its planner throws: "Was not able to find any options"';

/** Each type is of the interface in one subgraph only; the field that leads to all of them is at home in both. */
const subgraphs = {
  a: `type Query { root: U @shareable all: [U!]! @shareable } union U = A | B interface Node { k: [V] q: Node } type V @shareable { a: Int }
    type A @key(fields: "id") { id: ID } type B implements Node @key(fields: "id") { id: ID k: [V] q: Node }`,
  b: `type Query { root: U @shareable all: [U!]! @shareable } union U = A | B interface Node { n: Int } type V @shareable { a: Int }
    type A implements Node @key(fields: "id") { id: ID n: Int q: Node k: [V] } type B @key(fields: "id") { id: ID n: Int }`,
};

describe('right where the planner finds no plan', () => {
  test('for an interface below a root field of several subgraphs that disagree on its types', () =>
    expectDerived(
      subgraphs,
      [
        '{ root { ... on Node { k { a } } } }',
        '{ root { ... on Node { k { a } q { n k { a } } } ... on A { n } } }',
        '{ all { ...F ... on B { x: k { a } } } } fragment F on Node { k { a } n ...G } fragment G on U { __typename ... on A { id } }',
        'query ($a: Boolean! = true) { all { ... on Node { k @include(if: $a) { a t: __typename } } } root { __typename } }',
      ].map((query) => ({ query, stockDiffers })),
    ));
});

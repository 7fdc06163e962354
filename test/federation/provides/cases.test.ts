import { expectAll, expectTruth, withGraph } from '../expect-truth.ts';

const subgraphs = {
  reviews: `type Query { review: Review reviews: [Review!]! top: Review @provides(fields: "product { name maker { title } }") }
    type Review { stars: Int! product: Product! @provides(fields: "name") plain: Product! }
    type Product @key(fields: "id") { id: ID! name: String! @external maker: Maker! @external } type Maker @key(fields: "code") { code: ID! title: String! @external }`,
  products: `type Product @key(fields: "id") { id: ID! name: String! @shareable price: Int maker: Maker! @shareable } type Maker @key(fields: "code") { code: ID! title: String! @shareable founded: Int }`,
};

function world() {
  const maker = { __typename: 'Maker', code: 'm', title: 'Workshop', founded: 1802 };
  const product = { __typename: 'Product', id: '1', name: 'Hat', price: 5, maker };
  const review = { __typename: 'Review', stars: 0, product, plain: product };
  return {
    things: [product, maker],
    resolvers: { Query: { review: () => review, reviews: () => [review, review], top: () => review } },
  };
}

describe('@provides', () => {
  test('takes what is provided on one path and fetches it on another', () =>
    expectAll({ subgraphs, world }, [
      '{ review { product { name } plain { name } } }',
      '{ reviews { stars product { name price } } }',
      '{ top { product { name maker { title founded } } } }',
    ]));

  test('sends nothing to the subgraph that owns the field when it is provided', () =>
    withGraph({ subgraphs, world }, async (graph) => {
      await expectTruth(graph, { query: '{ top { product { name maker { title } } } }' });
      expect(graph.subgraphs['products']?.requests).toHaveLength(0);
    }));

  test('provides through fragments on an interface and on a union', () =>
    expectAll(
      {
        subgraphs: {
          a: `type Query { media: [Media] @provides(fields: "... on Book { title } ... on Film { minutes }") any: [Any] @provides(fields: "... on Film { title }") }
            interface Media { id: ID! } union Any = Book | Film
            type Book implements Media @key(fields: "id") { id: ID! title: String @external } type Film implements Media @key(fields: "id") { id: ID! title: String @external minutes: Int @external }`,
          b: `type Book @key(fields: "id") { id: ID! title: String @shareable pages: Int } type Film @key(fields: "id") { id: ID! title: String @shareable minutes: Int @shareable }`,
        },
        world: () => {
          const book = { __typename: 'Book', id: '1', title: 'Kiều', pages: 99 };
          const film = { __typename: 'Film', id: '1', title: 'River', minutes: 0 };
          return {
            things: [book, film],
            resolvers: { Query: { media: () => [book, film], any: () => [film, null, book] } },
          };
        },
      },
      [
        '{ media { __typename ... on Book { title } ... on Film { title minutes } } }',
        '{ any { ... on Film { title minutes } ... on Book { id title pages } } }',
        '{ media { id } any { __typename } }',
      ],
    ));
});

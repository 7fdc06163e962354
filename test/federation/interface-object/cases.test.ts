import type { Loose } from '../../oracle/merge-subgraphs.ts';
import { expectAll, withGraph } from '../expect-truth.ts';
import { plain } from '../federated-graph.ts';

const subgraphs = {
  library: `type Query { media: [Media!]! one: Media book: Book }
    interface Media @key(fields: "id") { id: ID! title: String! }
    type Book implements Media @key(fields: "id") { id: ID! title: String! pages: Int }
    type Film implements Media @key(fields: "id") { id: ID! title: String! minutes: Int }`,
  reviews: `type Query { reviewed: [Media] } type Media @interfaceObject @key(fields: "id") { id: ID! stars: Int! reviews: [Review!]! }
    type Review { body: String media: Media! }`,
  more: `type Media @interfaceObject @key(fields: "id") { id: ID! title: String! @external slug: String! @requires(fields: "title") }`,
};

function world() {
  const review = { __typename: 'Review', body: 'good' } as Loose;
  const book = { __typename: 'Book', id: '1', title: 'Kiều', pages: 0, stars: 5, reviews: [review] };
  const film = { __typename: 'Film', id: '2', title: 'River', minutes: 90, stars: 0, reviews: [] };
  review.media = book;
  return {
    things: [book, film],
    resolvers: {
      Query: {
        media: () => [book, film],
        one: () => film,
        book: () => book,
        reviewed: () => [film, null, book],
      },
      Book: { slug: ({ title }: Loose) => `~${title}` },
      Film: { slug: ({ title }: Loose) => `~${title}` },
      Media: { slug: ({ title }: Loose) => `~${title}` },
    },
  };
}

describe('@interfaceObject', () => {
  test('adds fields to all implementations', () =>
    expectAll({ subgraphs, world }, [
      '{ media { title stars } }',
      '{ media { __typename stars ... on Book { pages reviews { body } } } }',
      '{ book { stars } one { id stars } }',
      '{ book { ... on Media { stars } } }',
    ]));

  test('finds out the concrete type where it is asked for, and leaves it where it is not', () =>
    expectAll({ subgraphs, world }, [
      '{ reviewed { id stars } }',
      '{ reviewed { __typename stars } }',
      '{ reviewed { title } }',
      '{ reviewed { ... on Film { minutes } ... on Book { pages stars } } }',
      '{ reviewed { reviews { media { __typename id } } t: __typename } }',
    ]));

  test('an object whose concrete type cannot be told is null with an error, where the selection depends on it', () =>
    withGraph({ subgraphs, world }, async (graph) => {
      graph.subgraphs['library']?.behave('refuse');
      const { data, errors } = await graph.ours({
        query: '{ reviewed { stars } typed: reviewed { ... on Film { __typename stars } } }',
      });
      expect(plain(data)).toEqual({
        reviewed: [{ stars: 0 }, null, { stars: 5 }],
        typed: [null, null, null],
      });
      expect(errors?.map(({ path }) => path?.slice(0, 2))).toEqual([
        ['typed', 0],
        ['typed', 2],
      ]);
    }));

  test('requires a field of the interface', () =>
    expectAll({ subgraphs, world }, [
      '{ media { slug } }',
      '{ reviewed { slug stars } }',
      '{ book { slug } }',
    ]));
});

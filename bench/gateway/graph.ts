import { buildSubgraphSchema } from '@apollo/subgraph';
import { composeServices } from '@apollo/composition';
import type { GraphQLSchema } from 'graphql';
import { parse } from 'graphql';

/**
 * The graph that gateways are measured on: six subgraphs around the places of a city. Every id begins with the `seed`
 * that the client sent, so that two requests with different seeds have no byte of their fetches in common. Everything
 * is public: what may be shared is for each gateway to find out.
 */
const head = `
  extend schema
    @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@composeDirective"])
    @link(url: "https://hub.hue.gov.vn/spec/hub/v0.1", import: ["@public"])
    @composeDirective(name: "@public")
  directive @public(maxAge: Int) on FIELD_DEFINITION
`;

interface Part {
  readonly sdl: string;
  readonly resolvers: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

interface Keyed {
  readonly id: string;
}

const reference = <T>(of: (id: string) => T): { __resolveReference: (key: Keyed) => T } => ({
  __resolveReference: ({ id }) => of(id),
});
/** `seed:17` → the seed and a number that the figures are made of. */
const split = (id: string): { seed: string; n: number } => {
  const at = id.lastIndexOf(':');
  return { seed: id.slice(0, at), n: Number(id.slice(at + 1)) };
};
const other = (id: string, n: number): Keyed => ({ id: `${split(id).seed}:${n}` });
const place = (id: string) => ({
  id,
  name: `Địa điểm số ${split(id).n} bên bờ sông Hương`,
  district: other(id, split(id).n % 7),
});
const texts = [
  'Sạch sẽ, thoáng mát, nhân viên "thân thiện".',
  'Hơi đông vào cuối tuần.',
  'Sẽ quay lại lần nữa!',
];

export const parts: Readonly<Record<string, Part>> = {
  places: {
    sdl: `${head}
      type Query { places(seed: String!): [Place!]! @public  place(seed: String!): Place @public }
      type Place @key(fields: "id") { id: ID! @public  name: String! @public  district: District! @public }
      type District @key(fields: "id", resolvable: false) { id: ID! @public }`,
    resolvers: {
      Query: {
        places: (_: unknown, { seed }: { seed: string }) =>
          Array.from({ length: 20 }, (_each, n) => place(`${seed}:${n}`)),
        place: (_: unknown, { seed }: { seed: string }) => place(`${seed}:3`),
      },
      Place: reference(place),
    },
  },
  districts: {
    sdl: `${head}
      type District @key(fields: "id") { id: ID! @public  name: String! @public  head: Person! @public }
      type Person @key(fields: "id", resolvable: false) { id: ID! @public }`,
    resolvers: {
      District: reference((id) => ({
        id,
        name: `Phường ${split(id).n}`,
        head: other(id, 100 + split(id).n),
      })),
    },
  },
  people: {
    sdl: `${head}
      type Person @key(fields: "id") { id: ID! @public  name: String! @public  home: Place! @public }
      type Place @key(fields: "id", resolvable: false) { id: ID! @public }`,
    resolvers: {
      Person: reference((id) => ({
        id,
        name: `Nguyễn Thị ${split(id).n}`,
        home: other(id, 40 + (split(id).n % 30)),
      })),
    },
  },
  reviews: {
    sdl: `${head}
      type Place @key(fields: "id") { id: ID! @public  reviews: [Review!]! @public }
      type Review { stars: Int! @public  text: String! @public  author: Person! @public }
      type Person @key(fields: "id", resolvable: false) { id: ID! @public }`,
    resolvers: {
      Place: reference((id) => ({
        id,
        reviews: [0, 1, 2].map((n) => ({
          stars: 3 + (n % 3),
          text: texts[n],
          author: other(id, 200 + ((split(id).n + n * 5) % 25)),
        })),
      })),
    },
  },
  air: {
    sdl: `${head}
      type Place @key(fields: "id") { id: ID! @public  airNow: Air @public }
      type Air { aqi: Int! @public  band: String! @public  station: Station! @public }
      type Station @key(fields: "id", resolvable: false) { id: ID! @public }`,
    resolvers: {
      Place: reference((id) => ({
        id,
        airNow: { aqi: 30 + split(id).n, band: 'Tốt', station: other(id, split(id).n % 4) },
      })),
    },
  },
  stations: {
    sdl: `${head}
      type Station @key(fields: "id") { id: ID! @public  label: String! @public  place: Place! @public }
      type Place @key(fields: "id", resolvable: false) { id: ID! @public }`,
    resolvers: {
      Station: reference((id) => ({
        id,
        label: `Trạm ${split(id).n}`,
        place: other(id, 80 + split(id).n),
      })),
    },
  },
};

export interface BenchOperation {
  readonly name: 'nested' | 'small';
  readonly query: string;
  readonly fetches: number;
}

export const operations: readonly BenchOperation[] = [
  {
    name: 'nested',
    fetches: 10,
    query: `query Nested($seed: String!) { places(seed: $seed) { id name district { name head { name } } reviews { stars text author { name home { name } } } airNow { aqi band station { label place { name } } } } }`,
  },
  {
    name: 'small',
    fetches: 3,
    query: `query Small($seed: String!) { place(seed: $seed) { id name reviews { stars text } airNow { aqi band } } }`,
  },
];

/** Schemas by subgraph, as a subgraph's server would have them. */
export function subgraphSchemas(): ReadonlyMap<string, GraphQLSchema> {
  return new Map(
    Object.entries(parts).map(([name, { sdl, resolvers }]) => [
      name,
      buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: parseResolvers(resolvers) }]),
    ]),
  );
}

/** @throws Error with every composition error */
export function composeBench(urlOf: (name: string) => string): string {
  const composed = composeServices(
    Object.entries(parts).map(([name, { sdl }]) => ({ name, url: urlOf(name), typeDefs: parse(sdl) })),
  );
  if (composed.errors) throw new Error(composed.errors.map(({ message }) => message).join('\n'));
  return composed.supergraphSdl;
}

type ResolverMap =
  NonNullable<Parameters<typeof buildSubgraphSchema>[0]> extends infer T
    ? T extends readonly { resolvers?: infer R }[]
      ? R
      : never
    : never;

function parseResolvers(resolvers: Part['resolvers']): ResolverMap {
  return resolvers as ResolverMap;
}

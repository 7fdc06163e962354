import type { Loose, World } from '../../oracle/merge-subgraphs.ts';
import { expectTruth, withGraph } from '../expect-truth.ts';
import { firstFederation, firstSubgraphs } from './first-federation.ts';

function market(): World {
  const vendor: Loose = { __typename: 'Vendor', id: 'v1', name: 'Lan', phone: '0234' };
  const size = { __typename: 'Size', w: 0, h: 3 };
  const wares = ['1', '2'].map(
    (code, n): Loose => ({
      __typename: 'Ware',
      code,
      number: n,
      maker: n === 0 ? vendor : null,
      price: n === 0 ? 0 : 1_200,
      weight: 40,
      size,
      inStock: n === 0,
      level: n === 0 ? 'HIGH' : null,
      box: n === 0 ? size : null,
      ratings: [],
    }),
  );
  const ratings = ['a', 'b'].map((id, n) => ({
    __typename: 'Rating',
    id,
    text: n === 0 ? '' : 'good',
    of: wares[n],
    by: vendor,
  }));
  wares.forEach((ware, n) => ware.ratings.push(ratings[n]));
  vendor.ratings = ratings;
  return {
    things: [vendor, ...wares, ...ratings],
    resolvers: {
      Query: { me: () => vendor, wares: (_, { first }) => wares.slice(0, first) },
      Ware: { postage: ({ price, weight }) => (price > 1_000 ? 0 : weight / 2) },
    },
  };
}

const operations = [
  '{ me { name phone ratings { text of { price inStock postage level } by { phone name } } } }',
  '{ wares(first: 1) { code postage ratings { by { phone } } size { w } box { w h } maker { name } } }',
  'query ($all: Boolean!) { wares { ... on Ware @include(if: $all) { postage maker { ratings { id } } } level } }',
];

describe('a supergraph that was composed long ago', () => {
  test.each(['0.1', '0.2'] as const)('with core v%s and join v0.1 is served', (core) =>
    withGraph(
      { subgraphs: firstSubgraphs, world: market, supergraph: (urls) => firstFederation(urls, core) },
      async (graph) => {
        for (const query of operations) await expectTruth(graph, { query, variables: { all: true } });
      },
    ),
  );
});

/** Features that one version of federation brought, and the version of the join specification that they compose to. */
const versions = [
  ['2.0', ['@shareable'], { ours: 'price: Int @shareable', theirs: 'price: Int @shareable' }],
  [
    '2.3',
    ['@shareable', '@interfaceObject'],
    { ours: 'price: Int @shareable', theirs: 'price: Int @shareable' },
  ],
  [
    '2.7',
    ['@override'],
    { ours: 'price: Int', theirs: 'price: Int @override(from: "wares", label: "percent(0)")' },
  ],
  ['2.8', ['@context', '@fromContext'], { ours: 'price: Int', theirs: '' }],
] as const;

describe('a supergraph of federation 2', () => {
  const joined = new Set<string>();

  test.each(versions)('at version %s with %j is served', (version, imports, { ours, theirs }) => {
    const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v${version}", import: ["@key", "@external", "@requires", ${imports.map((name) => `"${name}"`).join(', ')}])`;
    const context = imports.some((name) => name === '@context');
    const taxed = context
      ? 'type Stall @key(fields: "id") @context(name: "stall") { id: ID! rate: Int goods: [Good!] } type Good @key(fields: "id") { id: ID! tax(rate: Int @fromContext(field: "$stall { rate }")): Int }'
      : 'type Stall @key(fields: "id") { id: ID! rate: Int goods: [Good!] } type Good @key(fields: "id") { id: ID! }';
    return withGraph(
      {
        subgraphs: {
          wares: `${link} type Query { wares: [Ware!]! stall: Stall } type Ware @key(fields: "code") { code: ID! ${ours} weight: Int } ${taxed}`,
          stock: `${link} type Ware @key(fields: "code") { code: ID! ${theirs} weight: Int @external postage: Int @requires(fields: "weight") } type Good @key(fields: "id") { id: ID! name: String }`,
        },
        world: () => {
          const wares = [0, 7].map((weight, n) => ({ __typename: 'Ware', code: `w${n}`, price: n, weight }));
          const good = { __typename: 'Good', id: 'g', name: 'nón lá', tax: 5 };
          const stall = { __typename: 'Stall', id: 's', rate: 5, goods: [good] };
          return {
            things: [...wares, good, stall],
            resolvers: {
              Query: { wares: () => wares, stall: () => stall },
              Ware: { postage: ({ weight }: Loose) => weight * 2 },
              Good: { tax: (_: Loose, { rate }: Loose) => rate ?? 5 },
            },
          };
        },
      },
      async (graph) => {
        joined.add(/specs\.apollo\.dev\/join\/v([\d.]+)/.exec(graph.snapshot.sdl)?.[1] ?? '');
        await expectTruth(graph, {
          query: `{ wares { price postage code } stall { rate goods { name ${context ? 'tax' : ''} } } }`,
          stockDiffers: context ? 'it refuses the supergraph (@context)' : undefined,
        });
      },
    );
  });

  test('may have any version of the join specification that there is', () => {
    expect([...joined].sort()).toEqual(['0.3', '0.4', '0.5']);
  });
});

import { parse } from 'graphql';
import type { OperationDefinitionNode } from 'graphql';
import { composeServices } from '@apollo/composition';
import type { PlanNode } from '../../../gateway/src/plan/plan-nodes.ts';
import { planOperation } from '../../../gateway/src/plan/plan-operation.ts';
import { chooseVariant } from '../../../gateway/src/plan/plan-variant.ts';
import { conditionVariables } from '../../../gateway/src/plan/resolve-conditions.ts';
import { createPlanner } from '../../../gateway/src/plan/create-planner.ts';
import type { PlannerLimits } from '../../../gateway/src/plan/run-planner.ts';
import type { Planner } from '../../../gateway/src/plan/create-planner.ts';
import { Supergraph, ROUTER_SUPPORTED_SUPERGRAPH_FEATURES } from '@apollo/federation-internals';
import { federationLink, publicLink } from '../../kit/fake-subgraph.ts';

function plannerOf(subgraphs: Record<string, string>, limits: Partial<PlannerLimits> = {}): Planner {
  const { supergraphSdl, errors } = composeServices(
    Object.entries(subgraphs).map(([name, sdl]) => ({
      name,
      url: `http://${name}`,
      typeDefs: parse(sdl.includes('@link') ? sdl : `${federationLink}\n${sdl}`),
    })),
  );
  if (errors) throw new Error(errors.join('\n'));
  const supergraph = Supergraph.build(supergraphSdl, {
    supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
  });
  return createPlanner(supergraph, { limits });
}

function plan(planner: Planner, source: string, variables: Record<string, unknown> = {}) {
  const document = parse(source);
  const operation = document.definitions.find((node) => node.kind === 'OperationDefinition');
  if (operation?.kind !== 'OperationDefinition') throw new Error('expected an operation');
  const conditionNames = conditionVariables(document);
  const variant = chooseVariant(planner, { operation, conditionNames, variables });
  return planOperation(planner, { document, operation, variant });
}

function publicByFetch(node: PlanNode | undefined): boolean[] {
  if (!node) return [];
  if (node.kind === 'Fetch') return [node.public];
  if (node.kind === 'Flatten') return publicByFetch(node.node);
  return node.kind === 'Condition' || node.kind === 'Defer' ? [] : node.nodes.flatMap(publicByFetch);
}

async function fetchesOf(planner: Planner, source: string): Promise<boolean[]> {
  const planned = await plan(planner, source);
  return publicByFetch(planned.kind === 'operation' ? planned.node : planned.trigger);
}

describe('planning an operation', () => {
  test('nothing is fetched for what the gateway knows itself', async () => {
    const planner = plannerOf({ a: 'type Query { a: Int }' });
    for (const source of [
      '{ __typename }',
      '{ __schema { description } t: __type(name: "Query") { name } }',
      '{ a @skip(if: true) }',
    ])
      expect(await fetchesOf(planner, source)).toEqual([]);
  });

  test('a subscription is split into its trigger and the rest', async () => {
    const planner = plannerOf({
      a: 'type Query { a: Int } type Subscription { changed(id: ID): Thing } type Thing @key(fields: "id") { id: ID! size: Int }',
      b: 'type Thing @key(fields: "id") { id: ID! name: String }',
    });
    expect(await plan(planner, 'subscription ($i: ID) { c: changed(id: $i) { name } }')).toMatchObject({
      kind: 'subscription',
      trigger: {
        subgraph: 'a',
        operationKind: 'subscription',
        variableUsages: [{ name: 'i', from: 'i' }],
        produces: [{ key: 'c' }],
      },
      rest: { kind: 'Sequence', nodes: [{ kind: 'Flatten', path: ['c'], node: { subgraph: 'b' } }] },
    });
    expect(await plan(planner, 'subscription { changed { size } }')).toMatchObject({ rest: undefined });
  });

  test('a variant has one key for all that makes an equal plan, and the empty one where there is no choice', () => {
    const planner = plannerOf({ a: 'type Query { a: Int b: Int }' });
    const document = parse(
      'query ($x: Boolean!, $y: Boolean! = true) { a @include(if: $x) b @skip(if: $y) }',
    );
    const operation = document.definitions[0] as OperationDefinitionNode;
    const keyOf = (variables: Record<string, unknown>, conditionNames = conditionVariables(document)) =>
      chooseVariant(planner, { operation, conditionNames, variables }).key;
    expect(keyOf({ x: true })).toBe(keyOf({ x: true, y: true, other: 1 }));
    expect(new Set([keyOf({ x: true }), keyOf({ x: false }), keyOf({ x: true, y: false })]).size).toBe(3);
    expect(keyOf({ x: true }, [])).toBe('');
  });

  test('A10: refuses with PLAN_TOO_COMPLEX what has too many ways to be resolved', async () => {
    const shared = 'type Query { t: T @shareable } type T @shareable { a: T b: T c: T v: Int }';
    const planner = plannerOf({ a: shared, b: shared, c: shared, d: shared }, { maxPathOptions: 3 });
    await expect(plan(planner, '{ t { a { a { v } b { v } c { b { v } } } } }')).rejects.toMatchObject({
      extensions: { code: 'PLAN_TOO_COMPLEX' },
    });
  });

  test('A09: a bomb of fragments ends as PLAN_TOO_COMPLEX, not as a fault of ours', async () => {
    const planner = plannerOf({ a: 'type Query { t: T } type T { t: T v: Int }' });
    const fragments = Array.from(
      { length: 26 },
      (_, n) =>
        `fragment F${n} on T { ${n === 25 ? 'v' : `a${n}: t { ...F${n + 1} } b${n}: t { ...F${n + 1} }`} }`,
    );
    await expect(plan(planner, `{ t { ...F0 } } ${fragments.join(' ')}`)).rejects.toMatchObject({
      extensions: { code: 'PLAN_TOO_COMPLEX' },
    });
  });

  test('variables that the planner would take for its own are renamed and lead back', async () => {
    const planner = plannerOf({
      a: 'type Query { t: T } type T @key(fields: "id") { id: ID! }',
      b: 'type T @key(fields: "id") { id: ID! f(n: Int): Int }',
    });
    const { planned, ...rest } = await plan(
      planner,
      'query ($representations: Int) { t { f(n: $representations) } }',
    );
    const text = JSON.stringify(rest);
    expect(text).toContain('"from":"representations"');
    expect(text).toMatch(/f\(n:\$hubvar0\)/);
    expect([...planned.variableNames]).toEqual([['hubvar0', 'representations']]);
  });
});

describe('a public fetch', () => {
  const link = `${federationLink}\n${publicLink}`;
  const planner = plannerOf({
    a: `${link} type Query { place: Place @public places: [Place!] @public secret: Place any: Any @public thing: Thing @public }
      type Mutation { go: Int @public } union Any = Place | Other type Other { x: Int @public }
      type Place implements Thing @key(fields: "id") { id: ID! @public name: String @public note: String } interface Thing { name: String @public } type Loud implements Thing { name: String }`,
    b: `${link} type Place @key(fields: "id") { id: ID! @public air: Air @public score: Int } type Air { pm25: Float @public raw: Float }`,
  });

  test.each([
    ['{ place { name air { pm25 } } }', [true, true]],
    ['{ place { name note air { pm25 } } }', [false, true]],
    ['{ place { name score } }', [true, false]],
    ['{ place { air { raw } } }', [true, false]],
    ['{ secret { name air { pm25 } } }', [false, true]],
    ['{ any { __typename ... on Place { id } ... on Other { x } } }', [true]],
    ['{ thing { name } }', [false]],
    ['{ thing { ... on Place { name } } }', [true]],
    ['mutation { go }', [false]],
  ])('%s', async (source, expected) => {
    expect(await fetchesOf(planner, source)).toEqual(expected);
  });

  test('a directive of that name from another specification makes nothing public', async () => {
    const other = plannerOf({
      a: `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@composeDirective"])
          @link(url: "https://elsewhere.example/spec/v1.0", import: ["@public"]) @composeDirective(name: "@public")
          directive @public on FIELD_DEFINITION type Query { a: Int @public }`,
    });
    expect(await fetchesOf(other, '{ a }')).toEqual([false]);
  });
});

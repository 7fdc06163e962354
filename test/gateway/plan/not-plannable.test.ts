import { startFakeSubgraph } from '../../kit/fake-subgraph.ts';
import type { FakeSubgraph } from '../../kit/fake-subgraph.ts';
import { eventStream, openHttpStream } from '../../kit/http-stream.ts';
import { openLiveClient } from '../../kit/live-client.ts';
import { startTestGateway } from '../../kit/start-gateway.ts';
import type { TestGateway } from '../../kit/start-gateway.ts';

/**
 * Apollo's planner finds no way from the shared root field to the interface, whose types each subgraph says otherwise.
 * Type by type it does; of so many types within each other that is too much to try.
 */
const names = Array.from({ length: 60 }, (_, n) => `T${n}`);
const left = `type Query { root: U @shareable one: Int } union U = ${names.join(' | ')} interface Node { k: [V] q: Node } type V @shareable { a: Int }
  ${names.map((name, n) => `type ${name} ${n === 0 ? '' : 'implements Node'} @key(fields: "id") { id: ID ${n === 0 ? '' : 'k: [V] q: Node'} }`).join('\n')}`;
const right = `type Query { root: U @shareable } union U = ${names.join(' | ')} interface Node { n: Int } type V @shareable { a: Int }
  ${names.map((name, n) => `type ${name} ${n === 0 ? 'implements Node' : ''} @key(fields: "id") { id: ID n: Int ${n === 0 ? 'k: [V] q: Node' : ''} }`).join('\n')}`;

describe('an operation for which the planner has no plan', () => {
  let subgraphs: FakeSubgraph[];
  let gateway: TestGateway;
  beforeAll(async () => {
    const v = [{ a: 1 }];
    const one = { __typename: 'T1', id: '1', k: v };
    subgraphs = await Promise.all([
      startFakeSubgraph({
        name: 'left',
        sdl: left,
        resolvers: { Query: { root: () => one, one: () => 1 }, T1: { __resolveReference: () => one } },
      }),
      startFakeSubgraph({
        name: 'right',
        sdl: right,
        resolvers: {
          Query: { root: () => ({ ...one, n: 5 }) },
          T1: { __resolveReference: () => ({ ...one, n: 5 }) },
        },
      }),
    ]);
    gateway = await startTestGateway(subgraphs);
  });
  afterAll(async () => {
    await gateway.close();
    await Promise.all(subgraphs.map((subgraph) => subgraph.close()));
  });

  const query = '{ one top: root { ... on Node { k { a } again: q { q { k { a } } } } } }';
  const refusal = {
    message: expect.stringMatching(/^There is no plan for "top\.k"/),
    extensions: { code: 'PLAN_NOT_POSSIBLE', field: 'top.k' },
  };

  test('is planned type by type where that is not too much', async () => {
    const { body } = await gateway.post({ query: '{ root { ... on Node { n k { a } } } one }' });
    expect(body).toEqual({ data: { root: { n: 5, k: [{ a: 1 }] }, one: 1 } });
  });

  test('is refused with a code that names the field, the same on every road, and counted', async () => {
    const json = 'application/graphql-response+json';
    const answers = [
      await gateway.post({ query }),
      await gateway.post({ query }),
      await gateway.post({ query }, { accept: json }),
      await gateway.post({ query }, { accept: 'multipart/mixed;deferSpec=20220824, application/json' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 400, 200]);
    for (const { body } of answers) expect(body).toEqual({ errors: [refusal] });

    const events = await openHttpStream(gateway.url, { query }, { accept: eventStream });
    expect(await events.next()).toMatchObject({ payload: { errors: [refusal] } });
    events.close();
    const socket = await openLiveClient(gateway.url);
    socket.subscribe('1', query);
    expect(await socket.nextOf('1')).toMatchObject({ type: 'error', payload: [refusal] });
    await socket.close();
    const metrics = await (await fetch(new URL('/metrics', gateway.url))).text();
    expect(metrics).toMatch(/outcome="PLAN_NOT_POSSIBLE"/);
  });
});

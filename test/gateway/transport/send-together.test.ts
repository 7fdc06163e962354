import { buildSubgraphSchema } from '@apollo/subgraph';
import fc from 'fast-check';
import { parse } from 'graphql';
import { SendTogether } from '../../../gateway/src/transport/send-together.ts';
import type { TogetherBounds } from '../../../gateway/src/transport/send-together.ts';
import type {
  CallContext,
  SentVariable,
  SubgraphAnswer,
  SubgraphCall,
  SubgraphRequest,
} from '../../../gateway/src/transport/subgraph-call.ts';
import { anonymous } from '../../../subgraphs/kit/process/viewer.ts';
import { callDirectly } from '../../federation/direct-call.ts';

const schema = buildSubgraphSchema([
  {
    typeDefs: parse(`extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
      directive @traced(by: Int) on QUERY
      type Query { x: Int } type T @key(fields: "id") { id: ID! a: Int b(n: Int, s: String): String must: String! }`),
    resolvers: {
      T: {
        __resolveReference: ({ id }: { id: string }) => (id === 'gone' ? null : { __typename: 'T', id }),
        a: ({ id }: { id: string }) => id.length,
        b: ({ id }: { id: string }, given: Record<string, unknown>) => `${id} ${JSON.stringify(given)}`,
        must: ({ id }: { id: string }) => {
          if (id === 'bad') throw new Error('bad');
          return id;
        },
      },
    },
  },
]);

const context: CallContext = { requestId: 'r', viewer: anonymous, signal: { aborted: false } };
const subgraph = { name: 's', url: 'http://s' };

interface Asked {
  readonly operation: string;
  readonly ids: readonly string[];
  readonly variables?: readonly SentVariable[];
}

function requestFor({ operation, ids, variables = [] }: Asked): SubgraphRequest & {
  readonly entities: NonNullable<SubgraphRequest['entities']>;
} {
  const given = variables.map(({ name, json }) => `"${name}":${json},`).join('');
  const before = `{"query":${JSON.stringify(operation)},"variables":{${given}"representations":[`;
  const texts = ids.map((id) => `{"__typename":"T","id":"${id}"}`);
  const body = `${before}${texts.join(',')}]}}`;
  return {
    subgraph,
    body,
    kind: 'query',
    identity: false,
    entities: { before, texts, operation, variables },
  };
}

/** Asks for all of them at once, and tells what was sent. */
async function ask(
  asked: readonly Asked[],
  { bounds, together = new SendTogether(bounds), call = callDirectly({ s: schema }) }: Asking = {},
): Promise<{ readonly answers: SubgraphAnswer[]; readonly sent: SubgraphRequest[] }> {
  const sent: SubgraphRequest[] = [];
  const counted: SubgraphCall = (request, within) => (sent.push(request), call(request, within));
  const answers: Promise<SubgraphAnswer>[] = [];
  const askers = asked.map((each) => {
    let resolve: (answer: SubgraphAnswer | Promise<SubgraphAnswer>) => void = () => undefined;
    answers.push(new Promise((done) => (resolve = done)));
    return { request: requestFor(each), context, resolve };
  });
  together.send(counted, askers, context);
  return { answers: await Promise.all(answers), sent };
}

interface Asking {
  readonly bounds?: TogetherBounds;
  readonly together?: SendTogether;
  readonly call?: SubgraphCall;
}

const entities = '_entities(representations:$representations)';
const of = (selection: string, more = ''): string =>
  `query($representations:[_Any!]!${more}){${entities}{...on T{${selection}}}}`;
const json = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const seen = ({ data, errors }: SubgraphAnswer): unknown =>
  json({ data, errors: errors.map(({ message, path }) => ({ message, path })) });

const operations = [
  of('a'),
  of('id must'),
  of('b(n:$n)', '$n:Int'),
  of('b(n:$n s:$s)', '$n:Int$s:String'),
  of('c:b(s:$n)', '$n:String'),
  of('_0:a representations_1:b(n:$representations_1)', '$representations_1:Int'),
];
const variablesOf = (operation: string, n: number): SentVariable[] =>
  [...operation.matchAll(/\$(\w+):(Int|String)/g)].map(([, name = '', type]) => ({
    name,
    json: type === 'Int' ? String(n) : JSON.stringify(`s${n}`),
  }));
const arbitraryAsked = fc
  .record({
    operation: fc.constantFrom(...operations),
    ids: fc.uniqueArray(fc.constantFrom('1', '22', 'gone', 'bad', 'Huế'), { minLength: 1 }),
    n: fc.integer({ min: 1, max: 2 }),
  })
  .map(({ operation, ids, n }): Asked => ({ operation, ids, variables: variablesOf(operation, n) }));

describe('fetches of entities that are sent together', () => {
  test('get what each would have got by itself, in fewer requests, whatever they ask for', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(arbitraryAsked, { minLength: 1, maxLength: 8 }), async (asked) => {
        const { answers, sent } = await ask(asked);
        const alone = await Promise.all(asked.map(async (each) => (await ask([each])).answers.map(seen)));
        expect(answers.map(seen)).toEqual(alone.flat());
        expect(sent).toHaveLength(1);
      }),
      { seed: 20_261_125, numRuns: 150 },
    );
  });

  test('give the same bytes in whatever order they come', async () => {
    const asked = operations.map((operation) => ({
      operation,
      ids: ['1'],
      variables: variablesOf(operation, 1),
    }));
    const [one, other] = [await ask(asked), await ask(asked.toReversed())];
    expect(one.sent[0]?.body).toBe(other.sent[0]?.body);
  });

  test('call variables by other names only where they mean something else', async () => {
    const n = (value: string): SentVariable[] => [{ name: 'n', json: value }];
    const asked = [
      { operation: of('b(n:$n)', '$n:Int'), ids: ['1'], variables: n('1') },
      { operation: of('x:b(n:$n)', '$n:Int'), ids: ['1'], variables: n('1') },
      { operation: of('y:b(n:$n)', '$n:Int'), ids: ['1'], variables: n('2') },
      { operation: of('z:b(s:$n)', '$n:String'), ids: ['1'], variables: n('null') },
    ];
    const { sent } = await ask(asked);
    const { query, variables } = JSON.parse(sent[0]?.body ?? '') as { query: string; variables: object };
    expect(query).toContain('$n:Int');
    expect(variables).toMatchObject({ n: 1, n_1: 2, n_2: null });
    expect(Object.keys(variables)).toHaveLength(3 + 4);
  });

  test('share a list where text and variables are equal, and are told that others hold the same', async () => {
    const operation = of('a');
    const { answers, sent } = await ask([
      { operation, ids: ['1', '22'] },
      { operation, ids: ['333', '1'] },
    ]);
    expect(sent.map(({ entities: asked }) => asked?.texts.length)).toEqual([3]);
    expect(answers.map(({ data, shared }) => [json(data), shared])).toEqual([
      [{ _entities: [{ a: 1 }, { a: 2 }] }, true],
      [{ _entities: [{ a: 3 }, { a: 1 }] }, true],
    ]);
  });

  test('go apart where the bounds end, and nobody is torn apart', async () => {
    const bounds = { maxEntities: 3, maxBytes: 10_000, maxApart: 10 };
    const asked = [['1', '22'], ['1'], ['1', '2', '3', '4'], ['1']].map((ids, at) => ({
      operation: of(`f${at}:a`),
      ids,
    }));
    const { sent } = await ask(asked, { bounds });
    expect(sent.map(({ body }) => body.split('_entities').length - 1)).toEqual([2, 1, 1]);
    const many = Array.from({ length: 12 }, (_, at) => ({ operation: of(`f${at}:a`), ids: ['1'] }));
    expect((await ask(many)).sent).toHaveLength(2);
    const small = { ...bounds, maxBytes: 400 };
    expect((await ask(many, { bounds: { ...small, maxEntities: 100 } })).sent.length).toBeGreaterThan(2);
  });

  test.each([
    ['of which one is no query for entities', '{x}'],
    ['of which one has a further field', `query($representations:[_Any!]!){${entities}{__typename} x}`],
    [
      'of which one has another directive',
      `query($representations:[_Any!]!)@traced(by:1){${entities}{__typename}}`,
    ],
    ['of which one has fragments', `query($representations:[_Any!]!){${entities}{...F}} fragment F on T{a}`],
    ['of which one cannot be read', '{'],
  ])('are not those %s', async (_, operation) => {
    const call: SubgraphCall = () => Promise.resolve({ data: { _entities: [] }, errors: [] });
    const asked = [
      { operation: of('a'), ids: ['1'] },
      { operation, ids: ['1'] },
    ];
    expect((await ask(asked, { call })).sent.map(({ body }) => body)).toEqual(
      asked.map((each) => requestFor(each).body),
    );
  });

  test('are tried together again after a while when they had to go apart', async () => {
    const together = new SendTogether();
    const direct = callDirectly({ s: schema });
    let refusals = 1;
    const call: SubgraphCall = (request, within) => {
      const isMerged = request.body.includes('_1:_entities');
      if (!isMerged || refusals === 0) return direct(request, within);
      refusals -= 1;
      return Promise.resolve({ data: null, errors: [{ message: 'no' }] });
    };
    const asked = [of('a'), of('id')].map((operation) => ({ operation, ids: ['1'] }));
    const counts: number[] = [];
    for (let turn = 0; turn < 60; turn += 1) {
      const { answers, sent } = await ask(asked, { together, call });
      counts.push(sent.length);
      expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
    }
    expect(counts).toEqual([3, ...Array<number>(50).fill(2), ...Array<number>(9).fill(1)]);
    expect(together.size().entries).toBe(1);
  });
});

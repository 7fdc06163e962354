import { parse } from 'graphql';
import type { OperationDefinitionNode } from 'graphql';
import { compilePlan } from '../../../gateway/src/execute/compile-plan.ts';
import { executePlan } from '../../../gateway/src/execute/execute-plan.ts';
import type { FetchNode, PlanNode } from '../../../gateway/src/plan/plan-nodes.ts';
import { filledKeys } from '../../../gateway/src/plan/filled-keys.ts';
import { producedFields } from '../../../gateway/src/plan/produced-fields.ts';
import type { SubgraphAnswer, SubgraphRequest } from '../../../gateway/src/transport/subgraph-call.ts';
import { clientError } from '../../../gateway/src/errors.ts';
import { anonymous } from '../../../subgraphs/kit/process/viewer.ts';

const objects = new Set(['User', 'Book', 'Film']);
const types = {
  isObject: (name: string) => objects.has(name),
  isSubtype: (general: string, name: string) =>
    general === name || (general === 'Media' && (name === 'Book' || name === 'Film')),
  keysIn: (_subgraph: string, type: string) => (objects.has(type) || type === 'Media' ? [['id']] : []),
};

/** A fetch as the planner would make it: what it fills is read off its text. */
function fetch(over: Partial<FetchNode>): FetchNode {
  const { subgraph = 'a', operation: text = '{x}', outputRewrites = [] } = over;
  const operation = parse(text).definitions[0] as OperationDefinitionNode;
  return {
    kind: 'Fetch',
    subgraph,
    operation: text,
    operationKind: 'query',
    variableUsages: [],
    inputRewrites: [],
    outputRewrites: [],
    contextRewrites: [],
    produces: producedFields(
      { subgraph, operation, outputRewrites },
      { requiredLeaves: () => [], isNullable: () => true },
    ),
    fills: filledKeys(operation.selectionSet, outputRewrites),
    public: false,
    ...over,
  };
}

const byId = [
  {
    kind: 'InlineFragment' as const,
    type: 'Media',
    selections: [
      { kind: 'Field' as const, key: '__typename', sentAs: '__typename' },
      { kind: 'Field' as const, key: 'id', sentAs: 'id' },
    ],
  },
];

async function run(node: PlanNode | undefined, answers: Record<string, unknown>, more: object = {}) {
  const sent: (SubgraphRequest & { readonly variables: Record<string, unknown> })[] = [];
  const executed = await executePlan({
    program: compilePlan(node, types),
    variables: {},
    call: async (request) => {
      sent.push({ ...request, ...(JSON.parse(request.body) as { variables: Record<string, unknown> }) });
      const answer = answers[request.subgraph.name];
      if (answer instanceof Error) throw answer;
      return structuredClone({ data: null, errors: [], ...(answer as Partial<SubgraphAnswer>) });
    },
    context: { requestId: 'r', viewer: anonymous, signal: new AbortController().signal },
    snapshot: {
      planner: { types },
      subgraphs: new Map(['a', 'b', 'c'].map((name) => [name, { name, url: `http://${name}` }])),
    },
    ...more,
  });
  return {
    data: JSON.parse(JSON.stringify(executed.data)) as unknown,
    errors: executed.errors.map(({ path, message }) => [path?.join('.'), message]),
    sent,
    executed,
  };
}

describe('executing a plan', () => {
  test('without a node gives what was there, copied', async () => {
    const data = { a: { b: [1] } };
    const { executed } = await run(undefined, {}, { data });
    expect(executed.data).not.toBe(data);
    expect(JSON.stringify(executed.data)).toBe('{"a":{"b":[1]}}');
    expect(Object.getPrototypeOf(executed.data['a'])).toBeNull();
  });

  test('takes the branch that the variable chooses', async () => {
    const node: PlanNode = {
      kind: 'Condition',
      variable: 'v',
      ifNode: fetch({ subgraph: 'a', operation: '{from}' }),
      elseNode: fetch({ subgraph: 'b', operation: '{from}' }),
    };
    const answers = { a: { data: { from: 'a' } }, b: { data: { from: 'b' } } };
    expect((await run(node, answers, { variables: { v: true } })).data).toEqual({ from: 'a' });
    expect((await run(node, answers, { variables: { v: false } })).data).toEqual({ from: 'b' });
    expect((await run(node, answers)).data).toEqual({ from: 'b' });
    const half: PlanNode = { kind: 'Condition', variable: 'v', ifNode: fetch({}) };
    expect((await run(half, answers)).sent).toEqual([]);
  });

  test('sends only the variables that a fetch uses, under the names that it has for them', async () => {
    const node = fetch({
      variableUsages: [
        { name: 'hubvar0', from: 'x' },
        { name: 'gone', from: 'gone' },
      ],
      public: true,
    });
    const { sent } = await run(node, { a: { data: {} } }, { variables: { x: null, y: 1 } });
    expect(sent).toMatchObject([{ variables: { hubvar0: null }, identity: false, kind: 'query' }]);
    expect(Object.keys(sent[0]?.variables ?? {})).toEqual(['hubvar0']);
  });

  test('finds entities through lists of lists and passes over what is no object', async () => {
    const node: PlanNode = {
      kind: 'Sequence',
      nodes: [
        fetch({ operation: '{l{m{__typename id}}}' }),
        {
          kind: 'Flatten',
          path: ['l', '@', '@', 'm'],
          node: fetch({ subgraph: 'b', operation: '{_entities{... on Media{t}}}', requires: byId }),
        },
      ],
    };
    const media = (id: string) => ({ m: { __typename: 'Book', id } });
    const { data, sent } = await run(node, {
      a: { data: { l: [[media('1'), null, 'x'], null, [media('2'), media('1'), { m: null }]] } },
      b: { data: { _entities: [{ t: 'one' }, { t: 'two' }] } },
    });
    expect(sent[1]?.variables['representations']).toMatchObject([{ id: '1' }, { id: '2' }]);
    expect(data).toMatchObject({
      l: [[{ m: { t: 'one' } }, null, 'x'], null, [{ m: { t: 'two' } }, { m: { t: 'one' } }, { m: null }]],
    });
  });

  test('keeps a concrete __typename, merges objects and lists, and lets no null replace an object', async () => {
    const operation = '{m{__typename a b l{x y}k o{p}n u}}';
    const nodes = ['a', 'b'].map((subgraph) => fetch({ subgraph, operation }));
    const node: PlanNode = { kind: 'Sequence', nodes };
    const { data } = await run(node, {
      a: { data: { m: { __typename: 'Book', a: 1, l: [{ x: 1 }, null], k: [1, 2], o: { p: 1 }, n: 1 } } },
      b: {
        data: {
          m: { __typename: 'Media', b: 2, l: [{ y: 2 }, { y: 3 }], k: [3], o: null, n: null, u: undefined },
        },
      },
    });
    expect(data).toEqual({
      m: { __typename: 'Book', a: 1, b: 2, l: [{ x: 1, y: 2 }, { y: 3 }], k: [3], o: { p: 1 }, n: null },
    });
  });

  test('applies rewrites to what is sent and to what comes back, values that are falsy too', async () => {
    const node: PlanNode = {
      kind: 'Flatten',
      path: ['m'],
      node: fetch({
        operation: '{_entities{...on Book{list{__typename x__alias_0}}...on Film{y__alias_0}}}',
        requires: byId,
        inputRewrites: [
          { kind: 'ValueSetter', path: ['... on Book', '__typename'], value: 'Media' },
          { kind: 'ValueSetter', path: [], value: 1 },
        ],
        outputRewrites: [
          { kind: 'KeyRenamer', path: ['list', '... on Book', 'x__alias_0'], to: 'x' },
          { kind: 'KeyRenamer', path: ['... on Film', 'y__alias_0'], to: 'y' },
          { kind: 'KeyRenamer', path: ['nowhere', 'z'], to: 'zz' },
        ],
      }),
    };
    const entity = {
      list: [
        { __typename: 'Book', x__alias_0: 0 },
        { x__alias_0: '' },
        { __typename: 'Film', x__alias_0: 1 },
      ],
      y__alias_0: 5,
    };
    const { data, sent } = await run(
      node,
      {
        a: {
          data: { _entities: [entity] },
          errors: [{ message: 'e', path: ['_entities', 0, 'list', 0, 'x__alias_0'] }],
        },
      },
      { data: { m: { __typename: 'Book', id: '1' } } },
    );
    expect(sent[0]?.variables['representations']).toMatchObject([{ __typename: 'Media', id: '1' }]);
    const list = [{ __typename: 'Book', x: 0 }, { x: '' }, { __typename: 'Film', x__alias_0: 1 }];
    expect(data).toEqual({ m: { __typename: 'Book', id: '1', list } });
  });

  test('places an error of an alias of the plan at the key that it stands for', async () => {
    const node = fetch({ outputRewrites: [{ kind: 'KeyRenamer', path: ['x__alias_0'], to: 'x' }] });
    const { errors } = await run(node, {
      a: { data: { x__alias_0: null }, errors: [{ message: 'e', path: ['x__alias_0', 1] }] },
    });
    expect(errors).toEqual([['x.1', 'e']]);
  });

  test.each([
    ['as a whole', { data: null, errors: [{ message: 'e' }] }, ['m.p', 'm.q']],
    ['at _entities', { data: null, errors: [{ message: 'e', path: ['_entities'] }] }, ['m.p', 'm.q']],
    [
      'at an entity',
      { data: { _entities: [null] }, errors: [{ message: 'e', path: ['_entities', 0] }] },
      ['m.p', 'm.q'],
    ],
    [
      'at an entity that was not asked for',
      { data: { _entities: [null] }, errors: [{ message: 'e', path: ['_entities', 7] }] },
      [],
    ],
    ['with an entity that is none', { data: { _entities: ['x'] } }, ['m.p', 'm.q']],
  ])(
    'an entity fetch that fails %s is an error at each field that it should have filled for that type',
    async (_, answer, paths) => {
      const node: PlanNode = {
        kind: 'Flatten',
        path: ['m'],
        node: fetch({
          requires: byId,
          produces: [
            { key: 'p', sentKey: 'p', type: 'Media', nullable: true, requires: [] },
            { key: 'q', sentKey: 'q', type: 'Book', nullable: true, requires: [] },
            { key: 'r', sentKey: 'r', type: 'Film', nullable: true, requires: [] },
          ],
        }),
      };
      const { errors } = await run(node, { a: answer }, { data: { m: { __typename: 'Book', id: '1' } } });
      expect(errors.map(([path]) => path)).toEqual(paths);
    },
  );

  test('a failure is told in at most a hundred places', async () => {
    const list = Array.from({ length: 300 }, (_, n) => ({ __typename: 'Book', id: String(n) }));
    const produces = ['p', 'q'].map((key) => ({ key, sentKey: key, nullable: true, requires: [] }));
    const node: PlanNode = { kind: 'Flatten', path: ['l', '@'], node: fetch({ requires: byId, produces }) };
    const { errors } = await run(node, { a: clientError('SUBGRAPH_TIMEOUT', 'late') }, { data: { l: list } });
    expect(errors).toHaveLength(100);
  });

  test('nothing is sent for entities of other types, without a key, or without any', async () => {
    const node: PlanNode = { kind: 'Flatten', path: ['l', '@'], node: fetch({ requires: byId }) };
    for (const l of [
      [],
      [{ __typename: 'User', id: '1' }],
      [{ id: '1' }],
      [{ __typename: 'Book' }],
      null,
      'x',
    ])
      expect((await run(node, {}, { data: { l } })).sent).toEqual([]);
  });

  test('a fault of ours is not told as one of a subgraph', async () => {
    await expect(run(fetch({ subgraph: 'nobody' }), {})).rejects.toThrow(
      'expected an address for subgraph nobody',
    );
    await expect(run(fetch({}), { a: new TypeError('bug') })).rejects.toThrow('bug');
  });
});

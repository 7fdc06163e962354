import type { FetchNode, OperationPlan, PlanNode } from '../../../gateway/src/plan/plan-nodes.ts';
import { splitSubscription } from '../../../gateway/src/subscription/split.ts';

const fetch = (subgraph: string, isPublic: boolean): FetchNode => ({
  kind: 'Fetch',
  subgraph,
  operation: '{ x }',
  operationKind: 'query',
  variableUsages: [],
  inputRewrites: [],
  outputRewrites: [],
  contextRewrites: [],
  produces: [],
  fills: [],
  public: isPublic,
});
const open = fetch('open', true);
const closed = fetch('closed', false);

const planOf = (trigger: FetchNode, rest?: PlanNode): Extract<OperationPlan, { kind: 'subscription' }> => ({
  kind: 'subscription',
  planned: {
    operation: {
      kind: 'OperationDefinition',
      operation: 'subscription',
      selectionSet: { kind: 'SelectionSet', selections: [] },
    },
    fragments: new Map(),
    responseKeys: new Map(),
    variableNames: new Map(),
  } as unknown as OperationPlan['planned'],
  trigger,
  ...(rest ? { rest } : {}),
});

describe('the split of a subscription', () => {
  test('gives the trigger the variables that it uses, by the names that it uses, and leaves out what was not given', () => {
    const variableUsages = [
      { name: 'id', from: 'id' },
      { name: 'limit_1', from: 'limit' },
      { name: 'absent', from: 'absent' },
    ];
    const { variables } = splitSubscription(planOf({ ...open, variableUsages }), {
      id: '7',
      limit: null,
      other: 1,
    });
    expect(variables).toEqual({ id: '7', limit_1: null });
  });

  test.each<[string, [FetchNode, PlanNode?], boolean]>([
    ['a public trigger alone', [open], true],
    ['a private trigger', [closed, open], false],
    [
      'a public list of steps',
      [open, { kind: 'Sequence', nodes: [open, { kind: 'Flatten', path: ['x'], node: open }] }],
      true,
    ],
    ['one private fetch among public ones', [open, { kind: 'Parallel', nodes: [open, closed] }], false],
    ['a private fetch in a list', [open, { kind: 'Flatten', path: ['@'], node: closed }], false],
    ['public branches', [open, { kind: 'Condition', variable: 'v', ifNode: open }], true],
    ['a private branch', [open, { kind: 'Condition', variable: 'v', elseNode: closed }], false],
  ])('says whether anything depends on who asks: %s', (_name, plan, isPublic) => {
    expect(splitSubscription(planOf(...plan), {}).isPublic).toBe(isPublic);
  });
});

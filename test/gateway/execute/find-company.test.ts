import { findCompany } from '../../../gateway/src/execute/find-company.ts';

type Given = Parameters<typeof findCompany>[0][number];
type Node = Partial<Given['fetch']['node']>;

function step(
  node: Node,
  more: { readonly waitsFor?: readonly number[]; readonly part?: string } = {},
): Given {
  const fetch: Given['fetch'] = {
    node: {
      kind: 'Fetch',
      subgraph: 'b',
      operation: '{x}',
      operationKind: 'query',
      variableUsages: [],
      inputRewrites: [],
      outputRewrites: [],
      contextRewrites: [],
      produces: [],
      fills: [],
      public: false,
      ...node,
    },
    bodyHead: '',
    producedKeys: [],
    represent: () => undefined,
    without: () => ({ rest: undefined, dropped: fetch.node }),
    withoutKeys: () => undefined,
  };
  return { fetch, waitsFor: [], ...more };
}

const others = (steps: readonly Given[]): unknown[] =>
  findCompany(steps).map((company) => company && [...company.others]);

describe('the company of a step', () => {
  test('are those to the same subgraph that it does not wait for, at whatever distance', () => {
    const steps = [
      step({}),
      step({ subgraph: 'c' }, { waitsFor: [0] }),
      step({}, { waitsFor: [1] }),
      step({}),
      step({}, { waitsFor: [3] }),
    ];
    expect(others(steps)).toEqual([[3, 4], undefined, [3, 4], [0, 2], [0, 2]]);
  });

  test('B15: is never a step that carries no identity beside one that does', () => {
    expect(others([step({}), step({ public: true }), step({}), step({ public: true })])).toEqual([
      [2],
      [3],
      [0],
      [1],
    ]);
  });

  test('is of the same part of the answer: none comes later for what another part needs', () => {
    expect(others([step({}, { part: 'd0' }), step({}, { part: '' }), step({}, { part: 'd0' })])).toEqual([
      [2],
      undefined,
      [0],
    ]);
  });

  test('is not a step that is refused, or one of a root type', () => {
    const refused = step({ refusal: { code: 'FORBIDDEN', message: 'no' } });
    const root = { ...step({}), fetch: { ...step({}).fetch, represent: undefined } };
    expect(others([step({}), refused, root])).toEqual([undefined, undefined, undefined]);
  });

  test('is there for a step alone where values around its entities divide it', () => {
    const divided = step({ contextRewrites: [{ kind: 'KeyRenamer', path: ['..', 'x'], to: 'y' }] });
    expect(others([divided, step({ subgraph: 'c' })])).toEqual([[], undefined]);
  });
});

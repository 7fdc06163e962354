import { batchJoins } from '../../../gateway/src/subscription/batch-joins.ts';
import type {
  CallContext,
  SubgraphAnswer,
  SubgraphCall,
  SubgraphRequest,
} from '../../../gateway/src/transport/subgraph-call.ts';
import { anonymous } from '../../../subgraphs/kit/process/viewer.ts';
import type { Viewer } from '../../../subgraphs/kit/process/viewer.ts';

const person = (id: string): Viewer => ({ ...anonymous, kind: 'person', id });

function context(viewer: Viewer = anonymous): CallContext {
  return { requestId: 'r', viewer, signal: new AbortController().signal };
}

function ask(texts: readonly string[], more: Partial<SubgraphRequest> = {}, query = 'q'): SubgraphRequest {
  const before = `{"query":"${query}","variables":{"representations":[`;
  return {
    subgraph: { name: 's', url: 'http://s/graphql' },
    body: `${before}${texts.join(',')}]}}`,
    entities: { before, texts, operation: query, variables: [] },
    kind: 'query',
    identity: false,
    ...more,
  };
}

/** A subgraph that answers each representation with itself, and remembers what it was sent. */
function echo(answer?: (texts: readonly unknown[]) => SubgraphAnswer): {
  readonly call: SubgraphCall;
  readonly sent: SubgraphRequest[];
} {
  const sent: SubgraphRequest[] = [];
  const call: SubgraphCall = async (request) => {
    sent.push(request);
    const { variables } = JSON.parse(request.body) as { variables: { representations: unknown[] } };
    const { representations } = variables;
    return answer?.(representations) ?? { data: { _entities: representations }, errors: [] };
  };
  return { call, sent };
}

describe('joins of one turn', () => {
  test('go in one request, each entity once, and everyone gets its own in its own order', async () => {
    const { call, sent } = echo();
    const batched = batchJoins(call);
    const answers = await Promise.all([
      batched(ask(['1', '2']), context()),
      batched(ask(['3']), context()),
      batched(ask(['2', '4', '1']), context()),
    ]);
    expect(sent).toHaveLength(1);
    expect(answers.map(({ data }) => data?.['_entities'])).toEqual([[1, 2], [3], [2, 4, 1]]);
    expect(answers.every(({ shared }) => shared)).toBe(true);
  });

  test('of another query, address or turn go on their own', async () => {
    const { call, sent } = echo();
    const batched = batchJoins(call);
    await Promise.all([
      batched(ask(['1']), context()),
      batched(ask(['1'], {}, 'another'), context()),
      batched(ask(['1'], { subgraph: { name: 's', url: 'http://elsewhere' } }), context()),
    ]);
    await batched(ask(['1']), context());
    expect(sent).toHaveLength(4);
  });

  test('B15 of two people never go together when who asks is sent, and do when it is not', async () => {
    const { call, sent } = echo();
    const batched = batchJoins(call);
    const askAs = (viewer: Viewer, identity: boolean): Promise<SubgraphAnswer> =>
      batched(ask(['1'], { identity }), context(viewer));
    await Promise.all([askAs(person('a'), true), askAs(person('b'), true), askAs(person('a'), true)]);
    expect(sent).toHaveLength(2);
    await Promise.all([askAs(person('a'), false), askAs(person('b'), false), askAs(anonymous, false)]);
    expect(sent).toHaveLength(3);
  });

  test('get the errors of their own entities at their own indexes, and those that name none', async () => {
    const { call } = echo((texts) => ({
      data: { _entities: texts.map(() => null) },
      errors: [{ message: 'of 2', path: ['_entities', texts.indexOf(2), 'name'] }, { message: 'of all' }],
    }));
    const batched = batchJoins(call);
    const [one, other] = await Promise.all([
      batched(ask(['1', '2']), context()),
      batched(ask(['2', '3']), context()),
    ]);
    expect(one.errors).toEqual([{ message: 'of 2', path: ['_entities', 1, 'name'] }, { message: 'of all' }]);
    expect(other.errors).toEqual([
      { message: 'of 2', path: ['_entities', 0, 'name'] },
      { message: 'of all' },
    ]);
  });

  test('fail together, and never take an answer of a wrong length for theirs', async () => {
    const failing = batchJoins(() => Promise.reject(new Error('away')));
    const both = [failing(ask(['1']), context()), failing(ask(['2']), context())];
    await expect(both[0]).rejects.toThrow('away');
    await expect(both[1]).rejects.toThrow('away');
    const { call } = echo(() => ({ data: { _entities: [1] }, errors: [] }));
    const batched = batchJoins(call);
    const answers = await Promise.all([batched(ask(['1']), context()), batched(ask(['2']), context())]);
    expect(answers.map(({ data }) => data)).toEqual([{ _entities: null }, { _entities: null }]);
  });

  test('go in several requests where they are too many, and alone as they are', async () => {
    const { call, sent } = echo();
    const batched = batchJoins(call, { maxEntities: 2, maxBytes: 1_000, maxApart: 0 });
    const answers = await Promise.all(
      [['1'], ['2'], ['3', '4', '5'], ['6']].map((texts) => batched(ask(texts), context())),
    );
    expect(sent.map(({ entities }) => entities?.texts)).toEqual([['1', '2'], ['3', '4', '5'], ['6']]);
    expect(answers.map(({ data }) => data?.['_entities'])).toEqual([[1], [2], [3, 4, 5], [6]]);
  });
});

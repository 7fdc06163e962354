import { getIntrospectionQuery } from 'graphql';
import { defaultLimits } from '../../../gateway/src/config.ts';
import type { GatewayConfig } from '../../../gateway/src/config.ts';
import { startFakeSubgraph } from '../../kit/fake-subgraph.ts';
import type { FakeSubgraph } from '../../kit/fake-subgraph.ts';
import { postGraphql, startTestGateway } from '../../kit/start-gateway.ts';
import type { GraphqlAnswer, TestGateway } from '../../kit/start-gateway.ts';

const sdl = `
  type Query {
    node(id: ID, count: Int, kind: Kind, input: Input): Node
    nodes(first: Int): [Node]
    page(first: Int = 20): NodeConnection
    sized(take: Int): [Node] @listSize(assumedSize: 50, slicingArguments: ["take"], requireOneSlicingArgument: false)
    dear: Node @cost(weight: 600)
    search(text: String, tags: [String], any: Any): [String]
    anyone: Someone
  }
  scalar Any
  enum Kind { A B }
  input Input { text: String nested: Input list: [Int] }
  interface Someone { id: ID friends: [Someone] }
  type Person implements Someone { id: ID friends: [Someone] }
  type Robot implements Someone { id: ID friends: [Someone] }
  type NodeConnection { nodes: [Node] edges: [NodeEdge] total: Int }
  type NodeEdge { cursor: String node: Node }
  type Node { id: ID name: String next: Node nodes(first: Int): [Node] page(first: Int): NodeConnection }`;

const accept = { accept: 'application/graphql-response+json' };

describe('an operation', () => {
  let subgraph: FakeSubgraph;
  let gateway: TestGateway;

  beforeAll(async () => {
    subgraph = await startFakeSubgraph({
      name: 'nodes',
      sdl,
      resolvers: {
        Query: { node: () => ({ id: 1, name: 'one', next: { id: 2 } }) },
        Someone: { __resolveType: () => 'Person' },
      },
    });
    gateway = await startTestGateway([subgraph]);
  });
  afterAll(async () => {
    await gateway.close();
    await subgraph.close();
  });
  beforeEach(() => subgraph.reset());
  const others: TestGateway[] = [];
  afterEach(() => Promise.all(others.splice(0).map((other) => other.close())));

  /** The same supergraph under other settings, until the test is over. */
  const startOther = async (config: Partial<GatewayConfig>): Promise<TestGateway> => {
    const other = await startTestGateway([subgraph], config);
    others.push(other);
    return other;
  };
  const ask = (query: string, variables?: Record<string, unknown>): Promise<GraphqlAnswer> =>
    gateway.post({ query, ...(variables ? { variables } : {}) }, accept);
  const code = ({ body }: GraphqlAnswer): unknown => body.errors?.[0]?.extensions['code'];
  const expectRefused = async (answer: GraphqlAnswer, expected: string, message?: RegExp): Promise<void> => {
    expect({ status: answer.status, code: code(answer) }).toEqual({ status: 400, code: expected });
    expect(answer.body).not.toHaveProperty('data');
    if (message) expect(answer.body.errors?.map((error) => error.message).join('\n')).toMatch(message);
    expect(subgraph.requests).toHaveLength(0);
  };
  const nested = (depth: number): string => `${'next { '.repeat(depth)}id${' }'.repeat(depth)}`;

  test('A01: is refused at depth 11 and run at depth 10', async () => {
    await expectRefused(await ask(`{ node { ${nested(9)} } }`), 'GRAPHQL_VALIDATION_FAILED', /11 levels/);
    expect((await ask(`{ node { ${nested(8)} } }`)).status).toBe(200);
  });

  test('A02: is measured through named and inline fragments', async () => {
    const query = `
      query { node { ...A } }
      fragment A on Node { next { ... on Node { next { ... { next { ...B } } } } } }
      fragment B on Node { next { next { next { next { next { next { id } } } } } } }`;
    await expectRefused(await ask(query), 'GRAPHQL_VALIDATION_FAILED', /11 levels/);
  });

  test('A01: may introspect as deeply as tools do, and no deeper than 20', async () => {
    const standard = await ask(getIntrospectionQuery());
    expect(standard.status).toBe(200);
    expect(standard.body.data).toHaveProperty('__schema');
    const deep = `{ __type(name: "Node") { fields { type { ${'ofType { '.repeat(17)}name${' }'.repeat(17)} } } } }`;
    await expectRefused(await ask(deep), 'GRAPHQL_VALIDATION_FAILED', /21 levels deep in introspection/);
  });

  test('A04: has at most 30 aliases, those of fragments counted at each spread', async () => {
    const aliases = (count: number): string => Array.from({ length: count }, (_, i) => `a${i}: id`).join(' ');
    await expectRefused(await ask(`{ node { ${aliases(31)} } }`), 'GRAPHQL_VALIDATION_FAILED', /31 aliases/);
    expect((await ask(`{ node { ${aliases(30)} } }`)).status).toBe(200);
    const spread = `{ node { ...A next { ...A } } } fragment A on Node { ${aliases(16)} }`;
    await expectRefused(
      await ask(spread).then((each) => (subgraph.reset(), each)),
      'GRAPHQL_VALIDATION_FAILED',
      /32 aliases/,
    );
  });

  test('A05: has at most 20 root fields', async () => {
    const roots = (count: number): string =>
      `{ ${Array.from({ length: count }, (_, i) => `a${i}: node { id }`).join(' ')} }`;
    await expectRefused(await ask(roots(21)), 'GRAPHQL_VALIDATION_FAILED', /21 root fields/);
    expect((await ask(roots(20))).status).toBe(200);
  });

  test('A06: has at most 1,000 tokens', async () => {
    const tokens = (count: number): string => `{ search(tags: [${'"x" '.repeat(count - 9)}]) }`;
    await expectRefused(await ask(tokens(1_001)), 'GRAPHQL_PARSE_FAILED', /1000 tokens/);
    expect((await ask(tokens(1_000))).status).toBe(200);
  });

  test('A07: with thousands of directives is refused while it is parsed, with 51 when it is validated', async () => {
    for (const directive of ['@nope', '@skip(if: false)']) {
      const many = `{ node { id ${`${directive} `.repeat(10_000)}} }`;
      await expectRefused(await ask(many), 'GRAPHQL_PARSE_FAILED');
    }
    const some = `{ node { ${'id @include(if: true) '.repeat(51)}} }`;
    await expectRefused(await ask(some), 'GRAPHQL_VALIDATION_FAILED', /51 directives/);
  });

  test('A07: lists at most 100 errors of a document that has more', async () => {
    const wide = await startOther({ limits: { ...defaultLimits, tokens: 50_000 } });
    const answer = await wide.post({ query: `{ node { id ${'@nope '.repeat(10_000)}} }` }, accept);
    expect(answer.status).toBe(400);
    expect(answer.body.errors!.length).toBeLessThanOrEqual(100);
  });

  test('A16: has no number that would be read as infinity', async () => {
    for (const number of ['1e400', '-1e400', '9'.repeat(400)])
      await expectRefused(await ask(`{ search(any: ${number}) }`), 'GRAPHQL_VALIDATION_FAILED', /too large/);
    expect((await ask('{ search(any: 1e300) }')).status).toBe(200);
  });

  test('A08: whose fragments turn in a circle is refused', async () => {
    const circle = '{ node { ...A } } fragment A on Node { next { ...B } } fragment B on Node { ...A }';
    await expectRefused(await ask(circle), 'GRAPHQL_VALIDATION_FAILED', /Cannot spread fragment/);
    const itself = '{ node { ...A } } fragment A on Node { id ...A }';
    await expectRefused(await ask(itself), 'GRAPHQL_VALIDATION_FAILED', /Cannot spread fragment/);
  });

  test('A09: that is a bomb of 2^30 selections is refused before it is planned', async () => {
    const levels = Array.from(
      { length: 30 },
      (_, i) => `fragment F${i} on Node { ...F${i + 1} ...F${i + 1} }`,
    );
    const bomb = `{ node { ...F0 } } ${levels.join(' ')} fragment F30 on Node { id }`;
    await expectRefused(await ask(bomb), 'GRAPHQL_VALIDATION_FAILED', /more than 1000000 selections/);
  });

  test('A13: may not introspect where that is turned off, but may ask for __typename', async () => {
    const closed = await startOther({ introspection: false });
    for (const query of ['{ __schema { types { name } } }', '{ x: __type(name: "Node") { name } }']) {
      await expectRefused(await closed.post({ query }, accept), 'GRAPHQL_VALIDATION_FAILED', /Introspection/);
    }
    const answer = await closed.post({ query: '{ __typename node { __typename } }' });
    expect(answer.body.data).toEqual({ __typename: 'Query', node: { __typename: 'Node' } });
  });

  test('A14: with a misspelt name gets no hint of the right one', async () => {
    const misspelt = [
      '{ nod { id } }',
      '{ node { nam } }',
      '{ node(idd: 1) { id } }',
      '{ node(kind: C) { id } }',
    ];
    for (const query of misspelt) {
      const answer = await ask(query);
      await expectRefused(answer, 'GRAPHQL_VALIDATION_FAILED');
      expect(answer.text).not.toMatch(/Did you mean/);
    }
    const variable = await ask('query ($k: Kind, $i: Input) { node(kind: $k, input: $i) { id } }', {
      k: 'C',
      i: { tex: 'a' },
    });
    await expectRefused(variable, 'BAD_USER_INPUT');
    expect(variable.text).not.toMatch(/Did you mean/);
  });

  describe('A16: with a variable that is too large is refused by its size:', () => {
    const query =
      'query ($text: String, $tags: [String], $any: Any) { search(text: $text, tags: $tags, any: $any) }';
    const deep = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;
    const wide = { ...defaultLimits, bodyBytes: 4 * 1024 * 1024 };

    test.each([
      ['a text of 1 MiB', `{"text":"${'x'.repeat(1024 * 1024)}"}`, 'text', 'max_length'],
      ['a list of 100,000', `{"tags":[${'"x",'.repeat(99_999)}"x"]}`, 'tags', 'max_items'],
      ['JSON nested 10,000 levels deep', `{"any":${deep(10_000)}}`, 'any', 'max_depth'],
      ['JSON nested 21 levels deep', `{"any":${deep(21)}}`, 'any', 'max_depth'],
    ])('%s', async (...[, variables, field, rule]) => {
      const roomy = await startOther({ limits: wide });
      const body = `{"query":${JSON.stringify(query)},"variables":${variables}}`;
      const answer = await postGraphql(roomy.url, body, accept);
      await expectRefused(answer, 'BAD_USER_INPUT');
      expect(answer.body.errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', field, rule });
    });

    test('and a literal of that size is refused as part of its document', async () => {
      const text = await ask(`{ search(text: "${'x'.repeat(20_000)}") }`);
      await expectRefused(text, 'GRAPHQL_VALIDATION_FAILED', /16384 characters/);
    });
  });

  test('A19: echoes keys such as __proto__ and leaves every prototype alone', async () => {
    const query = '{ __proto__: node { constructor: id prototype: next { __proto__: id } } }';
    const answer = await ask(query);
    expect(answer.text).toBe('{"data":{"__proto__":{"constructor":"1","prototype":{"__proto__":"2"}}}}\n');
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test('A21: with an object where an ID or a number belongs is refused', async () => {
    const byId = await ask('query ($id: ID) { node(id: $id) { id } }', { id: { $ne: 1 } });
    await expectRefused(byId, 'BAD_USER_INPUT');
    expect(byId.body.errors?.[0]?.extensions['field']).toBe('id');
    const byCount = await ask('query ($n: Int) { node(count: $n) { id } }', { n: { $gt: '' } });
    await expectRefused(byCount, 'BAD_USER_INPUT');
  });

  test('gets BAD_USER_INPUT for a wrong variable and GRAPHQL_VALIDATION_FAILED for the same literal', async () => {
    await expectRefused(
      await ask('query ($n: Int) { node(count: $n) { id } }', { n: 'x' }),
      'BAD_USER_INPUT',
    );
    await expectRefused(await ask('{ node(count: "x") { id } }'), 'GRAPHQL_VALIDATION_FAILED');
    const missing = await ask('query ($n: Int!) { node(count: $n) { id } }');
    await expectRefused(missing, 'BAD_USER_INPUT');
  });

  describe('A28: costs what it may return:', () => {
    const costOf = async (query: string, variables?: Record<string, unknown>): Promise<unknown> => {
      const tight = await startOther({ limits: { ...defaultLimits, cost: 0 } });
      const answer = await tight.post({ query, ...(variables ? { variables } : {}) }, accept);
      await expectRefused(answer, 'COST_LIMIT');
      return answer.body.errors?.[0]?.extensions['cost'];
    };

    test.each([
      ['one object', '{ node { id name } }', 1],
      ['objects below each other', '{ node { next { next { id } } } }', 3],
      ['a list by its page argument', '{ nodes(first: 30) { id } }', 30],
      [
        'lists by the product of their sizes',
        '{ nodes(first: 10) { id nodes(first: 5) { next { id } } } }',
        110,
      ],
      [
        'a connection by the argument above its list',
        '{ page(first: 10) { nodes { next { id } } total } }',
        21,
      ],
      ['a connection without an argument by its default', '{ page { edges { node { id } } } }', 41],
      ['a list with @listSize by what it assumes', '{ sized { id } }', 50],
      ['a list with @listSize by its own argument', '{ sized(take: 7) { id } }', 7],
      ['a field with @cost by its weight', '{ dear { id next { id } } }', 601],
      [
        'one field that is selected twice once',
        '{ node { next { id } next { name } ...F } } fragment F on Node { next { id } }',
        2,
      ],
      [
        'fields of several fragments on an interface each',
        '{ anyone { ... on Person { friends { id } } ... on Robot { friends { id } } } }',
        3,
      ],
    ])('%s', async (_what, query, cost) => {
      expect(await costOf(query)).toBe(cost);
    });

    test('with its variables, and without what they skip', async () => {
      const query =
        'query ($n: Int, $no: Boolean!) { nodes(first: $n) { id next @include(if: $no) { id } } }';
      expect(await costOf(query, { n: 12, no: false })).toBe(12);
      expect(await costOf(query, { n: 12, no: true })).toBe(24);
    });

    test('over the limit is refused, and over one page is an input that is wrong', async () => {
      const query = 'query ($n: Int) { nodes(first: $n) { nodes(first: $n) { id } } }';
      await expectRefused(await ask(query, { n: 80 }), 'COST_LIMIT', /6480 objects; at most 5000/);
      for (const answer of [await ask(query, { n: 1_000_000 }), await ask('{ nodes(first: 101) { id } }')]) {
        await expectRefused(answer, 'BAD_USER_INPUT');
        expect(answer.body.errors?.[0]?.extensions).toMatchObject({ field: 'first', rule: 'max_page' });
      }
      const fits = await ask(query, { n: 70 });
      expect(fits.status).toBe(200);
    });

    test('a list about which nothing is known has the size that is configured', async () => {
      const ours = await startOther({
        defaultListSize: 10,
        limits: { ...defaultLimits, cost: 9 },
      });
      const answer = await ours.post({ query: '{ nodes { id } }' }, accept);
      expect(answer.body.errors?.[0]?.extensions).toEqual({ code: 'COST_LIMIT', cost: 10, limit: 9 });
    });
  });

  test('runs without any of these limits when they are turned off', async () => {
    const open = await startOther({ limits: null });
    const answer = await open.post({
      query: `{ search(tags: [${'"x" '.repeat(2_000)}]) node { ${nested(30)} } }`,
    });
    expect(answer.body.data).toEqual({ search: null, node: { next: { next: null } } });
  });
});

import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { generate } from '../../../client-sdk/src/generator/generate.ts';
import type { GenerateArguments } from '../../../client-sdk/src/generator/read-arguments.ts';

const contract = `
  type Query {
    "One ward."
    ward(code: String!): Ward
    wards(first: Int, after: String, kind: WardKind, where: WardWhere): WardPage
    hello: String!
  }
  type Mutation { rename(code: String!, name: String!, clientMutationId: String): Ward }
  type Subscription { wardChanged(code: String!): Ward }
  type Ward {
    code: String!
    name(old: Boolean @deprecated(reason: "Nobody. Until 2027-02-01.")): String!
    mayor: String @deprecated(reason: "Use chair. Since 2026-12-01, until 2027-06-01.")
  }
  type WardPage { nodes: [Ward!]! edges: [WardEdge!]! pageInfo: PageInfo! }
  type WardEdge { distanceM: Int! node: Ward! }
  type PageInfo { hasNextPage: Boolean! endCursor: String }
  enum WardKind { URBAN RURAL OLD @deprecated(reason: "Gone. Until 2027-01-01.") }
  input WardWhere { name: String  mayor: String @deprecated(reason: "No.") }
`;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hue-hub-generate-'));
  await put({ 'contract.graphql': contract });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function put(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
}
const made = (name: string): Promise<string> => readFile(join(folder, 'src/hub', name), 'utf8');
const run = (more: Partial<GenerateArguments> = {}) =>
  generate(
    {
      schema: join(folder, 'contract.graphql'),
      documents: ['./src/**/*.{graphql,ts}'],
      out: './src/hub/',
      extension: '.js',
      isCheck: false,
      ...more,
    },
    folder,
  );
const problemsOf = async (files: Readonly<Record<string, string>>): Promise<readonly string[]> => {
  await put(files);
  const { isDone, lines } = await run();
  expect(isDone).toBe(false);
  await expect(readdir(join(folder, 'src/hub'))).rejects.toThrow('ENOENT');
  return lines;
};

describe('what is made of own operations', () => {
  test('is one area for each file, named after it, and the same bytes whenever it is made', async () => {
    await put({
      'src/map-page.graphql': 'query nearWard($code: String!) { ward(code: $code) { ...Name } }',
      'src/deep/names.graphql': 'fragment Name on Ward { code }',
      'src/other.graphql': 'query hello { hello }',
      'src/node_modules/x.graphql': 'query x { nothing }',
      'src/.cache/x.graphql': 'query x { nothing }',
    });
    expect(await run()).toEqual({ isDone: true, lines: ['4 files in src/hub/, 4 of them new or changed.'] });
    expect(await run()).toEqual({ isDone: true, lines: ['4 files in src/hub/, 0 of them new or changed.'] });
    expect((await readdir(join(folder, 'src/hub'))).sort()).toEqual([
      'index.ts',
      'mapPage.ts',
      'other.ts',
      'types.ts',
    ]);
    expect(await made('mapPage.ts')).toContain("export const mapPage: Area<'mapPage', MapPageOperations>");
    expect(await made('mapPage.ts')).toContain('   * One ward.\n');
    expect(await made('index.ts')).toContain("export * from './mapPage.js';");
  });

  test('tells the runtime what it is to know of an operation', async () => {
    await put({
      'src/all.graphql': `
        query listed($after: String) { wards(after: $after) { nodes { code } pageInfo { hasNextPage endCursor } } }
        query edges($after: String) { wards(after: $after) { edges { distanceM } pageInfo { hasNextPage endCursor } } }
        query onePage { wards { nodes { code } pageInfo { hasNextPage endCursor } } }
        mutation rename($code: String!, $clientMutationId: String) {
          new: rename(code: $code, name: "x", clientMutationId: $clientMutationId) { code }
        }
        mutation unkeyed($code: String!) { rename(code: $code, name: "x") { code } }
        query two { hello again: hello }
        query old($code: String!) {
          ward(code: $code) { mayor name(old: true) }
          wards(kind: OLD, where: { mayor: "x" }) { nodes { ...Mayor } }
        }
        fragment Mayor on Ward { mayor }`,
    });
    await run();
    const text = await made('all.ts');
    const factsOf = (name: string): string => text.split(`name: '${name}'`)[1]?.split('});')[0] ?? '';
    expect(['listed', 'edges', 'onePage'].map((name) => factsOf(name).includes('paged: true'))).toEqual([
      true,
      true,
      false,
    ]);
    expect(['rename', 'unkeyed'].map((name) => factsOf(name).includes('keyed: true'))).toEqual([true, false]);
    expect(['rename', 'two'].map((name) => /field: (.*),/.exec(factsOf(name))?.[1])).toEqual([
      "'new'",
      'null',
    ]);
    expect(JSON.parse(/deprecated: (.*),/.exec(factsOf('old'))?.[1] ?? '')).toEqual([
      {
        field: 'Ward.mayor',
        reason: 'Use chair. Since 2026-12-01, until 2027-06-01.',
        since: '2026-12-01',
        until: '2027-06-01',
      },
      { field: 'Ward.name(old:)', reason: 'Nobody. Until 2027-02-01.', until: '2027-02-01' },
      { field: 'WardKind.OLD', reason: 'Gone. Until 2027-01-01.', until: '2027-01-01' },
      { field: 'WardWhere.mayor', reason: 'No.' },
    ]);
  });

  test('has an overload of graphql() for each text in code', async () => {
    const text = '\n  query Hello {\n    hello\n  }\n';
    await put({
      'src/app.ts': `import { graphql } from './hub/index.js';\nconst a = graphql(\`${text}\`);\n`,
    });
    await run();
    expect(await made('graphql.ts')).toContain(
      `export function graphql(\n  text: ${JSON.stringify(text)},\n): TypedDocument<HelloQuery, HelloQueryVariables>;`,
    );
  });

  test('is stale when an operation has changed, and a check says so without writing', async () => {
    await put({ 'src/a.graphql': 'query one { hello }' });
    await run();
    const before = await made('a.ts');
    await put({ 'src/a.graphql': 'query other { hello }' });
    const { isDone, lines } = await run({ isCheck: true });
    expect([isDone, lines]).toEqual([false, ['src/hub/a.ts is stale.', 'src/hub/types.ts is stale.']]);
    expect(await made('a.ts')).toBe(before);
  });
});

describe('a file of operations that is gone', () => {
  test('is told by a check, and takes what was made of it along, and nothing of anybody else', async () => {
    await put({
      'src/a.graphql': 'query one { hello }',
      'src/b.graphql': 'query two { hello }',
      'src/app.ts': "import { graphql } from './hub/index.js';\ngraphql(`query Three { hello }`);\n",
    });
    await run();
    await put({ 'src/hub/mine.ts': 'export const mine = 1;\n', 'src/app.ts': '' });
    await rm(join(folder, 'src/b.graphql'));
    const { isDone, lines } = await run({ isCheck: true });
    expect(isDone).toBe(false);
    expect(lines).toEqual(
      expect.arrayContaining(
        ['b.ts', 'graphql.ts'].map((name) => `src/hub/${name} is made of nothing any more.`),
      ),
    );
    expect((await run()).lines).toEqual([
      '3 files in src/hub/, 2 of them new or changed.',
      'src/hub/b.ts was made of nothing any more, and is removed.',
      'src/hub/graphql.ts was made of nothing any more, and is removed.',
    ]);
    const files = ['a.ts', 'index.ts', 'mine.ts', 'types.ts'];
    expect((await readdir(join(folder, 'src/hub'))).sort()).toEqual(files);
    expect(await run({ isCheck: true })).toEqual({ isDone: true, lines: [] });
  });
});

describe('own operations that are refused, each with its file and line', () => {
  test.each([
    ['query a {\n  hello\n  nothing\n}', '3:3: Cannot query field "nothing" on type "Query".'],
    ['query a { ward { code } }', '1:11: Field "ward" argument "code" of type "String!" is required'],
    ['{ hello }', '1:1: An operation needs a name'],
    [
      'query a { hello }\nquery a { hello }',
      '1:7: There can be only one operation named "a". Another: src/x.graphql:2:7.',
    ],
    [
      'query hi { hello }\nquery Hi { hello }',
      '2:1: The types of "Hi" and "hi" (src/x.graphql:1:1) would have one name.',
    ],
  ])('%j', async (text, problem) => {
    expect(await problemsOf({ 'src/x.graphql': text })).toEqual([
      expect.stringContaining(`src/x.graphql:${problem}`),
    ]);
  });

  test('a text in code, at its line of the code', async () => {
    const code =
      'const x = 1;\nconst a = graphql(`query A {\n  wrong\n}`); const b = graphql(`query B { bad }`);\n';
    expect(await problemsOf({ 'src/x.ts': code })).toEqual([
      'src/x.ts:3:3: Cannot query field "wrong" on type "Query".',
      'src/x.ts:4:35: Cannot query field "bad" on type "Query". Did you mean "ward"?',
    ]);
  });

  test('a text in code that is two operations, or counts on a fragment of a file', async () => {
    const lines = await problemsOf({
      'src/f.graphql': 'fragment Name on Ward { code }',
      'src/x.ts':
        'graphql(`query A { hello } query B { hello }`); graphql(`query C { ward(code: "1") { ...Name } }`)',
    });
    expect(lines).toEqual([
      expect.stringContaining('src/x.ts:1:89: Unknown fragment "Name".'),
      expect.stringContaining('src/x.ts:1:28: A text of graphql() is one operation'),
    ]);
  });

  test('a file whose name cannot be an area’s', async () => {
    for (const name of ['types', '2nd', 'request', 'class', 'onIdentityChange', 'operation', 'Area'])
      expect(await problemsOf({ [`src/${name}.graphql`]: `query q { hello }` })).toEqual(
        expect.arrayContaining([expect.stringContaining(`src/${name}.graphql:1:1: The file's name`)]),
      );
  });

  test('none at all', async () => {
    expect(await problemsOf({ 'src/empty.graphql': '', 'src/begun.graphql': '\n# the ward\n' })).toEqual([
      'No operation in ./src/**/*.{graphql,ts}.',
    ]);
    expect(await problemsOf({ 'src/x.ts': '' })).toEqual(['No operation in ./src/**/*.{graphql,ts}.']);
  });

  test('what is no schema and what does not parse', async () => {
    await put({ 'src/a.graphql': 'query a {\n  hello(\n}' });
    await expect(run()).rejects.toThrow('Syntax Error');
    await put({ 'src/a.graphql': 'query a { hello }', 'contract.graphql': '<html>' });
    await expect(run()).rejects.toThrow('is not a GraphQL schema');
  });
});

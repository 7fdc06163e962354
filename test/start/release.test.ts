import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, visit } from 'graphql';
import { strayFilesOf } from '../../start/release-files.ts';
import { announcesMajor, breaksOf, run } from '../../start/run-release.ts';
import { repositoryRoot } from '../kit/start-process.ts';

const released = `
  type Query { report(id: ID!): Report  ward: String }
  type Report { id: ID!  title: String  state: State }
  enum State { SENT DONE }
  input ReportInput { title: String }
  type Mutation { send(input: ReportInput!): Report }`;
const operations =
  'query a { report(id: "1") { id title } } mutation b { send(input: { title: "x" }) { state } }';
const step = (from: string, to: string) =>
  breaksOf({ released, present: released.replace(from, to), operations });

describe("the vendors' contract against the last release of the SDK", () => {
  test('may stay, and may grow', () => {
    expect(step('', '')).toEqual([]);
    expect(step('title: String  state', 'title: String  titleEn: String  state')).toEqual([]);
    expect(step('ID!): Report', 'ID!, at: String): Report')).toEqual([]);
  });

  test.each([
    ['a field that is gone', 'ward: String', '', ['FIELD_REMOVED: Query.ward was removed.']],
    [
      'a value that is gone',
      'SENT DONE',
      'SENT',
      ['VALUE_REMOVED_FROM_ENUM: DONE was removed from enum type State.'],
    ],
    [
      'an argument that is now required, and the document in use that lacks it',
      'ID!): Report',
      'ID!, at: String!): Report',
      [
        'REQUIRED_ARG_ADDED: A required arg at on Query.report was added.',
        'OPERATION_IN_USE: Field "report" argument "at" of type "String!" is required, but it was not provided.',
      ],
    ],
    [
      'a field that a document in use asks for',
      'title: String  state',
      'state',
      [
        'FIELD_REMOVED: Report.title was removed.',
        'OPERATION_IN_USE: Cannot query field "title" on type "Report". Did you mean "state"?',
      ],
    ],
  ])('names %s', (...[, from, to, breaks]) => {
    expect(step(from, to)).toEqual(breaks);
  });

  test('is not compared with documents that never fitted it', () => {
    const wrong = { released, present: released, operations: '{ unknown }' };
    expect(() => breaksOf(wrong)).toThrow('expected documents that fit the released contract');
  });

  test('may break when a changeset of the SDK says major, and by no other', () => {
    const changeset = (name: string, how: string) => `---\n"${name}": ${how}\n---\n\nWhat changes.\n`;
    expect(announcesMajor([])).toBe(false);
    expect(announcesMajor([changeset('@hue-hub/client-sdk', 'minor')])).toBe(false);
    expect(announcesMajor([changeset('@hue-hub/gateway', 'major')])).toBe(false);
    expect(announcesMajor(['"@hue-hub/client-sdk": major'])).toBe(false);
    expect(announcesMajor([changeset('x', 'patch'), changeset('@hue-hub/client-sdk', 'major')])).toBe(true);
  });
});

describe('a release of the SDK', () => {
  const parts = [
    'package.json',
    'package-lock.json',
    '.changeset',
    'client-sdk/package.json',
    'client-sdk/CHANGELOG.md',
    'client-sdk/operations',
    'client-sdk/python/pyproject.toml',
    'client-sdk/releases',
    'docs/sdk/changelog.md',
    'gateway/contracts/vendors.graphql',
  ];
  const written = parts.filter(
    (path) => path.endsWith('.md') || path.endsWith('.toml') || path.includes('-lock'),
  );
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'hue-hub-release-'));
    for (const part of parts) cpSync(join(repositoryRoot, part), join(root, part), { recursive: true });
    for (const name of changesets()) rmSync(join(root, '.changeset', name));
  });
  afterEach(() => rmSync(root, { recursive: true }));
  const read = (path: string): string => readFileSync(join(root, path), 'utf8');
  const changesets = (): string[] =>
    readdirSync(join(root, '.changeset')).filter((name) => name.endsWith('.md') && name !== 'README.md');
  const versionOf = (text: string): string => JSON.parse(text).version;
  /** Both halves of `npm run release`. */
  const release = (): Promise<number> => {
    const changeset = join(repositoryRoot, 'node_modules/@changesets/cli/bin.js');
    execFileSync(process.execPath, [changeset, 'version'], { cwd: root, stdio: 'ignore' });
    return run({
      args: [],
      env: {},
      root,
      dataDir: root,
      ownsData: false,
      signal: new AbortController().signal,
    });
  };

  test('takes what was noted into version, changelog, documentation, Python client, lock and contract', async () => {
    expect(JSON.parse(read('package.json')).scripts.release).toBe(
      'changeset version && node start/main.mjs release',
    );
    const before = versionOf(read('client-sdk/package.json'));
    const note =
      '---\n"@hue-hub/client-sdk": minor\n---\n\nPhotos of more than one kind.\n\nAnd a second line.\n';
    writeFileSync(join(root, '.changeset/photos.md'), note);
    appendFileSync(join(root, 'gateway/contracts/vendors.graphql'), '\ntype OfTheRelease { id: ID! }\n');
    expect(await release()).toBe(0);
    const version = versionOf(read('client-sdk/package.json'));
    expect(version).not.toBe(before);
    expect(read('client-sdk/CHANGELOG.md')).toContain(
      `# @hue-hub/client-sdk\n\n## ${version}\n\n### Minor Changes\n\n- Photos of more than one kind.\n\n  And a second line.\n\n## ${before}\n`,
    );
    expect(read('docs/sdk/changelog.md')).toContain(
      '- Photos of more than one kind.\n\n  And a second line.\n',
    );
    expect(read('client-sdk/python/pyproject.toml')).toContain(`\nversion = "${version}"\n`);
    expect(JSON.parse(read('package-lock.json')).packages['client-sdk'].version).toBe(version);
    expect(read('client-sdk/releases/vendors.graphql')).toContain('type OfTheRelease');
    for (const name of ['vendors', 'operations'])
      expect(read(`client-sdk/releases/${name}.graphql`)).toMatch(`# Released with ${version} of the SDK.\n`);
    expect(changesets()).toEqual([]);
    expect(strayFilesOf(root)).toEqual([]);
  });

  test('is none where nobody has noted what changes, and nothing is written', async () => {
    appendFileSync(join(root, 'gateway/contracts/vendors.graphql'), '\ntype OfTomorrow { id: ID! }\n');
    expect(await release()).toBe(1);
    for (const path of [...written, 'client-sdk/package.json'])
      expect(read(path)).toBe(readFileSync(join(repositoryRoot, path), 'utf8'));
    expect(read('client-sdk/releases/vendors.graphql')).not.toContain('OfTomorrow');
  });

  test('is whole in this tree: each file is of the version that the SDK has', () => {
    expect(strayFilesOf(repositoryRoot)).toEqual([]);
  });

  test("has the documentation's changelog say what changesets wrote, and nothing else", () => {
    const [, ofDocumentation] = read('docs/sdk/changelog.md').split(/(?<=-->\n)/);
    expect(ofDocumentation).toBe(read('client-sdk/CHANGELOG.md').replace('# @hue-hub/client-sdk\n', ''));
    expect(ofDocumentation).toMatch(/^\n## \d/);
  });

  test.each(written)('is refused by the check where %s tells of another', (path) => {
    const version = versionOf(read('client-sdk/package.json'));
    writeFileSync(join(root, path), read(path).replaceAll(version, '9.9.9'));
    expect(strayFilesOf(root)).toContain(path);
  });
});

describe('what a subgraph is going to lose', () => {
  const folder = join(repositoryRoot, 'subgraphs');
  const schemas = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.graphql') && !path.includes('node_modules'),
  );

  test('says until when it is there, as `until 2027-06-30`', () => {
    expect(schemas.length).toBeGreaterThan(4);
    const undated = schemas.flatMap((path) => undatedIn(readFileSync(join(folder, path), 'utf8')));
    expect(undated).toEqual([]);
  });

  test('is found where it does not say so', () => {
    const sdl = (reason: string) => `type Query { a: Int @deprecated${reason} }`;
    expect(undatedIn(sdl('(reason: "Take b, until 2027-06-30.")'))).toEqual([]);
    expect(undatedIn(sdl(''))).toEqual(['no reason']);
    expect(undatedIn(sdl('(reason: "Take b.")'))).toEqual(['Take b.']);
    expect(undatedIn(sdl('(reason: "Take b, until 2027-13-30.")'))).toEqual(['Take b, until 2027-13-30.']);
  });
});

/** The reasons of deprecations without a date. */
function undatedIn(sdl: string): string[] {
  const found: string[] = [];
  visit(parse(sdl), {
    Directive: ({ name, arguments: given = [] }) => {
      if (name.value !== 'deprecated') return;
      const reason = given.find((each) => each.name.value === 'reason')?.value;
      const text = reason?.kind === 'StringValue' ? reason.value : 'no reason';
      const [, date = ''] = /\buntil (\d{4}-\d{2}-\d{2})\b/.exec(text) ?? [];
      if (Number.isNaN(Date.parse(date))) found.push(text);
    },
  });
  return found;
}

import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { matchPaths } from '../../../client-sdk/src/generator/match-paths.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hue-hub-match-'));
  for (const path of [
    'a.graphql',
    'src/b.graphql',
    'src/deep/er/c.ts',
    'src/(x) [1].ts',
    '.git/d.ts',
    'node_modules/e.ts',
  ]) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), '');
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test.each([
  ['**/*.graphql', ['a.graphql', 'src/b.graphql']],
  ['*.graphql', ['a.graphql']],
  ['./src/*.{graphql,ts}', ['src/(x) [1].ts', 'src/b.graphql']],
  ['src/**', ['src/(x) [1].ts', 'src/b.graphql', 'src/deep/er/c.ts']],
  ['src/deep/e?/c.ts', ['src/deep/er/c.ts']],
  ['src/(x) [1].ts', ['src/(x) [1].ts']],
  ['**/{d,e}.ts', []],
])('%s names its files and no others', (pattern, paths) => {
  expect(matchPaths(folder, [pattern])).toEqual(paths);
});

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repositoryRoot } from '../kit/start-process.ts';

const packages = ['.', 'gateway', 'doors', 'subgraphs', 'client-sdk', 'bench', 'test/client-sdk/react-18'];

async function dependenciesOf(folder: string): Promise<string[]> {
  const text = await readFile(join(repositoryRoot, folder, 'package.json'), 'utf8');
  const { dependencies, devDependencies } = JSON.parse(text);
  return Object.keys({ ...dependencies, ...devDependencies });
}

describe('docs/dependencies.md', () => {
  test.each(packages)('gives a reason for every dependency of %s', async (folder) => {
    const page = await readFile(join(repositoryRoot, 'docs/dependencies.md'), 'utf8');
    const named = new Set(page.match(/@?[a-z][\w./-]*/g));
    expect((await dependenciesOf(folder)).filter((name) => !named.has(name))).toEqual([]);
  });
});

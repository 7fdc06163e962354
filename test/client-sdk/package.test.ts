import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import type { Area } from '../../client-sdk/src/area.ts';
import * as generated from '../../client-sdk/src/generated/index.ts';
import { packSdk } from '../kit/sdk-package.ts';
import type { SdkPackage } from '../kit/sdk-package.ts';
import { repositoryRoot } from '../kit/start-process.ts';

describe('the npm package of the SDK', () => {
  let sdk: SdkPackage;
  let folder: string;
  beforeAll(async () => {
    sdk = await packSdk();
    ({ folder } = await sdk.project('size', { from: 'size' }));
  }, 300_000);
  afterAll(() => sdk.close());

  test('is what is built, with its licence and changelog, and nothing else', () => {
    const strange = sdk.files.filter((path) => !/^dist\/.*\.(js|cjs|d\.ts|d\.cts)$/.test(path));
    expect(strange.toSorted()).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json']);
    expect(sdk.files.filter((path) => path.includes('staff'))).toEqual([]);
  });

  test('has each export in both forms with the types of that form, as publint reads it', async () => {
    const project = await sdk.project('lint', { from: 'strict' });
    const installed = join(project.folder, 'node_modules/@hue-hub/client-sdk');
    const publint = join(repositoryRoot, 'node_modules/publint/src/cli.js');
    const { stdout } = await promisify(execFile)(process.execPath, [
      publint,
      '--strict',
      '--pack',
      'false',
      installed,
    ]);
    expect(stdout).toContain('All good!');
  });

  test('gives the same by import and by require, for each export', async () => {
    const linked = ['react', '@apollo/client', '@urql/core', 'graphql'];
    const project = await sdk.project('exports', { from: 'exports', linked });
    const { imported, required } = JSON.parse(await project.node(['main.mjs']));
    expect(imported).toEqual(required);
    expect(Object.keys(imported)).toEqual(expect.arrayContaining(['.', './react', './apollo', './urql']));
    expect(imported['./react']).toContain('useOperation');
  });

  const bundle = async (contents: string): Promise<string> => {
    const stdin = { contents, resolveDir: folder };
    const options = { bundle: true, minify: true, write: false, format: 'esm', platform: 'browser' } as const;
    const { outputFiles } = await build({ ...options, stdin, target: 'es2022' });
    return outputFiles.map(({ text }) => text).join('');
  };

  test('loads at most 12 KB, minified and compressed, with one query and one subscription', async () => {
    const code = await bundle(await readFile(join(folder, 'app.js'), 'utf8'));
    const bytes = gzipSync(code, { level: 9 }).length;
    process.stderr.write(`the SDK with one query and one subscription: ${bytes} bytes of ${12 * 1024}\n`);
    expect(code).toContain('reportChanged');
    // Of its area's others nothing comes along.
    expect(code).not.toContain('commentReport');
    expect(bytes).toBeLessThanOrEqual(12 * 1024);
  });

  test('loads nothing of an area that is not imported', async () => {
    const areas = Object.values<object>(generated).filter(isArea);
    const names = areas.map(({ name }) => name);
    expect(names).toContain('reports');
    for (const name of names) {
      const code = await bundle(`import { createHub, ${name} } from '@hue-hub/client-sdk';
        globalThis.hub = createHub({ url: '/graphql', areas: [${name}] });`);
      const held = areas.filter(({ operations }) =>
        Object.values(operations).some(({ hash }) => code.includes(hash)),
      );
      expect(held.map((each) => each.name)).toEqual([name]);
    }
  });
});

function isArea(each: object): each is Area {
  return 'operations' in each;
}

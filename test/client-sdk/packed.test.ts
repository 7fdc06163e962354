import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../kit/open-browser.ts';
import { packSdk } from '../kit/sdk-package.ts';
import type { SdkPackage, SdkProject } from '../kit/sdk-package.ts';
import { repositoryRoot } from '../kit/start-process.ts';
import type { City } from '../kit/start-city.ts';
import { startCity } from '../kit/start-city.ts';
import { startSite } from '../kit/static-site.ts';

/** What an app may have beside the SDK. */
const peers = ['react', '@types/react', '@apollo/client', '@urql/core', 'graphql'];
const sample = {
  categoryCode: 'TREES',
  title: 'Cây nghiêng',
  description: 'Cây nghiêng ra đường.',
  lat: 16.4637,
  lon: 107.5909,
};
/** What each project is to see: its own report, its state when it looked, and the change that it made. */
const seen = { title: 'Cây nghiêng', states: ['SUBMITTED', 'WITHDRAWN'] };

describe('the packed SDK in an empty project, against the city', () => {
  let city: City;
  let sdk: SdkPackage;
  let env: Readonly<Record<string, string>>;
  beforeAll(async () => {
    [city, sdk] = await Promise.all([startCity(), packSdk()]);
    env = { HUB_URL: city.url, HUB_TOKEN: await city.token('citizen'), SAMPLE: JSON.stringify(sample) };
  }, 300_000);
  afterAll(async () => {
    await city.close();
    await sdk.close();
  });

  test('runs as an ES module on Node', async () => {
    const project = await sdk.project('node-esm', { from: 'node-esm', packages: ['ws'] });
    expect(JSON.parse(await project.node(['main.mjs'], env))).toEqual(seen);
    const cursors = JSON.parse(await readFile(join(project.folder, 'cursors.json'), 'utf8'));
    expect(cursors).toEqual({ mine: expect.any(String) });
  }, 300_000);

  test('runs as CommonJS on Node', async () => {
    const project = await sdk.project('node-cjs', { from: 'node-cjs', packages: ['ws'] });
    expect(JSON.parse(await project.node(['main.cjs'], env))).toEqual(seen);
  }, 300_000);

  describe('built by Vite', () => {
    let browser: Browser;
    beforeAll(async () => void (browser = await openBrowser()), 300_000);
    afterAll(() => browser.close());

    test('runs in Chromium', async () => {
      const project = await sdk.project('browser', { from: 'browser', type: 'module' });
      await project.tool('vite/bin/vite.js', ['build', '--logLevel', 'warn']);
      const site = await startSite(join(project.folder, 'dist'));
      const page = await browser.newPage();
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(String(error)));
      const given = { url: city.url, token: env['HUB_TOKEN'], sample };
      await page.goto(`${site.url}#${encodeURIComponent(JSON.stringify(given))}`);
      const output = page.locator('output', { hasText: '{' });
      await output.waitFor({ state: 'attached', timeout: 120_000 }).catch((error: unknown) => {
        throw new Error(`${String(error)}\n${errors.join('\n')}`);
      });
      expect(JSON.parse((await output.textContent()) ?? '')).toEqual(seen);
      expect(errors).toEqual([]);
      await page.close();
      await site.close();
    }, 300_000);
  });

  describe('under strict TypeScript', () => {
    let project: SdkProject;
    beforeAll(
      async () => void (project = await sdk.project('strict', { from: 'strict', linked: peers })),
      300_000,
    );

    test.each([
      ['node16', 'module'],
      ['node16', 'commonjs'],
      ['bundler', 'module'],
    ] as const)(
      'compiles and runs with moduleResolution %s as %s',
      async (resolution, type) => {
        await project.turnInto(type);
        const format = resolution === 'bundler' ? 'esnext' : 'node16';
        const options = ['--module', format, '--moduleResolution', resolution];
        await project.tool('typescript/bin/tsc', ['-p', '.', ...options]);
        // The declarations of Apollo Client and React do not hold under these settings; the SDK's own do, above.
        await project.tool('typescript/bin/tsc', ['-p', 'clients.json', ...options]);
        expect(JSON.parse(await project.node(['out/main.js'], env))).toEqual(seen);
      },
      300_000,
    );
  });

  describe('with operations of the vendor’s own', () => {
    let project: SdkProject;
    let bin: string;
    beforeAll(async () => {
      project = await sdk.project('own-operations', { from: 'own-operations', type: 'module' });
      bin = join(project.folder, 'node_modules/.bin/hue-hub-sdk');
    }, 300_000);
    const generate = (...more: readonly string[]) =>
      project.node([
        bin,
        'generate',
        '--schema',
        new URL('/contracts/vendors/schema.graphql', city.url).href,
        '--documents',
        'src/**/*.{graphql,ts}',
        '--out',
        'src/hub',
        ...more,
      ]);

    test('is told what the generator needs and the client does not', async () => {
      await expect(generate()).rejects.toThrow('npm install --save-dev graphql @graphql-codegen/core');
    });

    test('makes their methods and types from the contract that the hub serves, which a strict compiler takes and which run', async () => {
      for (const tool of [
        'graphql',
        '@graphql-codegen/core',
        '@graphql-codegen/typescript-operations',
        '@graphql-tools/graphql-tag-pluck',
      ]) {
        await mkdir(dirname(join(project.folder, 'node_modules', tool)), { recursive: true });
        await symlink(join(repositoryRoot, 'node_modules', tool), join(project.folder, 'node_modules', tool));
      }
      expect(await generate()).toContain('4 files in src/hub/, 4 of them new or changed.');
      expect(await generate('--check')).toBe('');
      await project.tool('typescript/bin/tsc', ['-p', '.']);
      expect(JSON.parse(await project.node(['out/main.js'], env))).toEqual({
        same: true,
        plans: true,
        roots: ['ward', 'vendorPlans'],
        states: ['SUBMITTED'],
        hasCategories: true,
      });
    }, 300_000);

    test('refuses a field that the contract does not have, with its file and line, and writes nothing', async () => {
      const path = join(project.folder, 'src/wrong.graphql');
      await writeFile(path, 'query wrong {\n  me {\n    shoeSize\n  }\n}\n');
      await expect(generate()).rejects.toThrow(
        'src/wrong.graphql:3:5: Cannot query field "shoeSize" on type "Citizen".',
      );
      await rm(path);
      expect(await generate('--check')).toBe('');
    });
  });
});

import { execFile } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { repositoryRoot } from './start-process.ts';

const run = promisify(execFile);

export interface PageOptions {
  /** The folder of its index.html. */
  readonly root: string;
  /** Packages, by name, that are taken from elsewhere. */
  readonly alias?: Readonly<Record<string, string>>;
}

/** A page built by Vite, with the SDK's own source for its package. @returns the folder of what was built */
export async function buildPage({ root, alias = {} }: PageOptions): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'hue-hub-page-'));
  const sdk = join(repositoryRoot, 'client-sdk/src');
  const config = {
    root,
    configFile: false,
    logLevel: 'warn',
    // Development's React: it renders twice in StrictMode and says what it finds wrong.
    mode: 'development',
    define: { 'process.env.NODE_ENV': '"development"' },
    build: { outDir: join(home, 'dist'), target: 'es2022', minify: false },
    resolve: {
      alias: {
        '@hue-hub/client-sdk/react': join(sdk, 'react/index.ts'),
        '@hue-hub/client-sdk/apollo': join(sdk, 'apollo.ts'),
        '@hue-hub/client-sdk/urql': join(sdk, 'urql.ts'),
        '@hue-hub/client-sdk': join(sdk, 'index.ts'),
        ...alias,
      },
    },
  };
  const script = join(home, 'build.mjs');
  const vite = join(repositoryRoot, 'node_modules/vite/dist/node/index.js');
  await writeFile(
    script,
    `import { build } from ${JSON.stringify(vite)};\nawait build(${JSON.stringify(config)});\n`,
  );
  await run(process.execPath, [script], {
    cwd: root,
    timeout: 120_000,
    env: { ...process.env, NODE_ENV: 'development' },
  });
  return join(home, 'dist');
}

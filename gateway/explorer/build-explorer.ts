import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));

/**
 * Bundles GraphiQL with its editor and workers into `dist` beside this file: nothing of it comes from the internet
 * when it is used. `dist` appears whole or not at all. Needs the packages that only a checkout has.
 */
export async function buildExplorer(): Promise<void> {
  const { build } = await import('esbuild');
  const { resolve } = createRequire(import.meta.url);
  const outdir = join(here, `dist.${process.pid}`);
  const common = { bundle: true, minify: true, outdir, logLevel: 'error', absWorkingDir: here } as const;
  try {
    await mkdir(outdir, { recursive: true });
    await build({
      ...common,
      entryPoints: { app: join(here, 'app.jsx') },
      format: 'esm',
      splitting: true,
      chunkNames: '[name]-[hash]',
      assetNames: '[name]-[hash]',
      loader: { '.ttf': 'file', '.graphql': 'text' },
      define: { 'process.env.NODE_ENV': '"production"' },
    });
    await build({
      ...common,
      entryPoints: {
        'editor.worker': resolve('monaco-editor/esm/vs/editor/editor.worker.js'),
        'json.worker': resolve('monaco-editor/esm/vs/language/json/json.worker.js'),
        'graphql.worker': resolve('monaco-graphql/esm/graphql.worker.js'),
      },
      format: 'iife',
    });
    await copyFile(join(here, 'index.html'), join(outdir, 'index.html'));
    await rm(join(here, 'dist'), { recursive: true, force: true });
    await rename(outdir, join(here, 'dist'));
  } finally {
    await rm(outdir, { recursive: true, force: true });
  }
}

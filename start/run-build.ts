import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, extname, join, relative } from 'node:path';
import { buildExplorer } from '../gateway/explorer/build-explorer.ts';
import type { CommandInput } from './command-input.ts';
import { buildSdk } from './run-package.ts';
import { runProcess } from './run-process.ts';

const served = ['start', 'gateway', 'doors', 'subgraphs'];
/** Compiled, or of no use at run time; everything else (schemas, data, pages) is copied beside what reads it. */
const notCopied = new Set(['.ts', '.tsx', '.jsx', '.md']);

/** Runs `npm run build`: dist holds the same tree as the source, compiled, with the files that it reads. */
export async function run(input: CommandInput): Promise<number> {
  const dist = join(input.root, 'dist');
  await rm(dist, { recursive: true, force: true });
  process.stderr.write('compiling\n');
  const command = [join(input.root, 'node_modules/.bin/tsc'), '-p', '.tsconfig.build.json'] as const;
  const { code } = await runProcess(command, { cwd: input.root, signal: input.signal, output: 'show' });
  if (code !== 0) return 1;
  process.stderr.write('bundling the explorer\n');
  await buildExplorer();
  for (const folder of served) await copyFiles(join(input.root, folder), input.root);
  await cp(join(input.root, 'rover.yaml'), join(dist, 'rover.yaml'));
  process.stderr.write('packaging the SDK\n');
  await buildSdk({ root: input.root, outDir: join(input.root, 'client-sdk/dist'), signal: input.signal });
  process.stdout.write(`dist is ready: node --max-semi-space-size=64 dist/start/main.mjs start\n`);
  return 0;
}

async function copyFiles(folder: string, root: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== 'node_modules') await copyFiles(path, root);
    } else if (!notCopied.has(extname(entry.name)) && entry.name !== 'package.json') {
      const target = join(root, 'dist', relative(root, path));
      await mkdir(dirname(target), { recursive: true });
      await cp(path, target);
    }
  }
}

import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import type { CommandInput } from './command-input.ts';
import { runProcess } from './run-process.ts';

/** One of the two forms that the package has of every module. */
interface Form {
  readonly config: string;
  readonly script: string;
  readonly types: string;
}

const forms: readonly Form[] = [
  { config: 'tsconfig.json', script: '.js', types: '.d.ts' },
  { config: 'tsconfig.cjs.json', script: '.cjs', types: '.d.cts' },
];

/** Runs `npm run build -w client-sdk`: what is published of the SDK, in client-sdk/dist. */
export async function run({ root, signal }: CommandInput): Promise<number> {
  await buildSdk({ root, outDir: join(root, 'client-sdk/dist'), signal });
  process.stdout.write('client-sdk/dist is ready: npm pack -w client-sdk\n');
  return 0;
}

export interface SdkBuild {
  readonly root: string;
  readonly outDir: string;
  readonly signal: AbortSignal;
}

/**
 * Compiles the SDK module by module, so that a bundler takes what is used: each as ES module (`x.js`, `x.d.ts`) and as
 * CommonJS (`x.cjs`, `x.d.cts`), side by side. The folder is there whole or not at all.
 * @throws Error with what the compiler says
 */
export async function buildSdk({ root, outDir, signal }: SdkBuild): Promise<void> {
  const whole = `${outDir}.${process.pid}`;
  try {
    await mkdir(whole, { recursive: true });
    for (const form of forms) await compile(form, { root, outDir: whole, signal });
    await rm(outDir, { recursive: true, force: true });
    await rename(whole, outDir);
  } finally {
    await rm(whole, { recursive: true, force: true });
  }
}

async function compile(form: Form, { root, outDir, signal }: SdkBuild): Promise<void> {
  const made = await mkdtemp(join(tmpdir(), 'hue-hub-sdk-'));
  try {
    const project = join(root, 'client-sdk', form.config);
    const tsc = [join(root, 'node_modules/.bin/tsc'), '-p', project, '--outDir', made] as const;
    const { code, output } = await runProcess(tsc, { cwd: root, signal, output: 'capture' });
    if (code !== 0) throw new Error(`${relative(root, project)} does not compile:\n${output}`);
    for (const path of await filesOf(made)) {
      const target = join(outDir, relative(made, dirname(path)), published(basename(path), form));
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, linked(await readFile(path, 'utf8'), form.script));
    }
  } finally {
    await rm(made, { recursive: true, force: true });
  }
}

function published(name: string, { script, types }: Form): string {
  return name.endsWith('.d.ts') ? name.replace(/\.d\.ts$/, types) : name.replace(/\.js$/, script);
}

/** Imports name the file that is there: the compiler leaves `.ts` in declarations, and knows nothing of `.cjs`. */
function linked(text: string, script: string): string {
  return text.replace(
    /((?:\bfrom |\bimport\(|\bimport |\brequire\()["']\.{1,2}\/[^"']+)\.[jt]s(["'])/g,
    `$1${script}$2`,
  );
}

/** What the city's own apps use of other contracts stays here: the package is the vendors'. */
async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  return paths.filter((path) => !path.startsWith(join(folder, 'generated/staff/')));
}

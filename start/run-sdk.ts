import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { generatePythonSdk, generateSdk } from '../client-sdk/codegen.ts';
import { errorTable } from '../subgraphs/kit/process/error-table.ts';
import type { CommandInput } from './command-input.ts';
import { withErrorTable } from './sdk-error-table.ts';

interface GeneratedFile {
  readonly path: string;
  readonly content: string;
}

/**
 * Makes the SDK's typed operations from the committed contracts, and the table of errors in its documentation. With `--check` it writes nothing and
 * ends with 1 when a committed file is not what would be made.
 */
export async function run({ args, root }: CommandInput): Promise<number> {
  const sdk = join(root, 'client-sdk');
  const contractOf = (contract: string): string =>
    readFileSync(join(root, `gateway/contracts/${contract}.graphql`), 'utf8');
  const made = [
    ...(await generateSdk(sdk, contractOf)),
    ...generatePythonSdk(sdk, contractOf('vendors'), (code) => errorTable[code].status),
  ];
  const errorPage = join(root, 'docs/sdk/errors.md');
  const files: GeneratedFile[] = [
    { path: errorPage, content: withErrorTable(readFileSync(errorPage, 'utf8')) },
    ...made.map(({ name, content }) => ({ path: join(sdk, name), content })),
  ];
  const stale = files.filter(
    ({ path, content }) => !existsSync(path) || readFileSync(path, 'utf8') !== content,
  );
  const kept = new Set(files.map(({ path }) => path));
  const left = madeOnly.flatMap((folder) => filesIn(join(sdk, folder))).filter((path) => !kept.has(path));
  if (!args.includes('--check')) {
    stale.forEach(write);
    for (const path of left) rmSync(path);
    return 0;
  }
  for (const path of [...stale.map(({ path: each }) => each), ...left])
    process.stderr.write(`${relative(root, path)} is stale: run \`npm run sdk\`.\n`);
  return stale.length + left.length === 0 ? 0 : 1;
}

/** Folders of the SDK in which every file is made: one of an area that is no more goes with it. */
const madeOnly = ['src/generated', 'src/generated/staff', 'python/src/hue_hub/areas'];

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => join(folder, name));
}

function write({ path, content }: GeneratedFile): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { generateSdk } from '../client-sdk/codegen.ts';
import { printApiSchema } from '../gateway/src/supergraph/print-api-schema.ts';
import type { CommandInput } from './command-input.ts';

interface GeneratedFile {
  readonly path: string;
  readonly content: string;
}

/**
 * Makes the SDK's schema and typed operations from the committed supergraph. With `--check` it writes nothing and
 * ends with 1 when a committed file is not what would be made.
 */
export async function run({ args, root }: CommandInput): Promise<number> {
  const sdk = join(root, 'client-sdk');
  const sdl = printApiSchema(readFileSync(join(root, 'gateway/supergraph.graphql'), 'utf8'));
  const made = await generateSdk(sdk, (contract) =>
    readFileSync(join(root, `gateway/contracts/${contract}.graphql`), 'utf8'),
  );
  const files: GeneratedFile[] = [
    { path: join(sdk, 'schema.graphql'), content: sdl },
    ...made.map(({ name, content }) => ({ path: join(sdk, name), content })),
  ];
  const stale = files.filter(
    ({ path, content }) => !existsSync(path) || readFileSync(path, 'utf8') !== content,
  );
  if (!args.includes('--check')) {
    stale.forEach(write);
    return 0;
  }
  for (const { path } of stale)
    process.stderr.write(`${relative(root, path)} is stale: run \`npm run sdk\`.\n`);
  return stale.length === 0 ? 0 : 1;
}

function write({ path, content }: GeneratedFile): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

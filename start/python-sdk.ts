import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatePython } from '../client-sdk/python-codegen/generate-python.ts';
import { errorTable } from '../subgraphs/kit/process/error-table.ts';

export interface GeneratedPython {
  readonly files: readonly { readonly path: string; readonly content: string }[];
  /** Of areas that there are no more. */
  readonly superfluous: readonly string[];
}

/** The generated half of client-sdk/python, from the vendors' contract and the SDK's operations. */
export function pythonSdk(sdk: string, contract: string): GeneratedPython {
  const home = join(sdk, 'python/src/hue_hub');
  const operations = join(sdk, 'operations');
  const names = readdirSync(operations).filter((name) => name.endsWith('.graphql'));
  const files = generatePython({
    contract,
    files: names.toSorted().map((path) => ({ path, text: readFileSync(join(operations, path), 'utf8') })),
    errorCodes: errorTable,
  }).map(({ path, content }) => ({ path: join(home, path), content }));
  const made = new Set(files.map(({ path }) => path));
  return { files, superfluous: pythonFilesIn(join(home, 'areas')).filter((path) => !made.has(path)) };
}

function pythonFilesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.py'))
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}

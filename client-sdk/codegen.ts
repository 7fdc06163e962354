import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { generatePython } from './python-codegen/generate-python.ts';
import { dispositionOf, errorCodes, type HubErrorCode } from './src/error-codes.ts';
import { checkDocuments } from './src/generator/check-documents.ts';
import { undatedDeprecations } from './src/generator/deprecated-in.ts';
import { makeFiles, type GeneratedFile } from './src/generator/make-files.ts';
import { readDocuments } from './src/generator/read-documents.ts';

/** Which operations are made from which contract, and where to; run by `npm run sdk`. */
const sets = [
  { contract: 'vendors', operations: 'operations', out: 'src/generated', runtime: '../generated-code.ts' },
  {
    contract: 'staff',
    operations: 'operations/staff',
    out: 'src/generated/staff',
    runtime: '../../generated-code.ts',
  },
] as const;

/**
 * Every generated file of the SDK, with its path inside the package.
 * @param contractOf the text of a contract's schema
 * @throws Error with file and line for an operation that its contract does not have, and for a deprecation without a date
 */
export async function generateSdk(
  folder: string,
  contractOf: (name: string) => string,
): Promise<readonly GeneratedFile[]> {
  const made = await Promise.all(
    sets.map(async ({ contract, operations, out, runtime }) => {
      const schema = buildSchema(contractOf(contract));
      const documents = readDocuments(graphqlFiles(folder, operations), folder);
      const undated = undatedDeprecations(schema).map(
        (field) => `${field} is deprecated without a date: its reason has to name one, "until 2027-06-01".`,
      );
      const problems = [...undated, ...checkDocuments(schema, documents)];
      if (problems.length > 0) throw new Error(problems.join('\n'));
      const files = await makeFiles({ schema, documents, runtime, extension: '.ts' });
      return files.map(({ name, content }) => ({ name: `${out}/${name}`, content }));
    }),
  );
  return made.flat();
}

/** Where the package of the Python client is. */
const python = 'python/src/hue_hub';

/**
 * The generated half of the Python client, from the vendors' contract, with paths inside the package of the SDK.
 * @param statusOf with what HTTP status a code of the hub ends a request
 */
export function generatePythonSdk(
  folder: string,
  contract: string,
  statusOf: (code: HubErrorCode) => number,
): readonly GeneratedFile[] {
  const documents = readDocuments(graphqlFiles(folder, 'operations'), folder);
  const codes = parseCodes(errorCodes).map(
    (code) => [code, { status: statusOf(code), disposition: dispositionOf(code) }] as const,
  );
  const schema = buildSchema(contract);
  const files = generatePython({ schema, documents, errorCodes: Object.fromEntries(codes) });
  return files.map(({ name, content }) => ({ name: `${python}/${name}`, content }));
}

function parseCodes(codes: typeof errorCodes): readonly HubErrorCode[] {
  return Object.keys(codes) as HubErrorCode[];
}

function graphqlFiles(folder: string, operations: string): readonly string[] {
  return readdirSync(join(folder, operations))
    .filter((name) => name.endsWith('.graphql'))
    .map((name) => `${operations}/${name}`);
}

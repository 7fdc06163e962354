import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validateXML } from 'xmllint-wasm';

const schema = readFileSync(join(import.meta.dirname, 'schema/CAP-v1.2.xsd'), 'utf8');

/** What the official schema of CAP 1.2 says against documents, by libxml2; nothing for valid ones. */
export async function faultsOfCap(documents: readonly string[]): Promise<readonly string[]> {
  const xml = documents.map((contents, index) => ({ fileName: `${index}.xml`, contents }));
  const { errors } = await validateXML({ xml, schema: [{ fileName: 'CAP-v1.2.xsd', contents: schema }] });
  return errors.map(({ message }) => message);
}

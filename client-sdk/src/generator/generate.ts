import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkDocuments } from './check-documents.ts';
import { header } from './header.ts';
import type { GeneratedFile } from './make-files.ts';
import { makeFiles } from './make-files.ts';
import { matchPaths } from './match-paths.ts';
import type { GenerateArguments } from './read-arguments.ts';
import { readContract } from './read-contract.ts';
import { readDocuments } from './read-documents.ts';

const runtime = '@hue-hub/client-sdk';

/**
 * Runs `hue-hub-sdk generate` in a folder.
 * @returns what to print; `isDone` is false when an operation is not in the contract, with file and line of each, or a
 * check found a stale file. Nothing is written then.
 * @throws Error for a contract or a document that cannot be read
 */
export async function generate(
  args: GenerateArguments,
  folder: string,
): Promise<{ readonly isDone: boolean; readonly lines: readonly string[] }> {
  const out = join(folder, args.out);
  const made = `${args.out.replace(/^\.\//, '').replace(/\/$/, '')}/`;
  const paths = matchPaths(folder, args.documents).filter((path) => !path.startsWith(made));
  const documents = readDocuments(paths, folder);
  if (documents.length === 0)
    return { isDone: false, lines: [`No operation in ${args.documents.join(' ')}.`] };
  const schema = await readContract(args.schema);
  const problems = checkDocuments(schema, documents);
  if (problems.length > 0) return { isDone: false, lines: problems };
  const files = await makeFiles({ schema, documents, runtime, extension: args.extension });
  const stale = files.filter(({ name, content }) => {
    const path = join(out, name);
    return !existsSync(path) || readFileSync(path, 'utf8') !== content;
  });
  const left = leftOver(out, files);
  if (args.isCheck) {
    const lines = [
      ...stale.map(({ name }) => `${made}${name} is stale.`),
      ...left.map((name) => `${made}${name} is made of nothing any more.`),
    ];
    return { isDone: lines.length === 0, lines };
  }
  mkdirSync(out, { recursive: true });
  for (const { name, content } of stale) writeFileSync(join(out, name), content);
  for (const name of left) rmSync(join(out, name));
  const removed = left.map((name) => `${made}${name} was made of nothing any more, and is removed.`);
  return {
    isDone: true,
    lines: [`${files.length} files in ${made}, ${stale.length} of them new or changed.`, ...removed],
  };
}

/** What was made of documents that are gone: their types are gone, too, and a compiler would not take it. Never a file of somebody else's. */
function leftOver(out: string, files: readonly GeneratedFile[]): readonly string[] {
  if (!existsSync(out)) return [];
  return readdirSync(out)
    .filter((name) => name.endsWith('.ts') && files.every((file) => file.name !== name))
    .filter((name) => readFileSync(join(out, name), 'utf8').startsWith(header));
}

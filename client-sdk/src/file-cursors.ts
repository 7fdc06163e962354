import { readFile, rename, writeFile } from 'node:fs/promises';
import type { CursorStore } from './cursor-store.ts';

/**
 * Cursors in one JSON file of one process, for programs on Node. Each save replaces the file as a whole, so a crash
 * leaves the old or the new one. A file that is not there is empty; one that is no JSON object is an error.
 */
export function fileCursors(path: string): CursorStore {
  let cursors: Promise<Map<string, string>> | undefined;
  let writing: Promise<void> = Promise.resolve();
  const read = (): Promise<Map<string, string>> => (cursors ??= readCursors(path));
  return {
    load: async (key) => (await read()).get(key),
    save: async (key, cursor) => {
      (await read()).set(key, cursor);
      // One after the other: two at once would take each other's temporary file.
      writing = writing.catch(() => undefined).then(async () => writeCursors(path, await read()));
      await writing;
    },
  };
}

async function readCursors(path: string): Promise<Map<string, string>> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (isAbsent(error)) return '{}';
    throw error;
  });
  const kept: unknown = JSON.parse(text);
  if (typeof kept !== 'object' || kept === null || Array.isArray(kept))
    throw new Error(`${path}: expected a JSON object of cursors`);
  return new Map(
    Object.entries(kept).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

async function writeCursors(path: string, cursors: ReadonlyMap<string, string>): Promise<void> {
  const next = `${path}.next`;
  await writeFile(next, `${JSON.stringify(Object.fromEntries(cursors), null, 2)}\n`, { mode: 0o600 });
  await rename(next, path);
}

function isAbsent(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
}

import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { memoryCursors, storageCursors } from '../../client-sdk/src/cursor-store.ts';
import { fileCursors } from '../../client-sdk/src/file-cursors.ts';

test('cursors in memory live as long as the store', () => {
  const store = memoryCursors();
  void store.save('a', 'c1');
  void store.save('a', 'c2');
  expect([store.load('a'), store.load('b'), memoryCursors().load('a')]).toEqual(['c2', undefined, undefined]);
});

test('cursors in a web storage outlive the store, under a prefix', () => {
  const items = new Map<string, string>();
  const storage = {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
  };
  void storageCursors(storage).save('a', 'c1');
  expect(storageCursors(storage).load('a')).toBe('c1');
  expect(storageCursors(storage).load('b')).toBeUndefined();
  expect([...items.keys()]).toEqual(['hue-hub:a']);
});

test('a web storage that is full or forbidden keeps nothing and throws nothing', () => {
  const refuse = (): never => {
    throw new Error('QuotaExceededError');
  };
  const store = storageCursors({ getItem: refuse, setItem: refuse });
  void store.save('a', 'c1');
  expect(store.load('a')).toBeUndefined();
});

describe('cursors in a file', () => {
  let folder: string;
  beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'hub-cursors-'))));
  afterEach(() => rm(folder, { recursive: true, force: true }));

  test('outlive the program, the last save of each key, however many at once', async () => {
    const path = join(folder, 'cursors.json');
    const store = fileCursors(path);
    expect(await store.load('a')).toBeUndefined();
    await Promise.all(Array.from({ length: 30 }, async (_, n) => store.save(n % 2 ? 'a' : 'b', `c${n}`)));
    expect(await fileCursors(path).load('a')).toBe('c29');
    expect(await fileCursors(path).load('b')).toBe('c28');
    expect(await readdir(folder)).toEqual(['cursors.json']);
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ a: 'c29', b: 'c28' });
  });

  test('are not thrown away when the file is something else', async () => {
    const path = join(folder, 'cursors.json');
    await writeFile(path, '["mine"]');
    await expect(fileCursors(path).load('a')).rejects.toThrow('expected a JSON object of cursors');
    await expect(fileCursors(path).save('a', 'c1')).rejects.toThrow('expected a JSON object of cursors');
    expect(await readFile(path, 'utf8')).toBe('["mine"]');
  });
});

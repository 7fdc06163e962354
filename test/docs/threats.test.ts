import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../kit/start-process.ts';

interface Threat {
  readonly id: string;
  readonly files: readonly string[];
}

function readThreats(): readonly Threat[] {
  const text = readFileSync(join(repositoryRoot, 'docs/threats.md'), 'utf8');
  return text.split('\n').flatMap((line) => {
    const [, id = '', files = ''] = /^\| ([A-Z]\d{2}) \|[^|]*\|([^|]*)\|$/.exec(line) ?? [];
    return id ? [{ id, files: files.split(',').map((file) => file.trim()) }] : [];
  });
}

test('every threat of docs/threats.md is held by a test that bears its id', () => {
  const threats = readThreats();
  expect(threats.length).toBeGreaterThan(60);
  expect(new Set(threats.map(({ id }) => id)).size).toBe(threats.length);
  const missing = threats.flatMap(({ id, files }) =>
    files
      .filter((file) => {
        const path = join(repositoryRoot, 'test', file);
        return !existsSync(path) || !new RegExp(`\\b${id}\\b`).test(readFileSync(path, 'utf8'));
      })
      .map((file) => `${id}: ${file}`),
  );
  expect(missing).toEqual([]);
});

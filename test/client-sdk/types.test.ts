import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { repositoryRoot } from '../kit/start-process.ts';

const folder = join(repositoryRoot, 'test/client-sdk/types');
const tsc = join(repositoryRoot, 'node_modules/typescript/bin/tsc');

/** What the compiler says of the types that a developer sees; empty when they are as they are said to be. */
async function errorsOf(): Promise<string> {
  const done = promisify(execFile)(process.execPath, [tsc, '-p', folder, '--noEmit'], { timeout: 300_000 });
  return done.then(
    () => '',
    (error: unknown) => (error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error)),
  );
}

test('the hub has the methods, variables, values and events that its areas say, and refuses all else', async () => {
  expect(await errorsOf()).toBe('');
}, 300_000);

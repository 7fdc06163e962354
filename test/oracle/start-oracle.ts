import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { repositoryRoot } from '../kit/start-process.ts';

export interface OracleSummary {
  readonly city: number;
  readonly operations: number;
  readonly substantial: number;
  readonly stock: Readonly<Record<string, number>>;
}

/**
 * Runs the oracle as its command does, in a process of its own: inside jest the same takes twice as long. Rejects with
 * the case that it printed when an answer was wrong.
 */
export async function runOracle(...args: string[]): Promise<OracleSummary> {
  const tsx = pathToFileURL(createRequire(join(repositoryRoot, 'package.json')).resolve('tsx')).href;
  const command = ['--import', tsx, join(repositoryRoot, 'test/oracle/run-oracle.ts'), ...args];
  const { stdout } = await promisify(execFile)(process.execPath, command, {
    cwd: repositoryRoot,
    maxBuffer: 16 * 1024 * 1024,
  });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as OracleSummary;
}

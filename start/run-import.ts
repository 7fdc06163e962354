import { access } from 'node:fs/promises';
import { SettingError } from '../subgraphs/kit/process/env.ts';
import type { Closable } from '../subgraphs/kit/process/shutdown.ts';
import { closeInOrder } from '../subgraphs/kit/process/shutdown.ts';
import type { CommandInput } from './command-input.ts';
import { openBesideHub } from './open-beside-hub.ts';
import { createProgress } from './progress.ts';
import { progressBar } from './progress-bar.ts';
import { readSettings } from './settings.ts';

/**
 * Runs `npm run import -- environment FILE`: takes a file of an area's data into the hub that runs on the data folder, into that of
 * MONGODB_URI, or into a mongod of its own on the data folder. What was refused stands, with line and rule, in FILE.refused.csv. An import
 * that was broken off goes on where it was; a repeat changes nothing.
 */
export async function run(input: CommandInput): Promise<number> {
  const { area, path } = await parseArgs(input.args);
  const settings = readSettings(input.env);
  const progress = createProgress(process.stderr);
  const opened: Closable[] = [];
  try {
    const { running } = await openBesideHub({ input, settings, show: progress.show }, opened);
    const subgraph = running.find(({ name }) => name === area);
    if (!subgraph?.importFile) throw new SettingError(noFiles(area, running));
    const bar = progressBar();
    const refusalsPath = `${path}.refused.csv`;
    const outcome = await subgraph.importFile({
      path,
      refusalsPath,
      signal: input.signal,
      progress: (done, total) => progress.show(`importing, ${bar(done, total)}`),
    });
    progress.clear();
    const numbers = Object.entries(outcome).map(([name, count]) => `${count} ${name}`);
    const report = outcome['refused'] ? ` What was refused stands in ${refusalsPath}.` : '';
    process.stdout.write(`${path} is taken in: ${numbers.join(', ')}.${report}\n`);
    return 0;
  } catch (error) {
    if (!input.signal.aborted) throw error;
    progress.clear();
    process.stdout.write('Broken off; the next run goes on from here.\n');
    return 1;
  } finally {
    await closeInOrder(opened)();
    progress.clear();
  }
}

function noFiles(
  area: string,
  running: readonly { readonly name: string; readonly importFile?: unknown }[],
): string {
  const able = running.filter(({ importFile }) => importFile !== undefined).map(({ name }) => name);
  return `The area "${area}" takes no files; these do: ${able.join(', ')}.`;
}

/** @throws SettingError */
async function parseArgs(args: readonly string[]): Promise<{ readonly area: string; readonly path: string }> {
  const [area, path, ...more] = args;
  if (!area || !path || more.length > 0)
    throw new SettingError('Say what to import: npm run import -- environment FILE.');
  await access(path).catch(() => {
    throw new SettingError(`The file ${path} cannot be read.`);
  });
  return { area, path };
}

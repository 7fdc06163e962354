import type { RunningSubgraph } from '../subgraphs/kit/define-subgraph.ts';
import { SettingError } from '../subgraphs/kit/process/env.ts';
import type { Closable } from '../subgraphs/kit/process/shutdown.ts';
import { closeInOrder } from '../subgraphs/kit/process/shutdown.ts';
import type { CommandInput } from './command-input.ts';
import type { Opening } from './open-beside-hub.ts';
import { openBesideHub } from './open-beside-hub.ts';
import { createProgress } from './progress.ts';
import { progressBar } from './progress-bar.ts';
import type { SampleDataOptions } from './sample-data.ts';
import { loadSampleData, samplePeople, seedSubgraph } from './sample-data.ts';
import { readSettings } from './settings.ts';

const maxReports = 1_000_000;

/**
 * Runs `npm run seed -- --reports 100000`: loads a sample of that many reports into the database of the hub that runs
 * on the data folder, into that of MONGODB_URI, or into a mongod of its own on the data folder. It takes as much
 * memory for many as for few; one that was broken off goes on where it was, and a repeat adds nothing.
 */
export async function run(input: CommandInput): Promise<number> {
  const count = parseCount(input.args);
  const settings = readSettings(input.env);
  if (settings.environment === 'production')
    throw new SettingError('Sample data is not for production: HUB_ENV=production.');
  const progress = createProgress(process.stderr);
  const opened: Closable[] = [];
  try {
    const load = await openLoad({ input, settings, show: progress.show }, opened);
    const began = performance.now();
    await loadReports(count, load);
    progress.clear();
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    process.stdout.write(`The sample of ${count} reports is loaded (${seconds} s).\n`);
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

/** @throws SettingError */
function parseCount(args: readonly string[]): number {
  const [name, value, ...more] = args;
  const count = Number(value);
  if (
    name === '--reports' &&
    more.length === 0 &&
    Number.isInteger(count) &&
    count >= 1 &&
    count <= maxReports
  )
    return count;
  throw new SettingError(`Say how many: npm run seed -- --reports 100000 (1 to ${maxReports}).`);
}

async function openLoad(opening: Opening, opened: Closable[]): Promise<SampleDataOptions> {
  const { running, secret, ...beside } = await openBesideHub(opening, opened);
  return { ...beside, subgraphs: running, progress: opening.show, given: samplePeople(secret) };
}

async function loadReports(count: number, load: SampleDataOptions): Promise<void> {
  const options = { ...load, given: { ...load.given, reports: count }, describe: progressBar() };
  const loaded = await loadSampleData(options);
  const reports = load.subgraphs.find(({ name }: RunningSubgraph) => name === 'reports');
  if (reports && !loaded.includes('reports')) await seedSubgraph(reports, options);
}

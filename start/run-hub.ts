import { once } from 'node:events';
import { relative } from 'node:path';
import { SettingError } from '../subgraphs/kit/process/env.ts';
import { createLogger } from '../subgraphs/kit/process/logger.ts';
import type { Closable } from '../subgraphs/kit/process/shutdown.ts';
import { closeInOrder } from '../subgraphs/kit/process/shutdown.ts';
import { readCitySubgraphs } from './city-subgraphs.ts';
import type { CommandInput } from './command-input.ts';
import { keptSecret } from './kept-secret.ts';
import type { HubPlan, OpenHub } from './open-hub.ts';
import { openHub } from './open-hub.ts';
import { checkPorts } from './ports.ts';
import type { Progress } from './progress.ts';
import { createProgress } from './progress.ts';
import { sampleAccounts } from './sample-accounts.ts';
import { loadSampleData, samplePeople } from './sample-data.ts';
import { screen } from './screen.ts';
import { readSettings } from './settings.ts';

/**
 * Runs `npm start`: everything in this process, until the signal. Settles when all of it has stopped, in the order
 * gateway, subgraphs, sign-in, mongod; what failed on the way rejects after that.
 */
export async function run(input: CommandInput): Promise<number> {
  const began = performance.now();
  const progress = createProgress(process.stderr);
  const opened: Closable[] = [];
  try {
    const plan = await planHub(input, progress);
    const hub = await openHub(plan, opened);
    progress.clear();
    process.stdout.write(describe({ plan, hub, seconds: (performance.now() - began) / 1000 }));
    await Promise.all([loadBehind(plan, hub), untilAborted(input.signal)]);
  } catch (error) {
    // A part that fails because everything is being stopped says nothing new.
    if (!input.signal.aborted) throw error;
  } finally {
    if (opened.length > 0) progress.show('stopping');
    await closeInOrder(opened)();
    progress.clear();
  }
  process.stdout.write('The hub has stopped.\n');
  return 0;
}

/** Everything that can be wrong before anything runs is found here. */
async function planHub(input: CommandInput, progress: Progress): Promise<HubPlan> {
  const settings = readSettings(input.env);
  if (settings.environment === 'production' && !settings.issuer) {
    throw new SettingError(
      'HUB_ISSUER must name an OpenID issuer when HUB_ENV=production: the sample sign-in is not for production.',
    );
  }
  const { port, host } = settings;
  const subgraphs = readCitySubgraphs(`${input.root}/rover.yaml`, port);
  await checkPorts(
    [
      { port, host, use: 'the gateway' },
      ...(settings.issuer ? [] : [{ port: port + 1, host, use: 'the sign-in' }]),
      ...subgraphs.map((subgraph) => ({ port: subgraph.port, host: '127.0.0.1', use: subgraph.name })),
    ],
    port,
  );
  const secret = await keptSecret(settings, input.dataDir);
  const log = createLogger('hub', settings.logLevel);
  return { input, settings, subgraphs, secret, log, progress: progress.show, clearProgress: progress.clear };
}

function describe(facts: {
  readonly plan: HubPlan;
  readonly hub: OpenHub;
  readonly seconds: number;
}): string {
  const { plan, hub, seconds } = facts;
  const { settings, input } = plan;
  return screen({
    origin: `http://localhost:${settings.port}`,
    seconds,
    signIn: hub.signIn && { issuer: hub.signIn.issuer, accounts: sampleAccounts().map(({ sub }) => sub) },
    data: settings.mongodbUri ? 'the replica set of MONGODB_URI' : shortest(input.dataDir),
    now: hub.clock.now(),
  });
}

function shortest(path: string): string {
  const fromHere = relative(process.cwd(), path);
  return fromHere.startsWith('..') ? path : fromHere || '.';
}

/** The first load goes on behind the ready hub. That it fails is said, and does not take the hub down. */
async function loadBehind(plan: HubPlan, { client, clock, running }: OpenHub): Promise<void> {
  const { settings, input, log } = plan;
  if (!settings.sampleData) return;
  const began = performance.now();
  try {
    const loaded = await loadSampleData({
      subgraphs: running,
      client,
      dbPrefix: settings.dbPrefix,
      now: () => clock.now(),
      progress: plan.progress,
      signal: input.signal,
      log,
      given: samplePeople(plan.secret),
    });
    if (loaded.length === 0) return;
    plan.clearProgress();
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    process.stdout.write(`Sample data is loaded (${loaded.join(', ')}; ${seconds} s).\n`);
  } catch (error) {
    if (input.signal.aborted) return;
    log.error({ error }, 'the sample data could not be loaded; the next start goes on with it');
  }
}

async function untilAborted(signal: AbortSignal): Promise<void> {
  // The listening servers keep the process alive meanwhile.
  if (!signal.aborted) await once(signal, 'abort');
}

import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { install, isInstalled } from './install.mjs';
import { takeLock } from './lock.mjs';
import { SettingError } from './setting-error.mjs';

const here = import.meta.dirname;
/** A checkout holds the TypeScript source beside this file; dist, which production runs, holds what was made of it. */
const isSource = existsSync(join(here, 'run-hub.ts'));
/** The folder of rover.yaml and of everything that it names: the checkout, or dist. */
const root = dirname(here);
const keptBeside = isSource ? root : dirname(root);

/**
 * Name → the module that does it. A module exports `run({ args, env, root, dataDir, signal })`, which resolves to
 * the exit code; one without it is a main program of its own.
 */
const commands = {
  start: { module: './run-hub', locked: true, about: 'the hub with everything it needs, in one process' },
  test: { module: './run-tests', about: 'every check and every test; with arguments only those tests' },
  check: { module: './run-checks', about: 'types, lint, format, import directions, unused code' },
  build: { module: './run-build', about: 'compiles to dist' },
  clock: { module: './clock', about: "moves the hub's clock: +15d, +36h, +10m, reset" },
  seed: {
    module: './run-seed',
    locked: 'if free',
    about: 'sample reports, as many as asked for: --reports 100000',
  },
  import: {
    module: './run-import',
    locked: 'if free',
    about: "a file of an area's data: environment FILE",
  },
  audit: {
    module: './run-audit',
    locked: 'if free',
    about: 'checks the sealed trail of every look, refusal and change of sensitive data',
  },
  documents: {
    module: './run-documents',
    locked: 'if free',
    about: "holds the documents of apps against this tree's contract",
  },
  subgraph: { module: './run-subgraph', about: 'one subgraph in a process of its own: subgraph NAME' },
  live: { module: './run-live', about: "prints a stream: [--token T] [--after CURSOR] 'subscription …'" },
  sdk: { module: './run-sdk', about: "makes the SDK's typed operations; --check compares" },
  package: { module: './run-package', about: 'what is published of the SDK, in client-sdk/dist' },
  release: {
    module: './run-release',
    about: "keeps the vendors' contract that the SDK is released with; --check compares",
  },
  compose: {
    module: '../gateway/src/supergraph/compose-main',
    about: 'writes the supergraph; --check compares',
  },
  gateway: { module: '../gateway/src/main', about: 'the bare engine: --supergraph FILE --port N [--host H]' },
};

/** Runs one command to its end. What goes wrong in a foreseen way is one sentence on stderr and exit code 1. */
export async function runCommand(name, args) {
  const command = Object.hasOwn(commands, name ?? '') ? commands[name] : undefined;
  if (!command) return fail(usage(name));
  const dataDir = process.env.DATA_DIR ? resolve(process.env.DATA_DIR) : join(keptBeside, '.data');
  try {
    const ownsData = command.locked ? holdLock(dataDir, command.locked) : false;
    if (isSource && !isInstalled(root)) await install(root);
    const main = await load(command.module);
    if (!main.run) return;
    const code = await main.run({ args, env: process.env, root, dataDir, ownsData, signal: stopSignal() });
    // Not process.exit at once: output still on its way to a pipe is to arrive.
    process.exitCode = code;
    setTimeout(() => process.exit(), 2_000).unref();
  } catch (error) {
    fail(error?.constructor?.name === 'SettingError' ? error.message : (error?.stack ?? String(error)));
  }
}

/** True when this process holds it; a command that takes it only if it is free works beside the hub that has it. */
function holdLock(dataDir, how) {
  const { holder, release } = lockOf(dataDir);
  if (!release && how === 'if free') return false;
  if (!release)
    throw new SettingError(`The hub already runs here: process ${holder} uses the data folder ${dataDir}.`);
  process.once('exit', release);
  return true;
}

function lockOf(dataDir) {
  try {
    return takeLock(dataDir);
  } catch (error) {
    throw new SettingError(
      `The data folder ${dataDir} cannot be written (${error.code}); DATA_DIR names another.`,
    );
  }
}

async function load(module) {
  if (!isSource) return import(new URL(`${module}.js`, import.meta.url).href);
  const { register } = await import('tsx/esm/api');
  register();
  return import(new URL(`${module}.ts`, import.meta.url).href);
}

/**
 * Aborts at the first SIGINT or SIGTERM; the second ends the process at once. npm passes Ctrl-C on to a process
 * that the terminal has already told, so a second signal counts only when a moment has passed.
 */
function stopSignal() {
  const stop = new AbortController();
  let first = 0;
  const onSignal = () => {
    if (!first) {
      first = Date.now();
      stop.abort();
    } else if (Date.now() - first > 300) {
      process.exit(130);
    }
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  return stop.signal;
}

function usage(name) {
  const lines = Object.entries(commands).map(
    ([command, { about }]) => `  npm run ${command.padEnd(10)} ${about}`,
  );
  return `${name ? `There is no command "${name}".` : 'Name a command.'} These are:\n${lines.join('\n')}`;
}

function fail(text) {
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
}

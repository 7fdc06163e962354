import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SettingError } from './setting-error.mjs';

/** True when every package that package-lock.json asks for is in node_modules in that version. */
export function isInstalled(root) {
  const wanted = readPackages(join(root, 'package-lock.json'));
  const present = readPackages(join(root, 'node_modules', '.package-lock.json'));
  if (!wanted || !present) return !wanted;
  return Object.entries(wanted).every(
    ([path, { version, optional, link }]) =>
      !path.includes('node_modules') || optional || link || present[path]?.version === version,
  );
}

/**
 * Installs what package-lock.json names, with npm's errors shown; rejects with one sentence when npm fails. It is
 * `npm install` that writes nothing rather than `npm ci`, which refuses a lock file made where the registry has the
 * optional packages (compilers, formatters) of some platforms only.
 */
export async function install(root) {
  process.stderr.write('Installing packages; this takes a minute or two the first time.\n');
  const began = Date.now();
  const tick = setInterval(() => {
    process.stderr.write(`  … still installing, ${Math.round((Date.now() - began) / 1000)} s\n`);
  }, 10_000);
  const code = await runNpm(root, ['install', '--no-save', ...quietly]).finally(() => clearInterval(tick));
  if (code !== 0) throw new SettingError(`npm install failed with code ${code}: its output above says why.`);
}

const quietly = ['--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];

function runNpm(root, args) {
  const npm = process.env.npm_execpath;
  const [command, first] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
  // What npm tells the scripts it runs about itself would make a npm inside it believe it is a part of that run.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(npm_(package|lifecycle)_|npm_command$|INIT_CWD$|NODE_ENV$)/.test(name),
    ),
  );
  return new Promise((done, fail) => {
    const child = spawn(command, [...first, ...args], { cwd: root, env, stdio: ['ignore', 2, 2] });
    child.once('error', (error) => fail(new SettingError(`npm could not be run: ${error.message}.`)));
    child.once('exit', (code, signal) => done(code ?? signal));
  });
}

function readPackages(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages;
  } catch {
    return null;
  }
}

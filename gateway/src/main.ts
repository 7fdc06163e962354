import { once } from 'node:events';
import type { Env } from '../../subgraphs/kit/process/env.ts';
import { SettingError } from '../../subgraphs/kit/process/env.ts';
import type { GatewayConfig } from './config.ts';
import type { RunningGateway } from './gateway.ts';
import { startGateway } from './gateway.ts';
import { readConfig } from './read-config.ts';

export interface GatewayInput {
  readonly args: readonly string[];
  readonly env: Env;
  /** Aborts when the gateway is to stop. */
  readonly signal: AbortSignal;
  readonly print?: ((line: string) => void) | undefined;
}

/**
 * Runs `npm run gateway`: the bare engine for any supergraph, until the signal; resolves to the exit code.
 * @throws SettingError with one clear sentence for whatever the caller can mend
 */
export async function run({ args, env, signal, print = writeLine }: GatewayInput): Promise<number> {
  const config = readConfig(args, env);
  const gateway = await start(config);
  if (config.anonymous) print('Anyone may ask: HUB_ANONYMOUS=1. Not for production.');
  if (!config.limits) print('Operations of any size are run: HUB_LIMITS=off. Not for production.');
  print(`The graph is at ${gateway.url} (schema ${gateway.snapshotInfo().schemaId}).`);
  if (!signal.aborted) await once(signal, 'abort');
  await gateway.close();
  return 0;
}

async function start(config: GatewayConfig): Promise<RunningGateway> {
  try {
    if (config.anonymous) config.log.warn({}, 'HUB_ANONYMOUS=1: anyone may ask');
    return await startGateway(config);
  } catch (error) {
    throw new SettingError(reasonOf(error, config));
  }
}

function reasonOf(error: unknown, { supergraphFile, port }: GatewayConfig): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return `Port ${port} is in use: choose another with --port.`;
  if (code === 'EACCES') return `Port ${port} may not be used by this account: choose another with --port.`;
  if (code === 'ENOENT') return `There is no supergraph at ${supergraphFile}.`;
  const reason = error instanceof Error ? error.message : String(error);
  return `${supergraphFile} cannot be served: ${reason}`;
}

function writeLine(line: string): void {
  process.stdout.write(`${line}\n`);
}

import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Env } from '../../subgraphs/kit/process/env.ts';
import { defaultUpstreamLimits } from './subscription/upstream-limits.ts';
import { readChoice, readInteger, SettingError } from '../../subgraphs/kit/process/env.ts';
import { createLogger } from '../../subgraphs/kit/process/logger.ts';
import { deriveSecrets } from '../../subgraphs/kit/process/secrets.ts';
import { defaultLimits, defaultPlanDeadlineMs } from './config.ts';
import type { GatewayConfig, IssuerConfig } from './config.ts';
import { defaultSharing } from './request/sharing.ts';
import { readConnections } from './read-connections.ts';
import { readSubgraphs } from './read-subgraphs.ts';

/**
 * The bare engine's configuration from its arguments (`--supergraph FILE --port N [--host H]`) and the environment,
 * checked and frozen. What would open the graph to anybody is refused in production.
 * @throws SettingError, one clear sentence
 */
export function readConfig(args: readonly string[], env: Env): GatewayConfig {
  const { supergraph, port, host } = readArguments(args);
  const environment = readChoice(env, 'HUB_ENV', ['development', 'production']);
  const anonymous = readChoice(env, 'HUB_ANONYMOUS', ['0', '1']) === '1';
  const limited = readChoice(env, 'HUB_LIMITS', ['on', 'off']) === 'on';
  const isProduction = environment === 'production';
  if (isProduction && anonymous)
    throw new SettingError('HUB_ANONYMOUS=1 lets anyone ask and is refused when HUB_ENV=production.');
  if (isProduction && !limited) throw new SettingError('HUB_LIMITS=off is refused when HUB_ENV=production.');
  const issuers = readIssuers(env);
  if (issuers.length === 0 && !anonymous)
    throw new SettingError(
      'Nobody could ask: set HUB_ISSUER and HUB_AUDIENCE, or HUB_ANONYMOUS=1 to let anyone ask.',
    );
  const introspection = readChoice(env, 'HUB_INTROSPECTION', isProduction ? ['off', 'on'] : ['on', 'off']);
  return Object.freeze({
    supergraphFile: resolve(supergraph),
    host,
    port,
    environment,
    limits: limited ? defaultLimits : null,
    introspection: introspection === 'on',
    sharing: readChoice(env, 'HUB_SHARING', ['on', 'off']) === 'on' ? defaultSharing : 'off',
    sockets: readConnections(env),
    anonymous,
    issuers,
    personIdSecret: deriveSecrets(readSecret(env, isProduction)).personId,
    subgraphs: readSubgraphs(env['HUB_SUBGRAPHS']),
    defaultListSize: 1,
    planDeadlineMs: readPlanDeadline(env),
    upstream: { joinPatienceMs: readJoinPatience(env) },
    log: createLogger('gateway', env['LOG_LEVEL'] || 'info'),
  });
}

/** HUB_PLAN_DEADLINE_MS. @throws SettingError */
export function readPlanDeadline(env: Env): number {
  return readInteger(env, 'HUB_PLAN_DEADLINE_MS', { fallback: defaultPlanDeadlineMs, min: 10, max: 60_000 });
}

/** HUB_JOIN_PATIENCE_MS. @throws SettingError */
export function readJoinPatience(env: Env): number {
  const { joinPatienceMs: fallback } = defaultUpstreamLimits;
  return readInteger(env, 'HUB_JOIN_PATIENCE_MS', { fallback, min: 0, max: 60_000 });
}

function readArguments(args: readonly string[]): { supergraph: string; port: number; host: string } {
  const options = {
    supergraph: { type: 'string' },
    port: { type: 'string' },
    host: { type: 'string' },
  } as const;
  const usage = 'Usage: npm run gateway -- --supergraph FILE --port N [--host H].';
  const { supergraph, port = '4000', host = '127.0.0.1' } = parseOptions();
  if (!supergraph) throw new SettingError(`--supergraph must name a composed supergraph. ${usage}`);
  const number = Number(port);
  if (!Number.isInteger(number) || number < 0 || number > 65_535)
    throw new SettingError(`--port must be a number from 0 to 65535, but it is "${port}". ${usage}`);
  return { supergraph, port: number, host };

  function parseOptions(): { supergraph?: string; port?: string; host?: string } {
    try {
      return parseArgs({ args: [...args], options, strict: true }).values;
    } catch (error) {
      throw new SettingError(`${error instanceof Error ? error.message : String(error)}. ${usage}`);
    }
  }
}

function readIssuers(env: Env): IssuerConfig[] {
  const issuer = env['HUB_ISSUER'];
  if (!issuer) return [];
  const audience = env['HUB_AUDIENCE'];
  if (!URL.canParse(issuer)) throw new SettingError(`HUB_ISSUER must be a URL, but it is "${issuer}".`);
  if (!audience)
    throw new SettingError('HUB_AUDIENCE (the aud of the tokens for the graph) must be set with HUB_ISSUER.');
  return [
    {
      issuer,
      audience,
      jwksUri: env['HUB_JWKS_URI'] || undefined,
      realm: env['HUB_REALM'] || undefined,
    },
  ];
}

/** Without one, person ids are of this process only: good enough to try things out. */
function readSecret(env: Env, isProduction: boolean): string {
  const secret = env['HUB_SECRET'];
  if (secret && secret.length >= 32) return secret;
  if (secret || isProduction) throw new SettingError('HUB_SECRET must have at least 32 characters.');
  return randomBytes(32).toString('hex');
}

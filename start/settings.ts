import type { IssuerConfig } from '../gateway/src/config.ts';
import { readJoinPatience, readPlanDeadline } from '../gateway/src/read-config.ts';
import type { Env } from '../subgraphs/kit/process/env.ts';
import { readConnections } from '../gateway/src/read-connections.ts';
import { readChoice, readInteger, SettingError } from '../subgraphs/kit/process/env.ts';

/** Everything that the default start can be told, read once from the environment. The README lists the same. */
export interface Settings {
  /** Gateway; PORT+1 is the sign-in, and each subgraph has its own distance from PORT (rover.yaml). */
  readonly port: number;
  readonly host: string;
  /** Undefined: a mongod of our own on the data folder. */
  readonly mongodbUri: string | undefined;
  readonly dbPrefix: string;
  readonly environment: 'development' | 'production';
  /** Undefined: made at random once and kept in the data folder. */
  readonly secret: string | undefined;
  readonly logLevel: string;
  /** What the hub's clock shows at its first start; it runs on from there. */
  readonly now: Date | undefined;
  /** Whose tokens are believed in place of the sample sign-in. */
  readonly issuer: IssuerConfig | undefined;
  /** False: HUB_LIMITS=off, operations of any size are run. */
  readonly limited: boolean;
  readonly connections: ReturnType<typeof readConnections>;
  /** False: HUB_SHARING=off, equal requests at the same time are each run on their own. */
  readonly sharing: boolean;
  /** How long one operation that is expensive to plan may take for that. */
  readonly planDeadlineMs: number;
  /** How long an event waits for a join whose subgraph is away. */
  readonly joinPatienceMs: number;
  readonly introspection: boolean;
  /** Load the sample data into an empty hub. */
  readonly sampleData: boolean;
}

/** @throws SettingError naming the setting that is wrong */
export function readSettings(env: Env): Settings {
  const environment = readChoice(env, 'HUB_ENV', ['development', 'production']);
  const settings: Settings = {
    port: readInteger(env, 'PORT', { fallback: 4000, min: 1, max: 65_000 }),
    host: env['HOST'] || '127.0.0.1',
    mongodbUri: env['MONGODB_URI'] || undefined,
    dbPrefix: readPrefix(env),
    environment,
    secret: env['HUB_SECRET'] || undefined,
    logLevel: readChoice(env, 'LOG_LEVEL', ['warn', 'error', 'info', 'debug', 'trace']),
    now: readNow(env),
    issuer: readIssuer(env),
    limited: readChoice(env, 'HUB_LIMITS', ['on', 'off']) === 'on',
    connections: readConnections(env),
    sharing: readChoice(env, 'HUB_SHARING', ['on', 'off']) === 'on',
    planDeadlineMs: readPlanDeadline(env),
    joinPatienceMs: readJoinPatience(env),
    introspection:
      readChoice(env, 'HUB_INTROSPECTION', environment === 'production' ? ['off', 'on'] : ['on', 'off']) ===
      'on',
    sampleData:
      readChoice(env, 'HUB_SAMPLE_DATA', environment === 'production' ? ['off', 'on'] : ['on', 'off']) ===
      'on',
  };
  if (environment === 'production') refuseInProduction(settings);
  return Object.freeze(settings);
}

function refuseInProduction(settings: Settings): void {
  if (settings.now) {
    throw new SettingError('HUB_NOW moves the clock and is refused when HUB_ENV=production.');
  }
  if (!settings.limited) throw new SettingError('HUB_LIMITS=off is refused when HUB_ENV=production.');
}

function readIssuer(env: Env): IssuerConfig | undefined {
  const issuer = env['HUB_ISSUER'];
  if (!issuer) return undefined;
  if (!URL.canParse(issuer)) throw new SettingError(`HUB_ISSUER must be a URL, but it is "${issuer}".`);
  const audience = env['HUB_AUDIENCE'];
  if (!audience)
    throw new SettingError('HUB_AUDIENCE (the aud of the tokens for the graph) must be set with HUB_ISSUER.');
  return {
    issuer,
    audience,
    jwksUri: env['HUB_JWKS_URI'] || undefined,
    realm: env['HUB_REALM'] || undefined,
  };
}

function readPrefix(env: Env): string {
  const prefix = env['HUB_DB_PREFIX'] || 'hub_';
  if (/^[a-z][a-z0-9_]{0,30}$/.test(prefix)) return prefix;
  throw new SettingError(
    `HUB_DB_PREFIX must be small letters, digits and _ (at most 31, a letter first), but it is "${prefix}".`,
  );
}

function readNow(env: Env): Date | undefined {
  const text = env['HUB_NOW'];
  if (!text) return undefined;
  const now = new Date(text);
  // A time without its offset would mean another moment on every machine.
  if (!Number.isNaN(now.getTime()) && /T.*(Z|[+-]\d\d:\d\d)$/.test(text)) return now;
  throw new SettingError(
    `HUB_NOW must be a time with its offset such as 2026-11-22T08:00:00+07:00, but it is "${text}".`,
  );
}

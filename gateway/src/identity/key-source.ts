import { createLocalJWKSet, errors } from 'jose';
import type { FlattenedJWSInput, JSONWebKeySet, JWTHeaderParameters } from 'jose';
import type { Logger } from '../../../subgraphs/kit/process/logger.ts';
import type { IssuerConfig } from '../config.ts';

type LocalKeys = ReturnType<typeof createLocalJWKSet>;
type FoundKey = Awaited<ReturnType<LocalKeys>>;
export type FindKey = (header?: JWTHeaderParameters, token?: FlattenedJWSInput) => Promise<FoundKey>;

export interface KeySourceTimes {
  /** After a fetch, an unknown key id does not cause another one for so long. */
  readonly cooldownMs: number;
  /** After a failed fetch. */
  readonly retryMs: number;
  /** A key that its issuer has removed is believed for no longer, as long as the issuer can be reached. */
  readonly maxAgeMs: number;
  readonly timeoutMs: number;
  readonly nowMs: () => number;
}

export const defaultKeyTimes: KeySourceTimes = Object.freeze({
  cooldownMs: 30_000,
  retryMs: 2_000,
  maxAgeMs: 600_000,
  timeoutMs: 5_000,
  nowMs: Date.now,
});

export interface KeySource {
  readonly findKey: FindKey;
  /**
   * Stands for the keys that are believed now: another one after each fetch, and undefined when they have to be fetched
   * again. What was verified while it was this one is verified for as long as it is.
   */
  readonly generation: () => object | undefined;
}

/**
 * The public keys of one issuer, fetched when first needed. While the issuer cannot be reached the keys last seen stay
 * good; a token of an unknown key is refused. At most one fetch at a time, and one per cooldown however many unknown
 * key ids come (threats.md C07, C08). Throws jose's errors, or one that says that no key is known.
 */
export function createKeySource(
  issuer: IssuerConfig,
  log: Logger,
  times: KeySourceTimes = defaultKeyTimes,
): KeySource {
  let keys: LocalKeys | undefined;
  let loadedAtMs = Number.NEGATIVE_INFINITY;
  let nextFetchMs = Number.NEGATIVE_INFINITY;
  let loading: Promise<void> | undefined;

  const generation = (): object | undefined =>
    times.nowMs() - loadedAtMs > times.maxAgeMs ? undefined : keys;
  const findKey: FindKey = async (header, token) => {
    if (!generation()) await refresh();
    if (!keys) throw new Error(`the keys of ${issuer.issuer} are not known`);
    try {
      return await keys(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || times.nowMs() < nextFetchMs) throw error;
      await refresh();
      return keys(header, token);
    }
  };
  return { findKey, generation };

  async function refresh(): Promise<void> {
    if (!loading && times.nowMs() < nextFetchMs) return;
    await (loading ??= load().finally(() => (loading = undefined)));
  }

  async function load(): Promise<void> {
    try {
      keys = createLocalJWKSet(await fetchKeys(issuer, times.timeoutMs));
      loadedAtMs = times.nowMs();
      nextFetchMs = loadedAtMs + times.cooldownMs;
    } catch (error) {
      nextFetchMs = times.nowMs() + times.retryMs;
      log.warn(
        { issuer: issuer.issuer, reason: String(error) },
        'the keys of an issuer could not be fetched',
      );
    }
  }
}

async function fetchKeys(issuer: IssuerConfig, timeoutMs: number): Promise<JSONWebKeySet> {
  const signal = AbortSignal.timeout(timeoutMs);
  const jwksUri = issuer.jwksUri ?? (await discover(issuer.issuer, signal));
  const keys = await fetchJson(jwksUri, signal);
  if (!Array.isArray(keys['keys'])) throw new Error(`${jwksUri} is not a key set`);
  return parseKeySet(keys);
}

/** OpenID Connect Discovery 1.0 §4: the document must name the issuer that it was fetched for. */
async function discover(issuer: string, signal: AbortSignal): Promise<string> {
  const document = await fetchJson(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, signal);
  if (document['issuer'] !== issuer)
    throw new Error(`the discovery document of ${issuer} names another issuer`);
  const { jwks_uri: uri } = document;
  if (typeof uri !== 'string') throw new Error(`the discovery document of ${issuer} has no jwks_uri`);
  return uri;
}

async function fetchJson(url: string, signal: AbortSignal): Promise<Record<string, unknown>> {
  const response = await fetch(url, { signal, redirect: 'error', headers: { accept: 'application/json' } });
  if (response.status !== 200) throw new Error(`${url} answered ${response.status}`);
  const body: unknown = await response.json();
  if (typeof body !== 'object' || body === null) throw new Error(`${url} is not a JSON object`);
  return { ...body };
}

function parseKeySet(value: unknown): JSONWebKeySet {
  return value as JSONWebKeySet;
}

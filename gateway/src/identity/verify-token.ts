import { decodeJwt, jwtVerify } from 'jose';
import type { JWTPayload } from 'jose';
import type { Logger } from '../../../subgraphs/kit/process/logger.ts';
import { anonymous } from '../../../subgraphs/kit/process/viewer.ts';
import { BoundedMap } from '../bounded-map.ts';
import type { GatewayConfig, IssuerConfig } from '../config.ts';
import { clientError } from '../errors.ts';
import { createKeySource } from './key-source.ts';
import type { KeySource, KeySourceTimes } from './key-source.ts';
import type { Identity } from './identity.ts';
import type { Rights } from './rights.ts';
import { viewerOf } from './viewer.ts';

/**
 * Establishes who asks from the value of an `Authorization` header, or of the member of that name in a WebSocket's
 * `connection_init`. Absent is anonymous where that is allowed. A token that was verified is not verified again while its
 * issuer's keys are the ones that it was verified by, and it has not ended.
 * @throws UNAUTHENTICATED, always with the same text: what is wrong with a token is in the log only
 */
export type Authenticate = (authorization: string | undefined) => Promise<Identity>;

/** Only asymmetric algorithms: a public key can never be taken for an HMAC secret (RFC 8725 §3.1). */
const algorithms = ['ES256', 'RS256', 'PS256', 'EdDSA'];
export const leewaySeconds = 30;
const maxTokenLength = 8_192;

interface Issuer extends IssuerConfig {
  readonly keys: KeySource;
}

/** Somebody whose token was verified, and by which keys. */
interface Verified {
  readonly identity: Identity;
  readonly keys: KeySource;
  readonly generation: object;
  readonly untilMs: number;
}

/** A token comes with many requests and costs more to verify than all else that a request does. */
function createVerifiedTokens(): BoundedMap<Verified> {
  return new BoundedMap({
    maxEntries: 10_000,
    maxBytes: 32 * 1024 * 1024,
    weigh: (_verified, authorization) => authorization.length * 2 + 1_000,
  });
}

export interface AuthenticateOptions {
  readonly times?: KeySourceTimes | undefined;
  /** A token that was taken back is refused like one that was never good. */
  readonly rights?: Rights | undefined;
}

export function createAuthenticate(
  config: Pick<GatewayConfig, 'issuers' | 'anonymous' | 'personIdSecret'>,
  log: Logger,
  { times, rights }: AuthenticateOptions = {},
): Authenticate {
  const issuers = new Map(
    config.issuers.map((issuer): [string, Issuer] => [
      issuer.issuer,
      { ...issuer, keys: createKeySource(issuer, log, times) },
    ]),
  );
  const verified = createVerifiedTokens();
  const identifyOnce = async (authorization: string): Promise<Identity> => {
    const known = verified.get(authorization);
    if (known && known.keys.generation() === known.generation && Date.now() < known.untilMs)
      return known.identity;
    const { identity, keys, generation } = await identify(authorization, issuers, config.personIdSecret);
    const untilMs = (identity.expiresAtMs ?? 0) + leewaySeconds * 1_000;
    // Keys that were fetched in the meantime may not be those that it was verified by.
    if (generation && generation === keys.generation())
      verified.set(authorization, { identity, keys, generation, untilMs });
    return identity;
  };
  return async (authorization) => {
    if (authorization === undefined || authorization === '') {
      if (config.anonymous) return { viewer: anonymous, expiresAtMs: null, issuedAtMs: null };
      throw clientError('UNAUTHENTICATED', 'A token is needed.');
    }
    try {
      const identity = await identifyOnce(authorization);
      const verdict = rights?.verdict(identity);
      // That nobody knows is told where something personal is asked for.
      if (verdict === 'revoked' || verdict === 'disabled') throw new Error(verdict);
      return identity;
    } catch (error) {
      log.info({ reason: error instanceof Error ? error.message : String(error) }, 'a token was refused');
      throw clientError('UNAUTHENTICATED', 'The token is not valid.');
    }
  };
}

async function identify(
  authorization: string,
  issuers: ReadonlyMap<string, Issuer>,
  personIdSecret: string,
): Promise<Pick<Verified, 'identity' | 'keys'> & { readonly generation: object | undefined }> {
  const token = /^Bearer +([\w.~+/=-]+) *$/i.exec(authorization)?.[1];
  if (token === undefined || token.length > maxTokenLength) throw new Error('not a bearer token');
  const issuer = issuers.get(decodeJwt(token).iss ?? '');
  if (!issuer) throw new Error('the issuer is not configured');
  const generation = issuer.keys.generation();
  const { payload } = await jwtVerify(token, issuer.keys.findKey, {
    algorithms,
    issuer: issuer.issuer,
    audience: issuer.audience,
    clockTolerance: leewaySeconds,
    requiredClaims: ['exp', 'sub'],
  });
  if (!hasSubject(payload)) throw new Error('no subject');
  const realm = issuer.realm ?? issuer.issuer;
  const viewer = viewerOf(payload, { realm, personIdSecret });
  const issuedAtMs = (payload.iat ?? 0) * 1_000;
  const identity = { viewer, expiresAtMs: payload.exp * 1_000, issuedAtMs };
  return { identity, keys: issuer.keys, generation };
}

function hasSubject(payload: JWTPayload): payload is JWTPayload & { sub: string; exp: number } {
  return typeof payload.sub === 'string' && payload.sub !== '' && typeof payload.exp === 'number';
}

import { decodeJwt, jwtVerify } from 'jose';
import type { JWTPayload } from 'jose';
import type { Logger } from '../../../subgraphs/kit/process/logger.ts';
import { anonymous } from '../../../subgraphs/kit/process/viewer.ts';
import type { Viewer } from '../../../subgraphs/kit/process/viewer.ts';
import type { GatewayConfig, IssuerConfig } from '../config.ts';
import { clientError } from '../errors.ts';
import { createKeySource } from './key-source.ts';
import type { FindKey, KeySourceTimes } from './key-source.ts';
import { viewerOf } from './viewer.ts';

export interface Identity {
  readonly viewer: Viewer;
  /** When the token that made it ends, in epoch milliseconds, without the leeway; null when there is no token. */
  readonly expiresAtMs: number | null;
}

/**
 * Establishes who asks from the value of an `Authorization` header, or of the member of that name in a WebSocket's
 * `connection_init`. Absent is anonymous where that is allowed.
 * @throws UNAUTHENTICATED, always with the same text: what is wrong with a token is in the log only
 */
export type Authenticate = (authorization: string | undefined) => Promise<Identity>;

/** Only asymmetric algorithms: a public key can never be taken for an HMAC secret (RFC 8725 §3.1). */
const algorithms = ['ES256', 'RS256', 'PS256', 'EdDSA'];
export const leewaySeconds = 30;
const maxTokenLength = 8_192;

interface Issuer extends IssuerConfig {
  readonly findKey: FindKey;
}

export function createAuthenticate(
  config: Pick<GatewayConfig, 'issuers' | 'anonymous' | 'personIdSecret'>,
  log: Logger,
  times?: KeySourceTimes,
): Authenticate {
  const issuers = new Map(
    config.issuers.map((issuer): [string, Issuer] => [
      issuer.issuer,
      { ...issuer, findKey: createKeySource(issuer, log, times) },
    ]),
  );
  return async (authorization) => {
    if (authorization === undefined || authorization === '') {
      if (config.anonymous) return { viewer: anonymous, expiresAtMs: null };
      throw clientError('UNAUTHENTICATED', 'A token is needed.');
    }
    try {
      return await identify(authorization, issuers, config.personIdSecret);
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
): Promise<Identity> {
  const token = /^Bearer +([\w.~+/=-]+) *$/i.exec(authorization)?.[1];
  if (token === undefined || token.length > maxTokenLength) throw new Error('not a bearer token');
  const issuer = issuers.get(decodeJwt(token).iss ?? '');
  if (!issuer) throw new Error('the issuer is not configured');
  const { payload } = await jwtVerify(token, issuer.findKey, {
    algorithms,
    issuer: issuer.issuer,
    audience: issuer.audience,
    clockTolerance: leewaySeconds,
    requiredClaims: ['exp', 'sub'],
  });
  if (!hasSubject(payload)) throw new Error('no subject');
  const realm = issuer.realm ?? issuer.issuer;
  return {
    viewer: viewerOf(payload, { realm, personIdSecret }),
    expiresAtMs: payload.exp * 1_000,
  };
}

function hasSubject(payload: JWTPayload): payload is JWTPayload & { sub: string; exp: number } {
  return typeof payload.sub === 'string' && payload.sub !== '' && typeof payload.exp === 'number';
}

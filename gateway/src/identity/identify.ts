import { clientError } from '../errors.ts';
import type { ApiKeys } from './api-keys.ts';
import type { Identity } from './identity.ts';
import type { Authenticate } from './verify-token.ts';

/** What a client shows of itself, on whichever road it comes; never a part of an address. */
export interface Credentials {
  /** `Authorization`: `Bearer` and a token. */
  readonly authorization: string | undefined;
  /** `X-API-Key`: the key of an app. */
  readonly apiKey: string | undefined;
  /** `X-Sandbox-As`: which of the people of its sandbox an app wants to be. */
  readonly sandboxAs?: string | undefined;
  /** Of the client, as `clientAddress` gives it: wrong keys are counted under it. */
  readonly address: string;
}

/**
 * Establishes who asks. All roads call it.
 * @throws UNAUTHENTICATED; of keys also FORBIDDEN (rule not_conformant), RATE_LIMITED, UNAVAILABLE; BAD_REQUEST for a token and a key at once
 */
export type Identify = (credentials: Credentials) => Promise<Identity>;

/** Without `apiKeys`, in the bare engine, a key means nothing and nobody looks at it. */
export function createIdentify(authenticate: Authenticate, apiKeys?: ApiKeys): Identify {
  if (!apiKeys) return ({ authorization }) => authenticate(authorization);
  return async ({ authorization, apiKey, sandboxAs, address }) => {
    if (apiKey === undefined && sandboxAs !== undefined)
      throw clientError('BAD_REQUEST', 'Only a key for a sandbox may be used as somebody in it.');
    if (apiKey === undefined) return authenticate(authorization);
    if (authorization !== undefined)
      throw clientError('BAD_REQUEST', 'Send a token or an API key, not both.');
    return apiKeys.identify(apiKey, address, sandboxAs);
  };
}

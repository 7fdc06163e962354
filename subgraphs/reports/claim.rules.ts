import { createHash } from 'node:crypto';

/** By which a claim token is found; from what is stored nobody gets the token back. Null for what cannot be one. */
export function hashClaimToken(token: string): string | null {
  return /^[\w-]{43}$/.test(token) ? createHash('sha256').update(token).digest('hex') : null;
}

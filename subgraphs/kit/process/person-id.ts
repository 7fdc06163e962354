import { createHmac } from 'node:crypto';

/**
 * The opaque id of a person: the same in every subgraph, and nobody without the secret can tell whose it is or make one.
 * `realm` names the accounts' home (the issuer, or a name that stays when the issuer's address changes).
 */
export function personId(secret: string, realm: string, subject: string): string {
  return createHmac('sha256', secret).update(`${realm}\n${subject}`).digest('base64url');
}

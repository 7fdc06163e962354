import { hkdfSync } from 'node:crypto';

/** Keys derived from the one root secret, each for one purpose; none says anything about another. */
export interface Secrets {
  /** Signs the gateway's calls to subgraphs (signature.ts). */
  readonly signature: string;
  /** Signs stream cursors. */
  readonly cursor: string;
  /** Makes opaque person ids of issuer and subject. */
  readonly personId: string;
  /** Makes digests of what must be found again and not read. */
  readonly digest: string;
  /** Wraps the data keys of persons: 32 bytes. */
  readonly personKey: Buffer;
  /** Makes the addresses of uploads and of files that not everybody may read: 32 bytes. */
  readonly fileTicket: Buffer;
  /** Seals what gateways tell each other of live streams, and who is behind a stream's ticket: 32 bytes. */
  readonly streams: Buffer;
  /** Proves audited entries and seals their chain: 32 bytes. */
  readonly audit: Buffer;
}

export const minSecretLength = 32;

/**
 * Derives every key from the root secret (HKDF-SHA256, one label each): the same root gives the same keys in every process.
 * @throws Error when the root is shorter than 32 characters
 */
export function deriveSecrets(root: string): Secrets {
  if (root.length < minSecretLength) {
    throw new Error(
      `The hub's secret must have at least ${minSecretLength} characters, but it has ${root.length}.`,
    );
  }
  const derive = (label: string) => Buffer.from(hkdfSync('sha256', root, 'hue-hub', label, 32));
  return {
    signature: derive('subgraph-signature').toString('hex'),
    cursor: derive('stream-cursor').toString('hex'),
    personId: derive('person-id').toString('hex'),
    digest: derive('digest').toString('hex'),
    personKey: derive('person-key-wrapping'),
    fileTicket: derive('file-ticket'),
    streams: derive('stream-commands'),
    audit: derive('audit-chain'),
  };
}

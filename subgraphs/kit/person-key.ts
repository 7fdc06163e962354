import type { ClientSession } from 'mongoose';

/** A private value as it is stored: it says whose it is and opens only while that person's key exists. */
export interface Sealed {
  readonly personId: string;
  readonly keyId: string;
  /** base64 of nonce, ciphertext and tag. */
  readonly box: string;
}

export interface PersonKeys {
  /** Encrypts `value` (JSON) under the person's key, made on first use. */
  seal(personId: string, value: unknown, session?: ClientSession): Promise<Sealed>;
  /** The value, or null once the key is erased. */
  open(sealed: Sealed, session?: ClientSession): Promise<unknown>;
  /** Removes the key: everything sealed under it is unreadable from then on. True when there was one. */
  erase(personId: string, session: ClientSession): Promise<boolean>;
}

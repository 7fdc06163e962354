import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const nonceBytes = 12;
const tagBytes = 16;

/** What a box is made and opened with: 32 bytes of key, and what the box is bound to (elsewhere it does not open). */
export interface BoxKey {
  readonly key: Buffer;
  readonly binding: string;
}

/** AES-256-GCM: nonce, tag, ciphertext. */
export function sealBox(bytes: Buffer, { key, binding }: BoxKey): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(binding));
  const body = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

/** @throws Error when the box was altered, was made with another key, or is bound to something else */
export function openBox(box: Buffer, { key, binding }: BoxKey): Buffer {
  const nonce = box.subarray(0, nonceBytes);
  const tag = box.subarray(nonceBytes, nonceBytes + tagBytes);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(binding)).setAuthTag(tag);
  return Buffer.concat([decipher.update(box.subarray(nonceBytes + tagBytes)), decipher.final()]);
}

import type { JsonWebKey } from 'node:crypto';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** An ES256 private key as JWK, with its id. */
export interface SigningKey extends JsonWebKey {
  readonly kid: string;
  readonly alg: 'ES256';
  readonly use: 'sig';
}

/** The key kept at `path` (mode 600), made at the first call: tokens stay good over a restart. */
export async function keptSigningKey(path: string): Promise<SigningKey> {
  const kept = await readFile(path, 'utf8').catch(() => null);
  if (kept !== null) return parseKey(kept);
  const jwk = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
  const kid = createHash('sha256').update(`${jwk.x}.${jwk.y}`).digest('base64url').slice(0, 16);
  const key: SigningKey = { ...jwk, kid, alg: 'ES256', use: 'sig' };
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, JSON.stringify(key), { mode: 0o600 });
  return key;
}

function parseKey(text: string): SigningKey {
  return JSON.parse(text) as SigningKey;
}

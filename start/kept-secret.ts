import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SettingError } from '../subgraphs/kit/process/env.ts';
import { minSecretLength } from '../subgraphs/kit/process/secrets.ts';
import type { Settings } from './settings.ts';

/**
 * The root secret: HUB_SECRET, or one made at random at the first start and kept in the data folder (mode 600).
 * @throws SettingError when it is too short, or in production absent or no random one
 */
export async function keptSecret(settings: Settings, dataDir: string): Promise<string> {
  if (settings.secret !== undefined) {
    const secret = checked(settings.secret);
    if (settings.environment === 'production') refuseExample(secret);
    return secret;
  }
  if (settings.environment === 'production') {
    throw new SettingError(
      `HUB_SECRET (at least ${minSecretLength} characters) must be set when HUB_ENV=production.`,
    );
  }
  const path = join(dataDir, 'secret');
  const kept = await readFile(path, 'utf8').catch(() => null);
  if (kept !== null) return checked(kept.trim());
  const made = randomBytes(32).toString('hex');
  await mkdir(dataDir, { recursive: true });
  await writeFile(path, `${made}\n`, { mode: 0o600, flag: 'wx' });
  return made;
}

/** A secret of production is random: what was copied from a page, or typed on one key, is none. */
function refuseExample(secret: string): void {
  const isWord = /change.?me|example|default|password|secret|test/i.test(secret);
  if (isWord || new Set(secret).size < 10)
    throw new SettingError(
      'HUB_SECRET looks like an example; when HUB_ENV=production it must be random, as `openssl rand -hex 32` makes one.',
    );
}

function checked(secret: string): string {
  if (secret.length >= minSecretLength) return secret;
  throw new SettingError(
    `HUB_SECRET must have at least ${minSecretLength} characters, but it has ${secret.length}.`,
  );
}

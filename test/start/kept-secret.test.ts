import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keptSecret } from '../../start/kept-secret.ts';
import { readSettings } from '../../start/settings.ts';

describe('keptSecret', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'hue-hub-secret-'));
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));

  test('is made once, long and readable by its owner only', async () => {
    const made = await keptSecret(readSettings({}), dir);
    expect(made).toMatch(/^[0-9a-f]{64}$/);
    expect(await keptSecret(readSettings({}), dir)).toBe(made);
    expect((await stat(join(dir, 'secret'))).mode & 0o777).toBe(0o600);
  });

  test('is what HUB_SECRET says, if that is long enough', async () => {
    const long = 'a'.repeat(32);
    expect(await keptSecret(readSettings({ HUB_SECRET: long }), dir)).toBe(long);
    const short = keptSecret(readSettings({ HUB_SECRET: 'short' }), dir);
    await expect(short).rejects.toThrow('HUB_SECRET must have at least 32 characters, but it has 5.');
  });

  test('is never made up in production', async () => {
    const env = { HUB_ENV: 'production', HUB_ISSUER: 'https://id.hue.gov.vn', HUB_AUDIENCE: 'hub' };
    await expect(keptSecret(readSettings(env), dir)).rejects.toThrow(
      /^HUB_SECRET .* must be set when HUB_ENV=production/,
    );
  });

  test('is no example in production', async () => {
    const production = { HUB_ENV: 'production', HUB_ISSUER: 'https://id.hue.gov.vn', HUB_AUDIENCE: 'hub' };
    const kept = (HUB_SECRET: string) => keptSecret(readSettings({ ...production, HUB_SECRET }), dir);
    for (const example of [
      'x'.repeat(64),
      'change-me-before-you-go-live-please-1234567',
      'abcabcabc'.repeat(6),
    ])
      await expect(kept(example)).rejects.toThrow(/^HUB_SECRET looks like an example/);
    const random = randomBytes(32).toString('hex');
    await expect(kept(random)).resolves.toBe(random);
  });
});

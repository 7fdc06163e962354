import { readSettings } from '../../start/settings.ts';

describe('readSettings', () => {
  test('has a default for everything', () => {
    expect(readSettings({})).toMatchObject({
      port: 4000,
      host: '127.0.0.1',
      dbPrefix: 'hub_',
      environment: 'development',
      sampleData: true,
      logLevel: 'warn',
    });
  });

  test.each([
    [{ PORT: 'four thousand' }, /^PORT must be a whole number from 1 to 65000, but it is "four thousand"\.$/],
    [{ HUB_ENV: 'prod' }, /^HUB_ENV must be one of development, production/],
    [{ HUB_NOW: '2026-11-22T08:00' }, /^HUB_NOW must be a time with its offset/],
    [{ HUB_DB_PREFIX: 'Hub-' }, /^HUB_DB_PREFIX must be small letters/],
    [{ HUB_ISSUER: 'https://id.hue.gov.vn' }, /^HUB_AUDIENCE .* must be set with HUB_ISSUER/],
    [{ HUB_ISSUER: 'id' }, /^HUB_ISSUER must be a URL/],
  ])('names the setting that is wrong: %p', (env, message) => {
    expect(() => readSettings(env)).toThrow(message);
  });

  test('refuses in production to move the clock and to lift the limits, and loads no sample data', () => {
    const issuer = { HUB_ISSUER: 'https://id.hue.gov.vn', HUB_AUDIENCE: 'hub' };
    const now = { HUB_NOW: '2026-11-22T08:00:00+07:00' };
    expect(() => readSettings({ HUB_ENV: 'production', ...issuer, ...now })).toThrow(/HUB_NOW/);
    expect(() => readSettings({ HUB_ENV: 'production', ...issuer, HUB_LIMITS: 'off' })).toThrow(/HUB_LIMITS/);
    expect(readSettings({ HUB_ENV: 'production', ...issuer })).toMatchObject({ sampleData: false });
  });

  test('reads a time with its offset', () => {
    expect(readSettings({ HUB_NOW: '2026-11-22T08:00:00+07:00' }).now).toEqual(
      new Date('2026-11-22T01:00:00Z'),
    );
  });
});

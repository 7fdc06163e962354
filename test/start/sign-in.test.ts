import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { sampleAccounts } from '../../start/sample-accounts.ts';
import { graphAudience } from '../../start/sign-in-config.ts';
import { roles } from '../../subgraphs/kit/process/viewer.ts';
import { freeBasePort } from '../kit/free-base-port.ts';
import type { StartedProcess } from '../kit/start-process.ts';
import { startMain } from '../kit/start-process.ts';

// oidc-provider is ESM only and cannot be loaded inside Jest: it is met where people meet it, in a running hub.
describe('the sample sign-in', () => {
  let hub: StartedProcess;
  let dir: string;
  let issuer: string;
  let origin: string;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), `hue-hub-test-${process.pid}-`));
    const port = await freeBasePort();
    origin = `http://localhost:${port}`;
    issuer = `http://localhost:${port + 1}`;
    hub = startMain(['start'], {
      DATA_DIR: dir,
      PORT: String(port),
      MONGODB_URI: process.env['TEST_MONGODB_URI']!,
      HUB_DB_PREFIX: `sign_in_${port}_`,
      HUB_SAMPLE_DATA: 'off',
    });
    await hub.untilOutput('The hub of Huế is ready');
  }, 120_000);

  afterAll(async () => {
    hub.child.kill('SIGTERM');
    await hub.ended;
    await rm(dir, { recursive: true, force: true });
  });

  const postToken = (fields: Record<string, string>): Promise<Response> =>
    fetch(`${issuer}/token`, { method: 'POST', headers: { origin }, body: new URLSearchParams(fields) });

  async function verified(response: Response): Promise<Record<string, unknown>> {
    const { access_token: token } = (await response.json()) as { access_token: string };
    const keys = createRemoteJWKSet(new URL(`${issuer}/jwks`));
    return (await jwtVerify(token, keys, { issuer, audience: graphAudience, typ: 'at+jwt' })).payload;
  }

  test('has an account for each role of the city', () => {
    const held = new Set(sampleAccounts().flatMap((account) => account.roles));
    expect([...held].sort()).toEqual([...roles].sort());
  });

  test('gives a named account a token for the graph, with what the hub reads from it', async () => {
    const response = await postToken({
      grant_type: 'urn:hub:sample',
      client_id: 'sample',
      username: 'officer',
    });
    expect(await verified(response)).toMatchObject({
      sub: 'officer',
      roles: ['officer'],
      agency: 'so-xay-dung',
      vneid_level: 2,
      name: 'Phan Quang Dũng',
    });
  });

  test('names the accounts when there is none of that name', async () => {
    const response = await postToken({
      grant_type: 'urn:hub:sample',
      client_id: 'sample',
      username: 'mayor',
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: 'invalid_grant',
      error_description: expect.stringContaining('citizen, citizen2, guardian') as string,
    });
  });

  test('signs a browser in by code and PKCE, on a page that says it is not for production', async () => {
    const jar = new Map<string, string>();
    const go = async (url: string, init: RequestInit = {}): Promise<Response> => {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      const response = await fetch(new URL(url, issuer), {
        redirect: 'manual',
        ...init,
        headers: { cookie },
      });
      for (const set of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
        jar.set(name, value);
      }
      return response;
    };
    const location = (response: Response): string => response.headers.get('location') ?? '';
    const verifier = randomBytes(32).toString('base64url');
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    const redirect = `${origin}/explorer`;
    const query = new URLSearchParams({
      client_id: 'explorer',
      redirect_uri: redirect,
      response_type: 'code',
      scope: 'openid',
      code_challenge: challenge,
      code_challenge_method: 'S256',
      state: 'here',
    });
    const login = location(await go(`/auth?${query.toString()}`));
    const page = await (await go(login)).text();
    expect(page).toContain('Not for production');
    expect(page).toContain('value="identity-officer"');
    const chosen = await go(login, { method: 'POST', body: new URLSearchParams({ account: 'citizen' }) });
    const back = new URL(location(await go(location(chosen))));
    expect(`${back.origin}${back.pathname}`).toBe(redirect);
    expect(back.searchParams.get('state')).toBe('here');
    const response = await postToken({
      grant_type: 'authorization_code',
      client_id: 'explorer',
      redirect_uri: redirect,
      code: back.searchParams.get('code') ?? '',
      code_verifier: verifier,
    });
    expect(response.headers.get('access-control-allow-origin')).toBe(origin);
    expect(await verified(response)).toMatchObject({ sub: 'citizen', roles: ['citizen'], vneid_level: 2 });
  });

  test('turns away a browser that began no sign-in, and another site that asks for a token', async () => {
    const stray = await fetch(`${issuer}/login/abc`);
    expect(stray.status).toBe(400);
    expect(await stray.text()).toContain('Start again from the explorer');
    const elsewhere = new URLSearchParams({
      client_id: 'explorer',
      redirect_uri: 'https://elsewhere.example/',
      response_type: 'code',
      scope: 'openid',
      code_challenge: 'x'.repeat(43),
      code_challenge_method: 'S256',
    });
    const refused = await fetch(`${issuer}/auth?${elsewhere.toString()}`, { redirect: 'manual' });
    expect(refused.status).toBe(400);
  });
});

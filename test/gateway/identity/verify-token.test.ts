import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import type { CryptoKey, JWTPayload } from 'jose';
import { silentLogger } from '../../../subgraphs/kit/process/logger.ts';
import { personId } from '../../../subgraphs/kit/process/person-id.ts';
import { createAuthenticate } from '../../../gateway/src/identity/verify-token.ts';
import type { Authenticate } from '../../../gateway/src/identity/verify-token.ts';
import { defaultKeyTimes } from '../../../gateway/src/identity/key-source.ts';

interface Issuer {
  readonly url: string;
  readonly fetches: () => number;
  /** The keys that are served from now on; 'down' answers 503. */
  serve(keys: readonly object[] | 'down'): void;
  close(): Promise<void>;
}

async function startIssuer(): Promise<Issuer> {
  let keys: readonly object[] | 'down' = [];
  let fetches = 0;
  const server = createServer((req, res) => {
    const discovery = req.url === '/.well-known/openid-configuration';
    if (!discovery) fetches += 1;
    if (keys === 'down') return void res.writeHead(503).end();
    const { port } = server.address() as AddressInfo;
    const issuer = `http://127.0.0.1:${port}`;
    res.end(JSON.stringify(discovery ? { issuer, jwks_uri: `${issuer}/jwks` } : { keys }));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    fetches: () => fetches,
    serve: (next) => void (keys = next),
    close: () => new Promise((done) => void (server.closeAllConnections(), server.close(() => done()))),
  };
}

async function makeKey(kid: string, alg = 'ES256'): Promise<{ key: CryptoKey; jwk: object; spki: string }> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid, alg };
  return { key: privateKey, jwk, spki: await exportSPKI(publicKey) };
}

const audience = 'urn:hub:graph';
const nowS = (): number => Math.floor(Date.now() / 1000);

describe('a token', () => {
  let issuer: Issuer;
  let key: CryptoKey;
  let jwk: object;
  let spki: string;
  let authenticate: Authenticate;

  beforeEach(async () => {
    issuer = await startIssuer();
    ({ key, jwk, spki } = await makeKey('k1'));
    issuer.serve([jwk]);
    authenticate = createAuthenticate(
      {
        issuers: [{ issuer: issuer.url, audience, realm: 'home' }],
        anonymous: true,
        personIdSecret: 'secret',
      },
      silentLogger,
    );
  });
  afterEach(() => issuer.close());

  const sign = (
    claims: JWTPayload = {},
    options: { key?: CryptoKey | Uint8Array; header?: object } = {},
  ): Promise<string> => {
    const body = { iss: issuer.url, aud: audience, sub: 'officer', exp: nowS() + 60, ...claims };
    return new SignJWT(body)
      .setProtectedHeader({ alg: 'ES256', kid: 'k1', ...options.header })
      .sign(options.key ?? key);
  };
  const refused = { extensions: { code: 'UNAUTHENTICATED' }, message: 'The token is not valid.' };

  test('becomes a viewer with an opaque id, its known roles and its agency', async () => {
    const token = await sign({
      roles: ['officer', 'emperor'],
      agency: 'agency-7',
      vneid_level: 2,
      scope: 'graph read:traffic',
      name: 'Lê Thị B',
    });
    const { viewer, expiresAtMs } = await authenticate(`Bearer ${token}`);
    expect(viewer).toEqual({
      kind: 'person',
      id: personId('secret', 'home', 'officer'),
      roles: ['officer'],
      agencyId: 'agency-7',
      vneidLevel: 2,
      scopes: ['graph', 'read:traffic'],
      name: 'Lê Thị B',
    });
    expect(expiresAtMs).toBeGreaterThan(Date.now());
  });

  test('of the type at+jwt is taken like one without a type', async () => {
    const token = await sign({}, { header: { typ: 'at+jwt' } });
    expect((await authenticate(`Bearer ${token}`)).viewer.kind).toBe('person');
  });

  test('whose client is its subject is an app', async () => {
    const token = await sign({ client_id: 'officer' });
    expect((await authenticate(`Bearer ${token}`)).viewer.kind).toBe('app');
  });

  test('with claims of the wrong kind gives no right', async () => {
    const token = await sign({ roles: 'ioc', vneid_level: '2', agency: 7 });
    const { viewer } = await authenticate(`Bearer ${token}`);
    expect(viewer).toMatchObject({ roles: [], vneidLevel: 0, agencyId: undefined });
  });

  test('signed with RS256, PS256 or EdDSA by a known key is taken', async () => {
    const algorithms = ['RS256', 'PS256', 'EdDSA'];
    const keys = await Promise.all(algorithms.map((alg) => makeKey(`kid-${alg}`, alg)));
    issuer.serve(keys.map((each) => each.jwk));
    for (const [index, alg] of algorithms.entries()) {
      const token = await sign({}, { key: keys[index]!.key, header: { alg, kid: `kid-${alg}` } });
      expect((await authenticate(`Bearer ${token}`)).viewer.kind).toBe('person');
    }
  });

  test('C01: with alg none, or HS256 under the public key, is refused', async () => {
    const claims = { iss: issuer.url, aud: audience, sub: 'officer', exp: nowS() + 60 };
    await expect(authenticate(`Bearer ${new UnsecuredJWT(claims).encode()}`)).rejects.toMatchObject(refused);
    const forged = await sign({}, { key: new TextEncoder().encode(spki), header: { alg: 'HS256' } });
    await expect(authenticate(`Bearer ${forged}`)).rejects.toMatchObject(refused);
  });

  test.each([
    ['another audience', { aud: 'urn:other' }],
    ['another issuer', { iss: 'https://elsewhere.example' }],
    ['no issuer', { iss: undefined }],
    ['no exp', { exp: undefined }],
    ['no subject', { sub: undefined }],
    ['an empty subject', { sub: '' }],
    ['nbf ahead', { nbf: nowS() + 600 }],
  ])('C02: with %s is refused', async (_what, claims) => {
    await expect(authenticate(`Bearer ${await sign(claims)}`)).rejects.toMatchObject(refused);
  });

  test('C03: is taken 20 s after its end and refused 31 s after it', async () => {
    await expect(authenticate(`Bearer ${await sign({ exp: nowS() - 20 })}`)).resolves.toBeDefined();
    await expect(authenticate(`Bearer ${await sign({ exp: nowS() - 31 })}`)).rejects.toMatchObject(refused);
  });

  test('C04: of another key, with a swapped payload, a critical extension or junk is refused', async () => {
    const other = await makeKey('k1');
    const [head, , tail] = (await sign()).split('.');
    const payload = Buffer.from(
      JSON.stringify({ iss: issuer.url, aud: audience, sub: 'ioc', exp: nowS() + 60 }),
    );
    const crit = await sign({}, { header: { b64: true, crit: ['b64'] } }).then((token) => {
      const header = { alg: 'ES256', kid: 'k1', crit: ['unknown'], unknown: 1 };
      return [Buffer.from(JSON.stringify(header)).toString('base64url'), ...token.split('.').slice(1)].join(
        '.',
      );
    });
    const bad = [
      await sign({}, { key: other.key }),
      [head, payload.toString('base64url'), tail].join('.'),
      crit,
      'junk',
      'a.b.c',
      'x'.repeat(20_000),
    ];
    for (const token of bad) await expect(authenticate(`Bearer ${token}`)).rejects.toMatchObject(refused);
    await expect(authenticate('Basic dXNlcjpwYXNz')).rejects.toMatchObject(refused);
  });

  test('absent is anonymous where that is allowed, and refused where it is not', async () => {
    expect((await authenticate(undefined)).viewer.kind).toBe('anonymous');
    const strict = createAuthenticate({ issuers: [], anonymous: false, personIdSecret: 's' }, silentLogger);
    await expect(strict(undefined)).rejects.toMatchObject({ extensions: { code: 'UNAUTHENTICATED' } });
  });
});

describe('the keys of an issuer', () => {
  let issuer: Issuer;
  let nowMs: number;
  let authenticate: Authenticate;

  beforeEach(async () => {
    issuer = await startIssuer();
    nowMs = 1_000_000;
    authenticate = createAuthenticate(
      { issuers: [{ issuer: issuer.url, audience }], anonymous: true, personIdSecret: 'secret' },
      silentLogger,
      { times: { ...defaultKeyTimes, nowMs: () => nowMs } },
    );
  });
  afterEach(() => issuer.close());

  const ask = async (key: CryptoKey, kid: string): Promise<unknown> => {
    const token = await new SignJWT({ iss: issuer.url, aud: audience, sub: 'a', exp: nowS() + 60 })
      .setProtectedHeader({ alg: 'ES256', kid })
      .sign(key);
    return authenticate(`Bearer ${token}`);
  };

  test('C07: a rotated key is accepted with one fetch, and the removed one is refused from then on', async () => {
    const first = await makeKey('k1');
    const second = await makeKey('k2');
    issuer.serve([first.jwk]);
    await ask(first.key, 'k1');
    issuer.serve([second.jwk]);
    nowMs += 30_000;
    await ask(second.key, 'k2');
    expect(issuer.fetches()).toBe(2);
    await expect(ask(first.key, 'k1')).rejects.toBeDefined();
  });

  test('C07: a token that was verified before is refused with its key, and within its time is not verified again', async () => {
    const first = await makeKey('k1');
    issuer.serve([first.jwk]);
    const token = await new SignJWT({ iss: issuer.url, aud: audience, sub: 'a', exp: nowS() + 600 })
      .setProtectedHeader({ alg: 'ES256', kid: 'k1' })
      .sign(first.key);
    await authenticate(`Bearer ${token}`);
    const { viewer } = await authenticate(`Bearer ${token}`);
    expect((await authenticate(`Bearer ${token}`)).viewer).toBe(viewer);
    const second = await makeKey('k2');
    issuer.serve([second.jwk]);
    nowMs += 30_000;
    await ask(second.key, 'k2');
    await expect(authenticate(`Bearer ${token}`)).rejects.toBeDefined();
    issuer.serve([first.jwk]);
    nowMs += 600_001;
    expect((await authenticate(`Bearer ${token}`)).viewer).not.toBe(viewer);
  });

  test('C03: a token that was verified before is refused when it has ended', async () => {
    const first = await makeKey('k1');
    issuer.serve([first.jwk]);
    const exp = nowS() - 28;
    const token = await new SignJWT({ iss: issuer.url, aud: audience, sub: 'a', exp })
      .setProtectedHeader({ alg: 'ES256', kid: 'k1' })
      .sign(first.key);
    const taken = async (): Promise<boolean> =>
      authenticate(`Bearer ${token}`).then(
        () => true,
        () => false,
      );
    while (await taken()) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(Date.now()).toBeGreaterThanOrEqual((exp + 30) * 1_000);
  });

  test('C07: a key that its issuer has removed is refused ten minutes later at the latest', async () => {
    const removed = await makeKey('k1');
    const kept = await makeKey('k2');
    issuer.serve([removed.jwk, kept.jwk]);
    await ask(removed.key, 'k1');
    issuer.serve([kept.jwk]);
    nowMs += 600_001;
    await expect(ask(removed.key, 'k1')).rejects.toMatchObject({ extensions: { code: 'UNAUTHENTICATED' } });
    await expect(ask(kept.key, 'k2')).resolves.toBeDefined();
  });

  test('C07: a thousand unknown key ids cause one fetch per cooldown', async () => {
    const known = await makeKey('k1');
    issuer.serve([known.jwk]);
    await ask(known.key, 'k1');
    for (let i = 0; i < 1000; i += 1) await expect(ask(known.key, `kid-${i}`)).rejects.toBeDefined();
    expect(issuer.fetches()).toBe(1);
    nowMs += 30_001;
    await Promise.all(
      Array.from({ length: 50 }, (_, i) => expect(ask(known.key, `other-${i}`)).rejects.toBeDefined()),
    );
    expect(issuer.fetches()).toBe(2);
  });

  test('C08: while the issuer is down known keys keep working and unknown ones are refused', async () => {
    const known = await makeKey('k1');
    issuer.serve([known.jwk]);
    await ask(known.key, 'k1');
    issuer.serve('down');
    nowMs += 3_600_000;
    await expect(ask(known.key, 'k1')).resolves.toBeDefined();
    const stranger = await makeKey('k2');
    nowMs += 30_001;
    await expect(ask(stranger.key, 'k2')).rejects.toMatchObject({ extensions: { code: 'UNAUTHENTICATED' } });
  });

  test('C08: an issuer that is down at first is asked again when it is back', async () => {
    const known = await makeKey('k1');
    issuer.serve('down');
    await expect(ask(known.key, 'k1')).rejects.toMatchObject({ extensions: { code: 'UNAUTHENTICATED' } });
    issuer.serve([known.jwk]);
    nowMs += 2_001;
    await expect(ask(known.key, 'k1')).resolves.toBeDefined();
  });
});

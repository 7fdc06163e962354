import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { IssuerConfig } from '../../gateway/src/config.ts';
import type { SampleAccount } from '../../start/sample-accounts.ts';
import { sampleAccounts } from '../../start/sample-accounts.ts';
import { graphAudience, sampleRealm } from '../../start/sign-in-config.ts';

export interface TestIssuer {
  readonly config: IssuerConfig;
  /** A token of a sample account, as the sample sign-in would give it. */
  token(sub: string, claims?: Readonly<Record<string, unknown>>): Promise<string>;
  close(): Promise<void>;
}

/** An issuer with a real key and a real JWKS address, without the pages of a sign-in. */
export async function startIssuer(): Promise<TestIssuer> {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const jwks = JSON.stringify({
    keys: [{ ...(await exportJWK(publicKey)), kid: 'test', alg: 'ES256', use: 'sig' }],
  });
  const server = createServer((_request, response) =>
    response.setHeader('content-type', 'application/json').end(jwks),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const issuer = 'http://issuer.test';
  const config = {
    issuer,
    jwksUri: `http://127.0.0.1:${port}/jwks`,
    audience: graphAudience,
    realm: sampleRealm,
  };
  return {
    config,
    token: (sub, claims = {}) =>
      new SignJWT({ ...claimsOf(sub), ...claims })
        .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'test' })
        .setIssuer(issuer)
        .setSubject(sub)
        .setAudience(graphAudience)
        .setIssuedAt()
        .setExpirationTime(typeof claims['exp'] === 'number' ? claims['exp'] : '1h')
        .sign(privateKey),
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

function claimsOf(sub: string): Record<string, unknown> {
  const account: SampleAccount | undefined = sampleAccounts().find((one) => one.sub === sub);
  if (!account) return { roles: ['citizen'], vneid_level: 1, name: sub };
  const { roles, agency, vneidLevel, name } = account;
  return { roles, vneid_level: vneidLevel, name, ...(agency ? { agency } : {}) };
}

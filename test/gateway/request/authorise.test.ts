import { SignJWT, exportJWK, generateKeyPair } from 'jose';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startFakeSubgraph } from '../../kit/fake-subgraph.ts';
import type { FakeSubgraph } from '../../kit/fake-subgraph.ts';
import { startTestGateway } from '../../kit/start-gateway.ts';
import type { TestGateway } from '../../kit/start-gateway.ts';

/** Signs tokens with any scopes for one test file. */
async function startSigner(): Promise<{
  issuer: string;
  token: (scope: string) => Promise<string>;
  close: () => void;
}> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const keys = [{ ...(await exportJWK(publicKey)), kid: 'k' }];
  const server = createServer((_req, res) => res.end(JSON.stringify({ keys })));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    issuer,
    token: (scope) =>
      new SignJWT({ scope })
        .setProtectedHeader({ alg: 'ES256', kid: 'k' })
        .setIssuer(issuer)
        .setAudience('graph')
        .setSubject('someone')
        .setExpirationTime('1m')
        .sign(privateKey),
    close: () => server.close(),
  };
}

describe('a supergraph with protected fields', () => {
  let records: FakeSubgraph;
  let risks: FakeSubgraph;
  let gateway: TestGateway;
  let signer: Awaited<ReturnType<typeof startSigner>>;

  beforeAll(async () => {
    signer = await startSigner();
    records = await startFakeSubgraph({
      name: 'records',
      sdl: `type Query { open: String thing: Thing any: Named child: Child @authenticated staff: String @policy(policies: [["staff"]]) }
        union Either = Thing | Child
        interface Named { name: String }
        type Child implements Named @key(fields: "id") { id: ID! name: String
          illness: String @requiresScopes(scopes: [["health"], ["doctor", "night"]]) }
        type Thing implements Named @key(fields: "id") @authenticated { id: ID! name: String }
        type Hidden @key(fields: "code") { code: ID! @authenticated label: String }`,
      resolvers: {
        Query: {
          open: () => 'open',
          thing: () => ({ id: 1, name: 'thing' }),
          any: () => ({ __typename: 'Child', id: 1, name: 'An' }),
          child: () => ({ id: 1, name: 'An', illness: 'none' }),
          staff: () => 'staff',
        },
        Child: { __resolveReference: (ref: object) => ({ ...ref, name: 'An', illness: 'none' }) },
        Named: { __resolveType: ({ __typename }: { __typename: string }) => __typename },
      },
    });
    risks = await startFakeSubgraph({
      name: 'risks',
      sdl: `type Query { guess: Child }
        type Child @key(fields: "id") { id: ID! illness: String @external
          risk: String @requires(fields: "illness") @requiresScopes(scopes: [["health"], ["doctor", "night"]]) }`,
      resolvers: { Query: { guess: () => ({ id: 1 }) } },
    });
    gateway = await startTestGateway([records, risks], {
      issuers: [{ issuer: signer.issuer, jwksUri: signer.issuer, audience: 'graph' }],
      grantPolicy: (policy, viewer) => policy === 'staff' && viewer.scopes.includes('staff-room'),
    });
  });
  afterAll(async () => {
    await gateway.close();
    await records.close();
    await risks.close();
    signer.close();
  });
  beforeEach(() => [records, risks].forEach((each) => each.reset()));

  const ask = async (
    query: string,
    scope?: string,
  ): Promise<{ status: number; code: unknown; data: unknown }> => {
    const headers: Record<string, string> =
      scope === undefined ? {} : { authorization: `Bearer ${await signer.token(scope)}` };
    const { status, body } = await gateway.post({ query }, headers);
    return { status, code: body.errors?.[0]?.extensions['code'], data: body.data };
  };
  const refused = (status: number, code: string): object => ({ status, code, data: undefined });
  const fetches = (): number => records.requests.length + risks.requests.length;

  test('serves what is not protected to anybody', async () => {
    expect((await ask('{ open }')).data).toEqual({ open: 'open' });
  });

  test.each([
    ['a field', '{ child { name } }'],
    ['a type behind a field', '{ thing { name } }'],
    ['a type behind an alias and a fragment', '{ x: thing { ...F } } fragment F on Thing { y: name }'],
    ['a type behind an interface', '{ any { name } }'],
    ['a type behind an inline fragment on an interface', '{ any { ... on Thing { name } } }'],
    ['a field behind @include', 'query ($yes: Boolean = true) { child @include(if: $yes) { name } }'],
    ['a protected field beside an open one', '{ open child { name } }'],
  ])('B07: refuses a stranger %s and fetches nothing', async (_what, query) => {
    expect(await ask(query)).toEqual(refused(401, 'UNAUTHENTICATED'));
    expect(fetches()).toBe(0);
  });

  test('serves someone who has one of the sets of scopes, and refuses who has only a part of one', async () => {
    const query = '{ child { illness } }';
    expect((await ask(query, 'health')).data).toEqual({ child: { illness: 'none' } });
    expect((await ask(query, 'night doctor')).data).toEqual({ child: { illness: 'none' } });
    records.reset();
    expect(await ask(query, 'doctor')).toEqual(refused(403, 'FORBIDDEN'));
    expect(await ask(query, '')).toEqual(refused(403, 'FORBIDDEN'));
    expect(fetches()).toBe(0);
  });

  test('B09: refuses a fetch of a protected field that the client did not select but @requires needs', async () => {
    expect(await ask('{ guess { risk } }', 'doctor')).toEqual(refused(403, 'FORBIDDEN'));
    expect(fetches()).toBe(0);
  });

  test('B14: refuses a stranger the plan that was made for someone who may', async () => {
    const query = '{ child { illness } }';
    expect((await ask(query, 'health')).status).toBe(200);
    expect(await ask(query)).toEqual(refused(401, 'UNAUTHENTICATED'));
  });

  test('asks the function it was given about a policy, and grants none without one', async () => {
    expect((await ask('{ staff }', 'staff-room')).data).toEqual({ staff: 'staff' });
    expect(await ask('{ staff }', 'health')).toEqual(refused(403, 'FORBIDDEN'));
    const strict = await startTestGateway([records, risks], {
      issuers: [{ issuer: signer.issuer, jwksUri: signer.issuer, audience: 'graph' }],
    });
    const headers = { authorization: `Bearer ${await signer.token('staff-room')}` };
    const answer = await strict.post({ query: '{ staff }' }, headers);
    await strict.close();
    expect(answer.status).toBe(403);
  });

  test('C04: a token that is not valid is a 401 with the same text whatever is wrong with it', async () => {
    for (const authorization of ['Bearer junk', 'Basic x', `Bearer ${await signer.token('x')}x`]) {
      const { status, body, headers } = await gateway.post({ query: '{ open }' }, { authorization });
      expect(status).toBe(401);
      expect(headers.get('www-authenticate')).toBe('Bearer');
      expect(body.errors).toEqual([
        { message: 'The token is not valid.', extensions: { code: 'UNAUTHENTICATED' } },
      ]);
    }
  });
});

import { SignJWT, exportJWK, generateKeyPair } from 'jose';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startFakeSubgraph } from '../../kit/fake-subgraph.ts';
import type { FakeSubgraph } from '../../kit/fake-subgraph.ts';
import { openLiveClient } from '../../kit/live-client.ts';
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
  let done: string[] = [];
  let asked: (readonly string[])[] = [];
  const an = { __typename: 'Child', id: 1, name: 'An', illness: 'none' };

  beforeAll(async () => {
    signer = await startSigner();
    records = await startFakeSubgraph({
      name: 'records',
      sdl: `type Query { open: String thing: Thing any: Named all: [Named!] child: Child either: Either me: Child! @authenticated
          staff: String @policy(policies: [["staff"]]) guarded: String @policy(policies: [["staff", "late"], ["head"]])
          hidden: Hidden mood: Mood }
        type Mutation { openDoor: String closeDoor: String! @authenticated lock: String }
        type Subscription { ticks: Child secret: String @authenticated }
        union Either = Thing | Child
        enum Mood @authenticated { GOOD }
        interface Named { name: String illness: String }
        type Child implements Named @key(fields: "id") { id: ID! name: String
          illness: String @requiresScopes(scopes: [["health"], ["doctor", "night"]])
          must: String! @authenticated parent: Child }
        type Pet implements Named { name: String illness: String }
        type Thing implements Named @key(fields: "id") @authenticated { id: ID! name: String illness: String }
        type Hidden @key(fields: "code") { code: ID! @authenticated label: String }`,
      resolvers: {
        Query: {
          open: () => 'open',
          thing: () => ({ id: 1, name: 'thing' }),
          any: () => an,
          all: () => [
            an,
            { __typename: 'Pet', name: 'Mực', illness: 'fleas' },
            { __typename: 'Thing', id: 3 },
          ],
          child: () => an,
          me: () => an,
          either: () => an,
          staff: () => 'staff',
          guarded: () => 'guarded',
          hidden: () => ({ code: 'c', label: 'a label' }),
          mood: () => 'GOOD',
        },
        Mutation: {
          openDoor: () => `open ${done.push('openDoor')}`,
          closeDoor: () => `closed ${done.push('closeDoor')}`,
          lock: () => `locked ${done.push('lock')}`,
        },
        Subscription: {
          ticks: {
            subscribe: async function* () {
              for (let n = 1; n <= 3; n += 1) yield { ticks: { ...an, name: `An ${n}` } };
            },
          },
          secret: {
            subscribe: async function* () {
              yield { secret: 'x' };
            },
          },
        },
        Child: { __resolveReference: () => an, parent: () => an, must: () => 'must' },
        Hidden: { __resolveReference: (ref: object) => ({ ...ref, label: 'a label' }) },
        Named: { __resolveType: ({ __typename }: { __typename: string }) => __typename },
        Either: { __resolveType: ({ __typename }: { __typename: string }) => __typename },
      },
    });
    risks = await startFakeSubgraph({
      name: 'risks',
      sdl: `type Query { guess: Child }
        type Child @key(fields: "id") { id: ID! illness: String @external note: String
          risk: String @requires(fields: "illness") @requiresScopes(scopes: [["health"], ["doctor", "night"]]) }
        type Hidden @key(fields: "code") { code: ID! level: Int }`,
      resolvers: {
        Query: { guess: () => ({ id: 1 }) },
        Child: { __resolveReference: (ref: object) => ref, risk: () => 'low', note: () => 'a note' },
        Hidden: { __resolveReference: (ref: object) => ({ ...ref, level: 7 }) },
      },
    });
    gateway = await startTestGateway([records, risks], {
      issuers: [{ issuer: signer.issuer, jwksUri: signer.issuer, audience: 'graph' }],
      grantPolicies: async (policies, viewer) => {
        asked.push(policies);
        if (viewer.scopes.includes('broken')) throw new Error('no answer');
        return policies.filter((policy) => viewer.scopes.includes(policy));
      },
    });
  });
  afterAll(async () => {
    await gateway.close();
    await records.close();
    await risks.close();
    signer.close();
  });
  beforeEach(() => {
    [records, risks].forEach((each) => each.reset());
    done = [];
    asked = [];
  });

  interface Asked {
    readonly status: number;
    readonly data: unknown;
    readonly errors: readonly unknown[];
  }
  const ask = async (query: string, scope?: string): Promise<Asked> => {
    const headers: Record<string, string> =
      scope === undefined ? {} : { authorization: `Bearer ${await signer.token(scope)}` };
    const { status, body } = await gateway.post({ query }, headers);
    const errors = (body.errors ?? []).map(({ path, extensions }) => [path?.join('.'), extensions['code']]);
    return { status, data: body.data, errors };
  };
  const served = (data: object, ...errors: (readonly [string, string])[]): object => ({
    status: 200,
    data,
    errors,
  });
  const sent = (): string => [...records.requests, ...risks.requests].map(({ query }) => query).join('\n');
  const stranger = 'UNAUTHENTICATED';

  test('serves what is not protected to anybody', async () => {
    expect(await ask('{ open }')).toEqual(served({ open: 'open' }));
  });

  test.each([
    ['itself', '{ child { name illness } }', 'child'],
    ['an interface', '{ any { name illness } }', 'any'],
    ['a union', '{ either { ... on Child { name illness } } }', 'either'],
    ['an inline fragment', '{ any { name ... on Child { illness } } }', 'any'],
    ['a named fragment', '{ child { ...F } } fragment F on Named { name illness }', 'child'],
    ['@include', 'query ($y: Boolean = true) { child { name illness @include(if: $y) } }', 'child'],
    ['@skip', 'query ($n: Boolean = false) { child { name ... @skip(if: $n) { illness } } }', 'child'],
  ])('B07: a protected field read through %s is null with an error at its path', async (_, query, root) => {
    const refused = served({ [root]: { name: 'An', illness: null } }, [`${root}.illness`, stranger]);
    expect(await ask(query)).toEqual(refused);
    expect(await ask(query, 'doctor')).toEqual(
      served({ [root]: { name: 'An', illness: null } }, [`${root}.illness`, 'FORBIDDEN']),
    );
    expect(sent()).not.toMatch(/child\{[^}]*illness/i);
    expect(await ask(query, 'doctor night')).toEqual(served({ [root]: { name: 'An', illness: 'none' } }));
  });

  test('B07: an alias does not hide a protected field', async () => {
    expect(await ask('{ child { name: illness id: must } }')).toEqual(
      served({ child: null }, ['child.name', stranger], ['child.id', stranger]),
    );
  });

  test('through an interface, serves each type what is open on it and nulls objects of a protected type', async () => {
    expect(await ask('{ all { name illness } }')).toEqual(
      served({ all: null }, ['all.0.illness', stranger], ['all.2', stranger]),
    );
    expect(await ask('{ all { name illness } }', '')).toEqual(
      served(
        {
          all: [
            { name: 'An', illness: null },
            { name: 'Mực', illness: 'fleas' },
            { name: null, illness: null },
          ],
        },
        ['all.0.illness', 'FORBIDDEN'],
      ),
    );
    expect(await ask('{ any { __typename name } thing { name } }')).toEqual(
      served({ any: { __typename: 'Child', name: 'An' }, thing: null }, ['thing', stranger]),
    );
  });

  test('a null for what is denied goes up to the nearest place that may be null', async () => {
    expect(await ask('{ open child { name parent { name must } } }')).toEqual(
      served({ open: 'open', child: { name: 'An', parent: null } }, ['child.parent.must', stranger]),
    );
    expect(await ask('{ open me { name } }')).toEqual(served(null as never, ['me', stranger]));
  });

  test('an enum may be protected as a type', async () => {
    expect(await ask('{ mood }')).toEqual(served({ mood: null }, ['mood', stranger]));
    expect(await ask('{ mood }', '')).toEqual(served({ mood: 'GOOD' }));
  });

  test('an operation of nothing but denied fields is answered without a fetch', async () => {
    expect(await ask('{ thing { name } staff mood again: staff }')).toEqual(
      served(
        { thing: null, staff: null, mood: null, again: null },
        ['thing', stranger],
        ['staff', stranger],
        ['mood', stranger],
        ['again', stranger],
      ),
    );
    expect(sent()).toBe('');
  });

  test('does not run a denied mutation and runs the others in their order', async () => {
    expect(await ask('mutation { lock closeDoor openDoor }')).toEqual(
      served(null as never, ['closeDoor', stranger]),
    );
    expect(done).toEqual(['lock', 'openDoor']);
  });

  test('B09: sends no fetch of a protected field that the client did not select but @requires needs', async () => {
    const refused = served({ guess: { note: 'a note', risk: null } }, ['guess.risk', 'FORBIDDEN']);
    expect(await ask('{ guess { note risk } }', 'doctor')).toEqual(refused);
    expect(sent()).not.toMatch(/illness|risk/);
    expect(await ask('{ guess { note risk } }', 'health')).toEqual(
      served({ guess: { note: 'a note', risk: 'low' } }),
    );
  });

  test('B09: sends no fetch that needs a protected key, and serves the rest', async () => {
    const query = '{ hidden { label level } }';
    expect(await ask(query)).toEqual(
      served({ hidden: { label: 'a label', level: null } }, ['hidden.level', stranger]),
    );
    expect(risks.requests).toHaveLength(0);
    expect(sent()).not.toContain('code');
    expect(await ask(query, '')).toEqual(served({ hidden: { label: 'a label', level: 7 } }));
  });

  test('B14: a stranger does not get the plan of someone who may, nor the other way round', async () => {
    const query = '{ child { name illness } }';
    const allowed = served({ child: { name: 'An', illness: 'none' } });
    const refused = served({ child: { name: 'An', illness: null } }, ['child.illness', stranger]);
    for (let n = 0; n < 2; n += 1) {
      expect(await ask(query, 'health')).toEqual(allowed);
      expect(await ask(query)).toEqual(refused);
    }
  });

  test('asks once about the policies of an operation, and grants what is in the answer', async () => {
    expect(await ask('{ staff a: guarded b: guarded }', 'staff')).toEqual(
      served({ staff: 'staff', a: null, b: null }, ['a', 'FORBIDDEN'], ['b', 'FORBIDDEN']),
    );
    expect(asked).toEqual([['staff', 'late', 'head']]);
    expect(await ask('{ guarded }', 'head')).toEqual(served({ guarded: 'guarded' }));
    expect(await ask('{ guarded }', 'staff late')).toEqual(served({ guarded: 'guarded' }));
    asked = [];
    expect(await ask('{ open }', 'staff')).toEqual(served({ open: 'open' }));
    expect(asked).toEqual([]);
  });

  test('grants no policy when the answer fails, and none without a function', async () => {
    const refused = served({ open: 'open', staff: null }, ['staff', 'FORBIDDEN']);
    expect(await ask('{ open staff }', 'staff broken')).toEqual(refused);
    const strict = await startTestGateway([records, risks], {
      issuers: [{ issuer: signer.issuer, jwksUri: signer.issuer, audience: 'graph' }],
    });
    const headers = { authorization: `Bearer ${await signer.token('staff')}` };
    const answer = await strict.post({ query: '{ open staff }' }, headers);
    await strict.close();
    expect(answer.body.data).toEqual({ open: 'open', staff: null });
  });

  test('gives over WebSocket what it gives over HTTP', async () => {
    const client = await openLiveClient(gateway.url);
    for (const [id, query] of [
      ['query', '{ any { name illness } }'],
      ['mutation', 'mutation { lock closeDoor }'],
    ] as const) {
      client.subscribe(id, query);
      const { body } = await gateway.post({ query });
      expect(await client.events(id, 1)).toEqual([{ ...body, data: body.data }]);
    }
    await client.close();
  });

  test('C20: a protected field is null on every event of a subscription', async () => {
    const client = await openLiveClient(gateway.url);
    client.subscribe('s', 'subscription { ticks { name illness } }');
    const events = await client.events('s', 3);
    await client.close();
    expect(events.map(({ data }) => data)).toEqual(
      [1, 2, 3].map((n) => ({ ticks: { name: `An ${n}`, illness: null } })),
    );
    for (const { errors } of events)
      expect(errors).toMatchObject([{ path: ['ticks', 'illness'], extensions: { code: stranger } }]);
    expect(JSON.stringify(records.socketMessages)).not.toContain('illness');
  });

  test('C20: refuses a subscription to a protected field with its code, and opens nothing', async () => {
    const client = await openLiveClient(gateway.url);
    client.subscribe('s', 'subscription { secret }');
    expect(await client.errorsOf('s')).toMatchObject([{ extensions: { code: stranger } }]);
    await client.close();
    expect(JSON.stringify(records.socketMessages)).not.toContain('secret');
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

import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect as connectTcp } from 'node:net';
import WebSocket from 'ws';
import type { RunningSubgraph } from '../../../subgraphs/kit/index.ts';
import { silentLogger } from '../../../subgraphs/kit/process/logger.ts';
import { sign, signatureHeader, viewerHeader } from '../../../subgraphs/kit/process/signature.ts';
import { encodeViewer } from '../../../subgraphs/kit/process/viewer.ts';
import type { NotesStore } from '../../kit/notes-subgraph/note.store.ts';
import { notes } from '../../kit/notes-subgraph/subgraph.ts';
import {
  askSigned,
  openSignedSocket,
  rootSecret,
  signedHeaders,
  signedSubscribe,
  signingKey,
} from '../../kit/signed-client.ts';
import { citizen, dropTestDb, testDbName, testUri } from '../../kit/subgraph-parts.ts';

let running: RunningSubgraph<NotesStore>;
beforeAll(async () => {
  const dbPrefix = `${testDbName('serve')}_`;
  const log = silentLogger;
  running = await notes.start({ mongoUri: testUri(), dbPrefix, port: 0, secret: rootSecret, peers: {}, log });
});
afterAll(async () => {
  await running.close();
  await dropTestDb(running.store.parts.db.name);
});

const body = JSON.stringify({ query: '{ __typename }' });
const lan = citizen('lan');

interface Bare {
  readonly status: number;
  readonly text: string;
}

const post = async (headers: Record<string, string>, sent = body, path = ''): Promise<Bare> => {
  const response = await fetch(`${running.url}${path}`, { method: 'POST', headers, body: sent });
  return { status: response.status, text: await response.text() };
};
const refused = { status: 401, text: '' };

describe('B01 without the signature of a key holder', () => {
  test.each([
    ['a query', '{ __typename }'],
    ['_service', '{ _service { sdl } }'],
    ['_entities', '{ _entities(representations: []) { __typename } }'],
    ['_journal', '{ _journal(first: 1) { end } }'],
    ['introspection', '{ __schema { types { name } } }'],
    ['no GraphQL at all', 'x'],
  ])('%s is a bare 401', async (_what, query) => {
    const sent = JSON.stringify({ query });
    await expect(post({ 'content-type': 'application/json' }, sent)).resolves.toEqual(refused);
  });

  test('GET /metrics tells this machine of readers, tiers, lost places, follows and timers', async () => {
    const metrics = await fetch(running.url.replace('/graphql', '/metrics'));
    expect(metrics.status).toBe(200);
    const names = (await metrics.text()).split('\n').map((line) => line.split(' ')[0]);
    for (const name of ['readers', 'waiting', 'positions_lost', 'restarts', 'given{tier="ring"}'])
      expect(names).toContain(`hub_feed_${name}`);
    expect(names).toEqual(
      expect.arrayContaining(['hub_timers_held', 'hub_timers_fired', 'hub_timers_failed']),
    );
  });

  test('any path and method is a bare 401, only /health answers', async () => {
    await expect(post({}, body, '/other')).resolves.toEqual(refused);
    const got = await fetch(`${running.url}?query={__typename}`);
    expect([got.status, await got.text()]).toEqual([401, '']);
    const health = await fetch(running.url.replace('/graphql', '/health'));
    expect([health.status, await health.json()]).toEqual([200, { name: 'notes', ready: true }]);
  });

  test('a signature by another key, for another purpose, or with another viewer is a bare 401', async () => {
    const signed = { purpose: 'POST /graphql', viewer: '', body };
    const json = { 'content-type': 'application/json' };
    const viewer = encodeViewer({ ...lan, roles: ['ioc'] });
    const wrong: Record<string, string>[] = [
      { [signatureHeader]: sign(signed, 'another key') },
      { [signatureHeader]: sign({ ...signed, purpose: 'subscribe' }, signingKey) },
      { [signatureHeader]: sign(signed, signingKey), [viewerHeader]: viewer },
      { ...signedHeaders(body, { viewer: lan }), [viewerHeader]: viewer },
      { [signatureHeader]: 'junk' },
    ];
    for (const headers of wrong) {
      await expect(post({ ...json, ...headers })).resolves.toEqual(refused);
    }
  });
});

describe('B02 a signed call', () => {
  test('is answered within its minute and refused after it, or from the future', async () => {
    const at = (ms: number) => post(signedHeaders(body, { at: Date.now() + ms }));
    await expect(at(-50_000)).resolves.toMatchObject({ status: 200 });
    await expect(at(-61_000)).resolves.toEqual(refused);
    await expect(at(61_000)).resolves.toEqual(refused);
  });

  test('is refused when one byte of its body was changed', async () => {
    const headers = signedHeaders(body, { viewer: lan });
    await expect(post(headers, body.replace('typename', 'typenamf'))).resolves.toEqual(refused);
    await expect(post(headers, `${body} `)).resolves.toEqual(refused);
    await expect(post(headers)).resolves.toMatchObject({ status: 200 });
  });
});

describe('what a signed call is answered', () => {
  test.each([
    ['not JSON', '{"query":'],
    ['no query', '{}'],
    ['a prototype key', '{"query":"{ __typename }","variables":{"__proto__":{"x":1}}}'],
  ])('%s is a BAD_REQUEST', async (_what, sent) => {
    const { status, text } = await post(signedHeaders(sent), sent);
    expect(status).toBeLessThan(500);
    expect(JSON.parse(text).errors[0].extensions).toEqual({ code: 'BAD_REQUEST' });
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test('a subscription over HTTP is a BAD_REQUEST', async () => {
    const { errors } = await askSigned(running.url, 'subscription { noteChanged(id: "x") { id } }');
    expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_REQUEST' });
  });

  test('an unknown field and a broken text have their codes', async () => {
    const invalid = await askSigned(running.url, '{ nowhere }');
    expect(invalid.errors?.[0]?.extensions).toEqual({ code: 'GRAPHQL_VALIDATION_FAILED' });
    const broken = await askSigned(running.url, '{ a');
    expect(broken.errors?.[0]?.extensions).toEqual({ code: 'GRAPHQL_PARSE_FAILED' });
  });

  test('other paths and methods are 404 and 405', async () => {
    const got = await fetch(running.url, { method: 'GET', headers: signedHeaders('') });
    expect(got.status).toBe(405);
    await expect(post(signedHeaders(body), body, '/x')).resolves.toMatchObject({ status: 404 });
  });

  test('a body over 1 MiB is 413, with its length and without', async () => {
    const big = JSON.stringify({ query: `{ __typename } #${'x'.repeat(1024 * 1024)}` });
    await expect(post(signedHeaders(big), big)).resolves.toEqual({ status: 413, text: '' });
    const chunked = httpRequest(running.url, { method: 'POST', headers: signedHeaders(big) });
    chunked.on('error', () => undefined);
    chunked.flushHeaders();
    chunked.write(big);
    const [response] = await once(chunked, 'response');
    expect(response.statusCode).toBe(413);
    chunked.destroy();
  });
});

describe('on a WebSocket', () => {
  const query = 'subscription ($id: ID!) { noteChanged(id: $id) { id } }';

  test('B01 a connection_init that is not signed is closed with 4403', async () => {
    const client = openSignedSocket(running.url, 'another key');
    const stream = client.iterate(signedSubscribe(query, { variables: { id: 'x' }, viewer: lan }));
    await expect(stream.next()).rejects.toMatchObject({ code: 4403, reason: 'Forbidden' });
    await client.dispose();
  });

  test('B02 a subscribe whose variables or viewer were changed is UNAUTHENTICATED, and the socket lives', async () => {
    const client = openSignedSocket(running.url);
    const signed = signedSubscribe(query, { variables: { id: 'x' }, viewer: lan });
    const { hub } = signed.extensions;
    for (const changed of [
      { ...signed, variables: { id: 'y' } },
      { ...signed, extensions: {} },
      { ...signed, extensions: { hub, after: 'from elsewhere' } },
      { ...signed, extensions: { hub: { ...hub, viewer: encodeViewer(citizen('minh')) } } },
    ]) {
      const error: unknown = await client
        .iterate(changed)
        .next()
        .catch((thrown: unknown) => thrown);
      expect(error).toEqual([expect.objectContaining({ extensions: { code: 'UNAUTHENTICATED' } })]);
    }
    const result = await client.iterate(signed).next();
    expect(result.value.errors[0].extensions).toEqual({ code: 'NOT_FOUND' });
    await client.dispose();
  });

  test('a query is a BAD_REQUEST, and a broken text does not end the socket', async () => {
    const client = openSignedSocket(running.url);
    const codeOf = async (text: string): Promise<unknown> => {
      const error: unknown = await client
        .iterate(signedSubscribe(text))
        .next()
        .catch((thrown: unknown) => thrown);
      return Array.isArray(error) ? error[0].extensions.code : error;
    };
    await expect(codeOf('{ __typename }')).resolves.toBe('BAD_REQUEST');
    await expect(codeOf('subscription {')).resolves.toBe('GRAPHQL_PARSE_FAILED');
    await expect(codeOf('subscription { nowhere }')).resolves.toBe('GRAPHQL_VALIDATION_FAILED');
    await client.dispose();
  });

  test('another path is refused at the upgrade', async () => {
    const socket = new WebSocket(
      running.url.replace('http', 'ws').replace('/graphql', '/other'),
      'graphql-transport-ws',
    );
    const [error] = await once(socket, 'error');
    expect(String(error)).toContain('404');
  });
});

test('closing says goodbye to sockets and lets go of idle connections', async () => {
  const dbPrefix = `${testDbName('closing')}_`;
  const log = silentLogger;
  const other = await notes.start({
    mongoUri: testUri(),
    dbPrefix,
    port: 0,
    secret: rootSecret,
    peers: {},
    log,
  });
  const socket = new WebSocket(other.url.replace('http', 'ws'), 'graphql-transport-ws');
  await once(socket, 'open');
  const idle = connectTcp(Number(new URL(other.url).port), '127.0.0.1');
  await once(idle, 'connect');
  const goodbye = once(socket, 'close');
  const gone = once(idle, 'close');
  idle.on('error', () => undefined);
  await other.close();
  const [code] = await goodbye;
  expect(code).toBe(1001);
  idle.destroy();
  await gone;
  await dropTestDb(other.store.parts.db.name);
});

import { gzipSync } from 'node:zlib';
import { serveDoor } from '../../../doors/frame/index.ts';
import { clientError } from '../../../gateway/src/errors.ts';
import type { GatewayExtras } from '../../../gateway/src/gateway.ts';
import type { Logger } from '../../../subgraphs/kit/process/logger.ts';
import { silentLogger } from '../../../subgraphs/kit/process/logger.ts';
import type { Viewer } from '../../../subgraphs/kit/process/viewer.ts';
import type { FakeSubgraph } from '../../kit/fake-subgraph.ts';
import { until } from '../../kit/live-client.ts';
import type { TestGateway } from '../../kit/start-gateway.ts';
import { startTestGateway } from '../../kit/start-gateway.ts';
import { notesDoor, startNotes } from './notes-door.ts';

const goodKey = 'hub_good';
const app: Viewer = { kind: 'app', id: 'app-1', roles: [], vneidLevel: 0, scopes: [] };
const charged: { id: string | null; cost: number }[] = [];
let isSpent = false;
const logged: object[] = [];
const log: Logger = { ...silentLogger, error: (fields) => void logged.push(fields) };

const extras: GatewayExtras = {
  apiKeys: {
    identify: async (key) => {
      if (key !== goodKey) throw clientError('UNAUTHENTICATED', 'The API key is not valid.');
      return { viewer: app, expiresAtMs: null, issuedAtMs: null };
    },
  },
  meter: {
    of: ({ kind, id }) =>
      kind === 'app'
        ? {
            charge: async (cost) => {
              if (isSpent) throw clientError('QUOTA_EXCEEDED', 'Used up.', { extensions: { retryAfter: 7 } });
              charged.push({ id, cost });
            },
            deliver: async () => undefined,
          }
        : undefined,
    close: async () => undefined,
  } as NonNullable<GatewayExtras['meter']>,
  routes: ({ besideGraph }) => [[notesDoor.base, serveDoor(notesDoor, besideGraph)]],
};

describe('a door', () => {
  let notes: FakeSubgraph;
  let gateway: TestGateway;
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => void (release = resolve));
  beforeAll(async () => {
    notes = await startNotes(released);
    gateway = await startTestGateway([notes], { log, drainMs: 60_000 }, extras);
  });
  beforeEach(() => {
    notes.reset();
    charged.splice(0);
    logged.splice(0);
    isSpent = false;
  });
  afterAll(async () => {
    await gateway?.close();
    await notes?.close();
  });

  const at = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(new URL(path, gateway.url), init);
  const form = (fields: Record<string, string>, headers: Record<string, string> = {}): RequestInit => ({
    method: 'POST',
    headers,
    body: new URLSearchParams(fields),
  });
  const send = (contentType: string, body: string): RequestInit => ({
    method: 'POST',
    headers: { 'content-type': contentType },
    body,
  });
  const problem = async (path: string, init?: RequestInit): Promise<unknown> => (await at(path, init)).json();

  describe('chooses a form', () => {
    test.each([
      ['/notes/v1/notes', undefined, 'application/json; charset=utf-8'],
      ['/notes/v1/notes', 'text/xml', 'application/xml; charset=utf-8'],
      ['/notes/v1/notes', 'application/json;q=0.5, application/xml', 'application/xml; charset=utf-8'],
      ['/notes/v1/notes', 'application/*', 'application/json; charset=utf-8'],
      ['/notes/v1/notes', 'application/json;q=0, */*', 'application/xml; charset=utf-8'],
      ['/notes/v1/notes.xml', 'application/json', 'application/xml; charset=utf-8'],
      ['/notes/v1/notes/2.json', 'text/xml', 'application/json; charset=utf-8'],
    ])('of %s for a client that accepts %s: %s', async (path, accept, expected) => {
      const answer = await at(path, accept === undefined ? {} : { headers: { accept } });
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, expected]);
      expect(answer.headers.get('vary')).toBe(path.includes('.') ? null : 'accept');
    });

    test('or says that there is none', async () => {
      expect((await at('/notes/v1/notes', { headers: { accept: 'image/png' } })).status).toBe(406);
      expect((await at('/notes/v1/notes.csv')).status).toBe(404);
    });

    test('in which text stays text', async () => {
      expect(await (await at('/notes/v1/notes.xml')).text()).toBe(
        '<?xml version="1.0" encoding="utf-8"?>\n<notes><note id="1">Một &lt;b&gt;</note><note id="2">Hai &amp; ba</note></notes>\n',
      );
    });
  });

  describe('lets others keep what is public', () => {
    test('with a tag and a date, and says 304 to who has it', async () => {
      const first = await at('/notes/v1/notes');
      const etag = first.headers.get('etag') ?? '';
      expect(first.headers.get('cache-control')).toBe('public, max-age=60');
      expect(first.headers.get('last-modified')).toBe('Thu, 26 Nov 2026 01:00:00 GMT');
      const has = (headers: Record<string, string>) => at('/notes/v1/notes', { headers });
      for (const tag of [etag, `W/${etag}`, `"x", ${etag}`, '*'])
        expect((await has({ 'if-none-match': tag })).status).toBe(304);
      expect((await has({ 'if-none-match': '"x"' })).status).toBe(200);
      expect((await has({ 'if-modified-since': 'Thu, 26 Nov 2026 01:00:00 GMT' })).status).toBe(304);
      expect((await has({ 'if-modified-since': 'Thu, 26 Nov 2026 00:59:59 GMT' })).status).toBe(200);
      const both = { 'if-none-match': '"x"', 'if-modified-since': 'Thu, 26 Nov 2026 01:00:00 GMT' };
      expect((await has(both)).status).toBe(200);
      expect((await at('/notes/v1/notes.xml', { headers: { 'if-none-match': etag } })).status).toBe(200);
    });

    test('and nothing that is not, that failed in part or that refuses', async () => {
      for (const path of ['/notes/owners', '/notes/partly', '/notes/none']) {
        const answer = await at(path, { headers: { 'if-none-match': '*' } });
        expect([path, answer.headers.get('cache-control'), answer.headers.get('etag')]).toEqual([
          path,
          'no-store',
          null,
        ]);
        expect(answer.status).not.toBe(304);
      }
    });

    test('HEAD has the head of GET and no body', async () => {
      const get = await at('/notes/v1/notes');
      const head = await at('/notes/v1/notes', { method: 'HEAD' });
      const kept = ({ headers }: Response) =>
        ['etag', 'content-type', 'content-length', 'cache-control', 'last-modified'].map((name) =>
          headers.get(name),
        );
      expect(kept(head)).toEqual(kept(get));
      expect(await head.text()).toBe('');
    });
  });

  describe('has one map of errors', () => {
    test.each([
      ['/notes/none', 404, { code: 'NOT_FOUND' }],
      ['/notes/v1/notes?first=many', 400, { code: 'BAD_USER_INPUT', field: 'first', rule: 'whole_number' }],
      ['/notes/v1/notes?first=1&first=2', 400, { code: 'BAD_USER_INPUT', field: 'first', rule: 'once' }],
      ['/notes/v1/notes?first=0', 400, { code: 'BAD_USER_INPUT', field: 'first', rule: 'range' }],
      ['/notes/v1/notes/%ff', 404, { code: 'NOT_FOUND' }],
    ])('%s: %i', async (path, status, expected) => {
      const answer = await at(path);
      expect(answer.status).toBe(status);
      expect(await answer.json()).toMatchObject({ status, ...expected });
    });

    test('in the form of the address or of what the client takes', async () => {
      const text = await (await at('/notes/v1/notes.xml?first=x')).text();
      expect(text).toContain('<problem><code>BAD_USER_INPUT</code>');
      const accepted = await at('/notes/v1/notes?first=x', { headers: { accept: 'text/xml' } });
      expect(accepted.headers.get('content-type')).toBe('application/xml; charset=utf-8');
    });

    test('405 names the methods that there are', async () => {
      const answer = await at('/notes/v1/notes', { method: 'DELETE' });
      expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
      const preflight = await at('/notes/v1/notes', { method: 'OPTIONS' });
      expect(preflight.headers.get('access-control-allow-headers')).toContain('idempotency-key');
      expect([preflight.status, preflight.headers.get('access-control-allow-methods')]).toEqual([
        204,
        'GET, HEAD, POST, OPTIONS',
      ]);
    });

    test('A30: what fails inside is masked, and is in the log under the request id', async () => {
      const answer = await at('/notes/broken');
      const text = await answer.text();
      expect(answer.status).toBe(500);
      expect(text).not.toContain('secret');
      expect(logged).toContainEqual(
        expect.objectContaining({ requestId: answer.headers.get('hub-request-id') }),
      );
    });

    test('a document of ours that the schema does not know is our fault, not the client’s', async () => {
      const answer = await at('/notes/wrong');
      expect([answer.status, await answer.json()]).toMatchObject([500, { code: 'INTERNAL_SERVER_ERROR' }]);
      expect(notes.requests).toEqual([]);
    });

    test('a standard’s own status takes the place of the table’s', async () => {
      notes.behave(() => ({
        data: { notes: null },
        errors: [{ message: 'Taken.', path: ['notes'], extensions: { code: 'CONFLICT' } }],
      }));
      const answer = await at('/notes/v1/notes');
      expect([answer.status, await answer.json()]).toMatchObject([422, { code: 'CONFLICT' }]);
    });

    test('a subgraph that is away is 502', async () => {
      notes.behave('refuse');
      expect((await at('/notes/v1/notes')).status).toBe(502);
    });
  });

  describe('passes the gateway’s checks', () => {
    test('A28: a page that is larger than an operation may ask for is refused before anything is fetched', async () => {
      expect(await problem('/notes/v1/notes?first=200')).toMatchObject({ code: 'BAD_USER_INPUT' });
      expect(notes.requests).toEqual([]);
    });

    test('a key as header or in the body is the same app, charged by cost', async () => {
      expect((await at('/notes/v1/notes', form({ text: 'a', api_key: goodKey }))).status).toBe(201);
      expect((await at('/notes/v1/notes', form({ text: 'a' }, { 'x-api-key': goodKey }))).status).toBe(201);
      expect(charged).toEqual([
        { id: 'app-1', cost: 1 },
        { id: 'app-1', cost: 1 },
      ]);
    });

    test('a wrong key is 401 wherever it stands, two different ones are refused, and nothing is run', async () => {
      const wrong = [
        form({ text: 'a', api_key: 'hub_bad' }),
        form({ text: 'a' }, { 'x-api-key': 'hub_bad' }),
        form({ text: 'a', api_key: goodKey }, { 'x-api-key': 'hub_bad' }),
      ];
      const answers = await Promise.all(wrong.map((each) => at('/notes/v1/notes', each)));
      expect(answers.map(({ status }) => status)).toEqual([401, 401, 400]);
      expect(notes.requests).toEqual([]);
    });

    test('a key or a token in an address is refused', async () => {
      for (const name of ['api_key', 'access_token', 'Authorization', 'x-api-key'])
        expect((await at(`/notes/v1/notes?${name}=${goodKey}`)).status).toBe(400);
      expect(notes.requests).toEqual([]);
    });

    test('I01, I03: a quota that is used up is 429 with Retry-After', async () => {
      isSpent = true;
      const answer = await at('/notes/v1/notes', { headers: { 'x-api-key': goodKey } });
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '7']);
      expect(notes.requests).toEqual([]);
    });

    test('B05: headers of a client that would say who asks reach nobody', async () => {
      await at('/notes/owners', { headers: { 'x-user-id': 'admin', 'x-roles': 'ioc', 'hub-viewer': 'x' } });
      const { headers = {} } = notes.requests[0] ?? {};
      expect([headers['x-user-id'], headers['x-roles'], headers['hub-viewer']]).toEqual([
        undefined,
        undefined,
        undefined,
      ]);
    });

    test('a request that runs more operations than a door may is a fault of the door', async () => {
      expect((await at('/notes/greedy')).status).toBe(500);
    });

    test('what is run and refused is counted', async () => {
      await at('/notes/none');
      const metrics = await (await at('/metrics')).text();
      expect(metrics).toMatch(/hub_request_seconds_count\{[^}]*NOT_FOUND/);
    });
  });

  describe('reads bodies', () => {
    const path = '/notes/v1/notes';
    test.each([
      ['application/x-www-form-urlencoded', 'text=xin+ch%C3%A0o'],
      ['application/json', '{"text":"xin chào"}'],
      ['application/ld+json; charset=utf-8', '{"text":"xin chào"}'],
      ['application/xml', '<n><text>xin ch&#224;o</text></n>'],
      ['text/xml; charset="utf-8"', '<n xmlns="urn:n"><text><![CDATA[xin chào]]></text></n>'],
    ])('%s', async (contentType, body) => {
      const answer = await at(path, send(contentType, body));
      expect([answer.status, await answer.json()]).toEqual([201, [{ id: '3', text: 'xin chào', at: '' }]]);
    });

    test.each([
      ['multipart/form-data; boundary=x', '--x--'],
      ['text/plain', 'text=a'],
      ['', 'text=a'],
      ['application/json; charset=utf-7', '{}'],
      ['application/xml; charset=latin1', '<n/>'],
    ])('A18, F05: refuses %s with 415', async (contentType, body) => {
      expect((await at(path, send(contentType, body))).status).toBe(415);
      expect(notes.requests).toEqual([]);
    });

    const bomb = `<!DOCTYPE n [<!ENTITY a "${'a'.repeat(99)}"><!ENTITY b "&a;&a;&a;">]><n><text>&b;</text></n>`;
    const outside = '<!DOCTYPE n [<!ENTITY a SYSTEM "file:///etc/passwd">]><n><text>&a;</text></n>';
    test.each([
      ['application/json', '{"text":', 'json'],
      ['application/json', '{"text":"a","__proto__":{"x":1}}', 'json'],
      ['application/json', `${'['.repeat(21)}${']'.repeat(21)}`, 'json_depth'],
      ['application/xml', bomb, 'xml_doctype'],
      ['application/xml', outside, 'xml_doctype'],
      ['application/xml', '<!DOCTYPE html><n/>', 'xml_doctype'],
      ['application/xml', '<n><text>&other;</text></n>', 'xml'],
      ['application/xml', '<n><text>a</n>', 'xml'],
      ['application/xml', '<n/><m/>', 'xml'],
      ['application/xml', '<p:n/>', 'xml'],
      ['application/xml', '', 'xml'],
      ['application/xml', `${'<n>'.repeat(40)}${'</n>'.repeat(40)}`, 'xml_depth'],
      ['application/xml', `<n>${'<m/>'.repeat(10_001)}</n>`, 'xml_elements'],
      ['application/x-www-form-urlencoded', `text=${'a'.repeat(16_385)}`, 'max_length'],
      ['application/x-www-form-urlencoded', 'a=1&'.repeat(201), 'max_fields'],
      ['application/x-www-form-urlencoded', 'text=%00', 'control_character'],
      ['application/x-www-form-urlencoded', 'other=1', 'required'],
    ])('A16, A19: of %s refuses %.40s… by rule %s', async (contentType, body, rule) => {
      const answer = await at(path, send(contentType, body));
      expect([answer.status, await answer.json()]).toMatchObject([400, { code: 'BAD_USER_INPUT', rule }]);
      expect(notes.requests).toEqual([]);
      expect(Object.keys(Object.prototype)).toEqual([]);
    });

    test('A15: never more of it than an operation may have, compressed or not', async () => {
      const large = `text=${'a'.repeat(300 * 1024)}`;
      expect((await at(path, send('application/x-www-form-urlencoded', large))).status).toBe(413);
      const answer = await at(path, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'content-encoding': 'gzip' },
        body: gzipSync(large),
      });
      expect(answer.status).toBe(413);
    });
  });

  // The last one: this gateway is closed by it.
  test('answers what runs and refuses what comes while the gateway is stopping', async () => {
    const running = at('/notes/v1/notes/late');
    await until(() => notes.requests.length === 1);
    const closing = gateway.close();
    const late = await at('/notes/v1/notes');
    expect([late.status, await late.json()]).toMatchObject([503, { code: 'SERVER_DRAINING' }]);
    release();
    expect((await running).status).toBe(200);
    await closing;
  });
});

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createCityApp } from '../../kit/city-app.ts';
import { installPython } from '../../kit/python-packages.ts';
import type { City } from '../../kit/start-city.ts';
import { startCity } from '../../kit/start-city.ts';
import { readExchange, readExchanges, settled } from './read-exchange.ts';

const run = promisify(execFile);

let city: City;
/** Of an app that may write, of another one, and of one that may only read. */
let key: string;
let otherKey: string;
let readingKey: string;

beforeAll(async () => {
  city = await startCity();
  const app = await createCityApp(city);
  key = (await app.createKey(['reports:write'])).secret;
  readingKey = (await app.createKey(['reports:read'])).secret;
  const other = await createCityApp(city);
  otherKey = (await other.createKey(['reports:write', 'reports:read'])).secret;
}, 180_000);
afterAll(() => city?.close());

/** The first of the list that an answer is; empty when it is none. */
const firstOf = async (answer: Response | Promise<Response>): Promise<Record<string, string>> => {
  const [first = {}] = (await (await answer).json()) as Record<string, string>[];
  return first;
};

const at = (path: string, init: RequestInit = {}): Promise<Response> => fetch(new URL(path, city.url), init);
const good = {
  service_code: 'TREES',
  lat: '16.4637',
  long: '107.5909',
  description: 'Cây gãy.\nChắn lối đi.',
};
const post = (fields: Record<string, string | undefined>, headers: Record<string, string> = {}) => {
  const given = Object.entries({ api_key: key, ...good, ...fields });
  const body = new URLSearchParams(
    given.flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, value]])),
  );
  return at('/open311/v2/requests.json', { method: 'POST', headers, body });
};
const stored = (): Promise<number> =>
  city.client.db(city.databaseOf('reports')).collection('reports').countDocuments();
const accept = async (code: string): Promise<void> => {
  const { data } = await city.ask(`{ report(code: "${code}") { id } }`, { as: 'ioc' });
  await city.ask(`mutation { triageReport(id: "${data.report.id}", decision: ACCEPT) { state } }`, {
    as: 'ioc',
  });
};

/**
 * The exchanges of the standard, byte for byte but for ids, tokens and times: test/doors/open311/exchanges. `EXCHANGES_WRITE=1` before
 * this test writes the answers anew, and the difference is what a reviewer reads.
 */
describe('golden exchanges', () => {
  const values: Record<string, string> = { code: '', token: '' };
  const shown = ['content-type', 'cache-control', 'allow'];

  test.each(readExchanges())('%s', async (name) => {
    if (name.startsWith('20-')) await accept(values['code'] ?? '');
    const exchange = readExchange(name, { ...values, key });
    const answer = await at(exchange.request.path, exchange.request.init);
    const text = await answer.text();
    if (name.startsWith('07-')) {
      const [sent] = JSON.parse(text);
      values['code'] = sent.service_request_id;
      values['token'] = sent.token;
    }
    const headers = shown.flatMap((each) => {
      const value = answer.headers.get(each);
      return value === null ? [] : [`${each}: ${value}`];
    });
    const { origin } = new URL(city.url);
    const got = [answer.status, ...headers, '', settled(text, { ...values, origin }).trim()].join('\n');
    if (process.env['EXCHANGES_WRITE']) exchange.write(got);
    expect(got).toBe(process.env['EXCHANGES_WRITE'] ? got : exchange.answer);
  });

  test('what was sent of the reporter is shown nowhere on the door, and device and account are kept nowhere', async () => {
    for (const path of [
      `requests/${values['code']}.json`,
      'requests.json',
      'requests.xml',
      `requests/${values['token']}.json`,
    ]) {
      const text = await (await at(`/open311/v2/${path}`, { headers: { 'x-api-key': key } })).text();
      expect(text).not.toMatch(/canary311|Canary|0914123456|anh\.example\.org/);
    }
    const database = city.client.db(city.databaseOf('reports'));
    for (const collection of await database.collections()) {
      const all = JSON.stringify(await collection.find().toArray());
      expect(all).not.toMatch(/canary311|Canary|0914123456|anh\.example\.org|tt222111/);
    }
  });
});

describe('POST requests', () => {
  test.each([
    [{ description: undefined }, 400, /^description: /],
    [{ service_code: undefined }, 400, /^service_code: .*not provided/],
    [{ service_code: 'POTHOLES' }, 404, /^service_code was not found/],
    [{ lat: undefined, long: undefined }, 400, /^lat: /],
    [{ lat: undefined }, 400, /^lat: .*together/],
    [{ long: '' }, 400, /^long: .*together/],
    [{ lat: '16,46' }, 400, /^lat: .*decimal/],
    [{ lat: '1e1' }, 400, /^lat: .*decimal/],
    [{ lat: '107.5909', long: '16.4637' }, 400, /^lat: /],
    [
      { lat: undefined, long: undefined, address_string: '12 Lê Lợi' },
      400,
      /^address_string: .*send "lat" and "long"/,
    ],
    [{ lat: undefined, long: undefined, address_id: '1' }, 400, /^address_id: /],
    [{ 'attribute[WHISHETN]': '123' }, 400, /^attribute\[WHISHETN\]: /],
    [{ atribute: 'x' }, 400, /^atribute: There is no such field/],
    [{ phone: 'call me' }, 400, /^phone: /],
    [{ email: 'nobody' }, 400, /^email: /],
    [{ jurisdiction_id: 'city.gov' }, 404, /^jurisdiction_id /],
    [{ description: 'x'.repeat(4_001) }, 400, /^description: /],
    [{ description: 'x'.repeat(20_000) }, 400, /^description: .*too long/],
    [{ media_url: 'http://127.1/' }, 400, /^media_url: /],
    [{ media_url: 'http://0177.0.0.1/' }, 400, /^media_url: /],
    [{ media_url: 'http://[::ffff:127.0.0.1]/' }, 400, /^media_url: /],
    [{ media_url: 'http://169.254.169.254/' }, 400, /^media_url: /],
    [{ media_url: 'file:///etc/passwd' }, 400, /^media_url: /],
  ])('F01, A16: refuses %.60j with %i, and stores nothing', async (fields, status, description) => {
    const before = await stored();
    const answer = await post(fields);
    const problem = await firstOf(answer);
    expect([answer.status, problem]).toEqual([
      status,
      { code: status, description: expect.stringMatching(description) },
    ]);
    expect(await stored()).toBe(before);
  });

  test('C17, C18: needs the key of an app that may write: no person, no reading app, no key in an address', async () => {
    const before = await stored();
    const token = await city.token('citizen');
    const refused = [
      post({ api_key: undefined }),
      post({ api_key: undefined }, { authorization: `Bearer ${token}` }),
      post({ api_key: readingKey }),
      post({ api_key: `${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}` }),
      at(`/open311/v2/requests.json?api_key=${key}`, { method: 'POST', body: new URLSearchParams(good) }),
    ];
    expect((await Promise.all(refused)).map(({ status }) => status)).toEqual([403, 403, 403, 403, 400]);
    expect(await stored()).toBe(before);
  });

  test('A18, F05: takes a form in UTF-8 and nothing else', async () => {
    const types = [
      'application/json',
      'multipart/form-data; boundary=x',
      'text/xml',
      'application/x-www-form-urlencoded; charset=utf-7',
    ];
    for (const type of types) {
      const sent = { method: 'POST', headers: { 'content-type': type }, body: '{}' };
      expect((await at('/open311/v2/requests.json', sent)).status).toBe(415);
    }
    expect((await at('/open311/v2/requests.json', { method: 'PUT' })).status).toBe(405);
  });

  test('A15: a body larger than an operation may have is 413', async () => {
    expect((await post({ description: 'x'.repeat(300_000) })).status).toBe(413);
  });

  test('repeated with the same Idempotency-Key gives the same request, and with another body 409', async () => {
    const once = { 'idempotency-key': 'phone-1-report-7' };
    const [first, second] = [await post({}, once), await post({}, once)];
    expect(await second.json()).toEqual(await first.json());
    expect((await post({ description: 'Khác.' }, once)).status).toBe(409);
  });

  test('the same fields twice, empty ones and attributes that are empty do no harm', async () => {
    const twice = new URLSearchParams({ api_key: key, ...good, 'attribute[A]': '', email: '', zipcode: '' });
    expect((await at('/open311/v2/requests.json', { method: 'POST', body: twice })).status).toBe(400);
    twice.delete('zipcode');
    expect((await at('/open311/v2/requests.json', { method: 'POST', body: twice })).status).toBe(201);
    twice.append('lat', '16.5');
    expect((await at('/open311/v2/requests.json', { method: 'POST', body: twice })).status).toBe(400);
  });

  test('without coordinates the place is that of the ward which is named, and everybody reads so', async () => {
    const answer = await post({
      lat: undefined,
      long: undefined,
      address_string: 'Kiệt 12, p. Thuận Hoá, Huế',
    });
    const sent = await firstOf(answer);
    expect(sent.service_notice).toContain('Phường Thuận Hoá');
    const own = await at(`/open311/v2/requests/${sent.service_request_id}.json`, {
      headers: { 'x-api-key': key },
    });
    const request = await firstOf(own);
    expect(request.address).toBe('Kiệt 12, p. Thuận Hoá, Huế (vị trí theo phường Thuận Hoá)');
    const { data } = await city.ask(`{ wardAt(lat: ${request.lat}, lon: ${request.long}) { name } }`);
    expect(data.wardAt.name).toBe('Thuận Hoá');
  });

  test('what was sent is claimed with its token by a person in the graph', async () => {
    const sent = await firstOf(post({ first_name: 'Lan' }));
    const { data } = await city.ask(
      `mutation { claimReport(token: "${sent.token}") { code source reporter { name } } }`,
      { as: 'citizen' },
    );
    expect(data.claimReport).toEqual({
      code: sent.service_request_id,
      source: 'VENDOR_APP',
      reporter: { name: 'Lan' },
    });
    expect((await at(`/open311/v2/tokens/${sent.token}.json`)).status).toBe(404);
  });

  test('C12: before it is public no other app and nobody else reads it, and an unknown id answers the same', async () => {
    const sent = await firstOf(post({}));
    const path = (id: string): string => `/open311/v2/requests/${id}.json`;
    const unknown = await (await at(path('PA-2001-000001'))).text();
    const strangers: Record<string, string>[] = [
      {},
      { 'x-api-key': otherKey },
      { authorization: `Bearer ${await city.token('citizen')}` },
    ];
    for (const headers of strangers) {
      const answer = await at(path(sent['service_request_id'] ?? ''), { headers });
      expect([answer.status, await answer.text()]).toEqual([404, unknown]);
    }
    const listed = await firstOf(
      at(`/open311/v2/requests.json?service_request_id=${sent.service_request_id}`),
    );
    expect(listed).toEqual({});
  });
});

describe('GET requests', () => {
  let codes: string[] = [];
  beforeAll(async () => {
    for (let n = 0; n < 3; n += 1) {
      const sent = await firstOf(post({ service_code: 'ANIMALS' }));
      codes.push(sent['service_request_id'] ?? '');
    }
    await Promise.all(codes.map(accept));
    codes = codes.toReversed();
  });
  const listed = async (query: string): Promise<string[]> => {
    const answer = await at(`/open311/v2/requests.json?${query}`);
    const body = (await answer.json()) as { service_request_id: string }[];
    return body.map(({ service_request_id: id }) => id);
  };

  test('by service, the newest first, in pages', async () => {
    expect(await listed('service_code=ANIMALS')).toEqual(codes);
    expect(await listed('service_code=ANIMALS&page_size=2')).toEqual(codes.slice(0, 2));
    expect(await listed('service_code=ANIMALS&page_size=2&page=2')).toEqual(codes.slice(2));
    expect(await listed('service_code=ANIMALS&page_size=2&page=3')).toEqual([]);
  });

  test('by ids, which override all the rest, in the order in which they are named', async () => {
    const [a = '', b = ''] = codes;
    expect(await listed(`service_request_id=${b},${a},${b}&status=closed&service_code=TREES`)).toEqual([
      b,
      a,
    ]);
    const many = Array.from({ length: 99 }, (_, n) => `PA-2001-${String(n).padStart(6, '0')}`);
    expect(await listed(`service_request_id=${[...many, a].join(',')}`)).toEqual([a]);
  });

  test('by dates with both ends', async () => {
    const { data } = await city.ask(`{ publicReport(code: "${codes[1]}") { receivedAt } }`);
    const moment = encodeURIComponent(data.publicReport.receivedAt);
    expect(await listed(`service_code=ANIMALS&start_date=${moment}&end_date=${moment}`)).toEqual([codes[1]]);
    const before = new Date(Date.now() - 3_600_000).toISOString();
    expect(await listed(`service_code=ANIMALS&end_date=${before}`)).toEqual([]);
    expect(await listed(`service_code=ANIMALS&start_date=${before}`)).toEqual(codes);
  });

  test.each([
    ['start_date=2026-01-01T00:00:00Z&end_date=2026-05-01T00:00:00Z', 'end_date: At most 90 days'],
    ['start_date=2026-02-01T00:00:00Z&end_date=2026-01-01T00:00:00Z', 'end_date: '],
    ['start_date=2026-02-30T00:00:00Z', 'start_date: '],
    ['start_date=yesterday', 'start_date: '],
    ['start_date=2026-01-01', 'start_date: '],
    ['status=fixed', 'status: '],
    ['page_size=1001', 'page_size: '],
    ['page_size=0', 'page_size: '],
    ['page=11&page_size=100', 'page: '],
    ['page=one', 'page: '],
    [`service_request_id=${'x,'.repeat(101)}`, 'service_request_id: '],
    ['page=1&page=2', 'page: '],
  ])('A28: refuses ?%s', async (query, description) => {
    const answer = await at(`/open311/v2/requests.json?${query}`);
    const problem = await firstOf(answer);
    expect([answer.status, problem.code]).toEqual([400, 400]);
    expect(problem['description']).toMatch(new RegExp(`^${description}`));
  });

  test('D01, D06: operators and odd characters in an id or a filter find nothing', async () => {
    for (const id of ['{"$ne":null}', '$ne', '__proto__', '..%2f..', '%00', 'a'.repeat(3_000)]) {
      const path = `/open311/v2/requests/${id.startsWith('%') || id.includes('%') ? id : encodeURIComponent(id)}.json`;
      expect([400, 404]).toContain((await at(path)).status);
    }
    for (const code of ['{"$ne":1}', '__proto__'])
      expect((await at(`/open311/v2/requests.json?service_code=${encodeURIComponent(code)}`)).status).toBe(
        404,
      );
  });

  test('are kept by whoever wants to, since they are the same for all', async () => {
    const [first, second] = await Promise.all([
      at('/open311/v2/requests.json'),
      at('/open311/v2/requests.json', { headers: { authorization: `Bearer ${await city.token('ioc')}` } }),
    ]);
    expect(await second.text()).toBe(await first.text());
    expect(first.headers.get('cache-control')).toMatch(/^public/);
    const headers = { 'if-none-match': first.headers.get('etag') ?? '' };
    expect((await at('/open311/v2/requests.json', { headers })).status).toBe(304);
    const own = await at(`/open311/v2/requests/${codes[0]}.json`, { headers: { 'x-api-key': key } });
    expect(own.headers.get('cache-control')).toBe('no-store');
  });
});

test('an existing client, Python’s georeport, works unchanged in both formats', async () => {
  const packages = [
    'georeport==0.3.1',
    'requests==2.34.2',
    'xmltodict==0.14.2',
    'urllib3==2.8.0',
    'idna==3.20',
  ];
  const folder = await installPython(packages, 1);
  const endpoint = new URL('/open311/v2', city.url).href;
  const env = { ...process.env, PYTHONPATH: folder, PYTHONDONTWRITEBYTECODE: '1' };
  const { stdout } = await run('python3', [join(import.meta.dirname, 'open311.py'), endpoint, key], { env });
  const { sent, json, xml } = JSON.parse(stdout);
  expect(sent).toEqual([
    201,
    [expect.objectContaining({ service_request_id: expect.stringMatching(/^PA-/) })],
  ]);
  expect(json.services).toHaveLength(16);
  expect(json.definition).toBe(json.services[0]);
  expect(json.one).toMatchObject({ service_request_id: json.listed[0], status: 'open' });
  expect({ ...xml, one: { ...xml.one, lat: Number(xml.one.lat), long: Number(xml.one.long) } }).toEqual(json);
}, 400_000);

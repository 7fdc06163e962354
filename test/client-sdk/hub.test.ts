import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { Area, LiveEvent } from '../../client-sdk/src/index.ts';
import {
  agencies,
  area,
  createHub,
  CreateReportDocument,
  graphql,
  HubError,
  HubUnreachableError,
  ReportChangedDocument,
  reports,
  vendors,
  WardAtDocument,
} from '../../client-sdk/src/index.ts';
import * as generated from '../../client-sdk/src/generated/index.ts';
import { backoffMs } from '../../client-sdk/src/retry.ts';
import { createCityApp } from '../kit/city-app.ts';
import { until } from '../kit/live-client.ts';
import type { City } from '../kit/start-city.ts';
import { startCity } from '../kit/start-city.ts';

const textOf = (init: RequestInit | undefined): string => (typeof init?.body === 'string' ? init.body : '');
const areas = Object.values(generated).filter((value): value is typeof value & Area => 'operations' in value);
const draft = {
  categoryCode: 'TREES',
  title: 'Cây nghiêng',
  description: 'Cây nghiêng ra đường.',
  lat: 16.4637,
  lon: 107.5909,
} as const;

describe('the SDK against the city', () => {
  let city: City;
  beforeAll(async () => void (city = await startCity()), 120_000);
  afterAll(() => city.close());
  const hubOf = (sub?: string) =>
    createHub({
      url: city.url,
      webSocket: WebSocket,
      token: () => (sub ? city.token(sub) : undefined),
      areas: [agencies, reports],
    });

  test('runs a query without a sign-in and gives the value of its root field', async () => {
    const ward = await hubOf().agencies.wardAt({ lat: 16.4637, lon: 107.5909 });
    expect(ward).toMatchObject({
      code: expect.stringMatching(/^\d{5}$/),
      agency: { name: expect.any(String) },
    });
    expect(ward).not.toHaveProperty('boundary');
    expect(await hubOf().agencies.wardAt({ lat: 16.4637, lon: 107.5909, boundary: true })).toHaveProperty(
      'boundary.type',
    );
  });

  test('throws the code, the path and the request id of a refusal', async () => {
    const refused = hubOf('citizen').agencies.wardAt({ lat: 107.59, lon: 16.46 });
    await expect(refused).rejects.toMatchObject({ name: 'HubError', code: 'BAD_USER_INPUT' });
    await expect(refused).rejects.toBeInstanceOf(HubError);
  });

  test('sends a report and follows it from its present state', async () => {
    const hub = hubOf('citizen');
    const once = { input: draft, clientMutationId: 'sdk-1' };
    const report = await hub.reports.createReport(once);
    expect(await hub.reports.createReport(once)).toEqual(report);
    for await (const event of hub.reports.reportChanged({ id: report?.id ?? '' })) {
      expect(event).toMatchObject({ start: true, resync: false, cursor: expect.any(String) });
      expect(event.data).toMatchObject({ state: 'SUBMITTED', version: 1 });
      break;
    }
    hub.close();
  });

  test('calls handlers with the events of a stream until it is stopped', async () => {
    const hub = hubOf('citizen');
    const report = await hub.reports.createReport({ input: draft });
    const events: LiveEvent<{ readonly state: string } | null>[] = [];
    const stream = hub.reports.reportChanged(
      { id: report?.id ?? '' },
      { onEvent: (event) => void events.push(event) },
    );
    await until(async () => events.length === 1);
    await hub.reports.withdrawReport({ id: report?.id ?? '' });
    await until(async () => events.length === 2);
    stream.stop();
    await stream.done;
    expect(events.map(({ data }) => data?.state)).toEqual(['SUBMITTED', 'WITHDRAWN']);
    hub.close();
  });

  test('loses the answer to a mutation, sends it again under its key, and there is one report (G05)', async () => {
    const bodies: string[] = [];
    const losing: typeof fetch = async (url, init) => {
      const response = await fetch(url, init);
      const text = await response.text();
      if (!text.includes('"createReport":{')) return new Response(text, response);
      bodies.push(textOf(init));
      if (bodies.length === 1) throw new TypeError('the connection broke before the answer came');
      return new Response(text, response);
    };
    const connection = { url: city.url, token: () => city.token('citizen2'), fetch: losing };
    const hub = createHub(connection);
    const title = 'Đèn hỏng trong hẻm';
    const input = {
      categoryCode: 'ROAD_DAMAGE',
      title,
      description: 'Đèn tắt cả tuần.',
      lat: 16.4637,
      lon: 107.5909,
    } as const;
    const { createReport } = await hub.request(CreateReportDocument, { input });
    expect(bodies).toHaveLength(2);
    const stored = city.client.db(city.databaseOf('reports')).collection<{ _id: string }>('reports');
    const found = await stored.find({ title }).toArray();
    expect(found.map(({ _id }) => _id)).toEqual([createReport?.id]);
  });

  test('sends a document as text once, and by its hash alone from then on', async () => {
    const bodies: Record<string, unknown>[] = [];
    const watching: typeof fetch = (url, init) => {
      bodies.push(JSON.parse(textOf(init)) as Record<string, unknown>);
      return fetch(url, init);
    };
    const hub = createHub({ url: city.url, fetch: watching });
    const document = { toString: () => 'query { vendorPlans { code name about } }' };
    const first = await hub.request(document, {} as never);
    expect(await hub.request(document, {} as never)).toEqual(first);
    expect(bodies.map((body) => 'query' in body)).toEqual([false, true, false]);
  });

  test('ends a stream with the code of the refusal instead of trying for ever', async () => {
    const hub = hubOf('citizen2');
    const events = hub.reports.reportChanged({ id: 'no-such-report' });
    await expect(events[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const told: unknown[] = [];
    const handlers = { onEvent: () => undefined, onError: (error: unknown) => void told.push(error) };
    await hub.reports.reportChanged({ id: 'no-such-report' }, handlers).done;
    expect(told).toMatchObject([{ code: 'NOT_FOUND' }]);
    hub.close();
  });

  test('answers a private object of somebody else like an unknown id', async () => {
    const refused = hubOf('citizen2').reports.report({ id: 'no-such-report' });
    await expect(refused).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('reads a list to its end, page by page and node by node', async () => {
    const hub = hubOf();
    const first = await hub.agencies.wards({ first: 40 });
    expect(first?.nodes).toHaveLength(40);
    const codes: string[] = [];
    for await (const { code } of hub.agencies.wards.each({ first: 15 })) codes.push(code);
    expect(codes).toHaveLength(40);
    expect(new Set(codes).size).toBe(40);
    const sizes: number[] = [];
    for await (const { nodes } of hub.agencies.wards.pages({ first: 15 })) sizes.push(nodes.length);
    expect(sizes).toEqual([15, 15, 10]);
  });

  test('runs documents of other makers, with all of their data', async () => {
    const hub = createHub({ url: city.url, webSocket: WebSocket });
    const place = { lat: 16.4637, lon: 107.5909 };
    const { wardAt } = await hub.request(WardAtDocument, place);
    const text = 'query ($lat: Float!, $lon: Float!) { here: wardAt(lat: $lat, lon: $lon) { code } }';
    const own = graphql<{ here: { code: string } }, typeof place>(text);
    expect(await hub.request(own, place)).toEqual({ here: { code: wardAt?.code } });
    const others: typeof own = new String(text);
    expect(await hub.request(others, place)).toEqual({ here: { code: wardAt?.code } });
  });

  test('has only the operations that were picked, where an area was made of some', () => {
    const hub = createHub({
      url: city.url,
      areas: [
        area('reports', { reportChanged: ReportChangedDocument }),
        area('reports', { createReport: CreateReportDocument }),
      ],
    });
    expect(Object.keys(hub.reports)).toEqual(['reportChanged', 'createReport']);
    expect(hub).not.toHaveProperty('vendors');
  });

  test('has no operation that an app may not put on its list, and each is known there by its hash', async () => {
    const { id } = await createCityApp(city);
    const hub = createHub({
      url: city.url,
      token: () => city.token('vendor'),
      areas: [vendors, generated.documents],
    });
    const operations = areas.flatMap((one) => Object.values(one.operations));
    const half = Math.ceil(operations.length / 2);
    for (const batch of [operations.slice(0, half), operations.slice(half)]) {
      const documents = batch.map(({ text }) => text);
      const made = await hub.documents.registerAppDocuments({ appId: id, documents });
      expect(made?.ids).toEqual(batch.map(({ hash }) => hash));
    }
    const app = await hub.vendors.vendorApp({ id, own: true });
    expect(app?.documents?.nodes.length).toBeGreaterThan(0);
    expect(await hub.vendors.vendorApp({ id })).not.toHaveProperty('documents');
  });

  test('asks for the largest pages that there are within the limits', async () => {
    const hub = createHub({ url: city.url, token: () => city.token('vendor') });
    const given: Readonly<Record<string, object>> = {
      reportsNear: { lat: 16.4637, lon: 107.5909, radiusM: 500 },
      publicReportsNear: { lat: 16.4637, lon: 107.5909, radiusM: 500 },
      searchReports: { text: 'cây' },
      searchPublicReports: { text: 'cây' },
    };
    const paged = areas
      .flatMap((one) => Object.values(one.operations))
      .filter(({ paged: isPaged }) => isPaged);
    const ask = ({ name, text }: (typeof paged)[number]) =>
      hub.request(graphql(text), { ...given[name], first: 100 });
    for (const operation of paged)
      expect([operation.name, await ask(operation).catch(String)]).toEqual([
        operation.name,
        expect.any(Object),
      ]);
  });
});

describe('a hub that is made', () => {
  const url = 'http://127.0.0.1:9/graphql';

  test('refuses an area with a name of its own and a second operation of one name', () => {
    expect(() => createHub({ url, areas: [area('request', {})] })).toThrow('"request"');
    expect(() => createHub({ url, areas: [reports, reports] })).toThrow('reports.');
  });

  test.each(['localhost:4000', 'graphql', '', undefined, new URL(url)])(
    'refuses %p as its url, instead of waiting for an answer from there',
    (wrong) => {
      expect(() => createHub({ url: wrong as string })).toThrow(
        'expected a url such as "https://<hub>/graphql"',
      );
    },
  );

  test('takes a path of its page as its url, and refuses a token that is no function', () => {
    for (const right of [url, 'https://hub.example/graphql', 'HTTPS://hub.example/graphql', '/graphql'])
      expect(createHub({ url: right, token: () => 'token' }).connection.url).toBe(right);
    const token = 'token' as unknown as () => string;
    expect(() => createHub({ url, token })).toThrow('expected as token a function that gives one');
  });

  test('tells once of each deprecated field that is used, to whom it was told to', async () => {
    const use = { field: 'Ward.mayor', reason: 'Use `chair`. Until 2027-06-01.' };
    const old = { ...WardAtDocument, deprecated: [use] };
    const told: unknown[] = [];
    const place = { lat: 16, lon: 107 };
    const ask = async (onDeprecated?: false | ((one: unknown) => void)) => {
      const hub = createHub({ url, onDeprecated, areas: [area('agencies', { wardAt: old })] });
      for (let n = 0; n < 2; n += 1) await hub.agencies.wardAt(place).catch(() => undefined);
    };
    await ask((one) => void told.push(one));
    expect(told).toEqual([use]);
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
    try {
      await ask(false);
      expect(warn).not.toHaveBeenCalled();
      await ask();
      expect(warn.mock.calls).toEqual([[expect.stringContaining('Ward.mayor')]]);
    } finally {
      warn.mockRestore();
    }
  });
});

describe('the SDK without a hub', () => {
  test('says that nothing answered', async () => {
    const hub = createHub({ url: 'http://127.0.0.1:9/graphql', retries: 0 });
    await expect(hub.request(WardAtDocument, { lat: 16, lon: 107 })).rejects.toBeInstanceOf(
      HubUnreachableError,
    );
  });

  test('says in the word of the platform why nobody answers', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    const nobody = `http://127.0.0.1:${port}/graphql`;
    const asked = createHub({ url: nobody, retries: 0 }).request(WardAtDocument, { lat: 16, lon: 107 });
    await expect(asked).rejects.toThrow(`No answer from ${nobody} (ECONNREFUSED).`);
  });

  test('takes the page of a proxy for no answer', async () => {
    const server = createServer((_request, response) =>
      response.writeHead(502).end('<html>Bad gateway</html>'),
    );
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const hub = createHub({ url: `http://127.0.0.1:${port}/graphql`, retries: 0 });
    await expect(hub.request(WardAtDocument, { lat: 16, lon: 107 })).rejects.toThrow('HTTP 502');
    server.close();
  });

  test('waits between 0 and a bound that doubles and stops at 30 seconds', () => {
    expect(backoffMs(0, () => 0)).toBe(0);
    expect(backoffMs(3, () => 1)).toBe(2_000);
    expect(backoffMs(50, () => 1)).toBe(30_000);
  });
});

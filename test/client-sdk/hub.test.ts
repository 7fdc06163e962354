import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { createHub, HubError, HubUnreachableError } from '../../client-sdk/src/index.ts';
import {
  CreateReportDocument,
  ReportChangedDocument,
  ReportDocument,
  WardAtDocument,
} from '../../client-sdk/src/generated/index.ts';
import { backoffMs } from '../../client-sdk/src/retry.ts';
import type { City } from '../kit/start-city.ts';
import { startCity } from '../kit/start-city.ts';

const textOf = (init: RequestInit | undefined): string => (typeof init?.body === 'string' ? init.body : '');

describe('the SDK against the city', () => {
  let city: City;
  beforeAll(async () => void (city = await startCity()), 120_000);
  afterAll(() => city.close());
  const hubOf = (sub?: string) =>
    createHub({ url: city.url, webSocket: WebSocket, token: () => (sub ? city.token(sub) : undefined) });

  test('runs a typed query without a sign-in', async () => {
    const { wardAt } = await hubOf().request(WardAtDocument, { lat: 16.4637, lon: 107.5909 });
    expect(wardAt).toMatchObject({
      code: expect.stringMatching(/^\d{5}$/),
      agency: { name: expect.any(String) },
    });
  });

  test('throws the code, the path and the request id of a refusal', async () => {
    const refused = hubOf('citizen').request(WardAtDocument, { lat: 107.59, lon: 16.46 });
    await expect(refused).rejects.toMatchObject({ name: 'HubError', code: 'BAD_USER_INPUT' });
    await expect(refused).rejects.toBeInstanceOf(HubError);
  });

  test('sends a report and follows it from its present state', async () => {
    const hub = hubOf('citizen');
    const input = {
      categoryCode: 'TREES',
      title: 'Cây nghiêng',
      description: 'Cây nghiêng ra đường.',
      lat: 16.4637,
      lon: 107.5909,
    } as const;
    const { createReport } = await hub.request(CreateReportDocument, { input, clientMutationId: 'sdk-1' });
    const again = await hub.request(CreateReportDocument, { input, clientMutationId: 'sdk-1' });
    expect(again.createReport).toEqual(createReport);
    for await (const event of hub.subscribe(ReportChangedDocument, { id: createReport?.id ?? '' })) {
      expect(event).toMatchObject({ start: true, resync: false, cursor: expect.any(String) });
      expect(event.data.reportChanged).toMatchObject({ state: 'SUBMITTED', version: 1 });
      break;
    }
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
    const events = hubOf('citizen2').subscribe(ReportChangedDocument, { id: 'no-such-report' });
    await expect(events[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('answers a private object of somebody else like an unknown id', async () => {
    const hub = hubOf('citizen2');
    await expect(hub.request(ReportDocument, { id: 'no-such-report' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('the SDK without a hub', () => {
  test('says that nothing answered', async () => {
    const hub = createHub({ url: 'http://127.0.0.1:9/graphql', retries: 0 });
    await expect(hub.request(WardAtDocument, { lat: 16, lon: 107 })).rejects.toBeInstanceOf(
      HubUnreachableError,
    );
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

import type { LiveClient, LivePayload } from '../kit/live-client.ts';
import { openLiveClient } from '../kit/live-client.ts';
import { acceptedReport } from '../kit/report-journey.ts';
import type { City } from '../kit/start-city.ts';
import { startCity } from '../kit/start-city.ts';

const reportsIn = `subscription ($area: ReportAreaInput!) { reportsIn(area: $area) { kind: __typename
  ... on PublicReportListSnapshot { nodes { id } } ... on PublicReportListEntered { node { id } }
  ... on PublicReportListChanged { node { id } } ... on PublicReportListLeft { id } } }`;
const move = `mutation ($stream: ID!, $bbox: GeoBoxInput, $ward: String) { moveArea(stream: $stream, bbox: $bbox, ward: $ward) { stream } }`;
const west = { south: 16.46, west: 107.585, north: 16.468, east: 107.595 };
const east = { ...west, west: 107.595, east: 107.605 };
const inWest = { lat: 16.4637, lon: 107.591 };
const inEast = { lat: 16.4637, lon: 107.6 };

interface ListEvent {
  readonly kind: string;
  readonly nodes?: readonly { readonly id: string }[];
  readonly node?: { readonly id: string };
}

describe('a map that follows reports', () => {
  let city: City;
  let other: string;
  const clients: LiveClient[] = [];
  beforeAll(async () => {
    city = await startCity();
    other = await city.anotherGateway();
  }, 180_000);
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.close()));
  });
  afterAll(() => city?.close());

  const open = async (bbox: object, at = city.url, after?: string): Promise<LiveClient> => {
    const client = await openLiveClient(at);
    clients.push(client);
    const extensions = after === undefined ? {} : { after };
    client.subscribe('map', reportsIn, { variables: { area: { bbox } }, extensions });
    return client;
  };
  const listed = ({ data }: LivePayload = {}): ListEvent => data?.['reportsIn'] as ListEvent;
  const next = async (client: LiveClient): Promise<LivePayload> => (await client.events('map', 1))[0]!;

  test('is moved by a command at another gateway: what came into view is told next, and nothing of the old area later', async () => {
    const [before, there] = [await acceptedReport(city, inWest), await acceptedReport(city, inEast)];
    const map = await open(west);
    const first = await next(map);
    expect(listed(first).nodes?.map(({ id }) => id)).toEqual([before]);
    const stream = first.extensions?.['stream'];
    const response = await fetch(other, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: move, variables: { stream, bbox: east } }),
    });
    expect(await response.json()).toEqual({ data: { moveArea: { stream } } });
    const moved = await next(map);
    expect(listed(moved)).toEqual({ kind: 'PublicReportListSnapshot', nodes: [{ id: there }] });
    expect(moved.extensions).toMatchObject({ start: true, stream });
    await acceptedReport(city, inWest);
    const later = await acceptedReport(city, inEast);
    const entered = await next(map);
    expect(listed(entered)).toEqual({ kind: 'PublicReportListEntered', node: { id: later } });

    // The cursor is one of the new area: it leads on there, at any gateway, and tells a resync in the old one.
    const cursor = String(entered.extensions?.['cursor']);
    const last = await acceptedReport(city, inEast);
    const resumed = await next(await open(east, other, cursor));
    expect(listed(resumed)).toEqual({ kind: 'PublicReportListEntered', node: { id: last } });
    expect((await next(await open(west, other, cursor))).extensions).toMatchObject({ resync: true });
  });

  test('stays where it is when it is moved to what is no place in the city, and says which rule', async () => {
    const map = await open(west);
    const stream = (await next(map)).extensions?.['stream'];
    const refusals = await Promise.all(
      [{ bbox: { ...west, north: west.south - 1 } }, { ward: 'no such ward' }, {}].map(
        async (area) => (await city.ask(move, { variables: { stream, ...area } })).errors?.[0]?.extensions,
      ),
    );
    // Of several at once all but the last one asked may be told that a later one took their place.
    for (const refusal of refusals)
      expect(['BAD_USER_INPUT', 'NOT_FOUND', 'CONFLICT']).toContain(refusal?.['code']);
    const swapped = await city.ask(move, { variables: { stream, bbox: { ...west, north: west.south - 1 } } });
    expect(swapped.errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'area.bbox.north',
      rule: 'order',
    });
    const nowhere = await city.ask(move, { variables: { stream, ward: 'no such ward' } });
    expect(nowhere.errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
    const id = await acceptedReport(city, inWest);
    expect(listed(await next(map))).toEqual({ kind: 'PublicReportListEntered', node: { id } });
    expect(map.waiting()).toEqual([]);
  });

  test('of an agency’s queue has no area: BAD_USER_INPUT with rule no_area', async () => {
    const client = await openLiveClient(city.url, {
      init: { Authorization: `Bearer ${await city.token('ioc')}` },
    });
    clients.push(client);
    client.subscribe('q', 'subscription { agencyQueue(agencyId: "so-xay-dung") { __typename } }');
    const [first] = await client.events('q', 1);
    const variables = { stream: first?.extensions?.['stream'], ward: '19753' };
    const refused = await city.ask(move, { as: 'ioc', variables });
    expect(refused.errors?.[0]?.extensions).toEqual({
      code: 'BAD_USER_INPUT',
      field: 'stream',
      rule: 'no_area',
    });
  });
});

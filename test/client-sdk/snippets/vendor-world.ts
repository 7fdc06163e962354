import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { createCityApp } from '../../kit/city-app.ts';
import type { City } from '../../kit/start-city.ts';
import { startCity } from '../../kit/start-city.ts';

export interface VendorWorld {
  readonly city: City;
  /** What a vendor's program finds at `http://localhost:4000` and `:4001` of the documentation, and its app's key. */
  readonly origin: string;
  readonly signIn: string;
  readonly apiKey: string;
  readonly appId: string;
  /** An alert for the centre of the city, approved. */
  issueAlert(alert: SampleAlert): Promise<void>;
  /** A report of that title in the centre of the city, sent and accepted. */
  publicReport(title: string): Promise<void>;
  /** The station `hung-vuong` measures PM2.5 of an hour, once more or again. */
  measureAir(reading: { readonly hoursAgo: number; readonly value: number }): Promise<void>;
  close(): Promise<void>;
}

interface SampleAlert {
  readonly severity: 'EXTREME' | 'SEVERE' | 'MODERATE' | 'MINOR';
  readonly headline: string;
}

const place = {
  stationClass: 'REFERENCE',
  owner: 'Sở Nông nghiệp và Môi trường',
  lat: 16.4637,
  lon: 107.5909,
};
/** Of the sample's stations, so that what the documentation names is there in a hub that `npm start` began. */
export const stations = [
  {
    id: 'hung-vuong',
    kind: 'AIR',
    name: 'Hùng Vương',
    nameEn: 'Hung Vuong',
    datastreams: [{ property: 'PM25', averagingMinutes: 60 }],
  },
  {
    id: 'kim-long',
    kind: 'WATER_LEVEL',
    name: 'Kim Long',
    nameEn: 'Kim Long',
    alarmLevels: { bd1: 1, bd2: 2, bd3: 3.5 },
    datastreams: [{ property: 'WATER_LEVEL', averagingMinutes: 10 }],
  },
];

/** A city with what a vendor builds on: stations with readings, public reports, an alert, and an app with a key that is in use. */
export async function startVendorWorld(options: { readonly sandboxes?: boolean } = {}): Promise<VendorWorld> {
  const city = await startCity(options.sandboxes ? { sandboxes: {} } : {});
  const run = async (query: string, as: string, variables: Record<string, unknown> = {}) => {
    const { data, errors } = await city.ask(query, { as, variables });
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  };
  for (const station of stations)
    await run('mutation ($input: StationInput!) { registerStation(input: $input) { id } }', 'operator', {
      input: { ...place, ...station },
    });
  const ingest = async (rows: readonly object[]): Promise<void> => {
    const query =
      'mutation ($input: IngestObservationsInput!) { ingestObservations(input: $input) { added } }';
    await run(query, 'operator', { input: { rows } });
  };
  const now = Date.now();
  await ingest(readings(now));
  for (let n = 1; n <= 3; n += 1) await publicReport(run, `Ổ gà số ${n}`);
  await alert(run, { severity: 'SEVERE', headline: 'Lũ trên sông Hương' });
  const app = await createCityApp(city);
  const key = await app.createKey(['usage:read', 'reports:read', 'reports:write']);
  // What it takes to fill goes on while the test does other things.
  if (options.sandboxes) await knock(city, (await app.createKey([], true)).secret);
  const signIn = await startSampleGrant(city);
  return {
    city,
    origin: new URL(city.url).origin,
    signIn: signIn.origin,
    apiKey: key.secret,
    appId: app.id,
    publicReport: (title) => publicReport(run, title),
    issueAlert: (wanted) => alert(run, wanted),
    measureAir: ({ hoursAgo, value }) =>
      ingest([
        // A value in the place of an earlier one has to be made known later.
        {
          datastream: 'hung-vuong.pm25',
          at: hourOf(now, hoursAgo),
          resultAt: new Date().toISOString(),
          value,
        },
      ]),
    close: async () => {
      await signIn.close();
      await city.close();
    },
  };
}

/** The beginning of the hour that was so many hours ago. */
function hourOf(nowMs: number, hoursAgo: number): string {
  const hour = 3_600_000;
  return new Date((Math.floor(nowMs / hour) - hoursAgo) * hour).toISOString();
}

function readings(nowMs: number): readonly object[] {
  const air = Array.from({ length: 6 }, (_, hoursAgo) => ({
    datastream: 'hung-vuong.pm25',
    at: hourOf(nowMs, hoursAgo),
    value: 30,
  }));
  return [...air, { datastream: 'kim-long.water-level', at: hourOf(nowMs, 0), value: 0.8 }];
}

type Run = (query: string, as: string, variables?: Record<string, unknown>) => Promise<Record<string, never>>;

async function publicReport(run: Run, title: string): Promise<void> {
  const input = {
    categoryCode: 'ROAD_DAMAGE',
    title,
    description: 'Ổ gà sâu trước cổng chợ.',
    lat: 16.4637,
    lon: 107.5909,
  };
  const sent: { createReport?: { id: string } } = await run(
    'mutation ($input: CreateReportInput!) { createReport(input: $input) { id } }',
    'citizen2',
    { input },
  );
  await run('mutation ($id: ID!) { triageReport(id: $id, decision: ACCEPT) { state } }', 'ioc', {
    id: sent.createReport?.id,
  });
}

async function alert(run: Run, { severity, headline }: SampleAlert): Promise<void> {
  const input = {
    categories: ['MET'],
    urgency: 'IMMEDIATE',
    severity,
    certainty: 'OBSERVED',
    texts: [
      { language: 'VI', event: 'Lũ', headline, description: 'Nước đang lên.' },
      { language: 'EN', event: 'Flood', headline, description: 'Water is rising.' },
    ],
    areas: [
      {
        description: 'Trung tâm',
        polygons: ['16.45,107.57 16.48,107.57 16.48,107.6 16.45,107.6 16.45,107.57'],
      },
    ],
  };
  const made: { issueAlert?: { id: string } } = await run(
    'mutation ($input: AlertInput!) { issueAlert(input: $input) { id } }',
    'ioc',
    { input },
  );
  await run('mutation ($id: ID!) { approveAlert(id: $id) { state } }', 'identity-officer', {
    id: made.issueAlert?.id,
  });
}

/** A sandbox is made when it is first asked for; until it is there the answer says so. */
async function knock({ url }: City, apiKey: string): Promise<void> {
  const headers = { 'content-type': 'application/json', 'x-api-key': apiKey };
  const response = await fetch(url, { method: 'POST', headers, body: '{"query":"{ __typename }"}' });
  await response.arrayBuffer();
}

/** Gives tokens of the city's sample accounts, asked for as at the sample sign-in. */
async function startSampleGrant(city: City): Promise<{ origin: string; close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    void text(request).then(async (body) => {
      const form = new URLSearchParams(body);
      const isGrant = request.url === '/token' && form.get('grant_type') === 'urn:hub:sample';
      response.writeHead(isGrant ? 200 : 400, {
        'content-type': 'application/json',
        'access-control-allow-origin': '*',
      });
      response.end(
        JSON.stringify(isGrant ? { access_token: await city.token(form.get('username') ?? '') } : {}),
      );
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://localhost:${port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

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
  close(): Promise<void>;
}

const place = {
  stationClass: 'REFERENCE',
  owner: 'Sở Nông nghiệp và Môi trường',
  lat: 16.4637,
  lon: 107.5909,
};
const stations = [
  {
    id: 'le-loi',
    kind: 'AIR',
    name: 'Lê Lợi',
    nameEn: 'Le Loi',
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
export async function startVendorWorld(): Promise<VendorWorld> {
  const city = await startCity();
  const run = async (query: string, as: string, variables: Record<string, unknown> = {}) => {
    const { data, errors } = await city.ask(query, { as, variables });
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  };
  for (const station of stations)
    await run('mutation ($input: StationInput!) { registerStation(input: $input) { id } }', 'operator', {
      input: { ...place, ...station },
    });
  await run(
    'mutation ($input: IngestObservationsInput!) { ingestObservations(input: $input) { added } }',
    'operator',
    { input: { rows: readings(Date.now()) } },
  );
  for (let n = 1; n <= 3; n += 1) await publicReport(run, n);
  await alert(run);
  const app = await createCityApp(city);
  const key = await app.createKey(['usage:read', 'reports:read', 'reports:write']);
  const signIn = await startSampleGrant(city);
  return {
    city,
    origin: new URL(city.url).origin,
    signIn: signIn.origin,
    apiKey: key.secret,
    appId: app.id,
    close: async () => {
      await signIn.close();
      await city.close();
    },
  };
}

function readings(nowMs: number): readonly object[] {
  const hour = 3_600_000;
  const full = Math.floor(nowMs / hour) * hour;
  const at = (ago: number): string => new Date(full - ago * hour).toISOString();
  const air = Array.from({ length: 6 }, (_, ago) => ({
    datastream: 'le-loi.pm25',
    at: at(ago),
    value: 30 + ago,
  }));
  return [...air, { datastream: 'kim-long.water-level', at: at(0), value: 0.8 }];
}

type Run = (query: string, as: string, variables?: Record<string, unknown>) => Promise<Record<string, never>>;

async function publicReport(run: Run, n: number): Promise<void> {
  const input = {
    categoryCode: 'ROAD_DAMAGE',
    title: `Ổ gà số ${n}`,
    description: 'Ổ gà sâu trước cổng chợ.',
    lat: 16.4637 + n / 1_000,
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

async function alert(run: Run): Promise<void> {
  const input = {
    categories: ['MET'],
    urgency: 'IMMEDIATE',
    severity: 'SEVERE',
    certainty: 'OBSERVED',
    texts: [
      { language: 'VI', event: 'Lũ', headline: 'Lũ trên sông Hương', description: 'Nước đang lên.' },
      { language: 'EN', event: 'Flood', headline: 'Flood on the Hương', description: 'Water is rising.' },
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

import { WebSocket } from 'ws';
import { live } from '../../client-sdk/src/live.ts';
import { until } from '../kit/live-client.ts';
import { metadataCanary, samplePhoto, sha256Of } from '../kit/sample-photo.ts';
import type { City } from '../kit/start-city.ts';
import { startCity } from '../kit/start-city.ts';

/** Stands in every text of the person, in whatever area. */
const canary = 'CANARYLAN';
const textCanaries = [canary, metadataCanary].map((each) => each.toLowerCase());
const place = { lat: 16.463712, lon: 107.590987 };

/** Collections that hold nothing of any person: who adds one that does, plants something there. */
const impersonal: Readonly<Record<string, readonly string[]>> = {
  agencies: ['agencies', 'calendars', 'jurisdictions', 'officers', 'personKeys', 'wards'],
  citizens: ['accounts', 'calendars', 'calendarUses', 'committees'],
  environment: ['aqiDays', 'imports', 'observations', 'present', 'stations', 'wards'],
  reports: [
    'agencies',
    'calendars',
    'categories',
    'codes',
    'figureCells',
    'figures',
    'jurisdictions',
    'placeVersions',
    'reportClusters',
    'searchWords',
    'searchWordsGone',
    'wards',
  ],
};
/** What the kit keeps beside an area's own: places of readers, digests, leases, deadlines. */
const kits = [
  'refusals',
  'seals',
  'erasures',
  'follows',
  'idempotency',
  'leases',
  'life',
  'projections',
  'stamper',
  'timers',
];
/** Sealed, and named for the person by another document only. */
const byReference = ['citizens.dataCopies', 'reports.files.files', 'reports.files.chunks'];

let city: City;
beforeAll(async () => void (city = await startCity()), 180_000);
afterAll(() => city?.close());

const ask = async (as: string, query: string, variables: Record<string, unknown> = {}) => {
  const { data, errors } = await city.ask(query, { as, variables });
  expect(errors).toBeUndefined();
  return data;
};
const createReport = 'mutation ($input: CreateReportInput!) { createReport(input: $input) { id } }';

async function upload(as: string): Promise<string> {
  const bytes = await samplePhoto();
  const { createUpload } = await ask(
    as,
    'mutation ($bytes: Int!, $sha256: String!) { createUpload(kind: REPORT_PHOTO, bytes: $bytes, sha256: $sha256) { id url } }',
    { bytes: bytes.length, sha256: sha256Of(bytes) },
  );
  const headers = { authorization: `Bearer ${await city.token(as)}` };
  await fetch(new URL(createUpload.url, city.url), { method: 'PUT', headers, body: new Uint8Array(bytes) });
  return createUpload.id;
}

async function send(as: string, more: object): Promise<string> {
  const text = { title: 'Bùn tràn ra đường', description: 'Xe chở đất làm rơi bùn suốt đoạn đường.' };
  const input = { categoryCode: 'ENVIRONMENT_WASTE', ...text, ...place, ...more };
  return (await ask(as, createReport, { input })).createReport.id;
}

/** Leaves something of `citizen` in every collection that takes something of a person. */
async function plant(): Promise<{ own: string; followed: string; correction: string }> {
  const own = await send('citizen', {
    reporterAlias: canary,
    contact: { name: canary, phone: '0914123456' },
    media: [await upload('citizen')],
  });
  await upload('citizen');
  const mutate = (as: string, call: string) => ask(as, `mutation { done: ${call} { __typename } }`);
  await mutate('ioc', `triageReport(id: "${own}", decision: ACCEPT)`);
  await mutate('ioc', `assignReport(id: "${own}", agencyId: "so-xay-dung")`);
  await mutate('officer', `startReport(id: "${own}")`);
  await mutate('officer', `requestReportInfo(id: "${own}", question: "Ở đâu?")`);
  await mutate('citizen', `answerReportInfo(id: "${own}", answer: "${canary}")`);
  await mutate('citizen', `commentReport(id: "${own}", text: "${canary}", alias: "${canary}")`);
  const unseen = await send('citizen', { title: canary, description: `${canary} ở đây`, address: canary });
  await mutate('citizen', `withdrawReport(id: "${unseen}")`);
  const followed = await send('citizen2', {});
  await mutate('ioc', `triageReport(id: "${followed}", decision: ACCEPT)`);
  await mutate('citizen', `followReport(id: "${followed}")`);
  const looked = await ask('identity-officer', `{ report(id: "${own}") { reporter { name } } }`);
  expect(looked.report.reporter.name).toBe(canary);

  const streams = 'datastreams: [{ property: PM25, averagingMinutes: 60 }]';
  const { sensor } = await ask(
    'citizen',
    `mutation { sensor: registerAirSensor(input: { lat: ${place.lat}, lon: ${place.lon}, label: "${canary}", contact: "${canary}", ${streams} }) { station { id } } }`,
  );
  const owner = await ask(
    'identity-officer',
    `{ airStation(id: "${sensor.station.id}") { sensorOwner { contact } } }`,
  );
  expect(owner.airStation.sensorOwner.contact).toBe(canary);

  await mutate(
    'citizen',
    `updateProfile(input: { fullName: "${canary}", address: "${canary}" }, expectedVersion: 0)`,
  );
  const app = `{ purpose: "APP_ACCESS", scope: ["reports:read"], recipientId: "app-1", statement: "${canary}" }`;
  await mutate('citizen', `grantConsent(input: ${app})`);
  const verifier = '{ kind: WARD, id: "ubnd-19753" }';
  const child = `childId: "child", relation: MOTHER, childName: "${canary}", childBirthDate: "2015-05-05"`;
  await mutate('citizen', `requestGuardianLink(input: { ${child}, verifier: ${verifier} })`);
  const { correction } = await ask(
    'citizen',
    `mutation { correction: requestData(kind: CORRECTION, details: "${canary}") { id } }`,
  );
  const { copy } = await ask('citizen', 'mutation { copy: requestData(kind: ACCESS) { id } }');
  await until(async () => (await requestOf(copy.id)).state === 'DONE', 60_000);
  const whole = await ask(
    'citizen',
    `{ dataRequest(id: "${copy.id}") {
    citizens: copy(area: "citizens") environment: copy(area: "environment") reports: copy(area: "reports") agencies: copy(area: "agencies") } }`,
  );
  for (const area of ['citizens', 'environment', 'reports'])
    expect(whole.dataRequest[area]).toContain(canary);
  expect(whole.dataRequest.agencies).toBe('{}');
  return { own, followed, correction: correction.id };
}

async function requestOf(id: string) {
  const { dataRequest } = await ask(
    'citizen',
    `{ dataRequest(id: "${id}") {
    state version awaited areas { area counts { name count } } details answer } }`,
  );
  return dataRequest;
}

interface Trace {
  readonly where: string;
  readonly isText: boolean;
  /** Only of the journal. */
  readonly kind?: string;
}

/** Every document of every database that says something of the person: a text, or the opaque id. */
async function tracesOf(personId: string): Promise<{ traces: Trace[]; collections: string[] }> {
  const traces: Trace[] = [];
  const collections: string[] = [];
  for (const area of ['agencies', 'citizens', 'environment', 'reports']) {
    const db = city.client.db(city.databaseOf(area));
    for (const { name } of await db.listCollections().toArray()) {
      const where = `${area}.${name}`;
      collections.push(where);
      for await (const row of db.collection(name).find()) {
        const text = Buffer.from(JSON.stringify(row)).toString('latin1') + bytesIn(row);
        const isText = textCanaries.some((each) => text.toLowerCase().includes(each));
        if (isText || text.includes(personId))
          traces.push({ where, isText, ...(name === 'journal' && { kind: row['kind'] }) });
      }
    }
  }
  return { traces, collections };
}

function isImpersonal(where: string): boolean {
  const [area = '', name = ''] = where.split('.');
  // Nobody's data is in agencies: its journal only gets a word of the person by the erasure itself.
  return kits.includes(name) || (impersonal[area]?.includes(name) ?? false) || where === 'agencies.journal';
}

async function countOf(wheres: readonly string[]): Promise<Record<string, number>> {
  const counts = wheres.map(async (where) => {
    const [area = '', ...name] = where.split('.');
    return [
      where,
      await city.client.db(city.databaseOf(area)).collection(name.join('.')).countDocuments(),
    ] as const;
  });
  return Object.fromEntries(await Promise.all(counts));
}

/** Binary members of a document as text. */
function bytesIn(row: object): string {
  return Object.values(row)
    .map((value: unknown) => {
      if (typeof value !== 'object' || value === null || !('buffer' in value)) return '';
      return Buffer.from(value.buffer as Uint8Array).toString('latin1');
    })
    .join('');
}

/** Follows one stream of `citizen` until `count` events have come; gives them with their cursors. */
async function events(
  query: string,
  count: number,
  after?: string,
): Promise<{ text: string; cursor: string }[]> {
  const connection = { url: city.url, webSocket: WebSocket, token: () => city.token('citizen') };
  const told: { text: string; cursor: string }[] = [];
  const stop = new AbortController();
  const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(60_000)]);
  for await (const event of live(connection, { query, variables: {} }, { after, signal })) {
    told.push({ text: JSON.stringify([event.data, event.errors]), cursor: event.cursor ?? '' });
    if (told.length >= count) stop.abort();
  }
  expect(told.length).toBe(count);
  return told;
}

test('C18: after an erasure nothing of the person is in any database, old cursor, search or list; it is DONE when each area has said so', async () => {
  const { own, followed, correction } = await plant();
  const personId: string = (await ask('citizen', '{ me { id } }')).me.id;
  const streams = [
    `subscription { reportChanged(id: "${own}") { version state reporterAlias reporter { name phone } updates { nodes { text } } } }`,
    `subscription { followedReportsChanged { __typename ... on FollowedReportListSnapshot { nodes { id title } }
      ... on FollowedReportListEntered { node { id title } } ... on FollowedReportListChanged { node { id title } } } }`,
  ];
  const begun = await Promise.all(streams.map((query) => events(query, 1)));
  expect(begun[0]?.[0]?.text).toContain(canary);

  await until(
    async () => (await ask('citizen', '{ accessLog { nodes { id } } }')).accessLog.nodes.length > 0,
  );
  const before = await tracesOf(personId);
  const bare = before.collections.filter((where) => !before.traces.some((trace) => trace.where === where));
  expect(bare.filter((where) => !isImpersonal(where) && !byReference.includes(where))).toEqual([]);
  const sealed = await countOf(byReference);
  expect(Object.values(sealed).every((count) => count > 0)).toBe(true);
  // No text of a person is in a journal, at any time.
  expect(before.traces.filter(({ kind, isText }) => kind !== undefined && isText)).toEqual([]);

  const { deletion } = await ask(
    'citizen',
    `mutation { deletion: requestData(kind: DELETION, details: "${canary}") { id } }`,
  );
  const watched = `subscription { dataRequestChanged(id: "${deletion.id}") { state version areas { area } details } }`;
  const [start] = await events(watched, 1);
  await ask('identity-officer', `mutation { acknowledgeDataRequest(id: "${deletion.id}") { state } }`);
  await ask('identity-officer', `mutation { completeDataRequest(id: "${deletion.id}") { state } }`);
  await until(async () => (await requestOf(deletion.id)).state === 'DONE', 60_000);
  const done = await requestOf(deletion.id);
  expect(done.areas.map(({ area }: { area: string }) => area).sort()).toEqual([
    'agencies',
    'alerts',
    'citizens',
    'environment',
    'reports',
    'vendors',
  ]);
  const counts = done.areas.find(({ area }: { area: string }) => area === 'reports').counts;
  expect(counts).toEqual(
    expect.arrayContaining([
      { name: 'reports', count: 2 },
      { name: 'follows', count: 1 },
      { name: 'personKeys', count: 1 },
    ]),
  );

  // Words that nobody else has written leave the list of words behind the erasure.
  await until(async () => Object.values(await countOf(['reports.searchWordsGone']))[0] === 0, 60_000);
  const after = await tracesOf(personId);
  expect(after.traces.filter(({ isText }) => isText)).toEqual([]);
  // The proof that it was done, by the opaque id alone, and looks whose thing and reason are gone.
  const proof = new Set(
    after.traces.map(({ where, kind }) => (kind === undefined ? where : `${where} ${kind}`)),
  );
  expect([...proof].sort()).toEqual([
    'agencies.journal erased',
    'citizens.dataRequests',
    'citizens.journal erase',
    'citizens.journal erased',
    'citizens.personMarks',
    'environment.journal access',
    'environment.journal erased',
    'reports.journal access',
    'reports.journal erased',
  ]);

  expect(await countOf(['citizens.dataCopies'])).toEqual({ 'citizens.dataCopies': 0 });
  // The original of the photo and the upload that nothing refers to; the pixelated copy of the public report stays.
  await until(async () => {
    const { 'reports.files.files': files = 0 } = await countOf(['reports.files.files']);
    return files <= (sealed['reports.files.files'] ?? 0) - 2;
  });

  // Old cursors: a later change of the same things is what comes, as it is now.
  const news = ask('ioc', `mutation { postReportUpdate(id: "${own}", text: "Đang xử lý") { version } }`);
  const resumed = await events(streams[0] ?? '', 1, begun[0]?.[0]?.cursor);
  await news;
  expect(resumed[0]?.text).not.toContain(canary);
  const entered = events(streams[1] ?? '', 1, begun[1]?.[0]?.cursor);
  await ask('citizen', `mutation { followReport(id: "${followed}") { viewerFollows } }`);
  expect((await entered)[0]?.text).toContain('FollowedReportListEntered');
  // Acknowledged, ordered, done, and what each area says in between.
  const story = (await events(watched, 3 + done.areas.length, start?.cursor)).map(
    ({ text }) => JSON.parse(text)[0].dataRequestChanged,
  );
  expect(story.map(({ state }) => state).at(-1)).toBe('DONE');
  expect(JSON.stringify(story)).not.toContain(canary);

  for (const as of ['citizen', 'ioc', 'identity-officer']) {
    const { searchReports } = await ask(as, `{ searchReports(text: "${canary}") { nodes { id } } }`);
    expect(searchReports.nodes).toEqual([]);
  }
  const left = await ask(
    'citizen',
    `{ me { profile { fullName version } } accessLog { nodes { id } } myConsents { nodes { id } }
    myGuardianLinks { nodes { id } } reports(filter: { mine: true }) { nodes { id } } myReportComments { nodes { id } } myAirSensors { label } }`,
  );
  expect(left).toEqual({
    me: { profile: { fullName: null, version: 0 } },
    accessLog: { nodes: [] },
    myConsents: { nodes: [] },
    myGuardianLinks: { nodes: [] },
    reports: { nodes: [] },
    myReportComments: { nodes: [] },
    myAirSensors: [],
  });
  const gone = await city.ask(`{ dataRequest(id: "${correction}") { id } }`, { as: 'citizen' });
  expect(gone.errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
}, 240_000);

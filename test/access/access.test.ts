import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { isObjectType, parse } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { deriveSecrets } from '../../subgraphs/kit/process/secrets.ts';
import { sign, signatureHeader, viewerHeader } from '../../subgraphs/kit/process/signature.ts';
import { encodeViewer } from '../../subgraphs/kit/process/viewer.ts';
import { civilDateOf } from '../../subgraphs/kit/working-days.ts';
import type { CityApp } from '../kit/city-app.ts';
import { createCityApp } from '../kit/city-app.ts';
import { acceptedReport } from '../kit/report-journey.ts';
import { postGraphql } from '../kit/start-gateway.ts';
import type { City } from '../kit/start-city.ts';
import { startCity } from '../kit/start-city.ts';
import { repositoryRoot } from '../kit/start-process.ts';
import type { Row, Values } from './ask-fields.ts';
import { entityRow, rowsOf } from './ask-fields.ts';
import type { Role } from './roles.ts';
import { openRoles } from './roles.ts';
import type { Answered, Roads } from './ask-roads.ts';
import { openRoads, verdictOf } from './ask-roads.ts';

/**
 * Who may ask what: docs/access/<subgraph>.md, one row for each root field and entity of the schema, one column for each role, taken from the
 * running city through the gateway and at the subgraph itself. A field that is added, or a verdict that changes, fails here until the
 * file says so too: `ACCESS_WRITE=1` before this test writes it anew, and the difference is what a reviewer reads.
 */
const underTheTable = ['agencies', 'alerts', 'citizens', 'environment', 'reports', 'vendors'];

let city: City;
let app: CityApp;
let roles: readonly Role[];
let roads: Roads;
let values: Values;
let keys: Readonly<Record<string, Readonly<Record<string, unknown>>>>;

beforeAll(async () => {
  city = await startCity();
  app = await createCityApp(city);
  roles = await openRoles(city, app);
  roads = await openRoads(city.url, roles);
  ({ values, keys } = await prepare());
}, 180_000);
afterAll(async () => {
  await roads?.close();
  await city?.close();
});

const idOf = (name: string): string => {
  const id = roles.find((role) => role.name === name)?.viewer.id;
  if (!id) throw new Error(`expected a role ${name} with an id, got none`);
  return id;
};

/** `guardian` is the guardian of `citizen`, as the ward's officer has verified. */
async function linkFamily(): Promise<string> {
  const asWard = { roles: ['officer'], agency: 'ubnd-19753', vneid_level: 2 };
  const post = async (query: string, token: string) => {
    const headers = { authorization: `Bearer ${token}` };
    const { data, errors } = (await postGraphql(city.url, { query }, headers)).body;
    if (errors) throw new Error(JSON.stringify(errors));
    return data as Record<string, Record<string, string>>;
  };
  const input = `{ childId: "${idOf('citizen')}", relation: MOTHER, childName: "Na", childBirthDate: "2015-05-05",
    verifier: { kind: WARD, id: "ubnd-19753" } }`;
  const asked = await post(
    `mutation { requestGuardianLink(input: ${input}) { id } }`,
    await city.token('guardian'),
  );
  const id = asked['requestGuardianLink']?.['id'] ?? '';
  const verify = `mutation { verifyGuardianLink(id: "${id}", basis: "GKS 12/2015") { state } }`;
  await post(verify, await city.token('ward', asWard));
  return id;
}

/** What the rows ask about: of `citizen`, with the agency of `officer`, and of `vendor`. */
async function prepare(): Promise<{ values: Values; keys: typeof keys }> {
  const link = await linkFamily();
  const report = await acceptedReport(city);
  await city.ask(`mutation { assignReport(id: "${report}", agencyId: "so-xay-dung") { state } }`, {
    as: 'ioc',
  });
  const asked = await city.ask('mutation { requestData(kind: DELETION) { id } }', { as: 'citizen' });
  const { data } = await city.ask(`{ vendorApp(id: "${app.id}") { vendor { id } conformance { id } } }`);
  const vendor: string = data.vendorApp.vendor.id;
  const run: string = data.vendorApp.conformance.id;
  const key = await app.createKey([]);
  const day = civilDateOf(new Date());
  const figures = { appId: app.id, day, used: 190_000, unitsPerDay: 200_000, at: new Date(), version: 2 };
  await city.client
    .db(city.databaseOf('vendors'))
    .collection<{ _id: string }>('usage')
    .insertOne({ _id: `${app.id}:${day}`, ...figures });
  const text = (value: string): string => JSON.stringify(value);
  const ofReports = Object.fromEntries(
    ['report', 'publicReport', 'reportChanged', 'publicReportChanged'].map((field) => [
      `${field}.id`,
      text(report),
    ]),
  );
  const ofRequests = Object.fromEntries(
    ['dataRequest', 'dataRequestChanged'].map((field) => [`${field}.id`, text(asked.data.requestData.id)]),
  );
  const ofApps = ['vendorApp', 'vendorAppChanged', 'launchVendorApp', 'updateVendorApp'];
  return {
    values: {
      ...ofReports,
      ...ofRequests,
      ...Object.fromEntries(ofApps.map((field) => [`${field}.id`, text(app.id)])),
      'guardianLink.id': text(link),
      'grantConsent.childId': text(idOf('citizen')),
      lat: '16.4637',
      lon: '107.5909',
      code: '"19753"',
      'agency.id': '"so-xay-dung"',
      'agencyQueue.agencyId': '"so-xay-dung"',
      'reportsIn.ward': '"19753"',
      'withdrawReport.id': text(report),
      'rateReport.id': text(report),
      'startReport.id': text(report),
      'hideReporterName.id': text(report),
      'quotaWarning.appId': text(app.id),
      'createApiKey.appId': text(app.id),
      'startConformanceRun.appId': text(app.id),
      'conformanceRun.id': text(run),
      'finishConformanceRun.id': text(run),
      'vendor.id': text(vendor),
      'updateVendor.id': text(vendor),
      'updateVendor.expectedVersion': '99',
      'updateVendorApp.expectedVersion': '99',
      'registerVendorApp.vendorId': text(vendor),
      'revokeApiKey.id': text(key.id),
      'extendDataRequest.days': '0',
    },
    keys: {
      Report: { id: report },
      PublicReport: { id: report },
      Citizen: { id: idOf('citizen') },
      Agency: { id: 'so-xay-dung' },
      Ward: { code: '19753' },
      Vendor: { id: vendor },
      VendorApp: { id: app.id },
      DataRequest: { id: asked.data.requestData.id },
    },
  };
}

const schemaOf = (name: string): GraphQLSchema =>
  buildSubgraphSchema(parse(readFileSync(join(repositoryRoot, 'subgraphs', name, 'schema.graphql'), 'utf8')));

function rowsOfSubgraph(name: string): readonly Row[] {
  const schema = schemaOf(name);
  const entities = Object.values(schema.getTypeMap()).filter(
    (type) => isObjectType(type) && type.astNode?.directives?.some(({ name: of }) => of.value === 'key'),
  );
  return [
    ...rowsOf(schema, values),
    ...entities.map((type) => entityRow(type.name, keys[type.name] ?? { id: 'khong-co', code: 'khong-co' })),
  ];
}

async function atSubgraph(name: string, { text, variables }: Row, { viewer }: Role): Promise<string> {
  const body = JSON.stringify({ query: text, variables });
  const encoded = viewer.kind === 'anonymous' ? '' : encodeViewer(viewer);
  const signature = sign(
    { purpose: 'POST /graphql', viewer: encoded, body },
    deriveSecrets(city.secret).signature,
  );
  const headers = {
    'content-type': 'application/json',
    [signatureHeader]: signature,
    [viewerHeader]: encoded,
  };
  const { url } = city.subgraph(name);
  const response = await fetch(url, { method: 'POST', headers, body });
  return verdictOf((await response.json()) as Answered);
}

/** Ends the tokens of who asks, so it is asked at the subgraph only, by a namesake: what it does to tokens is tested elsewhere. */
const atSubgraphOnly = ['Mutation.endMySessions'];

function namesakeOf(role: Role): Role {
  const { id } = role.viewer;
  return { ...role, viewer: { ...role.viewer, id: id === null ? null : `${id}-namesake` } };
}

async function cellOf(name: string, row: Row, role: Role): Promise<string> {
  const endsTokens = atSubgraphOnly.includes(row.name);
  const asker = endsTokens ? namesakeOf(role) : role;
  const direct = row.kind === 'subscription' ? undefined : await atSubgraph(name, row, asker);
  const isDirectOnly = row.kind === 'entity' || endsTokens;
  const asked = isDirectOnly ? direct : await roads.ask(row, role);
  return direct === undefined || direct === asked ? String(asked) : `${asked} / ${direct}`;
}

async function tableOf(name: string): Promise<string> {
  const lines: string[] = [];
  for (const row of rowsOfSubgraph(name)) {
    const cells: string[] = [];
    // What a mutation did for one role the next one meets; what only reads is asked by all at once.
    if (row.kind === 'mutation') for (const role of roles) cells.push(await cellOf(name, row, role));
    else cells.push(...(await Promise.all(roles.map((role) => cellOf(name, row, role)))));
    lines.push(`| ${row.name} | ${cells.join(' | ')} |`);
  }
  return [
    `# Who may ask what of ${name}`,
    '',
    'Written by test/access/access.test.ts from the running city; a difference fails it. `yes`: let in, whatever becomes of the call then. Two words: through',
    'the gateway / at the subgraph itself. Over HTTP, WebSocket and Server-Sent Events it is the same. Rows ask about a report, a request and data of `citizen`, whose guardian `guardian` is, assigned to the agency of `officer`, and an app of `vendor`; other ids are unknown ones.',
    '',
    `| | ${roles.map((role) => role.name).join(' | ')} |`,
    `|---|${roles.map(() => '---').join('|')}|`,
    ...lines,
    '',
  ].join('\n');
}

test('every subgraph with a file has its rows, and the city answers as they say, through the gateway and at the subgraph', async () => {
  const written: string[] = [];
  const found: string[] = [];
  for (const name of underTheTable) {
    const file = join(repositoryRoot, 'docs/access', `${name}.md`);
    const table = await tableOf(name);
    if (process.env['ACCESS_WRITE'] === '1') writeFileSync(file, table);
    written.push(...(existsSync(file) ? readFileSync(file, 'utf8') : '').split('\n'));
    found.push(...table.split('\n'));
  }
  expect(found.filter((line) => line.includes('FAULT'))).toEqual([]);
  expect(found).toEqual(written);
}, 600_000);

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { agencies } from '../../../subgraphs/agencies/subgraph.ts';
import { citizens } from '../../../subgraphs/citizens/subgraph.ts';
import type { CitizensStore } from '../../../subgraphs/citizens/citizen.store.ts';
import { defineSubgraph } from '../../../subgraphs/kit/index.ts';
import type { RunningSubgraph } from '../../../subgraphs/kit/index.ts';
import { silentLogger } from '../../../subgraphs/kit/process/logger.ts';
import type { Ask } from '../agencies/signed-client.ts';
import { person, signedClient, testSecret } from '../agencies/signed-client.ts';

const dbPrefix = `citizens_${process.pid}_`;
const options = {
  mongoUri: process.env['TEST_MONGODB_URI'] ?? '',
  dbPrefix,
  port: 0,
  secret: testSecret,
  log: silentLogger,
};

// The smallest area that shows a protected value: each reading of it is written down first.
const vaultSchema = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type Query { "A secret." secret("Whose." of: ID!, "Why." purpose: String!): String }
`;

let folder: string;
let facts: RunningSubgraph;
let vault: RunningSubgraph;
let running: RunningSubgraph<CitizensStore>;
let ask: Ask;
let look: (of: string, purpose: string, reader: string) => Promise<void>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hub-vault-'));
  const schema = pathToFileURL(join(folder, 'schema.graphql'));
  await writeFile(schema, vaultSchema);
  vault = await defineSubgraph({
    name: 'vault',
    schema,
    resolvers: {
      Query: {
        secret: async (_: unknown, { of, purpose }: { of: string; purpose: string }, { access }) => {
          await access({
            whose: of,
            entity: 'Secret',
            entityId: `secret-of-${of}`,
            fields: ['secret'],
            purpose,
          });
          return 'the value';
        },
      },
    },
    openStore: async () => ({}),
    createLoaders: () => ({}),
    exportPerson: async () => ({}),
    erasePerson: async () => ({}),
  }).start({ ...options, peers: {} });
  facts = await agencies.start({ ...options, peers: {} });
  running = await citizens.start({ ...options, peers: { agencies: facts.url, vault: vault.url } });
  ask = signedClient(running.url);
  const askVault = signedClient(vault.url);
  look = async (of, purpose, reader) => {
    const { data } = await askVault(
      'query ($of: ID!, $purpose: String!) { secret(of: $of, purpose: $purpose) }',
      { of, purpose },
      { ...person(reader, 'identityOfficer'), agencyId: 'hue-ioc' },
    );
    expect(data).toEqual({ secret: 'the value' });
  };
});

afterAll(async () => {
  await running.close();
  await Promise.all([vault.close(), facts.close()]);
  await rm(folder, { recursive: true });
});

const accessLog = `query ($first: Int, $after: String) { accessLog(first: $first, after: $after) {
  nodes { id at area entity entityId fields purpose who { role id agency { id } } } pageInfo { hasNextPage endCursor } } }`;

/** Asks until the person sees so many looks; the test's own time limit is the deadline. */
async function looksOf(id: string, count: number): Promise<Record<string, unknown>[]> {
  for (;;) {
    const { data } = await ask(accessLog, { first: 100 }, person(id, 'citizen'));
    if (data.accessLog.nodes.length >= count) return data.accessLog.nodes;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('me', () => {
  test('is the viewer, with the name that the provider gave this time', async () => {
    const { data, errors } = await ask('{ me { id displayName vneidLevel } }', {}, person('p-me', 'citizen'));
    expect(errors).toEqual([]);
    expect(data.me).toEqual({ id: 'p-me', displayName: 'Name of p-me', vneidLevel: 2 });
  });

  test('is UNAUTHENTICATED for a stranger, and so is accessLog', async () => {
    const { data, errors } = await ask('{ me { id } accessLog { nodes { id } } }');
    expect(data).toEqual({ me: null, accessLog: null });
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED']);
  });
});

describe('accessLog', () => {
  test('case 2: shows the person a look at a protected value: who, what, which fields and why', async () => {
    await look('p-2', 'call back about the report', 'p-officer');
    const [row] = await looksOf('p-2', 1);
    expect(row).toMatchObject({
      area: 'vault',
      entity: 'Secret',
      entityId: 'secret-of-p-2',
      fields: ['secret'],
      purpose: 'call back about the report',
      who: { role: 'identityOfficer', id: 'p-officer', agency: { id: 'hue-ioc' } },
    });
  });

  test('shows each look once, newest first, page by page, to the person alone', async () => {
    for (const purpose of ['first', 'second', 'third']) await look('p-3', purpose, 'p-officer');
    const all = await looksOf('p-3', 3);
    expect(all.map(({ purpose }) => purpose)).toEqual(['third', 'second', 'first']);
    const paged: unknown[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const { data } = await ask(accessLog, { first: 2, after }, person('p-3', 'citizen'));
      paged.push(...data.accessLog.nodes);
      after = data.accessLog.pageInfo.endCursor;
      more = data.accessLog.pageInfo.hasNextPage;
    }
    expect(paged).toEqual(all);
    for (const stranger of [
      person('p-other', 'citizen'),
      person('p-ioc', 'ioc', 'identityOfficer', 'auditor'),
    ]) {
      expect((await ask(accessLog, {}, stranger)).data.accessLog.nodes).toEqual([]);
    }
  });
});

describe('_entities', () => {
  const reference = (id: unknown, viewer = person('p-me', 'citizen')) =>
    ask(
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Citizen { id displayName } } }',
      { r: [{ __typename: 'Citizen', id }] },
      viewer,
    );

  test('gives oneself', async () => {
    expect((await reference('p-me')).data._entities).toEqual([{ id: 'p-me', displayName: 'Name of p-me' }]);
  });

  test("B04: somebody else's id and an id that was never given have the same answer", async () => {
    await look('p-known', 'so that the id is known', 'p-officer');
    await looksOf('p-known', 1);
    const known = await reference('p-known');
    expect(known).toEqual(await reference('never-given'));
    expect(known.data._entities).toEqual([null]);
    expect(known.errors.map(({ extensions }) => extensions.code)).toEqual(['NOT_FOUND']);
  });

  test.each([{ $ne: null }, { $gt: '' }, ['p-me'], 1, null])('D01: %j is refused as an id', async (id) => {
    const { data, errors } = await reference(id);
    expect(data._entities).toEqual([null]);
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'id', rule: 'key' });
  });
});

test('a person exports the looks at one and by one', async () => {
  await look('p-4', 'of p-4', 'p-5');
  await look('p-5', 'of p-5', 'p-6');
  await looksOf('p-4', 1);
  await looksOf('p-5', 1);
  const exported = await running.store.exportPerson('p-5');
  expect(exported).toMatchObject({ looksAtMe: [{ purpose: 'of p-5' }], looksByMe: [{ purpose: 'of p-4' }] });
});

test('a person who is erased has no looks left, and others keep theirs without the name of the reader', async () => {
  await look('p-7', 'of p-7', 'p-8');
  await look('p-8', 'of p-8', 'p-7');
  await looksOf('p-7', 1);
  await looksOf('p-8', 1);
  expect(await running.erasePerson('p-7')).toMatchObject({ looksAtMe: 1, looksByMe: 1 });
  expect((await ask(accessLog, {}, person('p-7', 'citizen'))).data.accessLog.nodes).toEqual([]);
  expect(await looksOf('p-8', 1)).toMatchObject([{ purpose: 'of p-8', who: { id: null } }]);
});

import type { ReportsWorld } from './start-reports.ts';
import {
  citizen,
  draft,
  identityOfficer,
  ioc,
  officer,
  otherOfficer,
  send,
  startReports,
  step,
  stranger,
  wayToPublished,
} from './start-reports.ts';

const reporterOf =
  'query ($id: ID!, $why: String) { report(id: $id) { code reporter(purpose: $why) { name phone } } }';

describe('what a report shows to whom', () => {
  let world: ReportsWorld;
  let id: string;
  beforeAll(async () => {
    world = await startReports();
    id = await send(world.ask, {
      title: 'CANARY-TITLE',
      description: 'CANARY-DESCRIPTION',
      contact: { name: 'CANARY-NAME', phone: '0987654321' },
    });
  });
  afterAll(() => world?.close());

  const journal = () => world.client.db(world.dbName).collection('journal').find().toArray();
  const accessRows = async () => (await journal()).filter(({ kind }) => kind === 'access');

  test('before ACCEPTED it is NOT_FOUND for all but the reporter and the operations centre, also by code and as an entity (B04)', async () => {
    const { code } = (await world.ask('query ($id: ID!) { report(id: $id) { code } }', { id }, citizen)).data
      .report;
    for (const viewer of [undefined, stranger, officer, identityOfficer]) {
      for (const query of [`{ report(id: "${id}") { id } }`, `{ report(code: "${code}") { id } }`]) {
        const { data, errors } = await world.ask(query, {}, viewer);
        expect([data.report, errors[0]?.extensions, errors[0]?.message]).toEqual([
          null,
          { code: 'NOT_FOUND' },
          'There is no such report.',
        ]);
      }
      const entity = await world.ask(
        'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Report { code } } }',
        {
          r: [
            { __typename: 'Report', id },
            { __typename: 'Report', id: 'unknown' },
            { __typename: 'Report', id: { $ne: 1 } },
          ],
        },
        viewer,
      );
      expect(entity.data._entities).toEqual([null, null, null]);
      expect(new Map(entity.errors.map(({ path, extensions }) => [path?.[1], extensions['code']]))).toEqual(
        new Map([
          [0, 'NOT_FOUND'],
          [1, 'NOT_FOUND'],
          [2, 'BAD_USER_INPUT'],
        ]),
      );
    }
    const unknown = await world.ask('{ report(id: "unknown") { id } }', {}, stranger);
    expect(unknown.errors[0]).toMatchObject({
      message: 'There is no such report.',
      extensions: { code: 'NOT_FOUND' },
    });
    for (const viewer of [citizen, ioc])
      expect((await world.ask(`{ report(id: "${id}") { id } }`, {}, viewer)).data.report).toEqual({ id });
    for (const query of ['{ report { id } }', `{ report(id: "${id}", code: "${code}") { id } }`])
      expect((await world.ask(query, {}, citizen)).errors[0]?.extensions).toMatchObject({
        rule: 'exactly_one',
      });
  });

  test('case 2, domain §1.13: the handling officer gets FORBIDDEN, the identity officer the values after one access row', async () => {
    await step(world.ask, id)(ioc, 'triageReport(decision: ACCEPT)');
    for (const call of wayToPublished.slice(0, 2)) await step(world.ask, id)(...call);
    for (const viewer of [undefined, stranger, officer, ioc]) {
      const { data, errors } = await world.ask(reporterOf, { id }, viewer);
      expect(data.report).toMatchObject({ code: expect.stringMatching(/^PA-/), reporter: null });
      expect(errors).toMatchObject([{ path: ['report', 'reporter'], extensions: { code: 'FORBIDDEN' } }]);
    }
    expect(await accessRows()).toEqual([]);
    const seen = await world.ask(reporterOf, { id, why: 'Gọi lại để xác minh' }, identityOfficer);
    expect(seen.data.report.reporter).toEqual({ name: 'CANARY-NAME', phone: '0987654321' });
    expect(await accessRows()).toMatchObject([{ topics: [] }]);
    expect(JSON.stringify(await accessRows())).toContain('Gọi lại để xác minh');
    expect(JSON.stringify(await accessRows())).toContain(citizen.id);
    const own = await world.ask(reporterOf, { id }, citizen);
    expect(own.data.report.reporter).toEqual({ name: 'CANARY-NAME', phone: '0987654321' });
    expect(await accessRows()).toHaveLength(1);
    const long = await world.ask(reporterOf, { id, why: 'x'.repeat(201) }, identityOfficer);
    expect(long.errors[0]?.extensions).toMatchObject({ field: 'purpose', rule: 'max_length' });
  });

  test('domain §1.13: the exact position is for reporter, operations centre and the agency that has it; all others see the rounded one', async () => {
    const query = 'query ($id: ID!) { report(id: $id) { lat lon exactPosition { lat lon } } }';
    for (const viewer of [citizen, ioc, officer])
      expect((await world.ask(query, { id }, viewer)).data.report.exactPosition).toEqual({
        lat: draft.lat,
        lon: draft.lon,
      });
    for (const viewer of [undefined, stranger, otherOfficer, identityOfficer]) {
      const { data, errors } = await world.ask(query, { id }, viewer);
      expect(data.report).toEqual({ lat: 16.4637, lon: 107.591, exactPosition: null });
      expect(errors[0]?.extensions).toEqual({ code: 'FORBIDDEN' });
    }
  });

  test('nothing private stands in clear: neither contact nor exact position in any collection, no text in the journal', async () => {
    const db = world.client.db(world.dbName);
    const names = (await db.collections()).map(({ collectionName }) => collectionName);
    const all = JSON.stringify(await Promise.all(names.map((name) => db.collection(name).find().toArray())));
    for (const secret of ['CANARY-NAME', '0987654321', String(draft.lat), String(draft.lon)])
      expect(all).not.toContain(secret);
    const entries = (await journal()).filter(({ kind }) => kind !== 'access');
    for (const secret of ['CANARY', '"an"']) expect(JSON.stringify(entries)).not.toContain(secret);
    expect(entries.find(({ kind }) => kind === 'CREATE')?.['payload']).not.toHaveProperty('lat');
    expect(entries.find(({ kind }) => kind === 'ACCEPT')?.['payload']).toMatchObject({
      lat: 16.4637,
      lon: 107.591,
    });
  });

  test('a person’s own list is the person’s own', async () => {
    const query =
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Citizen { reports { nodes { id } } } } }';
    const r = [{ __typename: 'Citizen', id: citizen.id }];
    expect((await world.ask(query, { r }, citizen)).data._entities[0].reports.nodes).toEqual([{ id }]);
    const refused = await world.ask(query, { r }, stranger);
    expect(refused.data._entities[0].reports).toBeNull();
    expect(refused.errors[0]?.extensions).toEqual({ code: 'FORBIDDEN' });
  });

  test('export gives everything back to the person, erasure leaves the public report without the person', async () => {
    const withdrawn = await send(world.ask, { title: 'CANARY-WITHDRAWN' });
    await step(world.ask, withdrawn)(citizen, 'withdrawReport');
    await step(world.ask, id)(officer, 'requestReportInfo(question: "Ở đâu?")');
    await step(world.ask, id)(citizen, 'answerReportInfo(answer: "CANARY-ANSWER")');
    const exported = await world.running.store.exportPerson('an');
    for (const own of [
      'CANARY-NAME',
      '0987654321',
      'CANARY-TITLE',
      'CANARY-WITHDRAWN',
      'CANARY-ANSWER',
      String(draft.lat),
    ])
      expect(JSON.stringify(exported)).toContain(own);
    expect(await world.running.erasePerson('an')).toMatchObject({ reports: 2, updates: 1 });
    const { data } = await world.ask(
      'query ($id: ID!) { report(id: $id) { title state lat exactPosition { lat } infoThread { nodes { kind text } } } }',
      { id },
      ioc,
    );
    expect(data.report).toEqual({
      title: 'CANARY-TITLE',
      state: 'IN_PROGRESS',
      lat: 16.4637,
      exactPosition: null,
      infoThread: {
        nodes: [
          { kind: 'QUESTION', text: 'Ở đâu?' },
          { kind: 'ANSWER', text: null },
        ],
      },
    });
    const after = await world.ask(
      'query ($id: ID!) { report(id: $id) { reporter { accountId name } } }',
      { id },
      identityOfficer,
    );
    expect(after.data.report.reporter).toEqual({ accountId: null, name: null });
    const rows = await world.client.db(world.dbName).collection('reports').find().toArray();
    expect(JSON.stringify(rows)).not.toContain('"an"');
    expect(JSON.stringify(rows)).not.toContain('CANARY-WITHDRAWN');
    expect(await step(world.ask, id)(citizen, 'answerReportInfo(answer: "x")')).toMatchObject({
      code: 'FORBIDDEN',
    });
  });
});

import type { Viewer } from '../../../subgraphs/kit/index.ts';
import type { ReportsWorld } from './start-reports.ts';
import {
  citizen,
  createReport,
  draft,
  identityOfficer,
  ioc,
  officer,
  send,
  startReports,
  step,
  stranger,
  wayToPublished,
} from './start-reports.ts';

const app = (id: string, ...scopes: string[]): Viewer => ({
  kind: 'app',
  id,
  roles: [],
  vneidLevel: 0,
  scopes,
});
const sender = app('app-one', 'reports:write');
const otherApp = app('app-two', 'reports:write', 'reports:read');
const reader = app('app-one', 'reports:read');
const mediaUrl = 'https://anh.example.org/a.jpg';
const canary = 'CANARY-CONTACT';
const contact = { name: canary, phone: '0905111222', email: 'canary@example.org' };

describe('a report that an app sent', () => {
  let world: ReportsWorld;
  beforeAll(async () => {
    world = await startReports();
  });
  afterAll(() => world?.close());

  const make = (input: object = {}): Promise<string> =>
    send(world.ask, { contact, mediaUrl, ...input }, sender);
  const read = async (id: string, fields: string, viewer?: Viewer): Promise<unknown> => {
    const { data, errors } = await world.ask(
      `query ($id: ID!) { report(id: $id) { ${fields} } }`,
      { id },
      viewer,
    );
    return data.report ?? errors[0]?.extensions['code'];
  };
  const tokenOf = async (id: string): Promise<string> => {
    const found = await read(id, 'claimToken', sender);
    return (found as { claimToken: string }).claimToken;
  };
  const claim = async (token: string, viewer?: Viewer, key?: string): Promise<Record<string, unknown>> => {
    const { data, errors } = await world.ask(
      'mutation ($token: String!, $key: String) { claimReport(token: $token, clientMutationId: $key) { id version lastChange { step } } }',
      { token, key },
      viewer,
    );
    return { ...data?.claimReport, ...errors[0]?.extensions };
  };

  test('C17: only an app with reports:write sends one', async () => {
    for (const [viewer, code] of [
      [reader, 'FORBIDDEN'],
      [undefined, 'UNAUTHENTICATED'],
    ] as const) {
      const { errors } = await world.ask(createReport, { input: draft }, viewer);
      expect(errors[0]?.extensions['code']).toBe(code);
    }
  });

  test('comes from VENDOR_APP, and nobody else may say so', async () => {
    expect(await read(await make({ source: 'HOTLINE' }), 'source', sender)).toEqual({ source: 'VENDOR_APP' });
    const refused = [
      [citizen, { source: 'VENDOR_APP' }, 'app_only'],
      [citizen, { mediaUrl }, 'app_only'],
      [sender, { reporterAlias: 'Lan' }, 'person_only'],
      [sender, { mediaUrl: 'http://127.1/a.jpg' }, 'url_not_allowed'],
    ] as const;
    for (const [viewer, input, rule] of refused) {
      const { errors } = await world.ask(createReport, { input: { ...draft, ...input } }, viewer);
      expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', rule });
    }
  });

  test('C12: is seen before it is public by its app and by the operations centre, and by no other app', async () => {
    const id = await make();
    for (const viewer of [sender, reader, ioc])
      expect(await read(id, 'state', viewer)).toEqual({ state: 'SUBMITTED' });
    for (const viewer of [otherApp, stranger, citizen, officer, undefined])
      expect(await read(id, 'state', viewer)).toBe('NOT_FOUND');
    expect(await read(id, 'state', { ...citizen, id: 'app-one' })).toBe('NOT_FOUND');
  });

  test('shows what is private to nobody through its app: neither contact nor exact place', async () => {
    const id = await make();
    for (const field of [
      'reporter { name }',
      'exactPosition { lat }',
      'mediaLink',
      'internalNotes { nodes { text } }',
    ]) {
      const { errors } = await world.ask(`query ($id: ID!) { report(id: $id) { ${field} } }`, { id }, sender);
      expect(errors[0]?.extensions['code']).toBe('FORBIDDEN');
    }
    expect(await read(id, 'mediaLink', ioc)).toEqual({ mediaLink: mediaUrl });
  });

  test('its contact is shown to identity officers, whose look is written down before', async () => {
    const id = await make();
    await step(world.ask, id)(ioc, 'triageReport(decision: ACCEPT)');
    expect(await read(id, 'reporter { name phone accountId }', identityOfficer)).toEqual({
      reporter: { name: canary, phone: '0905111222', accountId: null },
    });
    const row = await world.client
      .db(world.dbName)
      .collection('journal')
      .findOne({ kind: 'access', entityId: id });
    expect(row?.['payload']).toMatchObject({ whose: 'app-one', fields: ['reporter'] });
  });

  test('can be neither withdrawn nor rated by anybody', async () => {
    const id = await make();
    const go = step(world.ask, id);
    expect(await go(sender, 'withdrawReport')).toMatchObject({ code: 'FORBIDDEN' });
    expect(await go(citizen, 'withdrawReport')).toMatchObject({ code: 'NOT_FOUND' });
    await go(ioc, 'triageReport(decision: ACCEPT)');
    for (const [viewer, call] of wayToPublished) await go(viewer, call);
    for (const viewer of [sender, citizen, ioc])
      expect(await go(viewer, 'rateReport(level: SATISFIED)')).toMatchObject({ code: 'FORBIDDEN' });
  });

  test('the token is shown to its app only, and a repeat of the call gives the same report', async () => {
    const send = () => world.ask(createReport, { input: draft, key: 'same' }, sender);
    const [first, second] = [await send(), await send()];
    const { id } = first.data.createReport;
    expect(second.data.createReport.id).toBe(id);
    expect(await tokenOf(id)).toMatch(/^[\w-]{43}$/);
    await step(world.ask, id)(ioc, 'triageReport(decision: ACCEPT)');
    for (const viewer of [undefined, citizen, ioc, identityOfficer, otherApp]) {
      const { errors } = await world.ask(
        'query ($id: ID!) { report(id: $id) { claimToken } }',
        { id },
        viewer,
      );
      expect(errors[0]?.extensions['code']).toBe('FORBIDDEN');
    }
  });

  test('whoever has the token reads it, and nothing private with it', async () => {
    const token = await tokenOf(await make());
    const byToken = (given: string, fields: string) =>
      world.ask(`query ($token: String!) { reportByToken(token: $token) { ${fields} } }`, { token: given });
    expect((await byToken(token, 'state')).data.reportByToken).toEqual({ state: 'SUBMITTED' });
    expect((await byToken(token, 'reporter { name }')).errors[0]?.extensions['code']).toBe('FORBIDDEN');
    for (const wrong of ['', 'x'.repeat(43), `${token}=`, token.toLowerCase(), '{"$ne":null}'])
      expect((await byToken(wrong, 'state')).errors[0]?.extensions['code']).toBe('NOT_FOUND');
  });

  test('becomes the own report of the person who claims it: theirs to see whole, to withdraw and to have erased', async () => {
    const id = await make();
    const token = await tokenOf(id);
    expect(await claim(token)).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await claim(token, otherApp)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await claim(token, citizen, 'k1')).toMatchObject({
      id,
      version: 2,
      lastChange: { step: 'CLAIM' },
    });
    expect(
      await read(id, 'reporter { name accountId } exactPosition { lat } mediaLink viewerFollows', citizen),
    ).toEqual({
      reporter: { name: canary, accountId: citizen.id },
      exactPosition: { lat: draft.lat },
      mediaLink: mediaUrl,
      viewerFollows: true,
    });
    expect(await claim(token, citizen, 'k1')).toMatchObject({ id, version: 2 });
    for (const viewer of [stranger, citizen])
      expect(await claim(token, viewer)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await read(id, 'state claimToken', sender)).toEqual({ state: 'SUBMITTED', claimToken: null });
    expect(await step(world.ask, id)(citizen, 'withdrawReport')).toMatchObject({ state: 'WITHDRAWN' });
  });

  test('of two who claim it at once one has it', async () => {
    const token = await tokenOf(await make());
    const both = await Promise.all([claim(token, citizen), claim(token, stranger)]);
    expect(new Set(both.map(({ code }) => code ?? 'ok'))).toEqual(new Set(['NOT_FOUND', 'ok']));
  });

  test('what is private of it stands nowhere in clear, and goes with the person who claimed it', async () => {
    const id = await make();
    await claim(await tokenOf(id), citizen);
    const everything = async (): Promise<string> => {
      const collections = await world.client.db(world.dbName).collections();
      return JSON.stringify(await Promise.all(collections.map((each) => each.find().toArray())));
    };
    for (const value of [canary, '0905111222', 'canary@example.org', mediaUrl, await tokenOf(await make())])
      expect(await everything()).not.toContain(value);
    const row = await world.client
      .db(world.dbName)
      .collection('reports')
      .findOne({ _id: id as never });
    expect(row?.['contact']).toMatchObject({ personId: citizen.id });
    expect(row?.['link']).toMatchObject({ personId: citizen.id });
  });
});

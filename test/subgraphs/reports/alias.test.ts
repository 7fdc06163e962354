import type { LiveClient } from '../../kit/live-client.ts';
import type { ReportsWorld } from './start-reports.ts';
import { connectSigned, eventsOf, subscribeSigned } from './watch.ts';
import { citizen, createReport, draft, ioc, send, startReports, step, stranger } from './start-reports.ts';

const canary = 'CANARY-ALIAS';
const streamed =
  'subscription ($id: ID!) { reportChanged(id: $id) { version reporterAlias lastChange { step } } }';

describe('the public name of a reporter', () => {
  let world: ReportsWorld;
  let client: LiveClient;
  beforeAll(async () => {
    world = await startReports();
    client = await connectSigned(world.running.url);
  });
  afterAll(async () => {
    await client?.close();
    await world?.close();
  });

  const aliasOf = async (id: string): Promise<unknown> =>
    (await world.ask('query ($id: ID!) { report(id: $id) { reporterAlias } }', { id })).data.report
      ?.reporterAlias;
  const everything = async (): Promise<string> => {
    const collections = await world.client.db(world.dbName).collections();
    const all = collections.map(async (collection) => [
      collection.collectionName,
      await collection.find().toArray(),
    ]);
    return JSON.stringify(await Promise.all(all));
  };

  test('is shown to nobody unless the reporter chose one', async () => {
    const id = await send(world.ask);
    await step(world.ask, id)(ioc, 'triageReport(decision: ACCEPT)');
    expect(await aliasOf(id)).toBeNull();
    expect(await everything()).not.toContain(`Name of ${citizen.id}`);
  });

  test('is shown to everybody once chosen, and never stands in the journal', async () => {
    const id = await send(world.ask, { reporterAlias: canary });
    await step(world.ask, id)(ioc, 'triageReport(decision: ACCEPT)');
    expect(await aliasOf(id)).toBe(canary);
    const journal = await world.client.db(world.dbName).collection('journal').find().toArray();
    expect(JSON.stringify(journal)).not.toContain(canary);
  });

  test('is gone at once when it is taken back: from answers, events, replays of old cursors and every collection', async () => {
    const id = await send(world.ask, { reporterAlias: canary });
    const go = step(world.ask, id);
    await go(ioc, 'triageReport(decision: ACCEPT)');
    subscribeSigned(client, 'now', { query: streamed, variables: { id } });
    const [start] = await eventsOf(client, 'now', 1);
    expect(start?.value).toMatchObject({ version: 2, reporterAlias: canary });
    await go(ioc, 'assignReport');
    await eventsOf(client, 'now', 1);
    expect(await go(citizen, 'hideReporterName')).toMatchObject({ state: 'ASSIGNED', version: 4 });
    expect(await aliasOf(id)).toBeNull();
    const [hidden] = await eventsOf(client, 'now', 1);
    expect(hidden?.value).toMatchObject({
      version: 4,
      reporterAlias: null,
      lastChange: { step: 'HIDE_NAME' },
    });
    subscribeSigned(client, 'replay', { query: streamed, variables: { id }, after: start?.cursor });
    const replayed = await eventsOf(client, 'replay', 2);
    expect(replayed.map(({ value }) => value)).toMatchObject([
      { version: 3, reporterAlias: null },
      { version: 4, reporterAlias: null },
    ]);
    const rows = await world.client
      .db(world.dbName)
      .collection('reports')
      .find({ _id: id as never })
      .toArray();
    expect(JSON.stringify(rows)).not.toContain(canary);
  });

  test('is taken back in every state, by the reporter and the operations centre only; a second time changes nothing', async () => {
    const id = await send(world.ask, { reporterAlias: canary });
    const go = step(world.ask, id);
    expect(await go(stranger, 'hideReporterName')).toMatchObject({ code: 'NOT_FOUND' });
    await go(ioc, 'triageReport(decision: ACCEPT)');
    expect(await go(stranger, 'hideReporterName')).toMatchObject({ code: 'FORBIDDEN' });
    expect(await go(undefined, 'hideReporterName')).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await go(citizen, 'hideReporterName(expectedVersion: 1)')).toMatchObject({
      code: 'CONFLICT',
      version: 2,
    });
    expect(await go(ioc, 'hideReporterName')).toMatchObject({ version: 3 });
    expect(await go(citizen, 'hideReporterName')).toMatchObject({ version: 3, state: 'ACCEPTED' });
    const rejected = await send(world.ask, { reporterAlias: canary });
    await step(world.ask, rejected)(ioc, 'triageReport(decision: REJECT, reason: "Không thuộc thẩm quyền")');
    expect(await step(world.ask, rejected)(citizen, 'hideReporterName')).toMatchObject({
      version: 3,
      state: 'REJECTED',
    });
  });

  test('a repeat of the call that sent the report does not bring it back', async () => {
    const input = { ...draft, reporterAlias: canary };
    const query = createReport.replace('{ id', '{ reporterAlias id');
    const first = await world.ask(query, { input, key: 'named' }, citizen);
    expect(first.data.createReport.reporterAlias).toBe(canary);
    await step(world.ask, first.data.createReport.id)(citizen, 'hideReporterName');
    const again = await world.ask(query, { input, key: 'named' }, citizen);
    expect(again.data.createReport).toEqual({ ...first.data.createReport, reporterAlias: null });
  });

  test.each([
    ['61 characters', 'x'.repeat(61), 'max_length'],
    ['a phone number', 'Anh Ba 0914 123 456', 'contact'],
    ['an e-mail address', 'ba@hue.vn', 'contact'],
    ['an override of direction', 'a\u202eb', 'control_characters'],
  ])('bad input: a name for everybody with %s is refused', async (_, reporterAlias, rule) => {
    const { data, errors } = await world.ask(createReport, { input: { ...draft, reporterAlias } }, citizen);
    expect(data.createReport).toBeNull();
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'reporterAlias', rule });
  });

  test('goes with the person: exported to the person, erased with the person', async () => {
    const other = { ...stranger, id: 'named' };
    const id = await send(world.ask, { reporterAlias: `${canary}-OF-NAMED` }, other);
    await step(world.ask, id)(ioc, 'triageReport(decision: ACCEPT)');
    expect(JSON.stringify(await world.running.store.exportPerson('named'))).toContain(`${canary}-OF-NAMED`);
    await world.running.erasePerson('named');
    expect(await aliasOf(id)).toBeNull();
    expect(await everything()).not.toContain(`${canary}-OF-NAMED`);
  });
});

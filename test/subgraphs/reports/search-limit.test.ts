import { until } from '../../kit/live-client.ts';
import type { OwnMongod } from '../../kit/mongod.ts';
import { startOwnMongod } from '../../kit/mongod.ts';
import type { ReportsWorld } from './start-reports.ts';
import { ioc, send, startReports, step, stranger } from './start-reports.ts';

describe('a search that takes the database longer than half a second', () => {
  let mongod: OwnMongod;
  let world: ReportsWorld;
  beforeAll(async () => {
    mongod = await startOwnMongod({ extraArguments: ['--setParameter', 'enableTestCommands=1'] });
    world = await startReports(undefined, mongod.uri);
    const id = await send(world.ask, { title: 'Đèn đường không sáng' });
    await step(world.ask, id)(ioc, 'triageReport(decision: ACCEPT)');
    while ((await search({})).edges.length === 0) await new Promise((done) => setTimeout(done, 50));
  }, 240_000);
  afterAll(async () => {
    await world?.close();
    await mongod?.close();
  });

  const query = `query ($near: ReportNearInput, $order: ReportSearchOrder! = NEWEST) {
    searchReports(text: "den duong", near: $near, order: $order) { edges { node { title } } } }`;
  const near = { lat: 16.4637, lon: 107.591, radiusM: 500 };
  const search = async (variables: object) => {
    const { data, errors } = await world.ask(query, variables, stranger);
    return { edges: data?.searchReports?.edges ?? [], error: errors[0]?.extensions };
  };
  /** The server holds each such command back; when it goes on, the time that the command was given is over. */
  const hold = (failCommands: string[], collection: string) =>
    world.client.db('admin').command({
      configureFailPoint: 'failCommand',
      mode: 'alwaysOn',
      data: {
        failCommands,
        namespace: `${world.dbName}.${collection}`,
        blockConnection: true,
        blockTimeMS: 2_000,
      },
    });
  const release = () => world.client.db('admin').command({ configureFailPoint: 'failCommand', mode: 'off' });

  test.each([
    { when: 'while words are looked up', commands: ['find'], collection: 'searchWords', variables: {} },
    { when: 'newest first', commands: ['find'], collection: 'searchTexts', variables: {} },
    {
      when: 'nearest first',
      commands: ['aggregate'],
      collection: 'searchTexts',
      variables: { near, order: 'NEAREST' },
    },
  ])(
    'D06: is BAD_USER_INPUT rule=too_broad, $when, and the next one is answered',
    async ({ commands, collection, variables }) => {
      await hold(commands, collection);
      const { edges, error } = await search(variables);
      await release();
      expect(error).toMatchObject({ code: 'BAD_USER_INPUT', field: 'text', rule: 'too_broad' });
      expect(edges).toEqual([]);
      await until(async () => (await search(variables)).edges.length === 1);
    },
  );
});

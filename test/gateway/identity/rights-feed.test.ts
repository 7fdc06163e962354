import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { openSharedParts } from '../../../gateway/src/open-shared-parts.ts';
import { silentLogger } from '../../../subgraphs/kit/process/logger.ts';
import { personId } from '../../../subgraphs/kit/process/person-id.ts';
import { sampleRealm } from '../../../start/sign-in-config.ts';
import type { CommandGateways } from '../../kit/command-gateways.ts';
import { openCommandGateways } from '../../kit/command-gateways.ts';
import { startCursorSubgraph } from '../../kit/cursor-subgraph.ts';
import type { CursorSubgraph } from '../../kit/cursor-subgraph.ts';
import { publicLink } from '../../kit/fake-subgraph.ts';
import type { LiveClient } from '../../kit/live-client.ts';
import { openLiveClient, until } from '../../kit/live-client.ts';
import type { RightsJournal, RightsSubgraph } from '../../kit/rights-subgraph.ts';
import { startRightsSubgraph } from '../../kit/rights-subgraph.ts';
import type { GraphqlAnswer, TestGateway } from '../../kit/start-gateway.ts';
import type { TestIssuer } from '../../kit/start-issuer.ts';
import { startIssuer } from '../../kit/start-issuer.ts';

const signingKey = 'the key of the tests, long enough to be one';
const sdl = `${publicLink}
  type Subscription { changed: Thing @public }
  type Thing @key(fields: "id") { id: ID! @public  mine: String }`;
const hidden = 'subscription { changed { id mine } }';
const shown = 'subscription { changed { id } }';

describe('rights that were taken back', () => {
  let issuer: TestIssuer;
  let things: CursorSubgraph;
  let people: RightsSubgraph;
  let log: RightsJournal;
  let gateways: CommandGateways;
  let gateway: TestGateway;
  const clients: LiveClient[] = [];

  beforeAll(async () => {
    issuer = await startIssuer();
  });
  beforeEach(async () => {
    log = { entries: [] };
    things = await startCursorSubgraph({ name: 'things', sdl, field: 'changed', signingKey });
    people = await startRightsSubgraph({ signingKey, log });
    gateways = await openCommandGateways(
      [things, people],
      { signingKey, issuers: [issuer.config], transport: { breakerPercent: 0 } },
      { rightsSources: ['people'], rightsTimes: { freshMs: 5_000, waitMs: 0, retryMs: 50 } },
    );
    gateway = await gateways.start();
    await until(isKnown);
  });
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.close()));
    await gateways.close();
    await Promise.all([things.kill(), people.close()]);
  });
  afterAll(() => issuer.close());

  const bearer = async (sub: string, claims: object = {}): Promise<string> =>
    `Bearer ${await issuer.token(sub, { ...claims })}`;
  const idOf = (sub: string): string => personId('a secret of the tests', sampleRealm, sub);
  const ask = async (query: string, authorization?: string): Promise<GraphqlAnswer> =>
    gateway.post({ query }, authorization === undefined ? {} : { authorization });
  const isKnown = async (): Promise<boolean> =>
    (await ask('{ mine }', await bearer('somebody'))).body.data?.['mine'] === 'mine';
  const open = async (authorization: string, at = gateway): Promise<LiveClient> => {
    const client = await openLiveClient(at.url, { init: { Authorization: authorization } });
    clients.push(client);
    return client;
  };
  const watch = async (client: LiveClient): Promise<void> => {
    client.subscribe('hidden', hidden);
    client.subscribe('shown', shown);
    await client.events('hidden', 1);
    await client.events('shown', 1);
  };
  const now = (): string => new Date().toISOString();

  test('C06 end each stream that depends on who asks, with the cursor; what is public goes on, and others’ do', async () => {
    const [lan, minh] = [await bearer('lan'), await bearer('minh')];
    const [hers, his] = [await open(lan), await open(minh)];
    await Promise.all([watch(hers), watch(his)]);
    people.journal({ subject: idOf('lan'), change: 'REVOKED', at: now() });
    expect((await hers.errorsOf('hidden'))[0]?.extensions).toEqual({
      code: 'SUBSCRIPTION_RIGHTS_ENDED',
      cursor: 'c0',
    });
    things.emit({ id: '1', mine: 'secret' });
    await hers.events('shown', 1);
    await Promise.all([his.events('hidden', 1), his.events('shown', 1)]);
    expect(hers.waiting()).toEqual([]);
    hers.subscribe('q', '{ open }');
    expect((await hers.errorsOf('q'))[0]?.extensions['code']).toBe('UNAUTHENTICATED');
  });

  test('refuse the token on every road, and one that was given later is good', async () => {
    const before = await bearer('lan', {});
    await ask('{ mine }', before);
    people.journal({ subject: idOf('lan'), change: 'REVOKED', at: now() });
    await until(async () => (await ask('{ mine }', before)).status === 401);
    expect((await ask('{ open }', before)).body.errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED');
    const refused = await openLiveClient(gateway.url, { init: false });
    refused.send({ type: 'connection_init', payload: { Authorization: before } });
    expect(await refused.closed).toEqual({ code: 4403, reason: 'Forbidden' });
    // Tokens tell whole seconds.
    await until(async () => (await ask('{ mine }', await bearer('lan'))).body.data?.['mine'] === 'mine');
  });

  test('C06 close the sockets of an account that is closed, and let nobody in by it until it is opened', async () => {
    const lan = await bearer('lan');
    const client = await open(lan);
    await watch(client);
    people.journal({ subject: idOf('lan'), change: 'DISABLED', at: now() });
    expect((await client.errorsOf('hidden'))[0]?.extensions['code']).toBe('SUBSCRIPTION_RIGHTS_ENDED');
    expect(await client.closed).toEqual({ code: 4403, reason: 'Forbidden' });
    expect((await ask('{ mine }', await bearer('lan'))).status).toBe(401);
    people.journal({ subject: idOf('lan'), change: 'ENABLED', at: new Date(Date.now() + 1).toISOString() });
    await until(async () => (await ask('{ mine }', await bearer('lan'))).status === 200);
  });

  test('C18 a consent that changes has its streams asked for anew behind their cursor, and ends what is refused then', async () => {
    const [doctor, other] = [await open(await bearer('doctor')), await open(await bearer('other'))];
    await Promise.all([watch(doctor), watch(other)]);
    things.emit({ id: '1', mine: 'm' });
    await Promise.all([doctor.events('hidden', 1), other.events('hidden', 1)]);
    const consent = { subject: idOf('lan'), change: 'CONSENT', at: now(), grantees: [idOf('doctor')] };
    people.journal(consent);
    await until(() => things.subscribes.filter(({ after }) => after === 'c1').length === 1);
    things.emit({ id: '2', mine: 'm' });
    expect((await doctor.events('hidden', 1))[0]?.extensions).toEqual({ cursor: 'c2' });
    things.behave({ instead: [{ message: 'No consent.', extensions: { code: 'FORBIDDEN' } }] });
    people.journal(consent);
    expect((await doctor.errorsOf('hidden'))[0]?.extensions).toEqual({
      code: 'SUBSCRIPTION_RIGHTS_ENDED',
      cursor: 'c2',
    });
    things.emit({ id: '3', mine: 'm' });
    await other.events('hidden', 2);
    await doctor.events('shown', 3);
    expect(doctor.waiting()).toEqual([]);
  });

  test('while what tells of them is killed, nothing personal is given: streams end with their cursor, the public goes on', async () => {
    const lan = await bearer('lan');
    const client = await open(lan);
    await watch(client);
    const { port } = people;
    await people.close();
    expect((await client.errorsOf('hidden'))[0]?.extensions).toEqual({ code: 'UNAVAILABLE', cursor: 'c0' });
    things.emit({ id: '1', mine: 'secret' });
    await client.events('shown', 1);
    client.subscribe('again', hidden, { extensions: { after: 'c0' } });
    expect((await client.errorsOf('again'))[0]?.extensions['code']).toBe('UNAVAILABLE');
    expect((await ask('{ mine }', lan)).body).toMatchObject({
      data: { mine: null },
      errors: [{ path: ['mine'], extensions: { code: 'UNAVAILABLE' } }],
    });
    // What was journalled meanwhile counts before anything personal is given again.
    people = await startRightsSubgraph({ signingKey, log, port });
    people.journal({ subject: idOf('minh'), change: 'DISABLED', at: now() });
    const minh = await bearer('minh');
    await until(async () => (await ask('{ mine }', lan)).body.data?.['mine'] === 'mine');
    expect((await ask('{ mine }', minh)).status).toBe(401);
    client.subscribe('more', hidden, { extensions: { after: 'c0' } });
    expect((await client.events('more', 1))[0]?.data).toEqual({ changed: { id: '1', mine: 'secret' } });
  });

  test('are found where the subgraph that tells of them has moved, from the place at which it was left', async () => {
    people.journal({ subject: idOf('lan'), change: 'DISABLED', at: now() });
    await until(async () => (await ask('{ mine }', await bearer('lan'))).status === 401);
    const moved = await startRightsSubgraph({ signingKey, log });
    const client = await open(await bearer('minh'));
    await watch(client);
    await people.close();
    const text = (await import('node:fs')).readFileSync(gateway.supergraphFile, 'utf8');
    writeFileSync(gateway.supergraphFile, text.replaceAll(people.url, moved.url));
    await until(() => moved.asked.length > 0);
    expect(moved.asked[0]).toBe('1');
    moved.journal({ subject: idOf('minh'), change: 'REVOKED', at: now() });
    expect((await client.errorsOf('hidden'))[0]?.extensions['code']).toBe('SUBSCRIPTION_RIGHTS_ENDED');
    people = moved;
  });

  test('are known to a gateway that comes later without its reading everything again, and nothing personal is given before', async () => {
    people.journal({ subject: idOf('lan'), change: 'DISABLED', at: now() });
    await until(async () => (await ask('{ mine }', await bearer('lan'))).status === 401);
    await until(
      async () =>
        (await gateways.client
          .db(gateways.database)
          .collection('rights_sources')
          .countDocuments({ cursor: '1' })) === 1,
    );
    const asked = people.asked.length;
    await gateway.close();
    people.behave('hang');
    const later = await gateways.start();
    expect(
      (await later.post({ query: '{ mine open }' }, { authorization: await bearer('lan') })).status,
    ).toBe(401);
    const minh = await later.post({ query: '{ mine }' }, { authorization: await bearer('minh') });
    expect(minh.body.errors?.[0]?.extensions['code']).toBe('UNAVAILABLE');
    expect(people.asked.slice(asked).filter((after) => after === null)).toEqual([]);
  });

  test('an entry that cannot be understood is not passed over: personal data stays withheld', async () => {
    people.journal({ subject: idOf('lan'), change: 'SUSPENDED_SOMEHOW', at: now() });
    const minh = await bearer('minh');
    await until(
      async () => (await ask('{ mine }', minh)).body.errors?.[0]?.extensions['code'] === 'UNAVAILABLE',
    );
    log.entries.splice(0);
    people.journal({ subject: idOf('lan'), change: 'REVOKED', at: now() });
    await until(async () => (await ask('{ mine }', minh)).body.data?.['mine'] === 'mine');
  });

  test('nothing is asked and nothing told before the gateway has begun, and one that never begins is closed', async () => {
    const warned: string[] = [];
    const log = { ...silentLogger, warn: (_: object, message: string) => void warned.push(message) };
    const shared = await openSharedParts({
      issuers: [],
      anonymous: true,
      personIdSecret: 'a secret of the tests',
      rightsSources: ['people'],
      rightsTimes: { freshMs: 5_000, waitMs: 0, retryMs: 1 },
      database: { uri: process.env['TEST_MONGODB_URI'] ?? '', name: gateways.database, key: randomBytes(32) },
      log,
    });
    await new Promise((done) => setTimeout(done, 50));
    await shared.close();
    expect(warned).toEqual([]);
  });
});

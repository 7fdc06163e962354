import type { CommandGateways } from '../../kit/command-gateways.ts';
import { openCommandGateways } from '../../kit/command-gateways.ts';
import { startCursorSubgraph } from '../../kit/cursor-subgraph.ts';
import type { CursorSubgraph } from '../../kit/cursor-subgraph.ts';
import { publicLink } from '../../kit/fake-subgraph.ts';
import type { LiveClient, LivePayload } from '../../kit/live-client.ts';
import { openLiveClient } from '../../kit/live-client.ts';
import type { GraphqlAnswer, TestGateway } from '../../kit/start-gateway.ts';
import type { TestIssuer } from '../../kit/start-issuer.ts';
import { startIssuer } from '../../kit/start-issuer.ts';

const signingKey = 'the key of the tests, long enough to be one';
const sdl = `${publicLink.replace('["@public"])', '["@public", "@area"]) @composeDirective(name: "@area")')}
  directive @area on ARGUMENT_DEFINITION
  type Query { hello: String }
  type Subscription { things(area: AreaInput! @area, first: Int): Thing }
  input AreaInput { bbox: GeoBoxInput  ward: String }
  input GeoBoxInput { south: Float!  west: Float!  north: Float!  east: Float! }
  type Thing @key(fields: "id") { id: ID!  text: String  secret: String @requiresScopes(scopes: [["secrets"]]) }`;
const byVariable = 'subscription ($area: AreaInput!) { things(area: $area) { id text } }';
const inWard = (ward: string): object => ({ variables: { area: { ward } } });
const move =
  'mutation ($stream: ID!, $ward: String, $bbox: GeoBoxInput) { moveArea(stream: $stream, ward: $ward, bbox: $bbox) { stream } }';
const renew =
  'mutation ($stream: ID!, $token: String!) { renewStream(stream: $stream, token: $token) { stream expiresAt } }';

describe('commands to open streams', () => {
  let things: CursorSubgraph;
  let issuer: TestIssuer;
  let gateways: CommandGateways;
  let here: TestGateway;
  let elsewhere: TestGateway;
  const clients: LiveClient[] = [];

  beforeAll(async () => {
    issuer = await startIssuer();
    things = await startCursorSubgraph({ name: 'things', sdl, field: 'things', signingKey });
    gateways = await openCommandGateways([things], { signingKey, issuers: [issuer.config] });
    here = await gateways.start();
    elsewhere = await gateways.start();
  });
  afterEach(async () => {
    things.behave('stream');
    await Promise.all(clients.splice(0).map((client) => client.close()));
  });
  afterAll(async () => {
    await gateways.close();
    await things.kill();
    await issuer.close();
  });

  const bearer = async (sub: string, claims: object = {}): Promise<string> =>
    `Bearer ${await issuer.token(sub, { ...claims })}`;
  const open = async (authorization?: string): Promise<LiveClient> => {
    const init = authorization === undefined ? {} : { Authorization: authorization };
    const client = await openLiveClient(here.url, { init });
    clients.push(client);
    return client;
  };
  const streamOf = ({ extensions }: LivePayload = {}): string => String(extensions?.['stream']);
  /** Opens a stream and gives its id. */
  const begin = async (
    client: LiveClient,
    query = byVariable,
    rest: object = inWard('a'),
  ): Promise<string> => {
    client.subscribe('s', query, rest);
    return streamOf((await client.events('s', 1))[0]);
  };
  const command = async (
    query: string,
    variables: Record<string, unknown>,
    options: { as?: string; at?: TestGateway } = {},
  ): Promise<GraphqlAnswer['body']> => {
    const headers: Record<string, string> = options.as === undefined ? {} : { authorization: options.as };
    return (await (options.at ?? elsewhere).post({ query, variables }, headers)).body;
  };
  const codeOf = ({ errors }: GraphqlAnswer['body']): unknown => errors?.[0]?.extensions['code'];
  const idAfter = (id: string): string => id.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));

  test('the id of a stream comes with its first event and with no other', async () => {
    const client = await open();
    client.subscribe('s', byVariable, inWard('a'));
    const [first] = await client.events('s', 1);
    expect(streamOf(first)).toMatch(/^[\w-]{12}\.[\w-]{22}$/);
    things.emit({ id: '1', text: 'one' });
    const [second] = await client.events('s', 1);
    expect(Object.keys(second?.extensions ?? {})).toEqual(['cursor']);
  });

  describe('moveArea', () => {
    test('on another gateway sets the area by the client’s own variable: the next event is the present state there', async () => {
      const lan = await bearer('lan');
      const client = await open(lan);
      const stream = await begin(client);
      expect(await command(move, { stream, ward: 'b' }, { as: lan })).toEqual({
        data: { moveArea: { stream } },
      });
      const [next] = await client.events('s', 1);
      expect(next?.extensions).toMatchObject({ start: true, stream });
      expect(things.subscribes.at(-1)).toMatchObject({ after: undefined });
      things.emit({ id: '2', text: 'after' });
      expect((await client.events('s', 1))[0]?.data).toEqual({ things: { id: '2', text: 'after' } });
      expect(client.waiting()).toEqual([]);
      expect(things.openStreams()).toBe(1);
    });

    test.each([
      ['a literal', 'subscription { things(area: { ward: "a" }) { id } }', {}],
      [
        'a variable inside the area',
        'subscription S($w: String) { things(area: { ward: $w }) { id } }',
        { w: 'a' },
      ],
      [
        'a fragment',
        'subscription { ...f } fragment f on Subscription { things(area: { ward: "a" }, first: 3) { id } }',
        {},
      ],
      [
        'a variable that is used twice',
        'subscription ($area: AreaInput!) { things(area: $area) { id } things(area: $area) { text } }',
        { area: { ward: 'a' } },
      ],
      [
        'a variable of the same name',
        'subscription ($movedArea: Int) { things(area: { ward: "a" }, first: $movedArea) { id } }',
        { movedArea: 4 },
      ],
    ])('sets an area that is written as %s, and sets it again', async (_how, query, variables) => {
      const client = await open();
      const stream = await begin(client, query, { variables });
      for (const ward of ['b', 'c']) {
        expect(await command(move, { stream, ward })).toEqual({ data: { moveArea: { stream } } });
        expect((await client.events('s', 1))[0]?.extensions).toMatchObject({ start: true, stream });
      }
      const bbox = { south: 16.4, west: 107.5, north: 16.5, east: 107.6 };
      expect(await command(move, { stream, bbox })).toEqual({ data: { moveArea: { stream } } });
      await client.events('s', 1);
      things.emit({ id: '3', text: 'three' });
      expect((await client.events('s', 1))[0]?.data).toMatchObject({ things: { id: '3' } });
    });

    test('shares the stream of whoever watches the area already', async () => {
      const [mover, watcher] = [await open(), await open()];
      const stream = await begin(mover);
      watcher.subscribe('w', byVariable, inWard('b'));
      await watcher.events('w', 1);
      await command(move, { stream, ward: 'b' });
      await mover.events('s', 1);
      things.emit({ id: '4', text: 'for both' });
      await Promise.all([mover.events('s', 1), watcher.events('w', 1)]);
      things.emit({ id: '5', text: 'and again' });
      await Promise.all([mover.events('s', 1), watcher.events('w', 1)]);
      expect(things.openStreams()).toBe(1);
    });

    test('to an area that the subgraph refuses says why, and the stream goes on as it was', async () => {
      const client = await open();
      const stream = await begin(client);
      const refusal = {
        message: 'No such ward.',
        extensions: { code: 'BAD_USER_INPUT', field: 'area.ward', rule: 'known' },
      };
      things.behave({ instead: [refusal] });
      const { errors, data } = await command(move, { stream, ward: 'nowhere' });
      expect([data, errors]).toEqual([{ moveArea: null }, [{ ...refusal, path: ['moveArea'] }]]);
      things.emit({ id: '6', text: 'still here' });
      expect((await client.events('s', 1))[0]?.data).toEqual({ things: { id: '6', text: 'still here' } });
      things.behave('stream');
      expect(await command(move, { stream, ward: 'b' })).toMatchObject({ data: { moveArea: { stream } } });
    });

    test.each([
      ['both', { ward: 'a', bbox: { south: 1, west: 1, north: 2, east: 2 } }],
      ['none', {}],
    ])('with %s of bbox and ward is BAD_USER_INPUT with rule exactly_one', async (_which, area) => {
      const stream = await begin(await open());
      const { errors } = await command(move, { stream, ...area });
      expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', field: 'area', rule: 'exactly_one' });
    });

    test('of somebody else’s stream, of none, and of one that is over, is NOT_FOUND with one text', async () => {
      const lan = await bearer('lan');
      const client = await open(lan);
      const stream = await begin(client);
      const answers = [
        await command(move, { stream, ward: 'b' }, { as: await bearer('minh') }),
        await command(move, { stream, ward: 'b' }),
        await command(move, { stream: idAfter(stream), ward: 'b' }, { as: lan }),
        await command(move, { stream: `aaaaaaaaaaaa.${stream.slice(13)}`, ward: 'b' }, { as: lan }),
        await command(move, { stream: 'no id at all', ward: 'b' }, { as: lan }),
        await command(move, { stream: 'x'.repeat(20_000), ward: 'b' }, { as: lan }),
      ];
      expect(answers.slice(0, 5).map(codeOf)).toEqual(Array(5).fill('NOT_FOUND'));
      expect(new Set(answers.slice(0, 5).map(({ errors }) => JSON.stringify(errors))).size).toBe(1);
      expect(codeOf(answers[5]!)).toBe('BAD_USER_INPUT');
      client.send({ id: 's', type: 'complete' });
      await client.close();
      expect(codeOf(await command(move, { stream, ward: 'b' }, { as: lan }))).toBe('NOT_FOUND');
    });

    test('twice at once ends at the later place; the earlier one is told so', async () => {
      const client = await open();
      const stream = await begin(client);
      const [first, second] = await Promise.all([
        command(move, { stream, ward: 'b' }, { at: here }),
        command(move, { stream, ward: 'c' }, { at: here }),
      ]);
      const codes = [first, second].map((body) => codeOf(body) ?? 'done');
      expect(codes).toContain('done');
      for (const code of codes) expect(['done', 'CONFLICT']).toContain(code);
      await client.events('s', codes.filter((code) => code === 'done').length);
      things.emit({ id: '7', text: 'once' });
      expect((await client.events('s', 1))[0]?.data).toEqual({ things: { id: '7', text: 'once' } });
      expect(client.waiting()).toEqual([]);
    });
  });

  describe('renewStream', () => {
    test('on another gateway: fewer rights count at once, nothing is missed and nothing comes twice', async () => {
      const client = await open(await bearer('lan', { scope: 'secrets' }));
      const query = 'subscription { things(area: { ward: "a" }) { id secret } }';
      const stream = await begin(client, query, {});
      things.emit({ id: '8', secret: 'open' });
      expect((await client.events('s', 1))[0]?.data).toEqual({ things: { id: '8', secret: 'open' } });
      const exp = Math.floor(Date.now() / 1_000) + 900;
      const token = await issuer.token('lan', { exp });
      // With the token alone: who comes to renew may have no other that is good.
      expect(await command(renew, { stream, token })).toEqual({
        data: { renewStream: { stream, expiresAt: new Date(exp * 1_000).toISOString() } },
      });
      for (const id of ['9', '10']) things.emit({ id, secret: 'closed' });
      const later = await client.events('s', 2);
      expect(later.map(({ data }) => data)).toEqual(
        ['9', '10'].map((id) => ({ things: { id, secret: null } })),
      );
    });

    test('with another subject’s token is refused and changes nothing', async () => {
      const lan = await bearer('lan');
      const client = await open(lan);
      const stream = await begin(client);
      const token = await issuer.token('minh');
      expect(codeOf(await command(renew, { stream, token }, { as: lan }))).toBe('FORBIDDEN');
      expect(codeOf(await command(renew, { stream, token }, { as: await bearer('minh') }))).toBe('NOT_FOUND');
      expect(codeOf(await command(renew, { stream, token: 'x.y.z' }, { as: lan }))).toBe('UNAUTHENTICATED');
      things.emit({ id: '11', text: 'his own' });
      await client.events('s', 1);
    });
  });

  test('nothing that gateways say to each other can be read in their database, and it is forgotten', async () => {
    const client = await open(await bearer('lan'));
    const stream = await begin(client);
    const token = await issuer.token('lan', { name: 'Nguyễn Thị Lan' });
    await command(renew, { stream, token });
    await command(
      'mutation { createStreamTicket { ticket } }',
      {},
      { as: await bearer('lan', { name: 'Nguyễn Thị Lan' }) },
    );
    const db = gateways.client.db(gateways.database);
    const rows = await Promise.all(
      ['gateway_letters', 'stream_tickets'].map((name) => db.collection(name).find().toArray()),
    );
    expect(rows.every((each) => each.length > 0)).toBe(true);
    const boxes = rows.flat().map((row) => Buffer.from(row['box'].value()).toString('latin1'));
    const text = JSON.stringify(rows) + boxes.join('');
    for (const secret of [token, 'Nguyễn', 'citizen', stream.slice(13)]) expect(text).not.toContain(secret);
    for (const name of ['gateway_letters', 'gateways', 'stream_tickets'])
      expect(
        (await db.collection(name).indexes()).some(
          ({ expireAfterSeconds }) => expireAfterSeconds !== undefined,
        ),
      ).toBe(true);
  });

  test('a gateway that is gone takes its streams with it: NOT_FOUND at the others, at once', async () => {
    const third = await gateways.start();
    const client = await openLiveClient(third.url, { init: {} });
    client.subscribe('s', byVariable, inWard('a'));
    const stream = streamOf((await client.events('s', 1))[0]);
    await client.close();
    await third.close();
    expect(codeOf(await command(move, { stream, ward: 'b' }))).toBe('NOT_FOUND');
  });
});

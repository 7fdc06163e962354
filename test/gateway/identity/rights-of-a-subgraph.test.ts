import { readFileSync } from 'node:fs';
import { sampleRealm } from '../../../start/sign-in-config.ts';
import type { RunningSubgraph } from '../../../subgraphs/kit/index.ts';
import { silentLogger } from '../../../subgraphs/kit/process/logger.ts';
import { personId } from '../../../subgraphs/kit/process/person-id.ts';
import { deriveSecrets } from '../../../subgraphs/kit/process/secrets.ts';
import type { CommandGateways } from '../../kit/command-gateways.ts';
import { openCommandGateways } from '../../kit/command-gateways.ts';
import { openLiveClient, until } from '../../kit/live-client.ts';
import type { NotesStore } from '../../kit/notes-subgraph/note.store.ts';
import { notes } from '../../kit/notes-subgraph/subgraph.ts';
import { rootSecret } from '../../kit/signed-client.ts';
import type { TestGateway } from '../../kit/start-gateway.ts';
import type { TestIssuer } from '../../kit/start-issuer.ts';
import { startIssuer } from '../../kit/start-issuer.ts';
import { citizen, dropTestDb, testDbName, testUri } from '../../kit/subgraph-parts.ts';

/** A subgraph of the kit journals what its area decides; here the sample one does, and its own stream is what ends. */
describe('rights in the journal of a subgraph of the kit', () => {
  const id = personId('a secret of the tests', sampleRealm, 'lan');
  let running: RunningSubgraph<NotesStore>;
  let issuer: TestIssuer;
  let gateways: CommandGateways;
  let gateway: TestGateway;
  beforeAll(async () => {
    const dbPrefix = `${testDbName('rights')}_`;
    const options = { mongoUri: testUri(), dbPrefix, port: 0, secret: rootSecret, peers: {} };
    running = await notes.start({ ...options, log: silentLogger });
    issuer = await startIssuer();
    const served = { name: 'notes', sdl: readFileSync(notes.schema, 'utf8'), url: running.url };
    const signingKey = deriveSecrets(rootSecret).signature;
    const rights = { rightsSources: ['notes'] };
    gateways = await openCommandGateways([served], { signingKey, issuers: [issuer.config] }, rights);
    gateway = await gateways.start();
  });
  afterAll(async () => {
    await gateways.close();
    await running.close();
    await issuer.close();
    await dropTestDb(running.store.parts.db.name);
  });

  const journal = (rights: object) =>
    running.store.parts.transact({}, (tx) =>
      tx.append({
        entity: 'Account',
        entityId: id,
        kind: 'rights',
        version: 0,
        payload: { rights },
        topics: [],
      }),
    );

  test('C06 end a stream of that person, whatever else stands in the journal', async () => {
    const Authorization = `Bearer ${await issuer.token('lan')}`;
    const ask = () =>
      gateway.post({ query: '{ notes(first: 1) { nodes { id } } }' }, { authorization: Authorization });
    await until(async () => (await ask()).body.errors === undefined);
    const noteId = await running.store.create(citizen(id), { text: 'one' });
    const client = await openLiveClient(gateway.url, { init: { Authorization } });
    const query = 'subscription ($id: ID!) { noteChanged(id: $id) { text } }';
    client.subscribe('s', query, { variables: { id: noteId } });
    await client.events('s', 1);
    await running.store.edit(citizen(id), { id: noteId, text: 'two', expectedVersion: 1 });
    expect((await client.events('s', 1))[0]?.data).toEqual({ noteChanged: { text: 'two' } });
    await journal({ subject: id, change: 'REVOKED', at: new Date().toISOString() });
    expect((await client.errorsOf('s'))[0]?.extensions).toMatchObject({
      code: 'SUBSCRIPTION_RIGHTS_ENDED',
      cursor: expect.any(String),
    });
    await until(async () => (await ask()).status === 401);
    await client.close();
  });
});

import type { RunningSubgraph } from '../../../subgraphs/kit/index.ts';
import { silentLogger } from '../../../subgraphs/kit/process/logger.ts';
import type { NotesStore } from '../../kit/notes-subgraph/note.store.ts';
import { notes } from '../../kit/notes-subgraph/subgraph.ts';
import { askSigned, openSignedSocket, rootSecret, signedSubscribe } from '../../kit/signed-client.ts';
import type { SignedAnswer } from '../../kit/signed-client.ts';
import { citizen, dropTestDb, testDbName, testUri } from '../../kit/subgraph-parts.ts';

const dbPrefix = `${testDbName('define')}_`;
const start = (): Promise<RunningSubgraph<NotesStore>> =>
  notes.start({ mongoUri: testUri(), dbPrefix, port: 0, secret: rootSecret, peers: {}, log: silentLogger });

let running: RunningSubgraph<NotesStore>;
beforeAll(async () => {
  running = await start();
});
afterAll(async () => {
  await running.close();
  await dropTestDb(running.store.parts.db.name);
});

const lan = citizen('lan');
const ask = (query: string, variables: object = {}, viewer = lan): Promise<SignedAnswer> =>
  askSigned(running.url, query, { variables, viewer });

const createNote = async (variables: object, viewer = lan): Promise<{ id: string; version: number }> => {
  const { data, errors } = await ask(
    `mutation ($text: String = "x", $phone: String, $extra: JSON, $key: String) {
      createNote(text: $text, phone: $phone, extra: $extra, clientMutationId: $key) { id version extra }
    }`,
    variables,
    viewer,
  );
  if (!data.createNote) throw new Error(JSON.stringify(errors));
  return data.createNote;
};

test('a note is written and read back', async () => {
  const { id } = await createNote({ text: 'xin chào', extra: { size: 2 } });
  const { data } = await ask('query ($id: ID!) { note(id: $id) { text version extra updatedAt } }', { id });
  expect(data.note).toEqual({
    text: 'xin chào',
    version: 1,
    extra: { size: 2 },
    updatedAt: expect.stringMatching(/Z$/),
  });
});

test('G06 one clientMutationId is one note', async () => {
  const made = await Promise.all(Array.from({ length: 10 }, () => createNote({ text: 'once', key: 'k-1' })));
  expect(new Set(made.map((note) => note.id)).size).toBe(1);
  const { errors } = await ask('mutation { createNote(text: "other", clientMutationId: "k-1") { id } }');
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
});

test('G15 of two edits of one version one wins and the other is CONFLICT', async () => {
  const { id } = await createNote({ text: 'race' });
  const edit = (text: string): Promise<SignedAnswer> =>
    ask(
      'mutation ($id: ID!, $text: String!) { editNote(id: $id, text: $text, expectedVersion: 1) { text version } }',
      {
        id,
        text,
      },
    );
  const answers = await Promise.all([edit('a'), edit('b')]);
  const ends = answers.map(({ errors }) => errors?.[0]?.extensions['code'] ?? 'won');
  expect(ends).toEqual(expect.arrayContaining(['CONFLICT', 'won']));
  const kinds = await running.store.parts.db
    .collection('journal')
    .find({ entityId: id }, { sort: { version: 1 } })
    .toArray();
  expect(kinds.map((entry) => [entry['kind'], entry['version']])).toEqual([
    ['created', 1],
    ['edited', 2],
  ]);
});

test('B04 a note of somebody else has the same answer as none, by field and by reference', async () => {
  const { id } = await createNote({ text: 'mine' });
  const byField = (id: string) => ask('query ($id: ID!) { note(id: $id) { text } }', { id }, citizen('minh'));
  expect(await byField(id)).toEqual(await byField('none'));
  const byReference = (id: unknown, viewer = citizen('minh')) =>
    ask(
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Note { text } } }',
      { r: [{ __typename: 'Note', id }] },
      viewer,
    );
  const foreign = await byReference(id);
  expect(foreign).toEqual(await byReference('none'));
  expect(foreign.data).toEqual({ _entities: [null] });
  expect(foreign.errors?.[0]).toMatchObject({ path: ['_entities', 0], extensions: { code: 'NOT_FOUND' } });
  expect((await byReference(id, lan)).data._entities).toEqual([{ text: 'mine' }]);
});

test('D01 an operator is refused wherever JSON is taken', async () => {
  const { id } = await createNote({ text: 'guarded' });
  const asId = await ask('query ($id: ID!) { note(id: $id) { text } }', { id: { $ne: null } });
  const asJson = await ask('mutation ($e: JSON) { createNote(text: "x", extra: $e) { id } }', {
    e: { $gt: '' },
  });
  const asKey = await ask(
    'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Note { text } } }',
    {
      r: [{ __typename: 'Note', id: { $in: [id] } }],
    },
  );
  for (const answer of [asId, asJson, asKey]) {
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(JSON.stringify(answer.data ?? null)).not.toContain('guarded');
  }
});

test('a private value is written down before it is shown, once per request, and never stands in clear', async () => {
  const { id } = await createNote({ text: 'call me', phone: '0905-canary' });
  const { data } = await ask('query ($id: ID!) { note(id: $id) { phone again: phone } }', { id });
  expect(data.note).toEqual({ phone: '0905-canary', again: '0905-canary' });
  const journal = running.store.parts.db.collection('journal');
  const looks = await journal.find({ entityId: id, kind: 'access' }).toArray();
  expect(looks).toEqual([
    expect.objectContaining({
      payload: expect.objectContaining({ whose: 'lan', fields: ['phone'], purpose: 'own' }),
      actor: { role: 'citizen', id: 'lan' },
      topics: [],
      version: 0,
    }),
  ]);
  for (const name of ['notes', 'journal', 'idempotency']) {
    const rows = await running.store.parts.db.collection(name).find().toArray();
    expect(JSON.stringify(rows)).not.toContain('canary');
  }
});

test('pages go through all of a list', async () => {
  const viewer = citizen('pages');
  for (let n = 0; n < 5; n += 1) await createNote({ text: `n${n}` }, viewer);
  const query =
    'query ($after: String) { notes(first: 2, after: $after) { nodes { text } pageInfo { hasNextPage endCursor } } }';
  const texts: string[] = [];
  for (let after: string | null = null; ; ) {
    const { data } = await ask(query, { after }, viewer);
    texts.push(...data.notes.nodes.map((node: { text: string }) => node.text));
    if (!data.notes.pageInfo.hasNextPage) break;
    after = data.notes.pageInfo.endCursor;
  }
  expect(new Set(texts)).toEqual(new Set(['n0', 'n1', 'n2', 'n3', 'n4']));
  expect(texts).toHaveLength(5);
  const wrong = await ask('{ notes(first: 101) { nodes { id } } }');
  expect(wrong.errors?.[0]?.extensions).toEqual({
    code: 'BAD_USER_INPUT',
    field: 'first',
    rule: 'max_page',
    max: 100,
  });
});

test('what is served beside the contract is not in it, and only for callers without a viewer', async () => {
  const { data } = await ask('{ _service { sdl } }');
  expect(data._service.sdl).toContain('type Note @key(fields: "id")');
  expect(data._service.sdl).not.toContain('_journal');
  await createNote({ text: 'in the journal' });
  const query = '{ _journal(first: 1000) { entries } }';
  const service = await askSigned(running.url, query);
  expect(service.data._journal.entries.join()).toContain('in the journal');
  expect((await ask(query)).errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND' });
  const exported = await askSigned(running.url, '{ _exportPerson(id: "lan") }');
  expect(exported.data._exportPerson).toContain('in the journal');
});

test('a stream begins with the present state, goes on with each change, and resumes by its cursor', async () => {
  const { id } = await createNote({ text: 'v1' });
  const query = 'subscription ($id: ID!) { noteChanged(id: $id) { text version } }';
  const edit = (text: string, version: number): Promise<SignedAnswer> =>
    ask(
      'mutation ($id: ID!, $text: String!, $v: Int!) { editNote(id: $id, text: $text, expectedVersion: $v) { id } }',
      {
        id,
        text,
        v: version,
      },
    );
  const client = openSignedSocket(running.url);
  const open = (after?: string) =>
    client.iterate(signedSubscribe(query, { variables: { id }, viewer: lan, ...(after && { after }) }));
  const stream = open();
  const first = (await stream.next()).value;
  expect(first).toMatchObject({
    data: { noteChanged: { text: 'v1', version: 1 } },
    extensions: { start: true },
  });
  await edit('v2', 1);
  const second = (await stream.next()).value;
  expect(second).toMatchObject({ data: { noteChanged: { text: 'v2', version: 2 } } });
  await stream.return?.();
  await edit('v3', 2);
  await edit('v4', 3);
  const again = open(String(second.extensions.cursor));
  const texts = [
    (await again.next()).value.data.noteChanged.text,
    (await again.next()).value.data.noteChanged.text,
  ];
  expect(texts).toEqual(['v3', 'v4']);
  await again.return?.();
  await client.dispose();
});

test('erasing a person removes the rows and the key, and says so in the journal with counts only', async () => {
  const viewer = citizen('to-erase');
  const { id } = await createNote({ text: 'x', phone: '0905' }, viewer);
  await expect(running.erasePerson('to-erase')).resolves.toEqual({ notes: 1, personKeys: 1 });
  const gone = await ask('query ($id: ID!) { note(id: $id) { text } }', { id }, viewer);
  expect(gone.data.note).toBeNull();
  const entry = await running.store.parts.db.collection('journal').findOne({ kind: 'erased' });
  expect(entry).toMatchObject({ entityId: 'to-erase', payload: { counts: { notes: 1, personKeys: 1 } } });
});

test('a second start finds the same data, and closing twice is closing once', async () => {
  const { id } = await createNote({ text: 'kept' });
  const second = await start();
  expect(second.ready()).toBe(true);
  const { data } = await askSigned(second.url, 'query ($id: ID!) { note(id: $id) { text } }', {
    variables: { id },
    viewer: lan,
  });
  expect(data.note).toEqual({ text: 'kept' });
  await Promise.all([second.close(), second.close()]);
  await expect(fetch(second.url)).rejects.toThrow();
});

test('a secret that is too short, or a schema that is not there, stops the start and leaves nothing open', async () => {
  const options = { mongoUri: testUri(), dbPrefix, port: 0, secret: 'short', peers: {}, log: silentLogger };
  await expect(notes.start(options)).rejects.toThrow('at least 32 characters');
  const taken = Number(new URL(running.url).port);
  await expect(notes.start({ ...options, secret: rootSecret, port: taken })).rejects.toThrow('EADDRINUSE');
});

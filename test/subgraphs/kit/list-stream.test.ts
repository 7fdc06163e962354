import type { FormattedExecutionResult } from 'graphql';
import type { Client } from 'graphql-ws';
import type { RunningSubgraph, Viewer } from '../../../subgraphs/kit/index.ts';
import { silentLogger } from '../../../subgraphs/kit/process/logger.ts';
import type { NoteAudience } from '../../kit/notes-subgraph/note.model.ts';
import type { NotesStore } from '../../kit/notes-subgraph/note.store.ts';
import { notes } from '../../kit/notes-subgraph/subgraph.ts';
import { openSignedSocket, rootSecret, signedSubscribe } from '../../kit/signed-client.ts';
import { citizen, dropTestDb, testDbName, testUri } from '../../kit/subgraph-parts.ts';

const dbPrefix = `${testDbName('lists')}_`;
const start = (): Promise<RunningSubgraph<NotesStore>> =>
  notes.start({ mongoUri: testUri(), dbPrefix, port: 0, secret: rootSecret, peers: {}, log: silentLogger });

const lan = citizen('lan');
const officer = citizen('binh', { roles: ['officer'] });
let running: RunningSubgraph<NotesStore>;
let socket: Client;
beforeAll(async () => {
  running = await start();
  socket = openSignedSocket(running.url);
});
afterAll(async () => {
  await socket.dispose();
  await running.close();
  await dropTestDb(running.store.parts.db.name);
});

const query = `subscription ($board: String!, $first: Int!) { boardChanged(board: $board, first: $first) {
  kind: __typename
  ... on NoteListSnapshot { nodes { id text version } complete endCursor }
  ... on NoteListEntered { node { id text version } }
  ... on NoteListChanged { node { id text version } }
  ... on NoteListLeft { id version } } }`;

interface Noted {
  readonly id: string;
  readonly text: string;
  readonly version: number;
}
interface BoardEvent {
  readonly kind: string;
  readonly nodes?: readonly Noted[];
  readonly node?: Noted;
  readonly id?: string;
  readonly version?: number;
  readonly complete?: boolean;
  readonly endCursor?: string | null;
}

/** A reader of one board who takes one event at a time. */
class Reader {
  readonly #stream: AsyncIterableIterator<FormattedExecutionResult<Record<string, unknown>, unknown>>;
  cursor = '';
  marks: unknown = {};

  constructor(board: string, options: { viewer?: Viewer; after?: string; first?: number } = {}) {
    const { viewer = lan, after, first = 100 } = options;
    const payload = signedSubscribe(query, {
      variables: { board, first },
      viewer,
      ...(after !== undefined && { after }),
    });
    this.#stream = socket.iterate(payload);
  }

  async next(): Promise<BoardEvent> {
    const { value } = await this.#stream.next();
    if (value?.errors) throw new Error(JSON.stringify(value.errors));
    const { cursor, committedAt: _, ...marks } = value.extensions as Record<string, unknown>;
    this.cursor = String(cursor);
    this.marks = marks;
    return value.data.boardChanged as BoardEvent;
  }

  async take(count: number): Promise<BoardEvent[]> {
    const events: BoardEvent[] = [];
    while (events.length < count) events.push(await this.next());
    return events;
  }

  async leave(): Promise<void> {
    await this.#stream.return?.();
  }
}

const write = (text: string): Promise<string> => running.store.create(lan, { text });
const pin = (id: string, board: string | null, audience: NoteAudience = 'ALL'): Promise<string> =>
  running.store.pin(lan, { id, board, audience });
const edit = (id: string, text: string, expectedVersion: number): Promise<string> =>
  running.store.edit(lan, { id, text, expectedVersion });
const short = (event: BoardEvent): string => {
  const { kind, node, id, version } = event;
  return `${kind.replace('NoteList', '')} ${node ? `${node.text} ${node.version}` : `${id} ${version}`}`;
};

describe('a list that is followed', () => {
  test('begins with its first page and tells what enters, changes and leaves', async () => {
    const [a, b] = [await write('a'), await write('b')];
    await pin(a, 'one');
    const reader = new Reader('one');
    expect(await reader.next()).toEqual({
      kind: 'NoteListSnapshot',
      nodes: [{ id: a, text: 'a', version: 2 }],
      complete: true,
      endCursor: expect.any(String),
    });
    expect(reader.marks).toEqual({ start: true });
    await edit(a, 'a!', 2);
    await pin(b, 'one');
    await edit(b, 'elsewhere?', 2);
    await pin(a, 'two');
    await pin(b, null);
    const events = await reader.take(5);
    expect(events.map(short)).toEqual([
      'Changed a! 3',
      'Entered b 2',
      'Changed elsewhere? 3',
      `Left ${a} 4`,
      `Left ${b} 4`,
    ]);
    expect(reader.marks).toEqual({});
    await reader.leave();
  });

  test('says that a page is not the whole list, and where it is read on', async () => {
    for (const text of ['1', '2', '3']) await pin(await write(text), 'long');
    const reader = new Reader('long', { first: 2 });
    const page = await reader.next();
    expect(page.nodes?.map(({ text }) => text)).toEqual(['3', '2']);
    expect(page).toMatchObject({ complete: false, endCursor: expect.any(String) });
    await reader.leave();
    const whole = new Reader('long', { first: 3 });
    expect(await whole.next()).toMatchObject({ complete: true });
    await whole.leave();
    const empty = new Reader('nothing here');
    expect(await empty.next()).toMatchObject({ nodes: [], complete: true, endCursor: null });
    await empty.leave();
  });

  test('a right that is lost takes a thing out, and only for whom it is lost', async () => {
    const id = await write('plan');
    const [people, officers] = [new Reader('rights'), new Reader('rights', { viewer: officer })];
    await Promise.all([people.next(), officers.next()]);
    await pin(id, 'rights', 'OFFICERS');
    await pin(id, 'rights');
    await edit(id, 'plan 2', 3);
    await pin(id, 'rights', 'OFFICERS');
    await edit(id, 'secret', 5);
    await pin(id, null, 'OFFICERS');
    expect((await officers.take(6)).map(short)).toEqual([
      'Entered plan 2',
      'Changed plan 3',
      'Changed plan 2 4',
      'Changed plan 2 5',
      'Changed secret 6',
      `Left ${id} 7`,
    ]);
    await pin(id, 'rights');
    expect((await people.take(4)).map(short)).toEqual([
      'Entered plan 3',
      'Changed plan 2 4',
      `Left ${id} 5`,
      'Entered secret 8',
    ]);
    await Promise.all([people.leave(), officers.leave()]);
  });

  test('tells after a gap and a restart what it would have told without', async () => {
    const [a, b] = [await write('a'), await write('b')];
    await pin(a, 'gap');
    const [watcher, sleeper] = [new Reader('gap'), new Reader('gap')];
    await Promise.all([watcher.next(), sleeper.next()]);
    const { cursor } = sleeper;
    await sleeper.leave();
    await edit(a, 'a2', 2);
    await pin(b, 'gap');
    await pin(a, 'other');
    await pin(a, 'gap');
    await pin(b, 'gap', 'OFFICERS');
    const told = await watcher.take(5);
    await watcher.leave();
    await socket.dispose();
    await running.close();
    running = await start();
    socket = openSignedSocket(running.url);
    const again = new Reader('gap', { after: cursor });
    expect(await again.take(5)).toEqual(told);
    expect(again.marks).toEqual({});
    await again.leave();
    const last = new Reader('gap', { after: again.cursor });
    await edit(a, 'a3', 5);
    expect(short(await last.next())).toBe('Changed a3 6');
    await last.leave();
    const forged = new Reader('gap', { after: 'forged' });
    expect(await forged.next()).toMatchObject({ kind: 'NoteListSnapshot', nodes: [{ text: 'a3' }] });
    expect(forged.marks).toEqual({ resync: true });
    await forged.leave();
  });

  test('a thing that is gone leaves once, also for who was away', async () => {
    const id = await write('short-lived');
    const reader = new Reader('gone');
    await reader.next();
    const { cursor } = reader;
    await pin(id, 'gone');
    expect(short(await reader.next())).toBe('Entered short-lived 2');
    const seen = reader.cursor;
    await edit(id, 'edited', 2);
    await running.store.remove(lan, id);
    expect((await reader.take(2)).map(short)).toEqual(['Changed edited 3', `Left ${id} 4`]);
    await reader.leave();
    for (const after of [cursor, seen]) {
      const again = new Reader('gone', { after });
      expect(short(await again.next())).toBe(`Left ${id} 4`);
      await again.leave();
    }
  });

  test('page and events joined give the list at any time: no hole, no repeat, whoever begins when', async () => {
    const ids = await Promise.all(Array.from({ length: 8 }, (_, i) => write(`n${i}`)));
    const readers: Promise<Held>[] = [];
    const rounds = 18;
    const writer = async (id: string, seed: number): Promise<void> => {
      for (let round = 0; round < rounds; round += 1) {
        const choice = (seed * 31 + round * 17) % 5;
        if (choice < 2) await pin(id, 'busy', choice === 0 ? 'ALL' : 'OFFICERS');
        else if (choice === 2) await pin(id, null);
        else await edit(id, `${seed}.${round}`, round + 1);
        if (round % 6 === seed % 6) readers.push(hold('busy', seed % 2 === 0 ? lan : officer));
      }
    };
    await Promise.all(ids.map(writer));
    // The last word on the board, by which each reader knows that it has everything.
    const end = await write('end');
    await pin(end, 'busy');
    const page = async (viewer: Viewer) => {
      const reader = new Reader('busy', { viewer });
      const { nodes = [] } = await reader.next();
      await reader.leave();
      return Object.fromEntries(nodes.map((node) => [node.id, node]));
    };
    const present = { lan: await page(lan), binh: await page(officer) };
    const held = await Promise.all(readers);
    expect(held.length).toBeGreaterThan(20);
    for (const { viewer, list, faults } of held) {
      expect(faults).toEqual([]);
      expect(list).toEqual(viewer === lan ? present.lan : present.binh);
    }
  });
});

interface Held {
  readonly viewer: Viewer;
  readonly list: Record<string, Noted>;
  readonly faults: readonly string[];
}

/** Keeps a board as a client does, up to the note that says `end`, and notes what no client should be told. */
async function hold(board: string, viewer: Viewer): Promise<Held> {
  const reader = new Reader(board, { viewer });
  const { nodes = [] } = await reader.next();
  const list = new Map(nodes.map((node) => [node.id, node]));
  const versions = new Map(nodes.map((node) => [node.id, node.version]));
  const faults: string[] = [];
  for (let ended = nodes.some(({ text }) => text === 'end'); !ended; ) {
    const event = await reader.next();
    const id = event.node?.id ?? event.id ?? '';
    const version = event.node?.version ?? event.version ?? 0;
    if (version <= (versions.get(id) ?? 0)) faults.push(`${short(event)} after ${versions.get(id)}`);
    if ((event.kind === 'NoteListEntered') === list.has(id))
      faults.push(`${short(event)} of ${list.has(id)}`);
    versions.set(id, version);
    if (event.node) list.set(id, event.node);
    else list.delete(id);
    ended = event.node?.text === 'end';
  }
  await reader.leave();
  return { viewer, list: Object.fromEntries(list), faults };
}

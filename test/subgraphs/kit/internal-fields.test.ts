import { graphql } from 'graphql';
import { buildExecutableSchema } from '../../../subgraphs/kit/executable-schema.ts';
import { internalFields } from '../../../subgraphs/kit/internal-fields.ts';
import type { Viewer } from '../../../subgraphs/kit/process/viewer.ts';
import { anonymous } from '../../../subgraphs/kit/process/viewer.ts';
import type { LiveWorld } from '../../kit/live-world.ts';
import { openLiveWorld, thingEntry, until, upTo, writeThing } from '../../kit/live-world.ts';
import { citizen } from '../../kit/subgraph-parts.ts';

let world: LiveWorld;
let closing: AbortController;
beforeEach(async () => {
  world = await openLiveWorld('internal');
  closing = new AbortController();
});
afterEach(() => world.close());

function ask(source: string, viewer: Viewer = anonymous) {
  const { feed, cursors, life } = world;
  const schema = buildExecutableSchema<{ viewer: Viewer }>({
    sdl: 'type Query { nothing: Int }',
    resolvers: { Query: { nothing: () => null } },
    internal: internalFields({
      feed,
      cursors,
      life,
      closing: closing.signal,
      noteRefusals: async () => undefined,
      exportPerson: async (personId) => ({ things: [{ of: personId }] }),
    }),
  });
  return graphql({ schema, source, contextValue: { viewer } });
}

interface Page {
  readonly versions: number[];
  readonly end: string;
  readonly lost: boolean;
}

async function page(args: string): Promise<Page> {
  const result = await ask(`{ _journal(${args}) { entries end lost } }`);
  const { _journal } = parseData(result.data);
  return {
    versions: _journal.entries.map((text) => JSON.parse(text).version),
    end: _journal.end,
    lost: _journal.lost,
  };
}

function parseData(data: unknown) {
  return data as { _journal: { entries: string[]; end: string; lost: boolean } };
}

test('are not in what the subgraph says its contract is', async () => {
  const result = await ask('{ _service { sdl } }');
  expect(JSON.stringify(result.data)).not.toMatch(/_journal|_exportPerson|_JournalPage/);
});

describe('B04 a call that carries a viewer', () => {
  test.each([
    ['_journal', '{ _journal(first: 1) { end } }'],
    ['_exportPerson', '{ _exportPerson(id: "lan") }'],
  ])('does not get %s', async (_field, source) => {
    const result = await ask(source, citizen('lan'));
    expect(result.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  });
});

test('_exportPerson gives what the subgraph holds of a person', async () => {
  const result = await ask('{ _exportPerson(id: "lan") }');
  expect(result.data).toEqual({ _exportPerson: '{"things":[{"of":"lan"}]}' });
});

describe('_journal', () => {
  test('pages through everything in position order, whether stamped or not', async () => {
    const stamper = world.startStamper();
    await writeThing(world, 'a', { from: 1, to: 7 });
    await until(async () => (await world.native.collection('journal').countDocuments({ pos: null })) === 0);
    await stamper.close();
    await writeThing(world, 'a', { from: 8, to: 15 });
    const seen: number[] = [];
    let after = '';
    for (let last = 1; last > 0; ) {
      const { versions, end, lost } = await page(`first: 4${after && `, after: "${after}"`}`);
      expect(lost).toBe(false);
      seen.push(...versions);
      last = versions.length;
      after = end;
    }
    expect(seen).toEqual(upTo(15));
    await expect(page(`first: 4, after: "${after}"`)).resolves.toEqual({
      versions: [],
      end: after,
      lost: false,
    });
  });

  test('gives what was written without topics too, and leaves out what is sealed', async () => {
    await world.transact({}, (tx) =>
      tx.append(thingEntry('a', 1, { topics: [], sealed: { personId: 'lan', value: 'canary' } })),
    );
    const result = await ask('{ _journal(first: 10) { entries end lost } }');
    const text = JSON.stringify(result.data);
    expect(text).toContain('changed');
    expect(text).not.toMatch(/canary|sealed|"pos/);
  });

  test('waits for something new, and ends its wait when the subgraph closes', async () => {
    const { end } = await page('first: 10');
    const waiting = page(`first: 10, waitMs: 20000, after: "${end}"`);
    await until(() => world.feed.metrics().waiting === 1);
    await writeThing(world, 'a', { from: 1, to: 1 });
    const { versions, end: next } = await waiting;
    expect(versions).toEqual([1]);
    const idle = page(`first: 10, waitMs: 20000, after: "${next}"`);
    await until(() => world.feed.metrics().waiting === 1);
    closing.abort();
    await expect(idle).resolves.toEqual({ versions: [], end: next, lost: false });
    expect(world.feed.metrics()).toMatchObject({ readers: 0, waiting: 0 });
  });

  test('gives an empty page when its wait is over', async () => {
    await expect(page('first: 10, waitMs: 30')).resolves.toMatchObject({ versions: [], lost: false });
  });

  test('begins at the beginning, and says so, when it does not know the place', async () => {
    await writeThing(world, 'a', { from: 1, to: 3 });
    await expect(page('first: 10, after: "of another data set"')).resolves.toMatchObject({
      versions: [1, 2, 3],
      lost: true,
    });
  });

  test.each(['first: 0', 'first: 1001', 'first: 1, waitMs: -1', 'first: 1, waitMs: 20001'])(
    'refuses %s',
    async (args) => {
      const result = await ask(`{ _journal(${args}) { end } }`);
      expect(result.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', rule: 'range' } }]);
    },
  );
});

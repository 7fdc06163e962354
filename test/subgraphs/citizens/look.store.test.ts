import { randomBytes } from 'node:crypto';
import type { AccessLook } from '../../../subgraphs/citizens/look.model.ts';
import type { LookStore } from '../../../subgraphs/citizens/look.store.ts';
import { openLookStore } from '../../../subgraphs/citizens/look.store.ts';
import { realClock } from '../../../subgraphs/kit/clock.ts';
import type { SubgraphParts, Transact } from '../../../subgraphs/kit/index.ts';
import { openJournal } from '../../../subgraphs/kit/journal.ts';
import { connect, nativeDb } from '../../../subgraphs/kit/mongo.ts';
import { openPersonKeys } from '../../../subgraphs/kit/person-key.ts';
import { createLines, createSlots } from '../../../subgraphs/kit/slots.ts';
import { createTransact, maxLine, maxTransactions } from '../../../subgraphs/kit/transact.ts';

const nothing = async (): Promise<void> => undefined;

let store: LookStore;
let transact: Transact;
let close: () => Promise<void>;

beforeAll(async () => {
  const db = await connect({
    uri: process.env['TEST_MONGODB_URI'] ?? '',
    dbName: `citizens_store_${process.pid}`,
  });
  const personKeys = await openPersonKeys({ db: nativeDb(db), wrappingKey: randomBytes(32) });
  const journal = await openJournal(db, { personKeys, auditKey: Buffer.alloc(32, 9) });
  transact = createTransact({
    db,
    journal,
    clock: realClock,
    timers: { set: nothing, clear: nothing },
    slots: createSlots(maxTransactions),
    lines: createLines(maxLine),
  });
  // The store uses nothing but the database.
  store = await openLookStore({ db } as SubgraphParts);
  close = async () => {
    await db.dropDatabase();
    await db.close();
  };
});

afterAll(() => close());

function lookAt(whose: string, minute: number, more: Partial<AccessLook> = {}): AccessLook {
  return {
    _id: `${whose}-${minute}`,
    whose,
    at: new Date(Date.UTC(2026, 10, 22, 8, minute)),
    role: 'identityOfficer',
    readerId: 'reader',
    agencyId: null,
    area: 'reports',
    entity: 'Report',
    entityId: 'r-1',
    fields: ['reporter.name'],
    purpose: 'callback',
    ...more,
  };
}

const add = (look: AccessLook): Promise<void> => transact({}, (tx) => store.addLook(look, tx));

describe('the looks', () => {
  test('are there once however often they are told of', async () => {
    await add(lookAt('a', 1));
    await add(lookAt('a', 1));
    expect((await store.looksAt('a', {})).nodes).toEqual([lookAt('a', 1)]);
  });

  test('of one moment keep their order over pages', async () => {
    for (const id of ['x', 'z', 'y']) await add(lookAt('b', 1, { _id: `b-${id}` }));
    const first = await store.looksAt('b', { first: 2 });
    const second = await store.looksAt('b', { first: 2, after: first.pageInfo.endCursor });
    expect([...first.nodes, ...second.nodes].map(({ _id }) => _id)).toEqual(['b-z', 'b-y', 'b-x']);
  });

  test('vanish with the person, and the person from looks at others; nobody else loses any', async () => {
    await add(lookAt('c', 1));
    await add(lookAt('d', 1, { readerId: 'c' }));
    await add(lookAt('d', 2));
    const counts = await transact({}, (tx) => store.erasePerson('c', tx));
    expect(counts).toEqual({ looksAtMe: 1, looksByMe: 1 });
    expect(await store.exportPerson('c')).toEqual({ looksAtMe: [], looksByMe: [] });
    expect((await store.looksAt('d', {})).nodes.map(({ readerId }) => readerId)).toEqual(['reader', null]);
    expect(await transact({}, (tx) => store.erasePerson('c', tx))).toEqual({ looksAtMe: 0, looksByMe: 0 });
  });

  test('that arrive after the person was erased stay away; those taken later are kept', async () => {
    await transact({}, (tx) => store.erasePerson('e', tx));
    const past = new Date(Date.now() - 60_000);
    const future = new Date(Date.now() + 60_000);
    await add(lookAt('e', 1, { at: past }));
    await add(lookAt('e', 2, { at: future }));
    await add(lookAt('f', 1, { at: past, readerId: 'e' }));
    expect((await store.looksAt('e', {})).nodes.map(({ _id }) => _id)).toEqual(['e-2']);
    expect((await store.looksAt('f', {})).nodes.map(({ readerId }) => readerId)).toEqual([null]);
  });

  test('that are told of while the person is erased are gone when both are done', async () => {
    const past = new Date(Date.now() - 60_000);
    for (let round = 0; round < 10; round += 1) {
      const whose = `g-${round}`;
      await Promise.all([
        ...[1, 2, 3].map((minute) => add(lookAt(whose, minute, { at: past }))),
        transact({}, (tx) => store.erasePerson(whose, tx)),
      ]);
      expect((await store.looksAt(whose, {})).nodes).toEqual([]);
    }
  });

  test('of an area that has erased a person are gone, others’ looks and other areas’ stay', async () => {
    const until = new Date(Date.UTC(2026, 10, 22, 8, 5));
    await add(lookAt('h', 1));
    await add(lookAt('h', 2, { area: 'health' }));
    await add(lookAt('h', 9));
    await add(lookAt('i', 1, { readerId: 'h' }));
    await transact({}, (tx) => store.forget('h', { area: 'reports', until }, tx));
    expect((await store.looksAt('h', {})).nodes.map(({ _id }) => _id)).toEqual(['h-9', 'h-2']);
    expect((await store.looksAt('i', {})).nodes.map(({ readerId }) => readerId)).toEqual([null]);
  });
});

import type { Viewer } from '../../../subgraphs/kit/index.ts';
import type { PapersWorld } from '../../kit/papers-world.ts';
import { paperOf, refusalOf, someone, startPapers } from '../../kit/papers-world.ts';

let world: PapersWorld;
beforeAll(async () => void (world = await startPapers()));
afterAll(() => world.close());

describe('using an upload', () => {
  const use = (viewer: Viewer, ...ids: string[]): Promise<unknown> =>
    refusalOf(world.store.file(viewer, ids));

  test('somebody else’s has the same answer as none, one without bytes and a used one say so', async () => {
    const viewer = someone();
    const theirs = await world.received(someone());
    const answers = [await use(viewer, theirs), await use(viewer, 'none')];
    expect(answers).toEqual([
      { code: 'BAD_USER_INPUT', field: 'papers', rule: 'upload', id: theirs },
      { code: 'BAD_USER_INPUT', field: 'papers', rule: 'upload', id: 'none' },
    ]);
    const { id: awaited } = await world.create(viewer, paperOf('not sent'));
    expect(await use(viewer, awaited)).toMatchObject({ rule: 'upload_awaited', id: awaited });
    const mine = await world.received(viewer);
    expect(await use(viewer, mine)).toBe('done');
    expect(await use(viewer, mine)).toMatchObject({ rule: 'upload_used', id: mine });
  });

  test('one that is refused takes none of the others with it', async () => {
    const viewer = someone();
    const [one, used] = [await world.received(viewer), await world.received(viewer)];
    await use(viewer, used);
    expect(await use(viewer, one, used)).toMatchObject({ rule: 'upload_used', id: used });
    expect(await use(viewer, one)).toBe('done');
  });

  test('of ten uses of one upload at the same time exactly one is done', async () => {
    const viewer = someone();
    const id = await world.received(viewer);
    const answers = await Promise.all(Array.from({ length: 10 }, () => use(viewer, id)));
    expect(answers.filter((answer) => answer === 'done')).toHaveLength(1);
    for (const answer of answers.filter((each) => each !== 'done'))
      expect(answer).toMatchObject({ rule: 'upload_used' });
    expect(await world.db.collection<{ _id: string }>('papers').countDocuments({ _id: id })).toBe(1);
  });
});

describe('reading a file', () => {
  const get = async (url: string, viewer?: Viewer, headers: Record<string, string> = {}) => {
    const response = await world.ask(url, { method: 'GET', viewer, headers });
    const shown = (name: string) => response.headers.get(name);
    return {
      status: response.status,
      body: await response.text(),
      cache: shown('cache-control'),
      etag: shown('etag') ?? '',
    };
  };

  test('is decided at each fetch: by whoever asks, or by whom the address was given to', async () => {
    const [viewer, bytes] = [someone(), paperOf('to be read')];
    const id = await world.received(viewer, bytes);
    await world.store.file(viewer, [id]);
    const { addresses } = world.store.uploads;
    const byName = addresses.open(id);
    const soon = new Date(Date.now() + 60_000);
    const own = addresses.view(id, viewer, soon);
    const theirs = addresses.view(id, someone(), soon);
    expect(await get(byName)).toMatchObject({ status: 404, body: expect.stringContaining('NOT_FOUND') });
    expect(await get(theirs)).toMatchObject({ status: 404 });
    expect(await get(theirs, viewer)).toMatchObject({ status: 404 });
    for (const seen of [await get(own), await get(byName, viewer)])
      expect(seen).toMatchObject({ status: 200, body: '%to be read', cache: 'private, no-store' });
    await world.store.setOpen(id, true);
    expect(await get(byName)).toMatchObject({ status: 200, body: '%to be read', cache: 'public, no-cache' });
    expect(await get(theirs)).toMatchObject({ status: 200 });
    await world.store.setOpen(id, false);
    expect(await get(byName)).toMatchObject({ status: 404 });
    expect(await get(addresses.view(id, viewer, new Date(Date.now() - 1)))).toMatchObject({ status: 410 });
  });

  test('what is known already is not sent again, as long as it may be seen', async () => {
    const viewer = someone();
    const id = await world.received(viewer);
    await world.store.file(viewer, [id]);
    const url = world.store.uploads.addresses.open(id);
    const { etag } = await get(url, viewer);
    expect(await get(url, viewer, { 'if-none-match': etag })).toMatchObject({ status: 304, body: '' });
    expect(await get(url, someone(), { 'if-none-match': etag })).toMatchObject({ status: 404 });
  });

  test('an address to send to is none to read from', async () => {
    const viewer = someone();
    const { url } = await world.create(viewer, paperOf('x'));
    expect(await get(url, viewer)).toMatchObject({ status: 404 });
  });

  test('once the person’s key is erased the bytes are unreadable, and what nothing refers to is gone', async () => {
    const viewer = someone();
    const [used, pending] = [await world.received(viewer), await world.received(viewer)];
    await world.store.file(viewer, [used]);
    await world.store.setOpen(used, true);
    const url = world.store.uploads.addresses.open(used);
    expect(await get(url)).toMatchObject({ status: 200 });
    expect(await world.store.uploads.pendingOf(viewer.id ?? '')).toMatchObject([{ kind: 'PAPER' }]);
    expect(await world.running.erasePerson(viewer.id ?? '')).toMatchObject({ uploads: 2 });
    expect(await get(url)).toMatchObject({ status: 404 });
    expect(
      await world.db.collection<{ _id: string }>('uploads').countDocuments({ _id: { $in: [used, pending] } }),
    ).toBe(0);
  });
});

describe('what nothing refers to', () => {
  /** Its day is over: the timer is due now. */
  async function endDay(id: string): Promise<void> {
    const timers = world.db.collection<{ _id: string }>('timers');
    const due = { at: new Date(Date.now() - 1) };
    const { matchedCount } = await timers.updateOne({ kind: 'upload-expiry', key: id }, { $set: due });
    expect(matchedCount).toBe(1);
  }

  async function untilTimerIsGone(id: string): Promise<void> {
    const end = Date.now() + 20_000;
    while ((await world.db.collection('timers').countDocuments({ key: id })) > 0) {
      if (Date.now() > end) throw new Error('the timer did not fire');
      await new Promise((done) => setTimeout(done, 20));
    }
  }

  test('is set to go 24 hours after it was asked for, by real time', async () => {
    const { id, expiresAt } = await world.create(someone(), paperOf('x'));
    const timer = await world.db.collection('timers').findOne({ kind: 'upload-expiry', key: id });
    const hours = (timer?.['at'].getTime() - expiresAt.getTime() + 5 * 60_000) / 3_600_000;
    expect([timer?.['clock'], Math.round(hours * 100) / 100]).toEqual(['real', 24]);
  });

  test('goes with all its bytes after a day, sent or not; what is used stays readable', async () => {
    const viewer = someone();
    const [sent, used] = [await world.received(viewer), await world.received(viewer)];
    const { id: awaited } = await world.create(viewer, paperOf('never sent'));
    await world.store.file(viewer, [used]);
    const before = await world.db.collection('files.chunks').countDocuments();
    for (const id of [sent, used, awaited]) await endDay(id);
    for (const id of [sent, used, awaited]) await untilTimerIsGone(id);
    const ids = { _id: { $in: [sent, used, awaited] } };
    expect(await world.db.collection<{ _id: string }>('uploads').countDocuments(ids)).toBe(0);
    expect(await world.db.collection('files.chunks').countDocuments()).toBe(before - 2);
    const address = world.store.uploads.addresses.open(used);
    expect((await world.ask(address, { method: 'GET', viewer })).status).toBe(200);
    expect(await refusalOf(world.store.file(viewer, [sent]))).toMatchObject({ rule: 'upload' });
  });

  test('what a process left behind that died while it stored goes as well', async () => {
    const viewer = someone();
    const id = await world.received(viewer);
    // As it is when the bytes are there and the last word is not.
    await world.db
      .collection<{ _id: string }>('uploads')
      .updateOne({ _id: id }, { $set: { state: 'STORING' } });
    expect(await world.filesOf(id)).toBe(2);
    const before = await world.db.collection('files.files').countDocuments();
    await endDay(id);
    await untilTimerIsGone(id);
    expect(await world.db.collection('files.files').countDocuments()).toBe(before - 2);
  });

  test('files that were put apart stay only if a transaction keeps them; those that are dropped go at once', async () => {
    const { uploads, parts } = world.store;
    const content = { bytes: paperOf('apart'), type: 'text/plain', ownerId: null };
    const { one = '' } = await uploads.putApart({ one: content });
    const { two = '' } = await uploads.putApart({ two: content });
    await parts.transact({}, (tx) => uploads.keep([one], tx));
    await world.db
      .collection('timers')
      .updateMany({ kind: 'file-removal' }, { $set: { at: new Date(Date.now() - 1) } });
    await untilTimerIsGone(two);
    expect(await uploads.files.read(two, null)).toBeNull();
    expect((await uploads.files.read(one, null))?.bytes).toEqual(content.bytes);
    await parts.transact({}, (tx) => uploads.drop([one], tx));
    await untilTimerIsGone(one);
    expect(await uploads.files.read(one, null)).toBeNull();
  });
});

import { maxPending } from '../../../subgraphs/kit/uploads.ts';
import type { PapersWorld } from '../../kit/papers-world.ts';
import { paperOf, refusalOf, someone, startPapers } from '../../kit/papers-world.ts';

let world: PapersWorld;
beforeAll(async () => void (world = await startPapers()));
afterAll(() => world.close());

describe('asking for a ticket', () => {
  test.each([
    {
      what: 'a stranger',
      viewer: { kind: 'anonymous', id: null } as const,
      more: {},
      wanted: { code: 'UNAUTHENTICATED' },
    },
    { what: 'an app', viewer: { kind: 'app' } as const, more: {}, wanted: { code: 'FORBIDDEN' } },
    {
      what: 'somebody the kind is not for',
      viewer: { roles: ['vendor'] } as const,
      more: {},
      wanted: { code: 'FORBIDDEN' },
    },
    { what: 'an unknown kind', viewer: {}, more: { kind: 'FILM' }, wanted: { field: 'kind', rule: 'kind' } },
    {
      what: 'no bytes',
      viewer: {},
      more: { bytes: 0 },
      wanted: { field: 'bytes', rule: 'range', min: 1, max: 300_000 },
    },
    {
      what: 'too many bytes',
      viewer: {},
      more: { bytes: 300_001 },
      wanted: { field: 'bytes', rule: 'range' },
    },
    { what: 'half a byte', viewer: {}, more: { bytes: 1.5 }, wanted: { field: 'bytes', rule: 'range' } },
    {
      what: 'a short digest',
      viewer: {},
      more: { sha256: 'ab' },
      wanted: { field: 'sha256', rule: 'sha256' },
    },
    {
      what: 'a digest of other letters',
      viewer: {},
      more: { sha256: 'g'.repeat(64) },
      wanted: { field: 'sha256', rule: 'sha256' },
    },
  ])('$what is refused', async ({ viewer, more, wanted }) => {
    const call = {
      viewer: { ...someone(), ...viewer },
      kind: 'PAPER',
      bytes: 5,
      sha256: 'a'.repeat(64),
      ...more,
    };
    const before = await world.db.collection('uploads').countDocuments();
    expect(await refusalOf(world.store.uploads.create(call))).toMatchObject(wanted);
    expect(await world.db.collection('uploads').countDocuments()).toBe(before);
  });

  test('one clientMutationId is one upload', async () => {
    const call = {
      viewer: someone(),
      kind: 'PAPER',
      bytes: 5,
      sha256: 'A'.repeat(64),
      clientMutationId: 'k',
    };
    const made = await Promise.all(Array.from({ length: 5 }, () => world.store.uploads.create(call)));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    expect(await refusalOf(world.store.uploads.create({ ...call, bytes: 6 }))).toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
  });

  test('a person has room for so many that nothing refers to', async () => {
    const viewer = someone();
    const ids: string[] = [];
    for (let i = 0; i < maxPending; i += 1) ids.push((await world.create(viewer, paperOf(String(i)))).id);
    expect(await refusalOf(world.create(viewer, paperOf('one more')))).toEqual({
      code: 'QUOTA_EXCEEDED',
      limit: maxPending,
    });
    await world.create(someone(), paperOf('of somebody else'));
  });

  test('the journal learns of an upload, not whose it is', async () => {
    const viewer = someone();
    const id = await world.received(viewer);
    const entries = await world.db
      .collection('journal')
      .find({ entityId: id })
      .sort({ version: 1 })
      .toArray();
    expect(entries.map(({ kind, version, topics }) => [kind, version, topics])).toEqual([
      ['upload-awaited', 1, []],
      ['upload-received', 2, []],
    ]);
    expect(JSON.stringify(entries)).not.toContain(viewer.id);
  });
});

describe('sending the bytes (F04, F05)', () => {
  test('without the gateway’s signature over method, path and viewer it is a bare 401', async () => {
    const [viewer, bytes] = [someone(), paperOf('x')];
    const { url } = await world.create(viewer, bytes);
    for (const wrong of [
      { viewer, key: 'k'.repeat(64) },
      { viewer, purpose: 'POST /graphql' },
      { viewer, purpose: 'PUT /files/papers.o.other' },
    ]) {
      const response = await world.ask(url, { method: 'PUT', body: bytes, ...wrong });
      expect([response.status, await response.text()]).toEqual([401, '']);
    }
    expect(await world.put(url, viewer, bytes)).toMatchObject({ status: 201 });
  });

  test('is for who asked: a stranger is UNAUTHENTICATED, anybody else finds nothing, and the ticket is as good as before', async () => {
    const [viewer, bytes] = [someone(), paperOf('mine')];
    const { url } = await world.create(viewer, bytes);
    expect(await world.put(url, undefined, bytes)).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
    const nothing = { status: 404, code: 'NOT_FOUND' };
    expect(await world.put(url, someone(), bytes)).toMatchObject(nothing);
    expect(await world.put(url.replace(/.{6}$/, 'forged'), viewer, bytes)).toMatchObject(nothing);
    expect(await world.put(world.store.uploads.addresses.open('a'), viewer, bytes)).toMatchObject(nothing);
    const unknown = world.store.uploads.addresses.upload('no-such-upload', new Date(Date.now() + 9_000));
    expect(await world.put(unknown, viewer, bytes)).toMatchObject(nothing);
    expect(await world.put(url, viewer, bytes)).toMatchObject({ status: 201, state: 'READY' });
  });

  test('works once', async () => {
    const [viewer, bytes] = [someone(), paperOf('once')];
    const { url } = await world.create(viewer, bytes);
    expect(await world.put(url, viewer, bytes)).toMatchObject({ status: 201 });
    expect(await world.put(url, viewer, bytes)).toMatchObject({
      status: 409,
      code: 'CONFLICT',
      rule: 'single_use',
    });
  });

  test('of eight requests with one ticket at the same time one stores, seven are CONFLICT, and no file is left over', async () => {
    const [viewer, bytes] = [someone(), paperOf('race')];
    const { id, url } = await world.create(viewer, bytes);
    const before = await world.db.collection('files.files').countDocuments();
    const answers = await Promise.all(Array.from({ length: 8 }, () => world.put(url, viewer, bytes)));
    expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(['201', ...Array(7).fill('409')]);
    expect(await world.db.collection('files.files').countDocuments()).toBe(before + 2);
    expect(await world.filesOf(id)).toBe(2);
  });

  test('after its five minutes it is gone', async () => {
    const viewer = someone();
    const { id } = await world.create(viewer, paperOf('late'));
    const past = world.store.uploads.addresses.upload(id, new Date(Date.now() - 1));
    expect(await world.put(past, viewer, paperOf('late'))).toMatchObject({
      status: 410,
      code: 'NOT_FOUND',
      rule: 'expired',
    });
  });

  test('other bytes than announced are refused, and the right ones taken after that', async () => {
    const [viewer, bytes] = [someone(), paperOf('right')];
    const { url } = await world.create(viewer, bytes);
    expect(await world.put(url, viewer, paperOf('wrong'))).toEqual({
      status: 400,
      code: 'BAD_USER_INPUT',
      field: 'sha256',
      rule: 'sha256',
    });
    expect(await world.put(url, viewer, paperOf('longer than that'))).toMatchObject({
      status: 400,
      field: 'bytes',
      rule: 'bytes',
    });
    expect(await world.put(url, viewer, paperOf(''))).toMatchObject({
      status: 400,
      field: 'bytes',
      rule: 'bytes',
    });
    expect(await world.put(url, viewer, bytes)).toMatchObject({ status: 201 });
  });

  test('bytes that the kind does not take are 415, and nothing is stored', async () => {
    const [viewer, bytes] = [someone(), Buffer.from('no paper')];
    const { id, url } = await world.create(viewer, bytes);
    expect(await world.put(url, viewer, bytes)).toMatchObject({ status: 415, rule: 'media_type' });
    expect(await world.filesOf(id)).toBe(0);
  });

  test('any other method is refused', async () => {
    const { url } = await world.create(someone(), paperOf('x'));
    expect((await world.ask(url, { method: 'DELETE' })).status).toBe(400);
  });

  test('what is private lies under the sender’s key', async () => {
    const viewer = someone();
    await world.received(viewer, paperOf('CANARY-PAPER of many words'));
    const stored = await world.db.collection('files.chunks').find().toArray();
    const all = Buffer.concat(stored.map(({ data }) => Buffer.from(data.buffer)));
    expect(all.includes('CANARY-PA')).toBe(true);
    expect(all.includes('CANARY-PAPER')).toBe(false);
  });
});

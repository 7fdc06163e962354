import { nativeDb } from '../../../subgraphs/kit/mongo.ts';
import { openPersonKeys } from '../../../subgraphs/kit/person-key.ts';
import type { TestParts } from '../../kit/subgraph-parts.ts';
import { openTestParts } from '../../kit/subgraph-parts.ts';

let parts: TestParts;
beforeAll(async () => {
  parts = await openTestParts('person_key');
});
afterAll(() => parts.close());

const erase = (id: string): Promise<string | null> =>
  parts.transact({}, (tx) => parts.personKeys.erase(id, tx.session));

describe('a value sealed under a person key', () => {
  test('opens to what it was, and the stored form does not show it', async () => {
    const value = { name: 'Nguyễn Thị Lan', phone: '0905 000 111', tags: [1, null, true] };
    const sealed = await parts.personKeys.seal('lan', value);
    // With a space each, so that no ciphertext in base64 can hold them by chance.
    for (const clear of ['Thị Lan', '0905 000']) expect(JSON.stringify(sealed)).not.toContain(clear);
    await expect(parts.personKeys.open(sealed)).resolves.toEqual(value);
  });

  test('is sealed by a key that was read once for several', async () => {
    const key = await parts.personKeys.keyOf('lan');
    const sealed = ['Trước số 12', { phone: '0905 000 111' }].map((value) => key.seal(value));
    await expect(parts.personKeys.openAll(sealed)).resolves.toEqual([
      'Trước số 12',
      { phone: '0905 000 111' },
    ]);
    expect(key.topic).toBe(await parts.personKeys.topic('lan'));
  });

  test('gives other ciphertext each time', async () => {
    const [a, b] = [await parts.personKeys.seal('lan', 'x'), await parts.personKeys.seal('lan', 'x')];
    expect(a.box).not.toBe(b.box);
    expect(a.keyId).toBe(b.keyId);
  });

  test('does not open for another person, even when both keys exist', async () => {
    const lan = await parts.personKeys.seal('lan', 'secret of Lan');
    const minh = await parts.personKeys.seal('minh', 'secret of Minh');
    await expect(parts.personKeys.open({ ...lan, personId: 'minh', keyId: minh.keyId })).rejects.toThrow();
  });

  test('does not open when one byte was changed', async () => {
    const sealed = await parts.personKeys.seal('lan', 'secret');
    const bytes = Buffer.from(sealed.box, 'base64');
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    await expect(parts.personKeys.open({ ...sealed, box: bytes.toString('base64') })).rejects.toThrow();
  });

  test('does not open under another root secret', async () => {
    const sealed = await parts.personKeys.seal('lan', 'secret');
    const others = await openPersonKeys({ db: nativeDb(parts.db), wrappingKey: Buffer.alloc(32, 8) });
    await expect(others.open(sealed)).rejects.toThrow();
  });

  test('is null after the person is erased, also once the person has a new key', async () => {
    const sealed = await parts.personKeys.seal('erased', 'secret');
    const topic = await parts.personKeys.topic('erased');
    await expect(erase('erased')).resolves.toBe(topic);
    await expect(parts.personKeys.open(sealed)).resolves.toBeNull();
    const later = await parts.personKeys.seal('erased', 'later');
    await expect(parts.personKeys.openAll([sealed, later])).resolves.toEqual([null, 'later']);
    await expect(erase('nobody')).resolves.toBeNull();
    await expect(parts.personKeys.topic('erased')).resolves.not.toBe(topic);
  });

  test('has beside it a topic that says nothing of the person and stays the same', async () => {
    const topic = await parts.personKeys.topic('thu');
    await parts.personKeys.seal('thu', 'x');
    await expect(parts.personKeys.topic('thu')).resolves.toBe(topic);
    expect(topic).toMatch(/^Person:[0-9a-f-]{36}$/);
    expect(topic).not.toBe(await parts.personKeys.topic('minh'));
  });

  test('stays readable when the transaction that erases is undone', async () => {
    const sealed = await parts.personKeys.seal('kept', 'secret');
    const undone = parts.transact({}, async (tx) => {
      await parts.personKeys.erase('kept', tx.session);
      throw new Error('no');
    });
    await expect(undone).rejects.toThrow('no');
    await expect(parts.personKeys.open(sealed)).resolves.toBe('secret');
  });

  test('uses one key when ten first writes come at once', async () => {
    const sealed = await Promise.all(Array.from({ length: 10 }, (_, n) => parts.personKeys.seal('first', n)));
    expect(new Set(sealed.map((box) => box.keyId)).size).toBe(1);
    await expect(parts.personKeys.openAll(sealed)).resolves.toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
});

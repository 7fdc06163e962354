import { createAccessLog } from '../../../subgraphs/kit/access-log.ts';
import { erasePerson } from '../../../subgraphs/kit/erase-person.ts';
import type { TestParts } from '../../kit/subgraph-parts.ts';
import { citizen, openTestParts } from '../../kit/subgraph-parts.ts';

let parts: TestParts;
beforeAll(async () => {
  parts = await openTestParts('erase');
});
afterAll(() => parts.close());

test('C18 after an erasure no look in the journal tells what was the person’s, and the looks at others do', async () => {
  const viewer = citizen('officer', { roles: ['identityOfficer'] });
  const log = createAccessLog({ transact: parts.transact, viewer, requestId: 'r-1' });
  const look = { entity: 'Report', fields: ['reporter'], purpose: 'call CANARY-NAME back' };
  await log({ ...look, whose: 'lan', entityId: 'report-of-lan' });
  await log({ ...look, whose: 'bao', entityId: 'report-of-bao' });

  await expect(erasePerson(parts, 'lan', () => Promise.resolve({}))).resolves.toEqual({ personKeys: 0 });

  const entries = await parts.journal.collection
    .find({ kind: 'access' })
    .sort({ 'payload.whose': 1 })
    .toArray();
  expect(entries).toMatchObject([
    { entityId: 'report-of-bao', payload: { whose: 'bao', purpose: look.purpose } },
    { entityId: 'erased', payload: { whose: 'lan', purpose: 'erased', fields: ['reporter'] } },
  ]);
});

test('C18 after an erasure no entry of the journal is told to belong to the person by a topic', async () => {
  const [own, other] = [await parts.personKeys.topic('own'), await parts.personKeys.topic('other')];
  const entry = { entity: 'Thing', kind: 'made', version: 1, payload: {} };
  await parts.transact({}, async (tx) => {
    await tx.append({ ...entry, entityId: 'a', topics: ['Thing:a', own] });
    await tx.append({ ...entry, entityId: 'b', topics: [own] });
    await tx.append({ ...entry, entityId: 'c', topics: ['Thing:c', other] });
  });

  await erasePerson(parts, 'own', () => Promise.resolve({}));

  const entries = await parts.journal.collection.find({ entity: 'Thing' }).sort({ entityId: 1 }).toArray();
  expect(entries.map(({ topics }) => topics)).toEqual([['Thing:a'], [], ['Thing:c', other]]);
});

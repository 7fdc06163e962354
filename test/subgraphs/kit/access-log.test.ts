import { createAccessLog } from '../../../subgraphs/kit/access-log.ts';
import type { AccessRow } from '../../../subgraphs/kit/access-log.ts';
import { hubError } from '../../../subgraphs/kit/errors.ts';
import { anonymous } from '../../../subgraphs/kit/process/viewer.ts';
import type { Transact } from '../../../subgraphs/kit/transact.ts';
import type { TestParts } from '../../kit/subgraph-parts.ts';
import { citizen, openTestParts } from '../../kit/subgraph-parts.ts';

let parts: TestParts;
beforeAll(async () => {
  parts = await openTestParts('access');
});
afterAll(() => parts.close());

const officer = citizen('officer', { roles: ['identityOfficer'], agencyId: 'ioc' });
const look = (entityId: string, more: Partial<AccessRow> = {}): AccessRow => ({
  whose: 'lan',
  entity: 'Report',
  entityId,
  fields: ['reporterName'],
  purpose: 'court order 7',
  ...more,
});
const logOf = (requestId: string, transact: Transact = parts.transact) =>
  createAccessLog({ transact, viewer: officer, requestId });
const rows = (entityId: string) => parts.journal.collection.find({ entityId }).toArray();

test('a look is in the journal before the value may be shown: who, whose, field and purpose, no topic', async () => {
  await logOf('r-1')(look('a'));
  await expect(rows('a')).resolves.toEqual([
    expect.objectContaining({
      kind: 'access',
      entity: 'Report',
      version: 0,
      topics: [],
      actor: { role: 'identityOfficer', id: 'officer' },
      payload: {
        whose: 'lan',
        fields: ['reporterName'],
        purpose: 'court order 7',
        requestId: 'r-1',
        agencyId: 'ioc',
      },
    }),
  ]);
});

test('one request writes each look once, other fields and other purposes apart', async () => {
  const log = logOf('r-2');
  await Promise.all([log(look('b')), log(look('b'))]);
  await log(look('b'));
  await log(look('b', { fields: ['phone'] }));
  await log(look('b', { purpose: 'another' }));
  await expect(rows('b')).resolves.toHaveLength(3);
  await logOf('r-3')(look('b'));
  await expect(rows('b')).resolves.toHaveLength(4);
});

test('the looks of one list are one transaction', async () => {
  let transactions = 0;
  const counting: Transact = (options, body) => {
    transactions += 1;
    return parts.transact(options, body);
  };
  const log = logOf('r-4', counting);
  await Promise.all(Array.from({ length: 40 }, (_, n) => log(look(`list-${n}`))));
  expect(transactions).toBe(1);
});

test('when the row cannot be written, whoever awaits it does not show the value', async () => {
  const failing: Transact = () => Promise.reject(hubError('UNAVAILABLE', 'away'));
  const shown = logOf('r-5', failing)(look('c')).then(() => 'the value');
  await expect(shown).rejects.toMatchObject({ extensions: { code: 'UNAVAILABLE' } });
});

test('a stranger is written down as one', async () => {
  await createAccessLog({ transact: parts.transact, viewer: anonymous, requestId: 'r-6' })(look('d'));
  expect((await rows('d'))[0]?.actor).toEqual({ role: 'anonymous' });
});

test('looks of one moment at one thing are one entry with all their fields; what was written is known', async () => {
  const log = logOf('r-7');
  expect(log.wrote('Report', 'phone')).toBe(false);
  await Promise.all([
    log(look('e')),
    log(look('e', { fields: ['phone'] })),
    log(look('e', { purpose: 'another' })),
  ]);
  const payloads = (await rows('e')).map(({ payload }) => [payload['purpose'], payload['fields']]);
  expect(payloads).toHaveLength(2);
  expect(payloads).toContainEqual(['court order 7', ['phone', 'reporterName']]);
  expect(log.wrote('Report', 'phone')).toBe(true);
  expect(log.wrote('Report', 'name')).toBe(false);
});

import { causesOf } from '../agencies/start-agencies.ts';
import { flood } from './alert-input.ts';
import type { AlertsWorld } from './start-alerts.ts';
import { citizen, draftFields, issue, operator, startAlerts, write } from './start-alerts.ts';

describe('who writes alerts', () => {
  let world: AlertsWorld;
  beforeAll(async () => {
    world = await startAlerts();
  }, 180_000);
  afterAll(() => world?.close());

  test('is written by the operations centre only, and drafts are seen by nobody else', async () => {
    for (const viewer of [citizen, operator]) {
      const { errors } = await world.ask(
        `mutation ($input: AlertInput!) { issueAlert(input: $input) ${draftFields} }`,
        { input: flood },
        viewer,
      );
      expect(causesOf(errors)).toEqual([{ code: 'FORBIDDEN' }]);
      expect(causesOf((await world.ask(`{ alertDrafts { nodes { id } } }`, {}, viewer)).errors)).toEqual([
        { code: 'FORBIDDEN' },
      ]);
    }
    expect(causesOf((await world.ask('{ alertDrafts { nodes { id } } }')).errors)).toEqual([
      { code: 'UNAUTHENTICATED' },
    ]);
  });

  test('answers a repeated call with its first draft, and refuses a stale version', async () => {
    const key = { input: flood, key: 'the same' };
    const [first, again] = [
      await write(world.ask, 'issueAlert', key),
      await write(world.ask, 'issueAlert', key),
    ];
    expect(again.draft.id).toBe(first.draft.id);
    const stale = await write(world.ask, 'submitAlert', { id: first.draft.id, expectedVersion: 9 });
    expect(stale.errors[0]?.extensions).toMatchObject({ code: 'CONFLICT', version: 1 });
  });

  test('exports and erases who wrote and approved, and keeps what was issued', async () => {
    const { id } = await issue(world.ask, 'issueAlert', { input: flood });
    await world.running.erasePerson('an');
    const row = await world.client
      .db(world.dbName)
      .collection<{ _id: string }>('messages')
      .findOne({ _id: id });
    expect(row).toMatchObject({ authorId: null, deciderId: 'binh', state: 'ISSUED' });
    // The kit's own word that the person was erased names whom.
    const others = { kind: { $ne: 'erased' } };
    const left = await Promise.all(
      ['messages', 'threads', 'journal'].map(async (name) =>
        JSON.stringify(await world.client.db(world.dbName).collection(name).find(others).toArray()),
      ),
    );
    for (const text of left) expect(text).not.toContain('"an"');
  });
});

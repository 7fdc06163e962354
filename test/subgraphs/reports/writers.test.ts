import type { ReportsWorld } from './start-reports.ts';
import { citizen, createReport, draft, ioc, send, startReports, step, stranger } from './start-reports.ts';

describe('several writers', () => {
  let world: ReportsWorld;
  beforeAll(async () => {
    world = await startReports();
  });
  afterAll(() => world?.close());

  const entriesOf = (id: string) =>
    world.client.db(world.dbName).collection('journal').find({ entityId: id }).sort({ version: 1 }).toArray();

  test('G15: two writers move one report at once: one wins, the other gets CONFLICT, the path stays legal', async () => {
    for (let round = 0; round < 10; round += 1) {
      const id = await send(world.ask);
      const go = step(world.ask, id);
      const answers = await Promise.all([
        go(ioc, 'triageReport(decision: ACCEPT, expectedVersion: 1)'),
        go(ioc, 'triageReport(decision: REJECT, reason: "Trùng", expectedVersion: 1)'),
        go(citizen, 'withdrawReport(expectedVersion: 1)'),
      ]);
      expect(answers.filter(({ state }) => state)).toHaveLength(1);
      expect(answers.filter(({ code }) => code === 'CONFLICT')).toHaveLength(2);
      const entries = await entriesOf(id);
      expect(entries.map(({ version }) => version)).toEqual([1, 2]);
      expect(entries[1]).toMatchObject({
        from: 'SUBMITTED',
        to: answers.find(({ state }) => state)?.['state'],
      });
    }
  });

  test('G06: one key 50 times in parallel has one effect and 50 equal answers', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => world.ask(createReport, { input: draft, key: 'fifty' }, citizen)),
    );
    expect(new Set(answers.map(({ data, errors }) => JSON.stringify([data, errors]))).size).toBe(1);
    expect(answers[0]?.data.createReport).toMatchObject({ version: 1, state: 'SUBMITTED' });
    expect(await entriesOf(answers[0]?.data.createReport.id)).toHaveLength(1);
  });

  test('a repeat gets the first answer whatever happened since, another body IDEMPOTENCY_KEY_REUSED, another person an own report', async () => {
    const id = await send(world.ask);
    const go = step(world.ask, id);
    const accept = 'triageReport(decision: ACCEPT, clientMutationId: "accept")';
    const first = await go(ioc, accept);
    await go(ioc, 'assignReport');
    expect(await go(ioc, accept)).toEqual(first);
    expect(
      await go(ioc, 'triageReport(decision: REJECT, reason: "x", clientMutationId: "accept")'),
    ).toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
    expect(await entriesOf(id)).toHaveLength(3);
    const [mine, theirs] = await Promise.all(
      [citizen, stranger].map((viewer) => world.ask(createReport, { input: draft, key: 'same key' }, viewer)),
    );
    expect(mine?.data.createReport.id).not.toBe(theirs?.data.createReport.id);
  });

  test('codes are unique, of the year of receipt, and go on after a restart', async () => {
    const send20 = () =>
      Promise.all(Array.from({ length: 25 }, () => world.ask(createReport, { input: draft }, citizen)));
    const before = await send20();
    await world.restart();
    const codes = [...before, ...(await send20())].map(({ data }) => data.createReport.code as string);
    expect(new Set(codes).size).toBe(50);
    for (const code of codes) expect(code).toMatch(/^PA-\d{4}-\d{6}$/);
  });

  test('domain §1.12: places that are none are refused by their rule and nothing is stored', async () => {
    const rows = world.client.db(world.dbName).collection('reports');
    const before = await rows.countDocuments();
    const refusal = async (input: object) => {
      const { data, errors } = await world.ask(createReport, { input: { ...draft, ...input } }, citizen);
      expect(data.createReport).toBeNull();
      return errors[0]?.extensions;
    };
    expect(await refusal({ lat: null, lon: null })).toMatchObject({
      code: 'BAD_USER_INPUT',
      rule: 'location',
    });
    expect(await refusal({ lon: null })).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'lon',
      rule: 'location',
    });
    expect(await refusal({ lat: 107.59, lon: 16.46 })).toMatchObject({
      rule: 'outside_city',
      hint: 'swapped?',
    });
    const outside = await refusal({ lat: 21.03, lon: 105.85 });
    expect(outside).toMatchObject({ rule: 'outside_city' });
    expect(outside).not.toHaveProperty('hint');
    expect(await refusal({ title: '\u0000' })).toMatchObject({ field: 'title', rule: 'control_characters' });
    const anonymous = await world.ask(createReport, { input: draft });
    expect(anonymous.errors[0]?.extensions['code']).toBe('UNAUTHENTICATED');
    expect(await rows.countDocuments()).toBe(before);
  });
});

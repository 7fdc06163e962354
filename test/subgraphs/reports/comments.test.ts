import type { Viewer } from '../../../subgraphs/kit/index.ts';
import type { LiveClient } from '../../kit/live-client.ts';
import { person } from '../agencies/signed-client.ts';
import type { ReportsWorld } from './start-reports.ts';
import {
  citizen,
  identityOfficer,
  ioc,
  officer,
  send,
  startReports,
  step,
  stranger,
  wayToPublished,
} from './start-reports.ts';
import { connectSigned, eventsOf, subscribeSigned } from './watch.ts';

const moderator = person('moderator', 'moderator');
const fields = 'id state version text alias reason round own publishedAt';
const publicOf = `query ($id: ID!) { publicReport(id: $id) { version commentCount rounds { rating comment { text round } }
  comments { nodes { id text alias round } } } report(id: $id) { commentCount comments { nodes { id text } } } }`;

interface Writing {
  readonly viewer?: Viewer;
  readonly alias?: string;
}

describe('comments', () => {
  let world: ReportsWorld;
  let client: LiveClient;
  beforeAll(async () => {
    world = await startReports();
    client = await connectSigned(world.running.url);
  });
  afterAll(async () => {
    await client?.close();
    await world?.close();
  });

  const open = async (): Promise<string> => {
    const id = await send(world.ask);
    await step(world.ask, id)(ioc, 'triageReport(decision: ACCEPT)');
    return id;
  };
  /** A mutation on a report or comment; answers its fields or the refusal. */
  const call = async (viewer: Viewer | undefined, mutation: string): Promise<Record<string, unknown>> => {
    const { data, errors } = await world.ask(`mutation { call: ${mutation} { ${fields} } }`, {}, viewer);
    return { ...data?.call, ...errors[0]?.extensions };
  };
  const write = (id: string, text: string, { viewer = stranger, alias }: Writing = {}) => {
    const args = `id: "${id}", text: ${JSON.stringify(text)}, alias: ${JSON.stringify(alias ?? null)}`;
    return call(viewer, `commentReport(${args})`);
  };
  const written = async (id: string, text: string, viewer = stranger): Promise<string> =>
    String((await write(id, text, { viewer }))['id']);
  const moderate = (id: string, decision = 'APPROVE', viewer: Viewer | undefined = moderator) =>
    call(viewer, `moderateReportComment(id: "${id}", decision: ${decision}, reason: "Không phù hợp")`);
  const seenBy = async (id: string, viewer?: Viewer) => (await world.ask(publicOf, { id }, viewer)).data;
  const collection = (name: string) => world.client.db(world.dbName).collection(name);
  const queue = async (viewer?: Viewer, first = 100) =>
    world.ask(
      `{ reportCommentQueue(first: ${first}) { nodes { ${fields} report { code } author { accountId } } } }`,
      {},
      viewer,
    );
  const queued = async (): Promise<string[]> =>
    (await queue(moderator)).data.reportCommentQueue.nodes.map(({ id }: { id: string }) => id);

  test('wait for a moderator, seen by nobody else, and are public with text and chosen name once approved', async () => {
    const id = await open();
    const mine = await write(id, 'Ở đây ngập từ hôm qua.', { alias: 'Bác Ba' });
    expect(mine).toMatchObject({
      state: 'PENDING',
      version: 1,
      own: true,
      publishedAt: null,
      alias: 'Bác Ba',
    });
    for (const viewer of [undefined, citizen, officer])
      expect((await seenBy(id, viewer)).publicReport).toMatchObject({
        commentCount: 0,
        comments: { nodes: [] },
      });
    expect(await queued()).toContain(mine['id']);
    expect(await moderate(String(mine['id']))).toMatchObject({ state: 'APPROVED', version: 2, own: false });
    const seen = await seenBy(id);
    expect(seen).toMatchObject({
      publicReport: {
        version: 3,
        commentCount: 1,
        comments: {
          nodes: [{ id: mine['id'], text: 'Ở đây ngập từ hôm qua.', alias: 'Bác Ba', round: null }],
        },
      },
      report: { commentCount: 1, comments: { nodes: [{ id: mine['id'] }] } },
    });
    expect(await queued()).not.toContain(mine['id']);
  });

  test('lose phone numbers and e-mail addresses before anything is kept', async () => {
    const id = await open();
    const mine = await write(id, 'Gọi 0914 123 456, thư về canary@hue.vn');
    expect(mine['text']).toBe('Gọi [đã ẩn], thư về [đã ẩn]');
    await moderate(String(mine['id']));
    expect((await seenBy(id)).publicReport.comments.nodes[0].text).toBe('Gọi [đã ẩn], thư về [đã ẩn]');
    const names = (await world.client.db(world.dbName).collections()).map((one) => one.collectionName);
    const all = await Promise.all(names.map((name) => collection(name).find().toArray()));
    expect(JSON.stringify(all)).not.toMatch(/canary@hue|0914 123 456/);
  });

  test('stand in the journal without text, name or author', async () => {
    const id = await open();
    const writer = person('canary-author', 'citizen');
    const mine = await write(id, 'CANARY-TEXT', { viewer: writer, alias: 'CANARY-ALIAS' });
    await moderate(String(mine['id']));
    const rows = await collection('journal')
      .find({ entity: 'ReportComment', entityId: mine['id'] as string })
      .toArray();
    expect(rows.sort((a, b) => a['version'] - b['version'])).toMatchObject([
      { kind: 'WRITE', from: null, to: 'PENDING', actor: { role: 'author' } },
      { kind: 'APPROVE', from: 'PENDING', to: 'APPROVED', actor: { role: 'moderator', id: 'moderator' } },
    ]);
    expect(JSON.stringify(await collection('journal').find().toArray())).not.toMatch(/CANARY|canary-author/);
  });

  test('are a change of the report when they become public and when they cease to be, live and on a closed report too', async () => {
    const id = await open();
    for (const way of wayToPublished) await step(world.ask, id)(...way);
    await step(world.ask, id)(citizen, 'rateReport(level: SATISFIED)');
    const query = `subscription ($id: ID!) { publicReportChanged(id: $id) { state version commentCount lastChange { step } } }`;
    subscribeSigned(client, 'closed', { query, variables: { id } });
    await eventsOf(client, 'closed', 1);
    const mine = await written(id, 'Nay lại hỏng.');
    await moderate(mine);
    await moderate(mine, 'REJECT');
    expect((await eventsOf(client, 'closed', 2)).map(({ value }) => value)).toEqual([
      { state: 'CLOSED', version: 8, commentCount: expect.any(Number), lastChange: { step: 'COMMENT' } },
      { state: 'CLOSED', version: 9, commentCount: 0, lastChange: { step: 'COMMENT' } },
    ]);
    expect((await seenBy(id)).publicReport).toMatchObject({ commentCount: 0, comments: { nodes: [] } });
  });

  test('that are edited are public no longer until they are approved again, and withdrawn ones are gone', async () => {
    const id = await open();
    const mine = await written(id, 'Một');
    await moderate(mine);
    const edit = (version: number, viewer = stranger) =>
      call(viewer, `editReportComment(id: "${mine}", text: "CANARY-HAI", expectedVersion: ${version})`);
    expect(await edit(1)).toMatchObject({ code: 'CONFLICT', version: 2, field: 'expectedVersion' });
    expect(await edit(2, citizen)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await edit(2)).toMatchObject({
      state: 'PENDING',
      version: 3,
      text: 'CANARY-HAI',
      publishedAt: null,
    });
    expect((await seenBy(id)).publicReport.comments.nodes).toEqual([]);
    await moderate(mine);
    expect((await seenBy(id)).publicReport.comments.nodes).toMatchObject([{ text: 'CANARY-HAI' }]);
    expect(await call(stranger, `withdrawReportComment(id: "${mine}")`)).toMatchObject({
      state: 'WITHDRAWN',
      text: null,
    });
    expect((await seenBy(id)).publicReport).toMatchObject({ commentCount: 0, comments: { nodes: [] } });
    expect(JSON.stringify(await collection('comments').find().toArray())).not.toContain('CANARY-HAI');
    expect(await moderate(mine)).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
      from: 'WITHDRAWN',
      allowed: [],
    });
  });

  test('of others are hidden like unknown ones while they are not public; only moderators decide, and not on their own', async () => {
    const id = await open();
    const mine = await written(id, 'Riêng');
    for (const one of [mine, 'unknown'])
      for (const mutation of [
        `withdrawReportComment(id: "${one}")`,
        `editReportComment(id: "${one}", text: "x", expectedVersion: 1)`,
      ])
        expect(await call(citizen, mutation)).toEqual({ code: 'NOT_FOUND' });
    expect(await moderate(mine, 'APPROVE', citizen)).toEqual({ code: 'FORBIDDEN' });
    expect(await moderate(mine, 'APPROVE', officer)).toEqual({ code: 'FORBIDDEN' });
    expect((await queue(citizen)).errors[0]?.extensions).toEqual({ code: 'FORBIDDEN' });
    expect((await queue()).errors[0]?.extensions).toEqual({ code: 'UNAUTHENTICATED' });
    const own = await written(id, 'Của tôi', moderator);
    expect(await moderate(own)).toEqual({ code: 'FORBIDDEN' });
    expect(await moderate(own, 'REJECT', ioc)).toMatchObject({ state: 'REJECTED', reason: 'Không phù hợp' });
    const { data } = await world.ask(
      `{ myReportComments { nodes { id state reason report { code } } } }`,
      {},
      moderator,
    );
    expect(data.myReportComments.nodes).toMatchObject([
      { id: own, state: 'REJECTED', reason: 'Không phù hợp' },
    ]);
  });

  test('say who wrote them to the author and the identity officer only, the latter after an access row', async () => {
    const id = await open();
    const mine = await written(id, 'Ai viết?', person('asked-for', 'citizen'));
    const { data, errors } = await queue(moderator);
    expect(data.reportCommentQueue.nodes.find((one: { id: string }) => one.id === mine).author).toBeNull();
    expect(errors[0]).toMatchObject({ extensions: { code: 'FORBIDDEN' } });
    const looks = () => collection('journal').find({ kind: 'access', entityId: mine }).toArray();
    expect(await looks()).toEqual([]);
    const both: Viewer = { ...identityOfficer, roles: ['ioc', 'identityOfficer'] };
    const seen = (await queue(both)).data.reportCommentQueue.nodes.find(
      (one: { id: string }) => one.id === mine,
    );
    expect(seen.author).toEqual({ accountId: 'asked-for' });
    expect(await looks()).toMatchObject([
      { entity: 'ReportComment', payload: { whose: 'asked-for', fields: ['author'] }, topics: [] },
    ]);
  });

  test('are read from an index, the longest wait first', async () => {
    const waiting = await queued();
    const ids = await collection('comments')
      .find({ state: 'PENDING' })
      .sort({ changedAt: 1, _id: 1 })
      .toArray();
    expect(waiting).toEqual(ids.map(({ _id }) => String(_id)));
    const plan = await collection('comments')
      .find({ state: 'PENDING' })
      .sort({ changedAt: 1, _id: 1 })
      .hint('queue')
      .explain();
    expect(JSON.stringify(plan)).not.toMatch(/COLLSCAN|"SORT"/);
  });

  test('a rating brings words that wait like a comment, while the rating is public at once', async () => {
    const id = await open();
    for (const way of wayToPublished) await step(world.ask, id)(...way);
    const long = await step(world.ask, id)(
      citizen,
      `rateReport(level: SATISFIED, comment: "${'x'.repeat(2001)}")`,
    );
    expect(long).toMatchObject({ code: 'BAD_USER_INPUT', field: 'comment', rule: 'max_length' });
    await step(world.ask, id)(
      citizen,
      'rateReport(level: NOT_ACCEPTED, reopen: true, comment: "Vẫn ngập, gọi 0914123456", clientMutationId: "words")',
    );
    expect((await seenBy(id)).publicReport.rounds).toEqual([{ rating: 'NOT_ACCEPTED', comment: null }]);
    const { data } = await world.ask('{ myReportComments { nodes { id round text state } } }', {}, citizen);
    const [words] = data.myReportComments.nodes;
    expect(words).toMatchObject({ round: 1, text: 'Vẫn ngập, gọi [đã ẩn]', state: 'PENDING' });
    await step(world.ask, id)(
      citizen,
      'rateReport(level: NOT_ACCEPTED, reopen: true, comment: "Vẫn ngập, gọi 0914123456", clientMutationId: "words")',
    );
    expect(await collection('comments').countDocuments({ reportId: id })).toBe(1);
    await moderate(words.id);
    for (const way of wayToPublished) await step(world.ask, id)(...way);
    await step(world.ask, id)(citizen, 'rateReport(level: ACCEPTED)');
    expect((await seenBy(id)).publicReport.rounds).toEqual([
      { rating: 'NOT_ACCEPTED', comment: { text: 'Vẫn ngập, gọi [đã ẩn]', round: 1 } },
      { rating: 'ACCEPTED', comment: null },
    ]);
  });

  test('a rating that is refused stores no words', async () => {
    const id = await open();
    expect(await step(world.ask, id)(citizen, 'rateReport(level: SATISFIED, comment: "Tốt")')).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
    });
    expect(await step(world.ask, id)(stranger, 'rateReport(level: SATISFIED, comment: "Tốt")')).toMatchObject(
      {
        code: 'FORBIDDEN',
      },
    );
    expect(await collection('comments').countDocuments({ reportId: id })).toBe(0);
  });

  test.each([
    ['an empty text', { text: '  ' }, { field: 'text', rule: 'required' }],
    ['2,001 characters', { text: 'x'.repeat(2001) }, { field: 'text', rule: 'max_length' }],
    ['control characters', { text: 'a\u0000b' }, { field: 'text', rule: 'control_characters' }],
    ['a phone number as name', { text: 'Chào', alias: '0914123456' }, { field: 'alias', rule: 'contact' }],
  ])(
    'bad input: a comment with %s is refused and nothing is stored',
    async (_, given: { text: string; alias?: string }, refusal) => {
      const id = await open();
      expect(await write(id, given.text, given)).toMatchObject({ code: 'BAD_USER_INPUT', ...refusal });
      expect(await collection('comments').countDocuments({ reportId: id })).toBe(0);
    },
  );

  test('bad input: on a report that is not public, by nobody, or without end', async () => {
    const hidden = await send(world.ask);
    expect(await write(hidden, 'Tôi', { viewer: citizen })).toMatchObject({
      code: 'BAD_USER_INPUT',
      rule: 'not_public',
    });
    expect(await write(hidden, 'Ai')).toEqual({ code: 'NOT_FOUND' });
    const id = await open();
    expect(await world.ask(`mutation { commentReport(id: "${id}", text: "x") { id } }`)).toMatchObject({
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
    const answers = [];
    for (let count = 0; count < 21; count += 1) answers.push(await write(id, `Lần ${count}`));
    expect(answers.at(-1)).toMatchObject({ code: 'BAD_USER_INPUT', rule: 'max_comments', max: 20 });
    expect(answers.filter(({ state }) => state === 'PENDING')).toHaveLength(20);
  });

  test('two moderators at once: one decides, the other gets CONFLICT, the count is right', async () => {
    const id = await open();
    for (let round = 0; round < 5; round += 1) {
      const mine = await written(id, `Vòng ${round}`);
      const decide = (viewer: Viewer, decision: string) =>
        call(
          viewer,
          `moderateReportComment(id: "${mine}", decision: ${decision}, reason: "x", expectedVersion: 1)`,
        );
      const answers = await Promise.all([decide(moderator, 'APPROVE'), decide(ioc, 'REJECT')]);
      expect(answers.filter(({ code }) => code === 'CONFLICT')).toHaveLength(1);
    }
    const approved = await collection('comments').countDocuments({ reportId: id, state: 'APPROVED' });
    expect((await seenBy(id)).publicReport.commentCount).toBe(approved);
  });

  test('go with the person: exported, and erased also where they were public', async () => {
    const writer = person('commenter', 'citizen');
    const id = await open();
    const [first, second] = [
      await written(id, 'CANARY-ONE', writer),
      await written(id, 'CANARY-TWO', writer),
    ];
    await moderate(first);
    const exported = await world.running.store.exportPerson('commenter');
    expect(exported['comments']).toMatchObject([
      { text: 'CANARY-TWO', state: 'PENDING' },
      { text: 'CANARY-ONE', state: 'APPROVED' },
    ]);
    expect(await world.running.erasePerson('commenter')).toMatchObject({ comments: 2 });
    expect((await seenBy(id)).publicReport).toMatchObject({ commentCount: 0, comments: { nodes: [] } });
    const rows = await collection('comments').find({ reportId: id }).toArray();
    expect(JSON.stringify(rows)).not.toMatch(/CANARY|commenter/);
    expect(await queued()).not.toContain(second);
  });
});

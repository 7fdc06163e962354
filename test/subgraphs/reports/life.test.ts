import type { ReportsWorld } from './start-reports.ts';
import {
  citizen,
  createReport,
  draft,
  ioc,
  officer,
  otherOfficer,
  send,
  startReports,
  step,
  stranger,
  wayToPublished,
} from './start-reports.ts';

describe('the life of a report through the running subgraph', () => {
  let world: ReportsWorld;
  beforeAll(async () => {
    world = await startReports();
  });
  afterAll(() => world?.close());

  test('is received with code, ward, agency, due date and rounded position', async () => {
    const { data, errors } = await world.ask(
      `mutation ($input: CreateReportInput!) { createReport(input: $input) {
        code title state version mode source lat lon address dueAt slaState categoryCode
        category { name workingDays defaultAgency { id } } ward { code } agency { id }
        terms { workingDays pauses { from } skipped { date } } lastChange { step from to why }
        exactPosition { lat lon } reporter { name phone email accountId } rounds { publishedAt } answer { text } } }`,
      { input: draft },
      citizen,
    );
    expect(errors).toEqual([]);
    expect(data.createReport).toMatchObject({
      code: expect.stringMatching(/^PA-\d{4}-\d{6}$/),
      title: draft.title,
      state: 'SUBMITTED',
      version: 1,
      mode: 'TIMED',
      source: 'WEB',
      lat: 16.4637,
      lon: 107.591,
      slaState: 'ON_TIME',
      category: { name: 'Môi trường, rác thải', workingDays: 7, defaultAgency: { id: 'hepco' } },
      ward: { code: expect.stringMatching(/^\d{5}$/) },
      agency: { id: 'hepco' },
      lastChange: { step: 'CREATE', from: null, to: 'SUBMITTED', why: null },
      exactPosition: { lat: draft.lat, lon: draft.lon },
      reporter: { name: 'Nguyễn Văn An', phone: '0914123456', email: null, accountId: 'an' },
    });
  });

  test('case 4, domain §1.12: without evidence or a result BAD_USER_INPUT, reopened publicly twice, the third ILLEGAL_TRANSITION with nothing stored', async () => {
    const id = await send(world.ask);
    const go = step(world.ask, id);
    await go(ioc, 'triageReport(decision: ACCEPT)');
    await go(ioc, 'assignReport');
    await go(officer, 'startReport');
    expect(await go(officer, 'resolveReport(result: "Đã dọn", evidence: [])')).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'evidence',
      rule: 'evidence',
    });
    expect(await go(officer, 'resolveReport')).toMatchObject({ field: 'result', rule: 'evidence' });
    for (const call of wayToPublished.slice(2)) await go(...call);
    const reopen = 'rateReport(level: NOT_ACCEPTED, reopen: true)';
    expect(await go(citizen, reopen)).toMatchObject({ state: 'REOPENED' });
    expect(await go(citizen, reopen)).toMatchObject({ code: 'CONFLICT' });
    for (const call of wayToPublished) await go(...call);
    expect(await go(citizen, reopen)).toMatchObject({ state: 'REOPENED' });
    for (const call of wayToPublished) await go(...call);
    expect(await go(citizen, reopen)).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
      from: 'PUBLISHED',
      to: 'REOPENED',
      allowed: ['CLOSED'],
    });
    const { data } = await world.ask(
      `query ($id: ID!) { report(id: $id) { state version reopenings rounds { rating reopened answer { text agency { id } evidence { kind reference } } }
        terms { startedAt endedAt dueAt } updates { nodes { kind step to by agency { id } } } } }`,
      { id },
    );
    expect(data.report).toMatchObject({
      state: 'PUBLISHED',
      version: 16,
      reopenings: 2,
      rounds: [
        { rating: 'NOT_ACCEPTED', reopened: true },
        { rating: 'NOT_ACCEPTED', reopened: true },
        { rating: null, reopened: false, answer: { text: 'Đã dọn sạch', agency: { id: 'hepco' } } },
      ],
    });
    expect(data.report.terms).toHaveLength(3);
    expect(data.report.updates.nodes).toContainEqual({
      kind: 'STEP',
      step: 'REOPEN',
      to: 'REOPENED',
      by: 'REPORTER',
      agency: null,
    });
    expect(await go(citizen, 'rateReport(level: NOT_ACCEPTED)')).toMatchObject({ state: 'CLOSED' });
    expect(await go(citizen, 'rateReport(level: SATISFIED)')).toMatchObject({ code: 'CONFLICT' });
    const after = await world.ask('query ($id: ID!) { report(id: $id) { outcome } }', { id });
    expect(after.data.report.outcome).toBe('NOT_ACCEPTED');
  });

  test('domain §1.12: a rating by somebody else is FORBIDDEN, before PUBLISHED ILLEGAL_TRANSITION, a second in one round CONFLICT; reopening needs NOT_ACCEPTED', async () => {
    const id = await send(world.ask);
    const go = step(world.ask, id);
    await go(ioc, 'triageReport(decision: ACCEPT)');
    expect(await go(stranger, 'rateReport(level: SATISFIED)')).toMatchObject({ code: 'FORBIDDEN' });
    expect(await go(undefined, 'rateReport(level: SATISFIED)')).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await go(citizen, 'rateReport(level: SATISFIED)')).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
      from: 'ACCEPTED',
    });
    expect(await go(citizen, 'rateReport(level: SATISFIED, reopen: true)')).toMatchObject({
      rule: 'not_accepted_only',
    });
    for (const call of wayToPublished) await go(...call);
    expect(await go(stranger, 'rateReport(level: SATISFIED)')).toMatchObject({ code: 'FORBIDDEN' });
    expect(await go(citizen, 'rateReport(level: SATISFIED)')).toMatchObject({ state: 'CLOSED', version: 7 });
    for (const level of ['SATISFIED', 'ACCEPTED', 'NOT_ACCEPTED'])
      expect(await go(citizen, `rateReport(level: ${level})`)).toMatchObject({ code: 'CONFLICT' });
    const { data } = await world.ask('query ($id: ID!) { report(id: $id) { state version } }', { id });
    expect(data.report).toEqual({ state: 'CLOSED', version: 7 });
  });

  test('C17: a citizen calls a staff mutation on an own report, on one of somebody else and on none: FORBIDDEN', async () => {
    const own = await send(world.ask);
    const others = await send(world.ask, {}, stranger);
    for (const id of [own, others, 'no-such-report'])
      expect(await step(world.ask, id)(citizen, 'triageReport(decision: ACCEPT)')).toMatchObject({
        code: 'FORBIDDEN',
      });
    const { data } = await world.ask(
      'query ($id: ID!) { report(id: $id) { state version } }',
      { id: own },
      ioc,
    );
    expect(data.report).toEqual({ state: 'SUBMITTED', version: 1 });
  });

  test('somebody else’s private report answers a step like an unknown id', async () => {
    const id = await send(world.ask);
    const answers = [
      await step(world.ask, id)(stranger, 'withdrawReport'),
      await step(world.ask, 'unknown')(stranger, 'withdrawReport'),
    ];
    expect(answers).toEqual([{ code: 'NOT_FOUND' }, { code: 'NOT_FOUND' }]);
    expect(await step(world.ask, id)(citizen, 'withdrawReport')).toMatchObject({
      state: 'WITHDRAWN',
      version: 2,
    });
  });

  test('an officer of another agency is FORBIDDEN, and a returned report goes elsewhere', async () => {
    const id = await send(world.ask);
    const go = step(world.ask, id);
    await go(ioc, 'triageReport(decision: ACCEPT)');
    await go(ioc, 'assignReport');
    expect(await go(otherOfficer, 'startReport')).toMatchObject({ code: 'FORBIDDEN' });
    const returned = await go(officer, 'returnReport(reason: "Thuộc thẩm quyền Sở Xây dựng")');
    expect(returned).toMatchObject({ state: 'RETURNED' });
    expect(await go(ioc, 'assignReport')).toMatchObject({ rule: 'other_agency' });
    expect(await go(ioc, 'assignReport(agencyId: "no-such")')).toMatchObject({ rule: 'agency' });
    expect(await go(ioc, 'assignReport(agencyId: "so-xay-dung")')).toMatchObject({
      state: 'ASSIGNED',
      dueAt: returned['dueAt'],
    });
    expect(await go(otherOfficer, 'startReport')).toMatchObject({ state: 'IN_PROGRESS' });
    const notes = `query ($id: ID!) { report(id: $id) { internalNotes { nodes { text kind by agency { id } } } } }`;
    const seen = await world.ask(notes, { id }, officer);
    expect(seen.data.report.internalNotes.nodes).toEqual([
      { text: 'Thuộc thẩm quyền Sở Xây dựng', kind: 'INTERNAL_NOTE', by: 'AGENCY', agency: { id: 'hepco' } },
    ]);
    for (const viewer of [undefined, citizen, stranger]) {
      const { data, errors } = await world.ask(notes, { id }, viewer);
      expect(data.report.internalNotes).toBeNull();
      expect(errors).toMatchObject([
        { path: ['report', 'internalNotes'], extensions: { code: 'FORBIDDEN' } },
      ]);
    }
  });

  test('instant: accepted and resolved in one call, in two versions', async () => {
    const id = await send(world.ask);
    const go = step(world.ask, id);
    expect(
      await go(ioc, 'triageReport(decision: ACCEPT, mode: INSTANT, result: "Đã nhắc nhở")'),
    ).toMatchObject({ rule: 'evidence' });
    expect(
      await go(
        ioc,
        'triageReport(decision: ACCEPT, mode: INSTANT, result: "Đã nhắc nhở", evidence: [{kind: DOCUMENT, reference: "12/TB"}])',
      ),
    ).toMatchObject({ state: 'RESOLVED', version: 3 });
    const { data } = await world.ask(
      'query ($id: ID!) { report(id: $id) { mode slaState answer { text } pendingAnswer { text agency { id } } updates { nodes { step } } terms { workingDays } } }',
      { id },
      ioc,
    );
    expect(data.report).toEqual({
      mode: 'INSTANT',
      slaState: 'MET',
      answer: null,
      pendingAnswer: { text: 'Đã nhắc nhở', agency: null },
      updates: { nodes: [{ step: 'ACCEPT_INSTANT' }, { step: 'RESOLVE_INSTANT' }] },
      terms: [{ workingDays: 1 }],
    });
  });

  test('a duplicate names a public parent; a rejection its reason, which the reporter reads', async () => {
    const [parent, twin, bad] = [await send(world.ask), await send(world.ask), await send(world.ask)];
    const goTwin = step(world.ask, twin);
    expect(await goTwin(ioc, `triageReport(decision: DUPLICATE, duplicateOf: "${parent}")`)).toMatchObject({
      rule: 'parent',
    });
    await step(world.ask, parent)(ioc, 'triageReport(decision: ACCEPT)');
    expect(await goTwin(ioc, `triageReport(decision: DUPLICATE, duplicateOf: "${parent}")`)).toMatchObject({
      state: 'DUPLICATE',
    });
    const goBad = step(world.ask, bad);
    expect(await goBad(ioc, 'triageReport(decision: REJECT)')).toMatchObject({
      field: 'reason',
      rule: 'required',
    });
    expect(await goBad(ioc, 'triageReport(decision: REJECT, reason: "Ngoài phạm vi")')).toMatchObject({
      state: 'REJECTED',
    });
    const { data } = await world.ask(
      `{ twin: report(id: "${twin}") { duplicateOf { id } slaState } bad: report(id: "${bad}") { updates { nodes { text } } lastChange { why } } }`,
      {},
      citizen,
    );
    expect(data).toEqual({
      twin: { duplicateOf: { id: parent }, slaState: 'NONE' },
      bad: { updates: { nodes: [{ text: 'Ngoài phạm vi' }] }, lastChange: { why: null } },
    });
    expect(
      (await world.ask(`{ report(id: "${twin}") { id } }`, {}, stranger)).errors[0]?.extensions['code'],
    ).toBe('NOT_FOUND');
  });

  test('NEED_INFO: question and answer stay between reporter and offices, the answer under the reporter’s key', async () => {
    const id = await send(world.ask);
    const go = step(world.ask, id);
    await go(ioc, 'triageReport(decision: ACCEPT)');
    for (const call of wayToPublished.slice(0, 2)) await go(...call);
    expect(await go(officer, 'requestReportInfo(question: "Bùn ở bên trái hay bên phải?")')).toMatchObject({
      state: 'NEED_INFO',
    });
    expect(await go(stranger, 'answerReportInfo(answer: "Bên trái")')).toMatchObject({ code: 'FORBIDDEN' });
    expect(await go(citizen, 'answerReportInfo(answer: "Bên phải, CANARY-ANSWER")')).toMatchObject({
      state: 'IN_PROGRESS',
    });
    const thread = 'query ($id: ID!) { report(id: $id) { infoThread { nodes { kind text by } } } }';
    const { data } = await world.ask(thread, { id }, officer);
    expect(data.report.infoThread.nodes).toEqual([
      { kind: 'QUESTION', text: 'Bùn ở bên trái hay bên phải?', by: 'AGENCY' },
      { kind: 'ANSWER', text: 'Bên phải, CANARY-ANSWER', by: 'REPORTER' },
    ]);
    const refused = await world.ask(thread, { id }, stranger);
    expect([refused.data.report.infoThread, refused.errors[0]?.extensions['code']]).toEqual([
      null,
      'FORBIDDEN',
    ]);
    const stored = await world.client.db(world.dbName).collection('updates').find().toArray();
    expect(JSON.stringify(stored)).not.toContain('CANARY-ANSWER');
  });

  test('notes: public ones count a version, those of the offices do not', async () => {
    const id = await send(world.ask);
    const go = step(world.ask, id);
    expect(await go(ioc, 'postReportUpdate(text: "Xin cảm ơn")')).toMatchObject({
      field: 'audience',
      rule: 'not_public',
    });
    expect(await go(citizen, 'postReportUpdate(text: "Xin cảm ơn")')).toMatchObject({ code: 'FORBIDDEN' });
    await go(ioc, 'triageReport(decision: ACCEPT)');
    expect(await go(officer, 'postReportUpdate(text: "Chưa nhận")')).toMatchObject({ code: 'FORBIDDEN' });
    expect(await go(otherOfficer, 'postReportUpdate(text: "Không của tôi")')).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await go(ioc, 'postReportUpdate(text: "Nội bộ", audience: INTERNAL)')).toMatchObject({
      version: 2,
    });
    expect(await go(ioc, 'postReportUpdate(text: "Đang xem", expectedVersion: 1)')).toMatchObject({
      code: 'CONFLICT',
      version: 2,
    });
    expect(await go(ioc, 'postReportUpdate(text: "Đang xem", expectedVersion: 2)')).toMatchObject({
      version: 3,
    });
  });

  test('C16, A21: nothing but the named members goes in', async () => {
    const rows = world.client.db(world.dbName).collection('reports');
    const before = await rows.countDocuments();
    for (const extra of [
      { state: 'CLOSED' },
      { _id: 'x' },
      { reporterId: 'y' },
      { isPublic: true },
      { __v: 1 },
    ]) {
      const { data, errors } = await world.ask(createReport, { input: { ...draft, ...extra } }, citizen);
      expect([data, errors.length]).toEqual([null, 1]);
    }
    const { data, errors } = await world.ask(
      'query ($id: ID!) { report(id: $id) { id } }',
      { id: { $ne: 1 } },
      ioc,
    );
    expect([data, errors.length]).toEqual([null, 1]);
    expect(await rows.countDocuments()).toBe(before);
  });
});

import { until } from '../../kit/live-client.ts';
import type { Viewer } from '../../../subgraphs/kit/index.ts';
import { person } from '../agencies/signed-client.ts';
import type { CitizensWorld } from './start-citizens.ts';
import { auditor, officer, startCitizens, teacher, wardOfficer } from './start-citizens.ts';

const local = (text: string): Date => new Date(`${text}+07:00`);
const link = 'id guardianId childId state version validFrom validTo isInForce';
const requestLink = `mutation ($input: GuardianLinkInput!) { done: requestGuardianLink(input: $input) { ${link} } }`;
const consent =
  'id scope agreedScope missing capacity subjectId grantedAt withdrawnAt statement purpose { code }';
const grant = `mutation ($input: ConsentInput!, $childId: ID) { done: grantConsent(input: $input, childId: $childId) { ${consent} } }`;
const withdraw = `mutation ($purpose: ID!, $recipientId: ID, $childId: ID) {
  done: withdrawConsent(purpose: $purpose, recipientId: $recipientId, childId: $childId) { ${consent} } }`;

interface Answered {
  readonly id: string;
  readonly [member: string]: unknown;
}

describe('families and consents', () => {
  let world: CitizensWorld;
  beforeAll(async () => {
    world = await startCitizens(local('2026-11-25T09:00:00'));
  }, 180_000);
  afterAll(() => world?.close());

  /** The answer of a mutation under the alias `done`, or the cause why there is none. */
  const call = async (query: string, variables: object, viewer?: Viewer) => {
    const { data, errors } = await world.ask(query, variables, viewer);
    return { ...data?.done, ...errors[0]?.extensions } as Answered;
  };
  const ask = (query: string, viewer?: Viewer) => call(`mutation { done: ${query} { ${link} } }`, {}, viewer);
  const ward = { kind: 'WARD', id: 'ubnd-19753' };
  const inputOf = (childId: string, more: object = {}) => ({
    input: {
      childId,
      relation: 'MOTHER',
      childName: 'CANARY Na',
      childBirthDate: '2015-05-05',
      verifier: ward,
      ...more,
    },
  });
  const journalOf = (filter: object) =>
    world.client.db(world.dbName).collection('journal').find(filter).sort({ at: 1, ordinal: 1 }).toArray();

  const linked = async (guardian: Viewer, childId: string, birthDate = '2015-05-05'): Promise<string> => {
    const { id } = await call(requestLink, inputOf(childId, { childBirthDate: birthDate }), guardian);
    const verified = await ask(
      `verifyGuardianLink(id: "${id}", basis: "Giấy khai sinh 12/2015")`,
      wardOfficer,
    );
    expect(verified).toMatchObject({ state: 'VERIFIED', isInForce: true });
    return id;
  };

  test('a link is requested by a guardian, verified by the ward that was asked, dated, and told without names', async () => {
    const mother = person('mother-1', 'citizen');
    const asked = await call(requestLink, inputOf('child-1'), mother);
    expect(asked).toMatchObject({ state: 'REQUESTED', isInForce: false, validFrom: null });
    const queue = '{ guardianLinkQueue(first: 100) { nodes { id childName childBirthDate } } }';
    const { data } = await world.ask(queue, {}, wardOfficer);
    expect(data.guardianLinkQueue.nodes).toContainEqual({
      id: asked.id,
      childName: 'CANARY Na',
      childBirthDate: '2015-05-05',
    });
    expect(
      await ask(`verifyGuardianLink(id: "${asked.id}", basis: "GKS 12/2015")`, wardOfficer),
    ).toMatchObject({
      state: 'VERIFIED',
      version: 2,
      validFrom: '2026-11-25',
      validTo: '2033-05-04',
    });
    const told = await journalOf({ entityId: asked.id, version: { $gt: 0 } });
    expect(
      told.map(({ kind, payload }) => [kind, payload.state, payload.guardianId, payload.childId]),
    ).toEqual([
      ['REQUEST', 'REQUESTED', 'mother-1', 'child-1'],
      ['VERIFY', 'VERIFIED', 'mother-1', 'child-1'],
    ]);
    expect(told.map(({ payload }) => payload.rights)).toEqual([
      undefined,
      { subject: 'child-1', change: 'CONSENT', grantees: ['mother-1'], at: expect.any(String) },
    ]);
    expect(JSON.stringify(await journalOf({}))).not.toContain('CANARY');
    await until(async () => {
      const log = await world.ask(
        '{ accessLog { nodes { fields who { role } purpose } } }',
        {},
        person('child-1', 'citizen'),
      );
      const looks: { purpose: string; fields: string[] }[] = log.data.accessLog.nodes;
      const look = looks.find(({ purpose }) => purpose === 'verification of a guardian');
      return look?.fields.join() === 'childBirthDate,childName';
    });
  });

  test('a school verifies what was asked of it, and no ward does', async () => {
    const school = { verifier: { kind: 'SCHOOL', id: teacher.agencyId } };
    const { id } = await call(requestLink, inputOf('child-2', school), person('mother-2', 'citizen'));
    expect(await ask(`verifyGuardianLink(id: "${id}", basis: "x")`, wardOfficer)).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await ask(`refuseGuardianLink(id: "${id}", reason: "không rõ")`, teacher)).toMatchObject({
      state: 'REFUSED',
    });
    expect(await ask(`verifyGuardianLink(id: "${id}", basis: "x")`, teacher)).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
      from: 'REFUSED',
      to: 'VERIFIED',
      allowed: [],
    });
  });

  test('B04: a link of others is NOT_FOUND like one that never was; its auditor sees no name', async () => {
    const id = await linked(person('mother-3', 'citizen'), 'child-3');
    const query = 'query ($id: ID!) { done: guardianLink(id: $id) { id childName } }';
    const stranger = person('stranger', 'citizen');
    expect(await call(query, { id }, stranger)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await world.ask(query, { id }, stranger)).toEqual(
      await world.ask(query, { id: 'never' }, stranger),
    );
    expect(await ask(`endGuardianLink(id: "${id}", reason: "x")`, stranger)).toMatchObject({
      code: 'NOT_FOUND',
    });
    const audited = await world.ask(query, { id }, auditor);
    expect(audited.data.done).toEqual({ id, childName: null });
    expect(audited.errors[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
    expect(
      (await world.ask('{ guardianLinkQueue { nodes { id } } }', {}, stranger)).errors[0]?.extensions,
    ).toMatchObject({ code: 'FORBIDDEN' });
  });

  test('bad input is refused by field and rule', async () => {
    const mother = person('mother-4', 'citizen');
    const unverified = { ...mother, vneidLevel: 1 as const };
    expect(await call(requestLink, inputOf('child-4'), unverified)).toMatchObject({ code: 'FORBIDDEN' });
    expect(
      await call(requestLink, inputOf('child-4', { verifier: { kind: 'WARD', id: 'hepco' } }), mother),
    ).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'verifier.id',
      rule: 'verifier',
    });
    expect(await call(requestLink, inputOf('mother-4'), mother)).toMatchObject({
      field: 'childId',
      rule: 'own_guardian',
    });
    await call(requestLink, inputOf('child-4'), mother);
    expect(await call(requestLink, inputOf('child-4'), mother)).toMatchObject({
      field: 'childId',
      rule: 'link_exists',
    });
    expect(
      await call(grant, { input: { purpose: 'NONE', scope: ['x'], statement: 'x' } }, mother),
    ).toMatchObject({
      field: 'purpose',
      rule: 'purpose',
    });
    expect(await call(withdraw, { purpose: 'NONE' }, mother)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await call(withdraw, { purpose: 'NOTIFICATIONS' }, mother)).toMatchObject({ code: 'NOT_FOUND' });
  });

  const app = {
    purpose: 'APP_ACCESS',
    scope: ['reports:read'],
    recipientId: 'app-1',
    statement: 'CANARY Tôi đồng ý.',
  };

  test('a consent is added, replaced and withdrawn in rows that are never edited; the same again changes nothing', async () => {
    const lan = person('consent-1', 'citizen');
    const first = await call(grant, { input: app }, lan);
    expect(first).toMatchObject({
      scope: ['reports:read'],
      agreedScope: ['reports:read'],
      missing: [],
      withdrawnAt: null,
    });
    expect(await call(grant, { input: app }, lan)).toEqual(first);
    const rows = () =>
      world.client
        .db(world.dbName)
        .collection('consents')
        .find({ subjectId: 'consent-1' })
        .sort({ seq: 1 })
        .toArray();
    const before = await rows();
    const wider = await call(grant, { input: { ...app, scope: ['reports:read', 'profile:read'] } }, lan);
    expect(wider['agreedScope']).toEqual(['profile:read', 'reports:read']);
    const gone = await call(withdraw, { purpose: 'APP_ACCESS', recipientId: 'app-1' }, lan);
    expect(gone).toMatchObject({ id: wider.id, agreedScope: [], withdrawnAt: expect.any(String) });
    expect(await call(withdraw, { purpose: 'APP_ACCESS', recipientId: 'app-1' }, lan)).toEqual(gone);
    const after = await rows();
    expect(after.map(({ action }) => action)).toEqual(['GRANTED', 'GRANTED', 'WITHDRAWN']);
    expect(after.slice(0, 1)).toEqual(before);
    const { data } = await world.ask(`{ myConsents { nodes { ${consent} } } }`, {}, lan);
    expect(
      data.myConsents.nodes.map(({ withdrawnAt }: { withdrawnAt: unknown }) => typeof withdrawnAt),
    ).toEqual(['string', 'string']);
    const standings = await journalOf({ entity: 'ConsentStanding', 'payload.personId': 'consent-1' });
    const notice = { subject: 'consent-1', change: 'CONSENT', grantees: ['app-1'] };
    for (const { payload } of standings) expect(payload.rights).toMatchObject(notice);
    expect(standings.map(({ payload, version }) => [version, payload.scope])).toEqual([
      [1, ['reports:read']],
      [2, ['profile:read', 'reports:read']],
      [3, []],
    ]);
    expect(JSON.stringify(await journalOf({}))).not.toContain('CANARY');
  });

  test('a withdrawal that somebody else has to keep to brings a request with its legal term', async () => {
    const binh = person('consent-2', 'citizen');
    await call(grant, { input: app }, binh);
    await call(withdraw, { purpose: 'APP_ACCESS', recipientId: 'app-1' }, binh);
    const { data } = await world.ask(
      '{ myDataRequests { nodes { kind state thirdParty dueAt } } }',
      {},
      binh,
    );
    expect(data.myDataRequests.nodes).toEqual([
      {
        kind: 'WITHDRAWAL',
        state: 'RECEIVED',
        thirdParty: true,
        dueAt: local('2026-12-15T23:59:59').toISOString(),
      },
    ]);
  });

  test('C14: a guardian agrees for a child while the link is in force, and for no other child', async () => {
    const mother = person('mother-5', 'citizen');
    const id = await linked(mother, 'child-5');
    const health = {
      purpose: 'HEALTH_RECORD_SHARING',
      scope: ['health:immunizations'],
      recipientId: 'tram-y-te-1',
      statement: 'Đồng ý',
    };
    expect(await call(grant, { input: health, childId: 'child-1' }, mother)).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await call(grant, { input: health, childId: 'never' }, mother)).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await call(grant, { input: health, childId: 'child-5' }, mother)).toMatchObject({
      capacity: 'GUARDIAN',
      subjectId: 'child-5',
      agreedScope: ['health:immunizations'],
    });
    const list = '{ myConsents(childId: "child-5") { nodes { agreedScope missing } } }';
    expect((await world.ask(list, {}, mother)).data.myConsents.nodes).toEqual([
      { agreedScope: ['health:immunizations'], missing: [] },
    ]);
    await ask(`endGuardianLink(id: "${id}", reason: "Toà giao cho cha")`, wardOfficer);
    expect((await world.ask(list, {}, mother)).errors[0]?.extensions).toMatchObject({ code: 'NOT_FOUND' });
    const own = await world.ask('{ myConsents { nodes { agreedScope } } }', {}, person('child-5', 'citizen'));
    expect(own.data.myConsents.nodes).toEqual([{ agreedScope: [] }]);
    const told = await journalOf({ entity: 'ConsentStanding', 'payload.personId': 'child-5' });
    expect(told.map(({ payload }) => payload.scope)).toEqual([['health:immunizations'], []]);
  });

  test('publication of a child of seven and more needs child and guardian; a birthday makes the difference by itself', async () => {
    const mother = person('mother-6', 'citizen');
    // Seven on the next day.
    await linked(mother, 'child-6', '2019-11-26');
    const publish = { purpose: 'PUBLICATION', scope: ['public:name'], statement: 'Đồng ý' };
    expect(await call(grant, { input: publish, childId: 'child-6' }, mother)).toMatchObject({
      agreedScope: ['public:name'],
      missing: [],
    });
    await world.setClock(local('2026-11-26T07:00:00'));
    await until(
      async () =>
        (await journalOf({ entity: 'ConsentStanding', 'payload.personId': 'child-6' })).length === 2,
    );
    const child = person('child-6', 'citizen');
    expect(await call(grant, { input: publish }, child)).toMatchObject({
      capacity: 'SELF',
      agreedScope: ['public:name'],
    });
    const told = await journalOf({ entity: 'ConsentStanding', 'payload.personId': 'child-6' });
    expect(told.map(({ payload }) => payload.scope)).toEqual([['public:name'], [], ['public:name']]);
  });

  test('a link ends by itself on the day before the 18th birthday, and what a guardian agreed to with it', async () => {
    const father = person('father-7', 'citizen');
    const id = await linked(father, 'child-7', '2008-12-01');
    await call(grant, { input: app, childId: 'child-7' }, father);
    await world.setClock(local('2026-12-01T00:00:05'));
    await until(async () => (await journalOf({ entityId: id, kind: 'EXPIRE' })).length === 1);
    const links = await world.ask(`{ myGuardianLinks { nodes { ${link} } } }`, {}, father);
    expect(links.data.myGuardianLinks.nodes).toMatchObject([
      { state: 'ENDED', validTo: '2026-11-30', isInForce: false },
    ]);
    const told = await journalOf({ entity: 'ConsentStanding', 'payload.personId': 'child-7' });
    expect(told.map(({ payload }) => payload.scope)).toEqual([['reports:read'], []]);
  });

  test('a profile is one’s own, replaced whole, and in no journal', async () => {
    const update =
      'mutation ($input: CitizenProfileInput!, $v: Int!) { done: updateProfile(input: $input, expectedVersion: $v) { version fullName cccd } }';
    const input = { fullName: 'CANARY Lan', cccd: '046190012345', sex: 'FEMALE', birthDate: '1990-03-02' };
    const lan = person('profile-1', 'citizen');
    expect(await call(update, { input, v: 0 }, lan)).toMatchObject({ version: 1, cccd: '046190012345' });
    expect(await call(update, { input, v: 0 }, lan)).toMatchObject({
      code: 'CONFLICT',
      version: 1,
      field: 'expectedVersion',
    });
    expect(await call(update, { input: { cccd: '04619001234' }, v: 1 }, lan)).toMatchObject({
      field: 'input.cccd',
      rule: 'cccd_length',
    });
    const { data } = await world.ask(
      '{ me { profile { fullName birthDate version } identity { level allows } } }',
      {},
      lan,
    );
    expect(data.me).toMatchObject({
      profile: { fullName: 'CANARY Lan', birthDate: '1990-03-02', version: 1 },
      identity: { level: 2 },
    });
    const empty = await world.ask(
      '{ me { profile { fullName version changedAt } } }',
      {},
      person('profile-2', 'citizen'),
    );
    expect(empty.data.me.profile).toEqual({ fullName: null, version: 0, changedAt: null });
    const raw = JSON.stringify(await world.client.db(world.dbName).collection('profiles').find({}).toArray());
    expect(raw).not.toContain('CANARY');
    expect(JSON.stringify(await journalOf({}))).not.toContain('CANARY');
  });

  test('C06: sessions are ended by their owner, accounts suspended by the identity officer, and the journal tells for how long', async () => {
    const account = (query: string, viewer?: Viewer) =>
      call(`mutation { done: ${query} { citizenId state notBefore reason } }`, {}, viewer);
    const lan = person('account-1', 'citizen');
    expect(await account('endMySessions', lan)).toMatchObject({
      citizenId: 'account-1',
      state: 'ACTIVE',
      notBefore: expect.any(String),
    });
    const suspend = 'suspendAccount(citizenId: "account-1", reason: "CANARY mạo danh")';
    for (const viewer of [lan, auditor, person('ioc', 'ioc')])
      expect(await account(suspend, viewer)).toMatchObject({ code: 'FORBIDDEN' });
    expect(
      await account('suspendAccount(citizenId: "identity-officer", reason: "x")', officer),
    ).toMatchObject({ code: 'FORBIDDEN' });
    expect(await account(suspend, officer)).toMatchObject({ state: 'SUSPENDED', reason: 'CANARY mạo danh' });
    expect(await account(suspend, officer)).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
      from: 'SUSPENDED',
      to: 'SUSPENDED',
    });
    expect(await account('restoreAccount(citizenId: "account-1")', officer)).toMatchObject({
      state: 'ACTIVE',
      reason: null,
    });
    const rights = await journalOf({ 'payload.rights.subject': 'account-1' });
    expect(rights.map(({ payload }) => payload.rights.change)).toEqual([
      'REVOKED',
      'DISABLED',
      'REVOKED',
      'ENABLED',
    ]);
    for (const { payload } of rights) expect(Date.parse(payload.rights.at)).toBeLessThanOrEqual(Date.now());
    const told = await journalOf({ entityId: 'account-1', version: { $gt: 0 } });
    expect(told.map(({ version, payload }) => [version, payload.isSuspended])).toEqual([
      [1, false],
      [2, true],
      [3, false],
    ]);
    expect(JSON.stringify(told)).not.toContain('CANARY');
  });

  test('whoever names a person that is not theirs leaves nothing behind, not even a key for that person (C12)', async () => {
    const mother = person('mother-12', 'citizen');
    const keys = world.client.db(world.dbName).collection<{ _id: string }>('personKeys');
    const health = {
      purpose: 'HEALTH_RECORD_SHARING',
      scope: ['health:immunizations'],
      recipientId: 'tram-y-te-1',
      statement: 'x',
    };
    expect(await call(grant, { input: health, childId: 'stranger <12>' }, mother)).toMatchObject({
      code: 'NOT_FOUND',
    });
    const elsewhere = inputOf('stranger-13', { verifier: { kind: 'WARD', id: 'no-such' } });
    expect(await call(requestLink, elsewhere, mother)).toMatchObject({ rule: 'verifier' });
    expect(await keys.find({ _id: /^stranger/ }).toArray()).toEqual([]);
  });
});

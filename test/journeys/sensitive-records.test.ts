import { setTimeout as sleep } from 'node:timers/promises';
import { personId } from '../../subgraphs/kit/process/person-id.ts';
import { deriveSecrets } from '../../subgraphs/kit/process/secrets.ts';
import { sampleRealm } from '../../start/sign-in-config.ts';
import type { Viewer } from '../../subgraphs/kit/index.ts';
import { verifyAudit } from '../../subgraphs/kit/audit-verify.ts';
import { createCityApp } from '../kit/city-app.ts';
import type { CityApp } from '../kit/city-app.ts';
import { openHttpStream } from '../kit/http-stream.ts';
import { openLiveClient, until } from '../kit/live-client.ts';
import { health, school } from '../kit/records/record-subgraph.ts';
import type { RecordStore } from '../kit/records/record.store.ts';
import { askSigned } from '../kit/signed-client.ts';
import { postGraphql } from '../kit/start-gateway.ts';
import type { City } from '../kit/start-city.ts';
import { startCity } from '../kit/start-city.ts';

let city: City;
let app: CityApp;
let clinic: RecordStore;
let lessons: RecordStore;
const idOf = (sub: string): string => personId(deriveSecrets(city.secret).personId, sampleRealm, sub);

/** Who asks, with what a token of theirs says. */
const people = {
  child: { roles: ['citizen'], vneid_level: 2 },
  classmate: { roles: ['citizen'], vneid_level: 2 },
  mother: { roles: ['citizen', 'guardian'], vneid_level: 2 },
  otherMother: { roles: ['citizen', 'guardian'], vneid_level: 2 },
  formerGuardian: { roles: ['citizen', 'guardian'], vneid_level: 2 },
  ward: { roles: ['officer'], agency: 'ubnd-19753', vneid_level: 2 },
  doctor: { roles: ['practitioner'], agency: 'clinic-1', vneid_level: 2 },
  otherDoctor: { roles: ['practitioner'], agency: 'clinic-2', vneid_level: 2 },
  nurse: { roles: ['practitioner'], agency: 'school-1', vneid_level: 2 },
  teacher: { roles: ['teacher'], agency: 'school-1', vneid_level: 2 },
  otherTeacher: { roles: ['teacher'], agency: 'school-2', vneid_level: 2 },
  auditor: { roles: ['auditor'], vneid_level: 2 },
} as const;
type Person = keyof typeof people;

const headersOf = async (who: Person): Promise<Record<string, string>> => ({
  authorization: `Bearer ${await city.token(who, people[who])}`,
});
const ask = async (who: Person, query: string, variables = {}) =>
  (await postGraphql(city.url, { query, variables }, await headersOf(who))).body;
const done = async (who: Person, query: string, variables = {}) => {
  const { data, errors } = await ask(who, query, variables);
  expect(errors).toBeUndefined();
  return data as Record<string, Record<string, string>>;
};

const patientOf = { child: '', classmate: '' };
const pupilOf = { child: '', classmate: '' };
const canary = 'CANARY-OF-THE-CLASSMATE';

async function link(guardian: Person, child: Person, ends?: string): Promise<void> {
  const input = {
    childId: idOf(child),
    relation: 'MOTHER',
    childName: 'Na',
    childBirthDate: '2015-05-05',
    verifier: { kind: 'WARD', id: 'ubnd-19753' },
  };
  const asked = await done(
    guardian,
    'mutation ($input: GuardianLinkInput!) { requestGuardianLink(input: $input) { id } }',
    { input },
  );
  const id = asked['requestGuardianLink']?.['id'];
  await done('ward', `mutation { verifyGuardianLink(id: "${id}", basis: "GKS 12/2015") { state } }`);
  if (ends) await done(guardian, `mutation { endGuardianLink(id: "${id}", reason: "${ends}") { state } }`);
}

beforeAll(async () => {
  city = await startCity({ also: [health, school] });
  app = await createCityApp(city);
  clinic = city.storeOf(health);
  lessons = city.storeOf(school);
  await link('mother', 'child');
  await link('otherMother', 'classmate');
  await link('formerGuardian', 'child', 'Hết quyền nuôi');
  const term = { from: '2026-01-01', to: null };
  for (const child of ['child', 'classmate'] as const) {
    const whose = idOf(child);
    const secret = child === 'classmate' ? canary : 'own';
    patientOf[child] = await clinic.make({
      personId: whose,
      classId: null,
      values: {
        immunizations: [`BCG ${secret}`],
        encounters: [`note ${secret}`],
        bookings: [`visit ${secret}`],
      },
    });
    pupilOf[child] = await lessons.make({
      personId: whose,
      classId: child === 'child' ? '6a' : '6b',
      values: { marks: [`9 ${secret}`], attendance: [`absent ${secret}`], healthNotes: [`asthma ${secret}`] },
    });
  }
  await clinic.care({ facilityId: 'clinic-1', personId: idOf('child'), ...term });
  await clinic.care({ facilityId: 'clinic-2', personId: idOf('classmate'), ...term });
  await lessons.care({ facilityId: 'school-1', personId: idOf('child'), ...term });
  await lessons.teach({ teacherId: idOf('teacher'), classId: '6a', schoolId: 'school-1', ...term });
  await lessons.teach({ teacherId: idOf('otherTeacher'), classId: '6b', schoolId: 'school-2', ...term });
  await until(async () => Boolean((await ask('mother', patientQuery(patientOf.child))).data?.['patient']));
}, 180_000);
afterAll(() => city?.close());

const patientQuery = (id: string): string =>
  `{ patient(id: "${id}") { id immunizations encounters bookings } }`;
const pupilQuery = (id: string): string => `{ pupil(id: "${id}") { id marks attendance healthNotes } }`;

/** Field → value is there, or the code of its error. */
function verdictsOf({ data, errors = [] }: Awaited<ReturnType<typeof ask>>, root: string): unknown {
  const row = data?.[root];
  if (typeof row !== 'object' || row === null) return errors[0]?.extensions['code'];
  const codes = new Map(errors.map(({ path, extensions }) => [path?.at(-1), extensions['code']]));
  return Object.fromEntries(
    Object.entries(row)
      .filter(([name]) => name !== 'id')
      .map(([name, value]) => [name, value === null ? codes.get(name) : 'yes']),
  );
}

const auditOf = (subgraph: 'health' | 'school', filter: object) =>
  city.client.db(city.databaseOf(subgraph)).collection('journal').find(filter).toArray();
/** How often somebody was refused a field, as the audit has it. */
async function refusals(subgraph: 'health' | 'school', who: Person, field: string): Promise<number> {
  const db = city.client.db(city.databaseOf(subgraph));
  const counted = await db
    .collection('refusals')
    .find({ 'actor.id': idOf(who), field })
    .toArray();
  const rows = await auditOf(subgraph, { kind: 'refused', 'payload.who': idOf(who), 'payload.field': field });
  const all = [...counted.map(({ times }) => times), ...rows.map(({ payload }) => payload.times)];
  return all.reduce((sum: number, times: number) => sum + times, 0);
}

describe('C14 C15: each relation opens its fields and no others', () => {
  const forbidden = 'FORBIDDEN';
  const [yes, none] = ['yes', 'NOT_FOUND'];
  test.each<[Person, unknown]>([
    ['child', { immunizations: yes, encounters: yes, bookings: yes }],
    ['mother', { immunizations: yes, encounters: forbidden, bookings: yes }],
    ['doctor', { immunizations: yes, encounters: yes, bookings: forbidden }],
    ['otherMother', none],
    ['formerGuardian', none],
    ['classmate', none],
    ['otherDoctor', none],
    ['teacher', none],
    ['nurse', none],
    ['auditor', none],
  ])('the health record of a child for %s', async (who, expected) => {
    expect(verdictsOf(await ask(who, patientQuery(patientOf.child)), 'patient')).toEqual(expected);
  });

  test.each<[Person, unknown]>([
    ['child', { marks: yes, attendance: yes, healthNotes: yes }],
    ['mother', { marks: yes, attendance: yes, healthNotes: yes }],
    ['teacher', { marks: yes, attendance: yes, healthNotes: forbidden }],
    ['nurse', { marks: forbidden, attendance: forbidden, healthNotes: yes }],
    ['otherMother', none],
    ['otherTeacher', none],
    ['doctor', none],
    ['auditor', none],
  ])('the school record of a child for %s', async (who, expected) => {
    expect(verdictsOf(await ask(who, pupilQuery(pupilOf.child)), 'pupil')).toEqual(expected);
  });

  test('case 17: a guardian asks for another child, in the same class or by a hand-made reference, and finds nothing', async () => {
    const other = await ask('mother', pupilQuery(pupilOf.classmate));
    const unknown = await ask('mother', pupilQuery('khong-co'));
    expect(other).toEqual(unknown);
    expect(verdictsOf(other, 'pupil')).toBe(none);
    const viewer: Viewer = {
      kind: 'person',
      id: idOf('mother'),
      roles: ['citizen', 'guardian'],
      vneidLevel: 2,
      scopes: [],
    };
    const reference = 'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Pupil { marks } } }';
    const entities = await askSigned(city.subgraph('school').url, reference, {
      viewer,
      secret: city.secret,
      variables: {
        of: [
          { __typename: 'Pupil', id: pupilOf.classmate },
          { __typename: 'Pupil', id: 'khong-co' },
        ],
      },
    });
    expect(entities.data).toEqual({ _entities: [null, null] });
    expect(entities.errors?.map(({ extensions }) => extensions['code'])).toEqual([none, none]);
    await until(async () => (await refusals('school', 'mother', 'entity Pupil')) === 2);
    await until(async () => (await refusals('school', 'mother', 'Query.pupil')) === 2);
  });
});

describe('C13: ids that are guessed', () => {
  test('old, sequential and other people’s ids are answered like unknown ones, and each is counted in the audit', async () => {
    const old = await clinic.make({ personId: idOf('classmate'), classId: null, id: '1001', values: {} });
    const guesses = [old, '1002', patientOf.classmate, 'BN-0001', '00000000-0000-4000-8000-000000000000'];
    const before = await refusals('health', 'doctor', 'Query.patient');
    const answers: unknown[] = [];
    for (const id of guesses) answers.push(await ask('doctor', patientQuery(id)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
    await until(
      async () => (await refusals('health', 'doctor', 'Query.patient')) === before + guesses.length,
    );
    await until(
      async () => (await auditOf('health', { kind: 'refused', 'payload.who': idOf('doctor') })).length > 0,
    );
  });
});

describe('what a gateway refuses before it asks', () => {
  test('C17 is counted in the audit of the area whose field it is, each time once', async () => {
    const query = `mutation { addEncounter(patientId: "${patientOf.child}", text: "x") { id } }`;
    for (let n = 0; n < 3; n += 1)
      expect((await ask('teacher', query)).errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
    await until(async () => (await refusals('health', 'teacher', 'Mutation.addEncounter')) >= 3);
    expect(await refusals('health', 'teacher', 'Mutation.addEncounter')).toBe(3);
    expect(await refusals('school', 'teacher', 'Mutation.addEncounter')).toBe(0);
  });
});

describe('what is read and written is audited', () => {
  test('one read is one entry: who, whose, which fields and why, before the value is there', async () => {
    const looks = () => auditOf('health', { kind: 'access', 'actor.id': idOf('doctor') });
    const before = (await looks()).length;
    await ask('doctor', patientQuery(patientOf.child));
    const rows = await looks();
    expect(rows).toHaveLength(before + 1);
    expect(rows.at(-1)).toMatchObject({
      entity: 'Patient',
      entityId: patientOf.child,
      payload: { whose: idOf('child'), fields: ['encounters', 'immunizations'], purpose: 'care' },
      audit: { v: 1 },
    });
    await done('doctor', `mutation { addEncounter(patientId: "${patientOf.child}", text: "x") { id } }`);
    const written = await auditOf('health', { kind: 'added', 'actor.id': idOf('doctor') });
    expect(written).toMatchObject([{ entityId: patientOf.child, audit: { v: 1 } }]);
  });

  test('the chain of each area is whole', async () => {
    const key = deriveSecrets(city.secret).audit;
    for (const subgraph of ['health', 'school', 'citizens']) {
      const db = city.client.db(city.databaseOf(subgraph));
      const life = await db.collection('life').findOne({});
      const of = { subgraph, life: String(life?.['id']), key };
      await until(async () => (await verifyAudit({ db, of })).waiting === 0);
      const report = await verifyAudit({ db, of });
      expect(report).toMatchObject({ broken: null });
      expect(report.rows).toBeGreaterThan(0);
    }
  });
});

describe('C20: an app sees a person’s data by consent and scope only, on streams too', () => {
  const scope = ['reports:read'];
  // For a child its guardian agrees.
  const grantTo = (input: object) =>
    done(
      'mother',
      'mutation ($input: ConsentInput!, $childId: ID) { grantConsent(input: $input, childId: $childId) { agreedScope } }',
      { input: { statement: 'Đồng ý.', ...input }, childId: idOf('child') },
    );
  const grant = () => grantTo({ purpose: 'APP_ACCESS', scope, recipientId: app.id });
  const withdraw = () =>
    done(
      'mother',
      `mutation { withdrawConsent(purpose: "APP_ACCESS", recipientId: "${app.id}", childId: "${idOf('child')}") { id } }`,
    );
  const asApp = async (key: string): Promise<unknown> => {
    const query = patientQuery(patientOf.child);
    const { body } = await postGraphql(city.url, { query }, { 'x-api-key': key });
    const verdict = verdictsOf(body, 'patient');
    if (verdict !== 'RATE_LIMITED') return verdict;
    await sleep(500);
    return asApp(key);
  };
  const isOpen = async (key: string): Promise<boolean> => typeof (await asApp(key)) === 'object';
  const onlyBookings = { immunizations: 'FORBIDDEN', encounters: 'FORBIDDEN', bookings: 'yes' };

  test('without consent nothing, with it what it covers, without the scope nothing, withdrawn nothing', async () => {
    const { secret: able } = await app.createKey(scope);
    const { secret: unable } = await app.createKey(['usage:read']);
    expect(await asApp(able)).toBe('NOT_FOUND');
    await grant();
    await until(() => isOpen(able));
    expect(await asApp(able)).toEqual(onlyBookings);
    expect(await asApp(unable)).toBe('NOT_FOUND');
    await withdraw();
    await until(async () => (await asApp(able)) === 'NOT_FOUND');
  });

  test('a consent to a facility opens its scope to who works there, and nothing to others', async () => {
    const matter = {
      purpose: 'HEALTH_RECORD_SHARING',
      scope: ['health:immunizations'],
      recipientId: 'clinic-2',
    };
    const seen = async (who: Person) => verdictsOf(await ask(who, patientQuery(patientOf.child)), 'patient');
    expect(await seen('otherDoctor')).toBe('NOT_FOUND');
    await grantTo(matter);
    await until(async () => typeof (await seen('otherDoctor')) === 'object');
    expect(await seen('otherDoctor')).toEqual({
      immunizations: 'yes',
      encounters: 'FORBIDDEN',
      bookings: 'FORBIDDEN',
    });
    expect(await seen('nurse')).toBe('NOT_FOUND');
  });

  test('on WebSocket and SSE protected fields are null on every event, and none comes once the consent is withdrawn', async () => {
    const { secret: key } = await app.createKey(scope);
    await grant();
    await until(() => isOpen(key));
    const query = `subscription { patientChanged(id: "${patientOf.child}") { version encounters bookings } }`;
    const socket = await openLiveClient(city.url, { init: { 'X-API-Key': key } });
    const sse = await openHttpStream(city.url, { query }, { headers: { 'x-api-key': key } });
    socket.subscribe('1', query);
    const add = () =>
      done('doctor', `mutation { addEncounter(patientId: "${patientOf.child}", text: "${canary}") { id } }`);
    for (let n = 0; n < 3; n += 1) {
      const [[event], [other]] = [await socket.events('1', 1), await sse.events(1)];
      for (const each of [event, other]) {
        expect(each?.data).toMatchObject({ patientChanged: { encounters: null, bookings: ['visit own'] } });
        expect(each?.errors).toMatchObject([
          { extensions: { code: 'FORBIDDEN' }, path: ['patientChanged', 'encounters'] },
        ]);
      }
      if (n < 2) await add();
    }
    await withdraw();
    await until(async () => (await asApp(key)) === 'NOT_FOUND');
    // Until the stream itself has heard of it something without a value may come; behind that nothing does.
    await add();
    await add();
    const shown = JSON.stringify([socket.waiting(), sse.text()]);
    expect(shown).not.toContain(canary);
    const late = socket
      .waiting()
      .flatMap(({ payload }) => (payload?.data?.['patientChanged'] ? [payload] : []));
    expect(late).toEqual([]);
    await socket.close();
    sse.close();
  });
});

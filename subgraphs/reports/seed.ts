import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { GraphQLError } from 'graphql';
import type { SeedTools } from '../kit/index.ts';
import { isUnavailable } from '../kit/mongo.ts';
import type { Role, Viewer } from '../kit/process/viewer.ts';
import { civilDateOf, endOfCivilDate } from '../kit/working-days.ts';
import { addCivilDays } from '../kit/working-days.ts';
import type { WardRow } from './place.model.ts';
import { boxOf, isInside } from './place.rules.ts';
import type { ReportRow } from './report.model.ts';
import type { PastAct, PastReport } from './past.store.ts';
import type { StepPath } from './report.rules.ts';
import { mutationPaths, ratingPaths, triagePaths } from './report.rules.ts';
import type { ReportsStore } from './report.store.ts';
import type { SampleAct } from './act.rules.ts';
import type { Bystanding } from './bystander.rules.ts';
import { bystandersOf } from './bystander.rules.ts';
import type { Scene } from './scene.rules.ts';
import { sceneVariants } from './scene.rules.ts';
import { ScenePhotos } from './scene.store.ts';
import type { SampleAsk, SampleReport, SampleStep } from './sample.rules.ts';
import { sampleId, planSample, untilOfSample } from './sample.rules.ts';
import type { Sent } from './step.store.ts';
import type { SampleTexts, SampleWard } from './story.rules.ts';

/** How many reports the sample has, unless `given.reports` says otherwise. */
const sampleSize = 2000;

/**
 * Writes the sample as people and offices would have written it: by the same rules, by who may, dated in the past year,
 * a chunk of reports with all that happened to them in one transaction. The same day gives the same sample. A load that
 * was killed goes on where it was, and one of another size adds to what is there.
 */
export async function seed(store: ReportsStore, tools: SeedTools): Promise<void> {
  const ask = await askFor(store, tools);
  const loading: Loading = {
    store,
    ask,
    until: tools.now(),
    people: parsePeople(tools.given['people']),
    parents: new Map(),
    photos: new ScenePhotos(store),
    photoEvery: Math.max(8, Math.ceil(ask.count / 200)),
    bystandEvery: Math.max(7, Math.ceil(ask.count / 250)),
  };
  let done = 0;
  for (const chunk of planSample(ask)) {
    const [twins, others] = [chunk.filter(isTwin), chunk.filter((report) => !isTwin(report))];
    await write(loading, others);
    // A duplicate names a public report, if possible one of an earlier chunk.
    if (loading.parents.size === 0) noteParents(loading, others);
    await write(loading, twins);
    noteParents(loading, others);
    await whileBusy(() => standBy(loading, chunk));
    tools.progress((done += chunk.length), ask.count);
  }
}

interface Loading {
  readonly store: ReportsStore;
  readonly ask: SampleAsk;
  /** Nobody follows or comments later than this. */
  readonly until: Date;
  /** Ids of accounts that send some of the reports, such as the sample sign-in `citizen`. */
  readonly people: readonly string[];
  /** Category → the last report that is public whatever becomes of it. */
  readonly parents: Map<string, string>;
  readonly photos: ScenePhotos;
  /** One report of so many has photos: some two hundred, whatever the size of the sample. */
  readonly photoEvery: number;
  /** One of so many is followed and commented, if it is public: some two hundred as well. */
  readonly bystandEvery: number;
}

async function askFor(store: ReportsStore, { now, given }: SeedTools): Promise<SampleAsk> {
  const wards = await followedWards(store, now());
  const count = parseCount(given['reports']);
  const first = await store.byId(sampleId(count, 0));
  const today = endOfCivilDate(addCivilDays(civilDateOf(now()), -1));
  const until = first ? untilOfSample(first.receivedAt) : today;
  return {
    texts: await readTexts(),
    wards: wards.map(sampleWard),
    until,
    count,
  };
}

/** The wards, once what is followed has arrived: calendars come after wards, agencies and jurisdictions. */
async function followedWards(store: ReportsStore, now: Date): Promise<readonly WardRow[]> {
  const year = Number(civilDateOf(now).slice(0, 4));
  for (let waitedMs = 0; waitedMs < followMs; waitedMs += lookMs) {
    if ((await store.places.calendar()).year(year)) return store.places.wards();
    await sleep(lookMs);
  }
  throw new Error(
    `The sample reports need the wards and the calendar of ${year}, which agencies has not told.`,
  );
}

const followMs = 60_000;
const lookMs = 100;

function sampleWard({ fullName, boundary }: WardRow): SampleWard {
  const { south, north, west, east } = boxOf(boundary);
  return {
    fullName,
    positionAt: (x, y) => {
      const place = { lat: south + y * (north - south), lon: west + x * (east - west) };
      return isInside(boundary, place) ? place : null;
    },
  };
}

async function write(loading: Loading, reports: readonly SampleReport[]): Promise<void> {
  const pasts = await pastsOf(loading, reports);
  await whileBusy(() => loading.store.writePast(pasts));
}

/** What a busy database did not take in time is written again: what is there by then is left alone. */
async function whileBusy(work: () => Promise<void>): Promise<void> {
  for (let failures = 0; ; ) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error) || (failures += 1) === maxFailures) throw error;
      await sleep(failures * 1_000);
    }
  }
}

const maxFailures = 8;

function isBusy(error: unknown): boolean {
  const isRefused =
    error instanceof GraphQLError && ['UNAVAILABLE', 'OVERLOADED'].includes(String(error.extensions['code']));
  return isRefused || isUnavailable(error);
}

/** What is there already is left out here, as its photos would be sent for nothing. */
async function pastsOf(loading: Loading, reports: readonly SampleReport[]): Promise<PastReport[]> {
  const known = await loading.store.byIds(reports.map(({ id }) => id));
  const ids = new Set(known.map(({ _id }) => _id));
  return Promise.all(reports.filter(({ id }) => !ids.has(id)).map((report) => pastOf(loading, report)));
}

async function pastOf(loading: Loading, report: SampleReport): Promise<PastReport> {
  const { id, receivedAt: now, steps } = report;
  const viewer = senderOf(report, loading.people);
  const scene = sceneOf(loading, report);
  const sending = { viewer, role: 'PHOTO', at: now } as const;
  const media = scene ? [await loading.photos.send({ ...scene, isDone: false }, sending)] : [];
  const input = { ...report.input, media };
  return {
    receipt: { viewer, input, id, now },
    acts: steps.map((step) => (row: ReportRow) => actOf(loading, { report, step, row })),
  };
}

interface Doing {
  readonly report: SampleReport;
  readonly step: SampleStep;
  readonly row: ReportRow;
}

async function actOf(loading: Loading, doing: Doing): Promise<PastAct> {
  const { report, step } = doing;
  const [viewer, at] = [actorOf(loading, doing), step.at];
  if (step.act === 'note') return { viewer, at, text: step.text, audience: 'PUBLIC' };
  if (step.act === 'internalNote') return { viewer, at, text: step.text, audience: 'INTERNAL' };
  const path = step.act === 'confirm' ? ratingPaths[report.level] : ways[step.act];
  const sent = await sentFor(loading, doing);
  const scene = step.act === 'resolve' ? sceneOf(loading, report) : null;
  if (!scene) return { viewer, at, path, sent };
  const sending = { viewer, role: 'EVIDENCE', at } as const;
  const upload = await loading.photos.send({ ...scene, isDone: true }, sending);
  return {
    viewer,
    at,
    path,
    sent: { ...sent, evidence: [...(sent.evidence ?? []), { kind: 'PHOTO', upload }] },
  };
}

/** Others follow some of the public reports and write to them, after all that happened to those. */
async function standBy(loading: Loading, reports: readonly SampleReport[]): Promise<void> {
  const { store, ask, bystandEvery } = loading;
  const watched = new Map(
    reports.flatMap(({ id, sender }) => {
      const index = indexOf(id);
      return index % bystandEvery === bystandEvery - 1 ? [[id, { index, sender }] as const] : [];
    }),
  );
  const rows = (await store.byIds([...watched.keys()])).filter(({ isPublic }) => isPublic);
  await Promise.all(
    rows.map(async (row) => {
      const { index = 0, sender = 0 } = watched.get(row._id) ?? {};
      const crowd = { people: ask.texts.names.length, comments: ask.texts.comments };
      const doings = bystandersOf(index, crowd).filter(({ person }) => person !== sender);
      // What is public of them comes last, and is all there where an earlier load has been.
      const [followers, comments] = [countOf(doings, 'follow'), countOf(doings, 'APPROVE')];
      if (row.followers >= followers && row.comments >= comments) return;
      for (const [n, doing] of doings.entries()) await bystand(loading, { row, doing, n });
    }),
  );
}

function countOf(doings: readonly Bystanding[], what: 'follow' | 'APPROVE'): number {
  return doings.filter((doing) => doing.does === what || ('text' in doing && doing.moderation === what))
    .length;
}

interface Standing {
  readonly row: ReportRow;
  readonly doing: Bystanding;
  readonly n: number;
}

/** A key each, so that a load that goes on does nothing twice. */
async function bystand({ store, people, until }: Loading, { row, doing, n }: Standing): Promise<void> {
  const viewer = sampleCitizen(doing.person, people);
  const after = row.lastChange.at.getTime() + (n + 1) * bystandGapMs;
  const call = {
    viewer,
    id: row._id,
    clientMutationId: `${row._id} ${n}`,
    args: {},
    now: new Date(Math.min(after, until.getTime())),
  };
  if (doing.does === 'follow') {
    await store.follows.begin({ ...call, operation: 'followReport' });
    return;
  }
  const { text, moderation: step } = doing;
  const comment = await store.comments.write({ ...call, operation: 'commentReport', text });
  if (step === null) return;
  const ioc = samplePerson('sample-ioc', ['ioc']);
  const reason = step === 'REJECT' ? 'Không liên quan đến phản ánh này.' : null;
  const moderating = { ...call, operation: 'moderateReportComment', viewer: ioc, id: comment._id };
  await store.comments.change({ ...moderating, step, reason });
}

const bystandGapMs = 50 * 60_000;

/** Which of the sample a report is. */
function indexOf(id: string): number {
  return Number(id.split('-').at(-1));
}

/** What the photos of a report show; null for one without. */
function sceneOf({ photoEvery }: Loading, { id, input }: SampleReport): Omit<Scene, 'isDone'> | null {
  const index = indexOf(id);
  if (index % photoEvery !== 0) return null;
  return { categoryCode: input.categoryCode, variant: (index / photoEvery) % sceneVariants };
}

const ways: Readonly<Record<Exclude<SampleAct, 'note' | 'internalNote' | 'confirm'>, StepPath>> = {
  withdraw: mutationPaths.withdrawReport,
  accept: triagePaths.ACCEPT.TIMED,
  instant: triagePaths.ACCEPT.INSTANT,
  reject: triagePaths.REJECT.TIMED,
  duplicate: triagePaths.DUPLICATE.TIMED,
  assign: mutationPaths.assignReport,
  return: mutationPaths.returnReport,
  assignOther: mutationPaths.assignReport,
  start: mutationPaths.startReport,
  ask: mutationPaths.requestReportInfo,
  answer: mutationPaths.answerReportInfo,
  plan: mutationPaths.planReport,
  unable: mutationPaths.declareReportUnable,
  resolve: mutationPaths.resolveReport,
  publish: mutationPaths.publishReport,
  dispute: ratingPaths.NOT_ACCEPTED,
  reopen: ratingPaths.REOPEN,
};

/** What the step is given; each step takes from it what its row in the table needs. */
async function sentFor({ store, parents }: Loading, { report, step, row }: Doing): Promise<Sent> {
  const { text } = step;
  const texts = { reason: text, question: text, answer: text, note: text, result: text };
  const evidence = [{ kind: 'SITE_RECORD', reference: `BB-HT ${row.code.slice(3)}` }] as const;
  const level = step.act === 'confirm' ? report.level : 'NOT_ACCEPTED';
  const date = addCivilDays(civilDateOf(step.at), 10);
  return {
    ...texts,
    evidence,
    level,
    date,
    duplicateOf: step.act === 'duplicate' ? parentOf(parents, report) : null,
    agencyId: step.act === 'assignOther' ? await otherAgency(store, report, row) : null,
  };
}

/** A report of before that is public, of the same matter if there is one. */
function parentOf(parents: Loading['parents'], { input }: SampleReport): string {
  const parent = parents.get(input.categoryCode) ?? [...parents.values()].at(-1);
  if (!parent) throw new Error('expected a public report before a duplicate, found none');
  return parent;
}

function noteParents({ parents }: Loading, reports: readonly SampleReport[]): void {
  for (const { id, input, steps } of reports)
    if (steps.some(({ act }) => act === 'accept')) parents.set(input.categoryCode, id);
}

/** Another agency that answers at the same place, the ward's own committee before all. */
async function otherAgency(store: ReportsStore, { input }: SampleReport, row: ReportRow): Promise<string> {
  const place = { lat: input.lat ?? 0, lon: input.lon ?? 0 };
  for (const code of ['NOISE', 'ROAD_DAMAGE', 'PUBLIC_ORDER']) {
    const { agencyId } = await store.places.locate(place, code);
    if (agencyId !== row.agencyId) return agencyId;
  }
  throw new Error(`expected another agency for the sample report ${row._id}, found none`);
}

const byReporter: readonly SampleAct[] = ['withdraw', 'answer', 'confirm', 'dispute', 'reopen'];
const byOfficer: readonly SampleAct[] = [
  'return',
  'start',
  'ask',
  'plan',
  'note',
  'internalNote',
  'unable',
  'resolve',
];

function actorOf({ people }: Loading, { report, step, row }: Doing): Viewer {
  if (byReporter.includes(step.act)) return senderOf(report, people);
  if (!byOfficer.includes(step.act)) return samplePerson('sample-ioc', ['ioc']);
  return {
    ...samplePerson(`sample-officer-${row.agencyId}`, ['officer']),
    agencyId: row.agencyId ?? undefined,
  };
}

function senderOf({ sender }: SampleReport, people: readonly string[]): Viewer {
  return sampleCitizen(sender, people);
}

/** The first ones are accounts that one can sign in with. */
function sampleCitizen(index: number, people: readonly string[]): Viewer {
  return samplePerson(people[index] ?? `sample-citizen-${index}`, ['citizen']);
}

function samplePerson(id: string, roles: readonly Role[]): Viewer {
  return { kind: 'person', id, roles, vneidLevel: 1, scopes: [] };
}

function isTwin({ steps }: SampleReport): boolean {
  return steps.some((step) => step.act === 'duplicate');
}

// The repository's own file; the seed test holds its shape.
async function readTexts(): Promise<SampleTexts> {
  return parseTexts(await readFile(new URL('./data/sample-texts.json', import.meta.url), 'utf8'));
}

function parseTexts(json: string): SampleTexts {
  return JSON.parse(json) as SampleTexts;
}

function parseCount(given: unknown): number {
  return typeof given === 'number' ? given : sampleSize;
}

function parsePeople(given: unknown): readonly string[] {
  return Array.isArray(given) ? given.filter((id) => typeof id === 'string') : [];
}

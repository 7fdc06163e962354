import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SeedTools } from '../kit/index.ts';
import type { Role, Viewer } from '../kit/process/viewer.ts';
import { civilDateOf, endOfCivilDate } from '../kit/working-days.ts';
import { addCivilDays } from '../kit/working-days.ts';
import type { WardRow } from './place.model.ts';
import { boxOf, isInside } from './place.rules.ts';
import type { ReportRow } from './report.model.ts';
import type { StepPath } from './report.rules.ts';
import { mutationPaths, ratingPaths, triagePaths } from './report.rules.ts';
import type { ReportsStore } from './report.store.ts';
import type { SampleAct, SampleReport, SampleStep, SampleTexts, SampleWard } from './sample.rules.ts';
import { firstSampleId, planSample, untilOfSample } from './sample.rules.ts';
import type { Sent } from './step.store.ts';

/** How many reports the sample has, unless `given.reports` says otherwise. */
const sampleSize = 300;

/**
 * Writes the sample as people and offices would have written it: through the same store, by who may, dated in the past
 * year. The same day gives the same sample. A load that was killed goes on where it was: what is there is left alone.
 */
export async function seed(store: ReportsStore, tools: SeedTools): Promise<void> {
  const plan = await planFor(store, tools);
  const steps = plan.reduce((sum, report) => sum + report.steps.length, 0);
  let done = 0;
  const progress = (): void => tools.progress((done += 1), plan.length + steps);
  const loading: Loading = { store, plan, people: parsePeople(tools.given['people']), progress };
  for (const report of plan) await receive(loading, report);
  const [twins, others] = [plan.filter(isTwin), plan.filter((report) => !isTwin(report))];
  await inParallel(others, (report) => handle(loading, report));
  // A duplicate names a public report, so those come first.
  await inParallel(twins, (report) => handle(loading, report));
}

interface Loading {
  readonly store: ReportsStore;
  readonly plan: readonly SampleReport[];
  /** Ids of accounts that send some of the reports, such as the sample sign-in `citizen`. */
  readonly people: readonly string[];
  readonly progress: () => void;
}

async function planFor(store: ReportsStore, { now, given }: SeedTools): Promise<SampleReport[]> {
  const wards = await followedWards(store, now());
  const first = await store.byId(firstSampleId);
  const today = endOfCivilDate(addCivilDays(civilDateOf(now()), -1));
  const until = first ? untilOfSample(first.receivedAt) : today;
  return planSample({
    texts: await readTexts(),
    wards: wards.map(sampleWard),
    until,
    count: parseCount(given['reports']),
  });
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

async function receive({ store, people, progress }: Loading, report: SampleReport): Promise<void> {
  const { id, input, receivedAt } = report;
  if (!(await store.byId(id)))
    await store.create({
      viewer: senderOf(report, people),
      input,
      id,
      now: receivedAt,
      clientMutationId: `sample:${id}`,
    });
  progress();
}

/** Takes the steps that are still to be taken: a report's version says how many have been. */
async function handle(loading: Loading, report: SampleReport): Promise<void> {
  let row = await loading.store.byId(report.id);
  let version = 1;
  for (const step of report.steps) {
    if (!row) throw new Error(`expected the sample report ${report.id}, found none`);
    if (row.version <= version) row = await act(loading, { report, step, row });
    version += versionsOf[step.act] ?? 1;
    loading.progress();
  }
  // What was published long ago and never rated has been closed long ago.
  if (report.steps.at(-1)?.act === 'publish') await loading.store.settle(report.id);
}

const versionsOf: Readonly<Partial<Record<SampleAct, number>>> = { instant: 2, internalNote: 0 };

interface Doing {
  readonly report: SampleReport;
  readonly step: SampleStep;
  readonly row: ReportRow;
}

async function act(loading: Loading, doing: Doing): Promise<ReportRow> {
  const { report, step, row } = doing;
  const call = {
    id: report.id,
    viewer: actorOf(loading, doing),
    now: step.at,
    clientMutationId: `sample:${report.id}:${step.at.getTime()}`,
  };
  if (step.act === 'note' || step.act === 'internalNote') {
    const audience = step.act === 'note' ? 'PUBLIC' : 'INTERNAL';
    const note = { text: step.text, audience } as const;
    return loading.store.note({ ...call, operation: 'postReportUpdate', args: note, ...note });
  }
  const { operation, path } = ways[step.act];
  const sent = await sentFor(loading, doing);
  const args = { ...sent, of: row._id };
  const ownPath = step.act === 'confirm' ? ratingPaths[report.level] : path;
  return loading.store.take({ ...call, operation, path: ownPath, sent, args });
}

type Way = { readonly operation: string; readonly path: StepPath };
const triage = (path: StepPath): Way => ({ operation: 'triageReport', path });
const rate = (path: StepPath): Way => ({ operation: 'rateReport', path });
const own = (operation: keyof typeof mutationPaths): Way => ({ operation, path: mutationPaths[operation] });

const ways: Readonly<Record<Exclude<SampleAct, 'note' | 'internalNote'>, Way>> = {
  withdraw: own('withdrawReport'),
  accept: triage(triagePaths.ACCEPT.TIMED),
  instant: triage(triagePaths.ACCEPT.INSTANT),
  reject: triage(triagePaths.REJECT.TIMED),
  duplicate: triage(triagePaths.DUPLICATE.TIMED),
  assign: own('assignReport'),
  return: own('returnReport'),
  assignOther: own('assignReport'),
  start: own('startReport'),
  ask: own('requestReportInfo'),
  answer: own('answerReportInfo'),
  plan: own('planReport'),
  unable: own('declareReportUnable'),
  resolve: own('resolveReport'),
  publish: own('publishReport'),
  confirm: rate(ratingPaths.SATISFIED),
  dispute: rate(ratingPaths.NOT_ACCEPTED),
  reopen: rate(ratingPaths.REOPEN),
};

/** What the step is given; each step takes from it what its row in the table needs. */
async function sentFor({ store, plan }: Loading, { report, step, row }: Doing): Promise<Sent> {
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
    duplicateOf: step.act === 'duplicate' ? parentOf(plan, report) : null,
    agencyId: step.act === 'assignOther' ? await otherAgency(store, report, row) : null,
  };
}

/** A report of before that is public whatever becomes of it. */
function parentOf(plan: readonly SampleReport[], report: SampleReport): string {
  const isPublic = (other: SampleReport): boolean => other.steps.some(({ act: done }) => done === 'accept');
  const before = plan.slice(0, plan.indexOf(report)).filter(isPublic);
  const same = before.filter((other) => other.input.categoryCode === report.input.categoryCode);
  const parent = same.at(-1) ?? before.at(-1);
  if (!parent) throw new Error('expected a public report before a duplicate, found none');
  return parent.id;
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

/** Every fifth sender is one of the accounts that one can sign in with. */
function senderOf({ sender }: SampleReport, people: readonly string[]): Viewer {
  const account = sender % 5 === 0 ? people[(sender / 5) % Math.max(people.length, 1)] : undefined;
  return samplePerson(account ?? `sample-citizen-${sender}`, ['citizen']);
}

function samplePerson(id: string, roles: readonly Role[]): Viewer {
  return { kind: 'person', id, roles, vneidLevel: 1, scopes: [] };
}

function isTwin({ steps }: SampleReport): boolean {
  return steps.some((step) => step.act === 'duplicate');
}

/** Several reports at a time, each by itself in order. After a failure nothing new is begun. */
async function inParallel<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const queue = [...items];
  const worker = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
      await work(item).catch((error: unknown) => {
        queue.length = 0;
        throw error;
      });
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: 8 }, worker));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
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

import { randomUUID } from 'node:crypto';
import type { ClientSession, Model } from 'mongoose';
import type { Timer, Tx } from '../kit/index.ts';
import { openModel } from '../kit/index.ts';
import { orThrow } from '../kit/verdict.ts';
import type { AppDesk } from './app.store.ts';
import { passApp, requireOwnApp } from './app.store.ts';
import { plantEntry, runEntry } from './conformance.events.ts';
import type { RunRow } from './conformance.model.ts';
import { runSchema } from './conformance.model.ts';
import type { Observation, Plant, PlantKind } from './conformance.rules.ts';
import { checkStart, hasPassedAll, judge, mayPlant, noProgress, observe } from './conformance.rules.ts';
import { noSuchRun, requireVendor } from './errors.ts';
import type { WriteCall } from './vendor.store.ts';

/** What conformance runs are kept with. */
export interface RunDesk extends AppDesk {
  readonly runs: Model<RunRow>;
}

export async function openRunDesk(desk: AppDesk): Promise<RunDesk> {
  return { ...desk, runs: await openModel(desk.parts.db, 'ConformanceRun', runSchema()) };
}

/** Of one app; the oldest go. */
const maxRuns = 20;
const runMs = 60 * 60_000;
/** Gateways tell what they saw within a second; after so long nothing more is waited for. */
const lateMs = 3_000;

/**
 * Begins a run: from now on the sandbox notes what the app does in it, and plants what is to be stood.
 * @throws GraphQLError UNAUTHENTICATED, FORBIDDEN, NOT_FOUND for another's app, CONFLICT while one is running, ILLEGAL_TRANSITION for a
 * suspended app
 */
export async function startRun(desk: RunDesk, call: WriteCall & { readonly appId: string }): Promise<RunRow> {
  const ownerId = requireVendor(call.viewer);
  const { appId } = call;
  await requireOwnApp(desk, { id: appId, ownerId });
  const entry = await desk.parts.once({ ...call, queue: `Runs:${appId}` }, async (tx) => {
    const app = await requireOwnApp(desk, { id: appId, ownerId }, tx);
    const { session } = tx;
    // Two that begin at once write to one document, so that one of them looks again.
    await desk.apps.updateOne({ _id: appId }, { $set: { changedAt: app.changedAt } }, { session });
    const before = await desk.runs.find({ appId }).sort({ startedAt: -1 }).session(session).lean<RunRow[]>();
    orThrow(checkStart(app, before[0]));
    const old = before.slice(maxRuns - 1).map(({ _id }) => _id);
    for (const _id of old) await desk.runs.deleteOne({ _id }, { session });
    const row = newRun(appId, new Date());
    await desk.runs.create([row], { session });
    await tx.setTimer({ kind: 'runCloses', key: row._id, at: row.endsAt, clock: 'real' });
    return tx.append(runEntry(row, 'started'));
  });
  return requireRun(desk, entry.entityId);
}

function newRun(appId: string, startedAt: Date): RunRow {
  const endsAt = new Date(startedAt.getTime() + runMs);
  return {
    _id: randomUUID(),
    appId,
    state: 'RUNNING',
    startedAt,
    endsAt,
    closedAt: null,
    judgedAt: null,
    plants: {},
    progress: noProgress,
    version: 1,
  };
}

/**
 * Ends a run; it is judged as soon as all gateways have told what they saw. Nothing changes for one that is over.
 * @throws GraphQLError UNAUTHENTICATED, FORBIDDEN, NOT_FOUND for another's
 */
export async function finishRun(desk: RunDesk, call: WriteCall & { readonly id: string }): Promise<RunRow> {
  const ownerId = requireVendor(call.viewer);
  const { id } = call;
  const { appId } = await requireOwnRun(desk, id, ownerId);
  await desk.parts.once({ ...call, queue: `Runs:${appId}` }, async (tx) => {
    const run = await requireRun(desk, id, tx.session);
    if (run.state === 'RUNNING') return close(desk, run, tx);
    return tx.append({ ...runEntry(run, 'closed'), kind: 'unchanged', version: 0 });
  });
  return requireRun(desk, id);
}

async function requireOwnRun(desk: RunDesk, id: string, ownerId: string): Promise<RunRow> {
  const run = await requireRun(desk, id);
  await requireOwnApp(desk, { id: run.appId, ownerId }).catch(() => {
    throw noSuchRun();
  });
  return run;
}

/** A run has come to its end by itself. */
export async function closeRun(desk: RunDesk, { key }: Timer, tx: Tx): Promise<void> {
  const run = await findRun(desk, key, tx.session);
  if (run?.state === 'RUNNING') await close(desk, run, tx);
}

async function close(desk: RunDesk, run: RunRow, tx: Tx) {
  const closedAt = new Date();
  const row: RunRow = { ...run, state: 'JUDGING', closedAt, version: run.version + 1 };
  await save(desk, row, tx);
  await tx.clearTimer('runCloses', row._id);
  const at = new Date(closedAt.getTime() + lateMs);
  await tx.setTimer({ kind: 'runIsJudged', key: row._id, at, clock: 'real' });
  return tx.append(runEntry(row, 'closed'));
}

/** All that was seen has been told: the run is judged, and an app that has passed may go live. */
export async function judgeRun(desk: RunDesk, { key }: Timer, tx: Tx): Promise<void> {
  const run = await findRun(desk, key, tx.session);
  if (run?.state !== 'JUDGING') return;
  const isPassed = hasPassedAll(judge(run.plants, run.progress));
  const state = isPassed ? 'PASSED' : 'FAILED';
  const row: RunRow = { ...run, state, judgedAt: new Date(), version: run.version + 1 };
  await save(desk, row, tx);
  await tx.append(runEntry(row, 'judged'));
  if (isPassed) await passApp(desk, run.appId, tx);
}

/** Takes in what a gateway saw; also twice, and in any order. What came after the end is passed over. */
export async function tellObservations(
  desk: RunDesk,
  { runId, observations }: { readonly runId: string; readonly observations: readonly Observation[] },
): Promise<void> {
  await desk.parts.transact({ queue: `Run:${runId}` }, async (tx) => {
    const run = await findRun(desk, runId, tx.session);
    if (!run || run.judgedAt) return;
    const untilMs = (run.closedAt ?? run.endsAt).getTime();
    const counted = observations.filter(({ atMs }) => atMs <= untilMs);
    const progress = counted.reduce((before, seen) => observe(before, run.plants, seen), run.progress);
    await save(desk, { ...run, progress }, tx);
  });
}

/** `PLANT`: do it, nobody else does. `LATER`: not now. `NEVER`: it has been done, or the run is over. */
export type PlantAnswer = 'PLANT' | 'LATER' | 'NEVER';

/** A gateway asks whether it may do something to a request: of all gateways one may, once. */
export async function claimPlant(
  desk: RunDesk,
  { runId, kind, plant }: { readonly runId: string; readonly kind: PlantKind; readonly plant: Plant },
): Promise<PlantAnswer> {
  return desk.parts.transact({ queue: `Run:${runId}` }, async (tx) => {
    const run = await findRun(desk, runId, tx.session);
    if (run?.state !== 'RUNNING' || run.plants[kind]) return 'NEVER';
    if (!mayPlant(run.plants, kind, plant.atMs)) return 'LATER';
    const row: RunRow = { ...run, plants: { ...run.plants, [kind]: plant }, version: run.version + 1 };
    await save(desk, row, tx);
    await tx.append(plantEntry(row, kind));
    return 'PLANT';
  });
}

async function save({ runs }: RunDesk, row: RunRow, { session }: Tx): Promise<void> {
  await runs.replaceOne({ _id: row._id }, row, { session });
}

function findRun({ runs }: RunDesk, id: string, session?: ClientSession): Promise<RunRow | null> {
  return runs
    .findById(id)
    .session(session ?? null)
    .lean<RunRow>()
    .exec();
}

/** @throws GraphQLError NOT_FOUND */
export async function requireRun(desk: RunDesk, id: string, session?: ClientSession): Promise<RunRow> {
  const run = await findRun(desk, id, session);
  if (!run) throw noSuchRun();
  return run;
}

/** The last run of an app. */
export function lastRun({ runs }: RunDesk, appId: string): Promise<RunRow | null> {
  return runs.findOne({ appId }).sort({ startedAt: -1, _id: -1 }).lean<RunRow>().exec();
}

/** What gateways have to know of an app's run while one is on. */
export interface RunStanding {
  readonly id: string;
  readonly endsAt: string;
}

export async function standingOfRun(desk: RunDesk, appId: string): Promise<RunStanding | null> {
  const run = await lastRun(desk, appId);
  return run?.state === 'RUNNING' ? { id: run._id, endsAt: run.endsAt.toISOString() } : null;
}

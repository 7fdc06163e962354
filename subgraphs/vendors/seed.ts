import { randomUUID } from 'node:crypto';
import type { SeedTools, Viewer } from '../kit/index.ts';
import { listApps, registerApp, requireApp, stepApp } from './app.store.ts';
import type { Observation } from './conformance.rules.ts';
import { claimPlant, finishRun, judgeRun, lastRun, startRun, tellObservations } from './conformance.store.ts';
import type { VendorsStore } from './vendors.store.ts';
import { listVendors, registerVendor } from './vendor.store.ts';

const organisations = [
  { of: 0, name: 'Công ty Sông Hương', website: 'https://songhuong.example' },
  { of: 1, name: 'Nhóm Ngự Bình', website: null },
] as const;

interface SampleApp {
  readonly of: number;
  readonly name: string;
  readonly about: string;
  /** How far it gets. */
  readonly state: 'SANDBOX' | 'CONFORMANT' | 'LIVE';
  readonly id?: string;
}

const apps: readonly SampleApp[] = [
  { of: 0, name: 'Huế hôm nay', about: 'Phản ánh và tin của thành phố.', state: 'LIVE' },
  { of: 0, name: 'Bản đồ ngập', about: 'Điểm ngập theo thời gian thực.', state: 'SANDBOX' },
  { of: 1, name: 'Phố cổ', about: 'Dẫn đường trong phố cổ.', state: 'CONFORMANT' },
];

/**
 * Two organisations and apps in each state but the suspended one, written by the same rules as everybody's. What is there
 * already is left alone, so that a load that was killed goes on. A sandbox has the app that it belongs to beside them (`given.thisApp`).
 */
export async function seed(store: VendorsStore, { given, progress }: SeedTools): Promise<void> {
  const people = parsePeople(given['vendors']);
  const all = [...apps, ...ownApp(given['thisApp'])];
  const total = organisations.length + all.length;
  for (const [n, { of, name, website }] of organisations.entries()) {
    progress(n, total);
    const viewer = vendorPerson(people, of);
    if (await ownVendor(store, viewer)) continue;
    const input = { name, website, contact: { name: 'Phòng kỹ thuật', email: 'ky-thuat@vendor.example' } };
    await registerVendor(store, { ...callOf(viewer, 'registerVendor', input), input });
  }
  for (const [n, app] of all.entries()) {
    progress(organisations.length + n, total);
    await seedApp(store, vendorPerson(people, app.of), app);
  }
  progress(total, total);
}

function ownApp(id: unknown): readonly SampleApp[] {
  if (typeof id !== 'string') return [];
  return [{ of: 0, id, name: 'Ứng dụng của bạn', about: 'Trong môi trường thử.', state: 'LIVE' }];
}

async function seedApp(store: VendorsStore, viewer: Viewer, { name, about, state, id }: SampleApp) {
  const vendor = await ownVendor(store, viewer);
  if (!vendor) throw new Error('the sample organisation is not there');
  const { nodes } = await listApps(store, { first: 100 }, vendor._id);
  const input = { name, about, scopes: ['usage:read', 'reports:read'] };
  const call = { ...callOf(viewer, 'registerVendorApp', input), vendorId: vendor._id, input, id };
  const { _id } = nodes.find((app) => app.name === name) ?? (await registerApp(store, call));
  if (state === 'SANDBOX') return;
  await passSampleRun(store, viewer, _id);
  if (state === 'CONFORMANT' || (await requireApp(store, _id)).state === 'LIVE') return;
  const launch = callOf(viewer, 'launchVendorApp', _id);
  await stepApp(store, { ...launch, id: _id, step: 'LAUNCH', words: null });
}

/**
 * Takes an app through a conformance run as one that does everything right: told, planted and judged by the same writes and rules as what a
 * gateway sees. Nothing is done for one that has passed.
 */
export async function passSampleRun(store: VendorsStore, viewer: Viewer, appId: string): Promise<void> {
  if ((await requireApp(store, appId)).state !== 'SANDBOX') return;
  const last = await lastRun(store, appId);
  const run =
    last && last.judgedAt === null
      ? last
      : await startRun(store, { ...callOf(viewer, 'startConformanceRun', appId), appId });
  const runId = run._id;
  const beganMs = Date.now() - sampleMs;
  for (const { kind, of, plantedMs, cursors } of samplePlants)
    await claimPlant(store, { runId, kind, plant: { ...seen(beganMs + plantedMs, of), cursors } });
  const observations = sampleUse.map(({ atMs, ...of }) => seen(beganMs + atMs, of));
  await tellObservations(store, { runId, observations });
  await finishRun(store, { ...callOf(viewer, 'finishConformanceRun', runId), id: runId });
  const timer = { kind: 'runIsJudged', key: runId, at: new Date(), data: {} };
  await store.parts.transact({}, (tx) => judgeRun(store, timer, tx));
}

const sampleMs = 60_000;
const query = { name: 'Reports', kind: 'QUERY', document: 'q' } as const;
const mutation = { name: 'Create', kind: 'MUTATION', document: 'm', key: 'k' } as const;
const stream = { name: 'Follow', kind: 'SUBSCRIPTION', document: 's' } as const;

const samplePlants = [
  { kind: 'RATE_LIMIT', of: query, plantedMs: 1_000, cursors: [] },
  { kind: 'CUT_ANSWER', of: mutation, plantedMs: 10_000, cursors: [] },
  { kind: 'CUT_STREAM', of: stream, plantedMs: 20_000, cursors: ['c'] },
] as const;

const sampleUse = [
  { ...query, atMs: 1_000 },
  { ...query, atMs: 5_000 },
  { ...mutation, atMs: 9_000 },
  { ...mutation, atMs: 11_000 },
  { ...stream, atMs: 18_000 },
  { ...stream, atMs: 21_000, after: 'c' },
] as const;

function seen(atMs: number, of: Pick<Observation, 'name' | 'kind' | 'document'> & Partial<Observation>) {
  const rest = { input: 'i', key: null, after: null, isListed: true, deprecated: [] };
  return { ...rest, ...of, requestId: randomUUID(), atMs };
}

function callOf(viewer: Viewer, operation: string, args: unknown) {
  return { viewer, operation, args, clientMutationId: undefined };
}

async function ownVendor(store: VendorsStore, { id }: Viewer) {
  const { nodes } = await listVendors(store, { first: 1 }, id ?? '');
  return nodes[0];
}

function vendorPerson(people: readonly string[], n: number): Viewer {
  return {
    kind: 'person',
    id: people[n] ?? `sample-vendor-${n}`,
    roles: ['vendor'],
    vneidLevel: 0,
    scopes: [],
  };
}

function parsePeople(given: unknown): readonly string[] {
  return Array.isArray(given) ? given.filter((id) => typeof id === 'string') : [];
}

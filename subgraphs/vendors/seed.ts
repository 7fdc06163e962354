import type { SeedTools, Viewer } from '../kit/index.ts';
import type { AppStep } from './app.rules.ts';
import { listApps, registerApp, stepApp } from './app.store.ts';
import type { VendorsStore } from './vendors.store.ts';
import { listVendors, registerVendor } from './vendor.store.ts';

const organisations = [
  { of: 0, name: 'Công ty Sông Hương', website: 'https://songhuong.example' },
  { of: 1, name: 'Nhóm Ngự Bình', website: null },
] as const;

const apps: readonly { of: number; name: string; about: string; steps: readonly AppStep[] }[] = [
  { of: 0, name: 'Huế hôm nay', about: 'Phản ánh và tin của thành phố.', steps: ['APPROVE', 'LAUNCH'] },
  { of: 0, name: 'Bản đồ ngập', about: 'Điểm ngập theo thời gian thực.', steps: [] },
  { of: 1, name: 'Phố cổ', about: 'Dẫn đường trong phố cổ.', steps: ['APPROVE'] },
];

/**
 * Two organisations and apps in each state but the suspended one, written by the same rules as everybody's. What is there
 * already is left alone, so that a load that was killed goes on.
 */
export async function seed(store: VendorsStore, { given, progress }: SeedTools): Promise<void> {
  const people = parsePeople(given['vendors']);
  const total = organisations.length + apps.length;
  for (const [n, { of, name, website }] of organisations.entries()) {
    progress(n, total);
    const viewer = vendorPerson(people, of);
    if (await ownVendor(store, viewer)) continue;
    const input = { name, website, contact: { name: 'Phòng kỹ thuật', email: 'ky-thuat@vendor.example' } };
    await registerVendor(store, { ...callOf(viewer, 'registerVendor', input), input });
  }
  for (const [n, app] of apps.entries()) {
    progress(organisations.length + n, total);
    await seedApp(store, vendorPerson(people, app.of), app);
  }
  progress(total, total);
}

async function seedApp(store: VendorsStore, viewer: Viewer, { name, about, steps }: (typeof apps)[number]) {
  const vendor = await ownVendor(store, viewer);
  if (!vendor) throw new Error('the sample organisation is not there');
  const { nodes } = await listApps(store, { first: 100 }, vendor._id);
  const input = { name, about, scopes: ['usage:read', 'reports:read'] };
  const call = { ...callOf(viewer, 'registerVendorApp', input), vendorId: vendor._id, input };
  const stored = nodes.find((app) => app.name === name) ?? (await registerApp(store, call));
  for (const [taken, step] of steps.entries()) {
    if (taken < stored.version - 1) continue;
    const by = step === 'LAUNCH' ? viewer : centre;
    await stepApp(store, { ...callOf(by, step, step), id: stored._id, step, words: 'Đã kiểm tra.' });
  }
}

function callOf(viewer: Viewer, operation: string, args: unknown) {
  return { viewer, operation, args, clientMutationId: undefined };
}

async function ownVendor(store: VendorsStore, { id }: Viewer) {
  const { nodes } = await listVendors(store, { first: 1 }, id ?? '');
  return nodes[0];
}

const centre: Viewer = {
  kind: 'person',
  id: 'sample-operations-centre',
  roles: ['ioc'],
  vneidLevel: 2,
  scopes: [],
};

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

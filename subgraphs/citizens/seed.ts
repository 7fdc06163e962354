import { setTimeout as sleep } from 'node:timers/promises';
import type { Role, SeedTools, Viewer } from '../kit/index.ts';
import type { CitizensStore } from './citizen.store.ts';
import type { ConsentInput } from './consent.rules.ts';
import { grantConsent, listConsents, withdrawConsent } from './consent.store.ts';
import type { LinkInput } from './link.rules.ts';
import { listLinks, requestLink, stepLink } from './link.store.ts';
import { readProfile, writeProfile } from './profile.store.ts';
import type { RequestKind, RequestStep } from './request.rules.ts';
import { listOwn, receiveRequest, stepRequest } from './request.store.ts';

/** The committee of Thuận Hóa ward. */
const committee = 'ubnd-19753';
const dayMs = 24 * 60 * 60_000;

/**
 * A few families, consents, and one request in each state, written by the same rules as everybody's, by who may, dated in
 * the last days. What is there already is left alone, so that a load that was killed goes on.
 */
export async function seed(store: CitizensStore, { now, given, progress }: SeedTools): Promise<void> {
  await untilFollowed(store);
  const at = (daysAgo: number): Date => new Date(now().getTime() - daysAgo * dayMs);
  const people = parsePeople(given['people']);
  const sample: Sample = { store, at, personOf: (n) => citizen(people[n] ?? `sample-citizen-${n}`) };
  const parts = [seedProfile, seedFamilies, seedConsents, seedRequests];
  for (const [done, part] of parts.entries()) {
    progress(done, parts.length);
    await part(sample);
  }
  progress(parts.length, parts.length);
}

interface Sample {
  readonly store: CitizensStore;
  readonly at: (daysAgo: number) => Date;
  /** The first are accounts that one can sign in with. */
  readonly personOf: (n: number) => Viewer;
}

/** Who verifies links, and how many days a request has, comes from agencies. */
async function untilFollowed({ links }: CitizensStore): Promise<void> {
  for (let waitedMs = 0; waitedMs < 60_000; waitedMs += 100) {
    if (await links.facts.isCommittee(committee)) return;
    await sleep(100);
  }
  throw new Error('The sample families need the wards, which agencies has not told.');
}

async function seedProfile({ store, personOf, at }: Sample): Promise<void> {
  const viewer = personOf(0);
  if ((await readProfile(store.profiles, viewer.id ?? '')).version > 0) return;
  const input = {
    fullName: 'Nguyễn Thị Hương',
    sex: 'FEMALE',
    birthDate: '1990-03-02',
    cccd: '046190012345',
    phone: '0914 123 456',
    address: '12 Lê Lợi, phường Thuận Hóa',
  } as const;
  const call = { viewer, operation: 'updateProfile', args: input, now: at(30) };
  await writeProfile(store.profiles, { ...call, input, expectedVersion: 0 });
}

const children = [
  {
    guardian: 0,
    childId: 'sample-child-1',
    relation: 'MOTHER',
    childName: 'Nguyễn Gia Bảo',
    childBirthDate: '2016-05-05',
  },
  {
    guardian: 0,
    childId: 'sample-child-2',
    relation: 'MOTHER',
    childName: 'Nguyễn Gia Hân',
    childBirthDate: '2021-09-12',
  },
  {
    guardian: 21,
    childId: 'sample-child-2',
    relation: 'FATHER',
    childName: 'Nguyễn Gia Hân',
    childBirthDate: '2021-09-12',
  },
  // Not verified yet.
  {
    guardian: 22,
    childId: 'sample-child-3',
    relation: 'GRANDPARENT',
    childName: 'Lê Minh Khang',
    childBirthDate: '2014-01-20',
  },
] as const;

async function seedFamilies({ store, personOf, at }: Sample): Promise<void> {
  const officer: Viewer = { ...citizen('sample-ward-officer', ['officer']), agencyId: committee };
  for (const { guardian, ...child } of children) {
    const viewer = personOf(guardian);
    const { nodes } = await listLinks(store.links, { guardianId: viewer.id ?? '' }, { first: 100 });
    const stored = nodes.find(({ childId }) => childId === child.childId);
    const input: LinkInput = { ...child, verifier: { kind: 'WARD', id: committee } };
    const asked = { viewer, operation: 'requestGuardianLink', args: input, input, now: at(20) };
    const link = stored ?? (await requestLink(store.links, asked));
    if (link.state !== 'REQUESTED' || guardian === 22) continue;
    const step = { step: 'VERIFY', id: link._id, words: 'Giấy khai sinh' } as const;
    const verified = { viewer: officer, operation: 'verifyGuardianLink', args: step, ...step, now: at(18) };
    await stepLink(store.links, verified, store.dependents);
  }
}

const statement = 'Tôi đồng ý để dữ liệu của tôi được dùng cho mục đích này.';
const notifications: ConsentInput = { purpose: 'NOTIFICATIONS', scope: ['contact:app'], statement };
const app: ConsentInput = {
  purpose: 'APP_ACCESS',
  scope: ['reports:read'],
  recipientId: 'sample-app',
  statement,
};
const health: ConsentInput = {
  purpose: 'HEALTH_RECORD_SHARING',
  scope: ['health:immunizations'],
  recipientId: 'sample-clinic',
  statement,
};

async function seedConsents({ store, personOf, at }: Sample): Promise<void> {
  const grant = (n: number, input: ConsentInput, childId?: string) =>
    grantConsent(store.consents, {
      viewer: personOf(n),
      operation: 'grantConsent',
      args: [input, childId],
      input,
      childId,
      now: at(15),
    });
  await grant(0, notifications);
  await grant(0, app);
  await grant(0, health, 'sample-child-1');
  const viewer = personOf(1);
  const { nodes } = await listConsents(store.consents, viewer.id ?? '', { first: 1 });
  // Agreed to and withdrawn: a second load would do both again.
  if (nodes.length === 0) await grant(1, notifications);
  const { purpose } = notifications;
  const call = { viewer, operation: 'withdrawConsent', args: purpose, purpose, now: at(3) };
  await withdrawConsent(store.consents, call, async () => undefined);
}

interface SampleRequest {
  readonly of: number;
  readonly kind: RequestKind;
  readonly details: string;
  readonly steps: readonly RequestStep[];
}

/** One in each state. */
const requests: readonly SampleRequest[] = [
  { of: 11, kind: 'CORRECTION', details: 'Họ tên bị ghi sai dấu.', steps: [] },
  { of: 12, kind: 'RESTRICTION', details: 'Đừng dùng số điện thoại cũ.', steps: ['ACKNOWLEDGE'] },
  { of: 13, kind: 'OBJECTION', details: 'Không đồng ý thống kê.', steps: ['ACKNOWLEDGE', 'EXTEND'] },
  { of: 0, kind: 'CORRECTION', details: 'Địa chỉ đã đổi.', steps: ['ACKNOWLEDGE', 'COMPLETE'] },
  { of: 1, kind: 'OBJECTION', details: 'Không đồng ý lưu hồ sơ.', steps: ['ACKNOWLEDGE', 'REFUSE'] },
];

const words: Readonly<Record<RequestStep, string | null>> = {
  ACKNOWLEDGE: null,
  EXTEND: 'Cần xác minh với đơn vị liên quan.',
  COMPLETE: 'Đã thực hiện theo yêu cầu.',
  REFUSE: 'Hồ sơ phải lưu theo quy định của pháp luật.',
  FINISH: null,
};

async function seedRequests({ store, personOf, at }: Sample): Promise<void> {
  const officer = citizen('sample-identity-officer', ['identityOfficer']);
  for (const { of, kind, details, steps } of requests) {
    const viewer = personOf(of);
    const { nodes } = await listOwn(store.requests, viewer.id ?? '', { first: 100 });
    const stored = nodes.find((request) => request.kind === kind);
    const daysAgo = steps.length === 0 ? 0 : 6;
    const ask = { viewer, operation: 'requestData', args: kind, kind, details, now: at(daysAgo) };
    const { _id: id, version } = stored ?? (await receiveRequest(store.requests, ask, store.hasThirdParty));
    for (const [index, step] of steps.entries()) {
      if (index < version - 1) continue;
      const call = { viewer: officer, operation: step, args: id, id, step, now: at(daysAgo - 1 - index) };
      await stepRequest(store.requests, { ...call, days: 10, words: words[step] }, store.beginErasure);
    }
  }
}

function citizen(id: string, roles: readonly Role[] = ['citizen']): Viewer {
  return { kind: 'person', id, roles, vneidLevel: 2, scopes: [] };
}

function parsePeople(given: unknown): readonly string[] {
  return Array.isArray(given) ? given.filter((id) => typeof id === 'string') : [];
}

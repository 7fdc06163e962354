import { randomUUID } from 'node:crypto';
import type { Model } from 'mongoose';
import type { ClientSession } from 'mongoose';
import { trusted } from 'mongoose';
import type { Connection, PageArgs, PageOrder, Tx } from '../kit/index.ts';
import { findPage, openModel } from '../kit/index.ts';
import { orThrow } from '../kit/verdict.ts';
import type { AppChange } from './app.events.ts';
import { appEntry } from './app.events.ts';
import type { AppRow } from './app.model.ts';
import { appSchema } from './app.model.ts';
import type { AppInput, AppStep } from './app.rules.ts';
import { checkApp, checkStepWords, takeAppStep } from './app.rules.ts';
import { noSuchApp, requireCentre, requireVendor, staleVersion, tooMany } from './errors.ts';
import type { PlanCode } from './plan.rules.ts';
import type { Owned, VendorDesk, WriteCall } from './vendor.store.ts';
import { requireOwn } from './vendor.store.ts';

/** What apps are kept with. */
export interface AppDesk extends VendorDesk {
  readonly apps: Model<AppRow>;
}

export async function openAppDesk(desk: VendorDesk): Promise<AppDesk> {
  return { ...desk, apps: await openModel(desk.parts.db, 'VendorApp', appSchema()) };
}

const maxApps = 50;

export interface RegisterAppCall extends WriteCall {
  readonly vendorId: string;
  readonly input: AppInput;
  /** Of the app that a sandbox belongs to, which has the same id there. */
  readonly id?: string | undefined;
}

/**
 * Registers an app, in the sandbox and with the plan that every app begins with.
 * @throws GraphQLError UNAUTHENTICATED, FORBIDDEN, NOT_FOUND for another's organisation, BAD_USER_INPUT, CONFLICT for one app too many
 */
export async function registerApp(desk: AppDesk, call: RegisterAppCall): Promise<AppRow> {
  const ownerId = requireVendor(call.viewer);
  const { vendorId } = call;
  await requireOwn(desk, { id: vendorId, ownerId });
  const checked = orThrow(checkApp(call.input));
  const entry = await desk.parts.once({ ...call, queue: `Apps:${vendorId}` }, async (tx) => {
    const { now, session } = tx;
    const vendor = await requireOwn(desk, { id: vendorId, ownerId }, tx);
    // Two that register at once write to one document, so that one of them counts again.
    await desk.vendors.updateOne({ _id: vendorId }, { $set: { changedAt: now } }, { session });
    const count = await desk.apps.countDocuments({ vendorId: vendor._id }, { session });
    if (count >= maxApps) throw tooMany('apps of this organisation', maxApps);
    const standing = { state: 'SANDBOX', before: null, reason: null, plan: 'OPEN' } as const;
    const dates = { registeredAt: now, changedAt: now };
    const row: AppRow = {
      _id: call.id ?? randomUUID(),
      vendorId,
      ...checked,
      ...standing,
      ...dates,
      version: 1,
    };
    await desk.apps.create([row], { session });
    return tx.append(appEntry(row, 'REGISTER', 'vendor'));
  });
  return requireApp(desk, entry.entityId);
}

interface ChangeCall extends WriteCall {
  readonly id: string;
  readonly expectedVersion?: number | null | undefined;
}

export interface UpdateAppCall extends ChangeCall {
  readonly input: AppInput;
}

/** @throws GraphQLError as `registerApp`, CONFLICT for a stale version */
export async function updateApp(desk: AppDesk, call: UpdateAppCall): Promise<AppRow> {
  await requireOwnApp(desk, { id: call.id, ownerId: requireVendor(call.viewer) });
  const checked = orThrow(checkApp(call.input));
  return changeApp(desk, call, { change: 'UPDATE', actor: 'vendor', of: (row) => ({ ...row, ...checked }) });
}

export interface StepAppCall extends ChangeCall {
  /** Passing is nobody's to say: a conformance run does it. */
  readonly step: Exclude<AppStep, 'PASS'>;
  readonly words?: string | null | undefined;
}

/**
 * Moves an app on: its organisation launches it, the operations centre does the rest.
 * @throws GraphQLError UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, BAD_USER_INPUT, ILLEGAL_TRANSITION, CONFLICT
 */
export async function stepApp(desk: AppDesk, call: StepAppCall): Promise<AppRow> {
  const { step, id, viewer } = call;
  if (step === 'LAUNCH') await requireOwnApp(desk, { id, ownerId: requireVendor(viewer) });
  else requireCentre(viewer);
  const words = orThrow(checkStepWords(step, call.words));
  return changeApp(desk, call, {
    change: step,
    actor: step === 'LAUNCH' ? 'vendor' : 'ioc',
    of: (row) => ({ ...row, ...orThrow(takeAppStep(row, step)), reason: step === 'SUSPEND' ? words : null }),
  });
}

/** The app has passed a conformance run: in the transaction that finds it so. Nothing changes for one that had passed before. */
export async function passApp(desk: AppDesk, id: string, tx: Tx): Promise<void> {
  const stored = await requireApp(desk, id, tx.session);
  const next = takeAppStep(stored, 'PASS');
  if ('problem' in next) return;
  const row: AppRow = { ...stored, ...next.value, changedAt: tx.now, version: stored.version + 1 };
  await desk.apps.replaceOne({ _id: id }, row, { session: tx.session });
  await tx.append(appEntry(row, 'PASS', 'hub'));
}

/** Of the operations centre. @throws GraphQLError UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, CONFLICT */
export async function setPlan(
  desk: AppDesk,
  call: ChangeCall & { readonly plan: PlanCode },
): Promise<AppRow> {
  requireCentre(call.viewer);
  return changeApp(desk, call, {
    change: 'PLAN',
    actor: 'ioc',
    of: (row) => ({ ...row, plan: call.plan }),
  });
}

/** Whether an app may send nothing but the documents on its list. @throws GraphQLError as `updateApp` */
export async function setListedOnly(
  desk: AppDesk,
  call: ChangeCall & { readonly listedOnly: boolean },
): Promise<AppRow> {
  await requireOwnApp(desk, { id: call.id, ownerId: requireVendor(call.viewer) });
  return changeApp(desk, call, {
    change: 'DOCUMENTS',
    actor: 'vendor',
    of: (row) => ({ ...row, listedOnly: call.listedOnly }),
  });
}

interface Change {
  readonly change: AppChange;
  readonly actor: 'vendor' | 'ioc';
  readonly of: (row: AppRow) => AppRow;
}

async function changeApp(desk: AppDesk, call: ChangeCall, { change, actor, of }: Change): Promise<AppRow> {
  const { id, expectedVersion } = call;
  await requireApp(desk, id);
  await desk.parts.once({ ...call, queue: `App:${id}` }, async (tx) => {
    const stored = await requireApp(desk, id, tx.session);
    if (typeof expectedVersion === 'number' && expectedVersion !== stored.version)
      throw staleVersion('app', stored.version);
    const row: AppRow = { ...of(stored), changedAt: tx.now, version: stored.version + 1 };
    await desk.apps.replaceOne({ _id: id }, row, { session: tx.session });
    return tx.append(appEntry(row, change, actor));
  });
  return requireApp(desk, id);
}

export function findApp({ apps }: AppDesk, id: string, session?: ClientSession): Promise<AppRow | null> {
  return apps
    .findById(id)
    .session(session ?? null)
    .lean<AppRow>()
    .exec();
}

export function findApps({ apps }: AppDesk, ids: readonly string[]): Promise<AppRow[]> {
  return apps
    .find({ _id: trusted({ $in: [...ids] }) })
    .lean<AppRow[]>()
    .exec();
}

export async function requireApp(desk: AppDesk, id: string, session?: ClientSession): Promise<AppRow> {
  const row = await findApp(desk, id, session);
  if (!row) throw noSuchApp();
  return row;
}

/** The app if the person acts for its organisation. @throws GraphQLError NOT_FOUND, as for an unknown one */
export async function requireOwnApp(desk: AppDesk, { id, ownerId }: Owned, tx?: Tx): Promise<AppRow> {
  const row = await requireApp(desk, id, tx?.session);
  const vendor = await desk.vendors
    .findOne({ _id: row.vendorId, ownerId })
    .session(tx?.session ?? null)
    .lean();
  if (!vendor) throw noSuchApp();
  return row;
}

const byRegistration: PageOrder = [
  { field: 'registeredAt', direction: 1, kind: 'date' },
  { field: '_id', direction: 1, kind: 'string' },
];

/** All apps, or those of one organisation, in the order of their registration. */
export function listApps({ apps }: AppDesk, args: PageArgs, vendorId?: string): Promise<Connection<AppRow>> {
  return findPage(apps, { args, order: byRegistration, filter: vendorId === undefined ? {} : { vendorId } });
}

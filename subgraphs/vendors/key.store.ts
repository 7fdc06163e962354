import { createHash, randomBytes } from 'node:crypto';
import type { Model } from 'mongoose';
import type { Connection, PageArgs, Timer, Tx } from '../kit/index.ts';
import { findPage, openModel } from '../kit/index.ts';
import { orThrow } from '../kit/verdict.ts';
import type { AppRow } from './app.model.ts';
import type { AppState } from './app.rules.ts';
import type { AppDesk } from './app.store.ts';
import { findApp, requireOwnApp } from './app.store.ts';
import { checkLiveKeys } from './conformance.rules.ts';
import { noSuchKey, requireVendor, tooMany } from './errors.ts';
import { keyEntry } from './key.events.ts';
import type { KeyRow } from './key.model.ts';
import { keySchema } from './key.model.ts';
import type { KeyInput } from './key.rules.ts';
import { checkKey, checkOverlap, endOfOverlap, maxKeys } from './key.rules.ts';
import { planOf } from './plan.rules.ts';
import type { Owned, WriteCall } from './vendor.store.ts';

/** What keys are kept with. */
export interface KeyDesk extends AppDesk {
  readonly keys: Model<KeyRow>;
}

export async function openKeyDesk(desk: AppDesk): Promise<KeyDesk> {
  return { ...desk, keys: await openModel(desk.parts.db, 'ApiKey', keySchema()) };
}

/** A key with what the client is to send: shown this once, and kept nowhere. */
export interface IssuedKey {
  readonly key: KeyRow;
  /** Null when the call is a repeat of one that has been answered. */
  readonly secret: string | null;
}

export interface CreateKeyCall extends WriteCall {
  readonly appId: string;
  readonly input: KeyInput;
}

/**
 * A key for the city itself is for apps that have passed a conformance run only.
 * @throws GraphQLError UNAUTHENTICATED, FORBIDDEN (rule not_conformant for such a key), NOT_FOUND, BAD_USER_INPUT, CONFLICT for one key too many
 */
export async function createKey(desk: KeyDesk, call: CreateKeyCall): Promise<IssuedKey> {
  const ownerId = requireVendor(call.viewer);
  const { appId, input } = call;
  await requireOwnApp(desk, { id: appId, ownerId });
  const made = makeSecret();
  const entry = await desk.parts.once({ ...call, queue: `Keys:${appId}` }, async (tx) => {
    const app = await requireOwnApp(desk, { id: appId, ownerId }, tx);
    const checked = orThrow(checkKey(input, app.scopes));
    if (!checked.sandbox) orThrow(checkLiveKeys(app));
    await refuseTooMany(desk, app, tx);
    return addKey(desk, { ...made, appId, ...checked }, tx);
  });
  return issued(desk, entry.entityId, made);
}

export interface RotateKeyCall extends WriteCall {
  readonly id: string;
  readonly overlapHours: number;
}

/**
 * Makes a key in place of another one, which is good for the overlap yet.
 * @throws GraphQLError UNAUTHENTICATED, FORBIDDEN, NOT_FOUND also for one that is over or replaced already, BAD_USER_INPUT
 */
export async function rotateKey(desk: KeyDesk, call: RotateKeyCall): Promise<IssuedKey> {
  const ownerId = requireVendor(call.viewer);
  const { appId } = await requireOwnKey(desk, { id: call.id, ownerId });
  const hours = orThrow(checkOverlap(call.overlapHours));
  const made = makeSecret();
  const entry = await desk.parts.once({ ...call, queue: `Keys:${appId}` }, async (tx) => {
    const old = await requireOwnKey(desk, { id: call.id, ownerId }, tx);
    const now = new Date();
    if (old.endedAt !== null || old.replacedBy !== null || old.expiresAt <= now) throw noSuchKey();
    const { name, scopes, sandbox = false, createdAt, expiresAt } = old;
    const days = Math.round((expiresAt.getTime() - createdAt.getTime()) / dayMs);
    const added = await addKey(desk, { ...made, appId, name, scopes, days, sandbox }, tx);
    const end = endOfOverlap(old, hours, now);
    const replaced = { ...old, expiresAt: end, replacedBy: made.prefix, version: old.version + 1 };
    await saveKey(desk, replaced, tx);
    await setEnd(replaced, tx);
    await tx.append(keyEntry(replaced, 'replaced'));
    return added;
  });
  return issued(desk, entry.entityId, made);
}

/** @throws GraphQLError UNAUTHENTICATED, FORBIDDEN, NOT_FOUND; nothing changes for one that is over already */
export async function revokeKey(desk: KeyDesk, call: WriteCall & { readonly id: string }): Promise<KeyRow> {
  const ownerId = requireVendor(call.viewer);
  const { appId } = await requireOwnKey(desk, { id: call.id, ownerId });
  await desk.parts.once({ ...call, queue: `Keys:${appId}` }, async (tx) => {
    const key = await requireOwnKey(desk, { id: call.id, ownerId }, tx);
    if (key.endedAt !== null)
      return tx.append({ ...keyEntry(key, 'created'), kind: 'unchanged', version: 0 });
    return endKey(desk, key, { change: 'revoked', tx });
  });
  return requireOwnKey(desk, { id: call.id, ownerId });
}

/** A key has come to its end by itself. */
export async function expireKey(desk: KeyDesk, { key: id }: Timer, tx: Tx): Promise<void> {
  const key = await desk.keys.findById(id).session(tx.session).lean<KeyRow>();
  if (key && key.endedAt === null && key.expiresAt <= new Date())
    await endKey(desk, key, { change: 'expired', tx });
}

const dayMs = 24 * 60 * 60_000;

interface MadeSecret {
  readonly prefix: string;
  readonly secret: string;
}

/** 32 random bytes: nobody guesses them, so a plain digest is enough to keep. */
function makeSecret(): MadeSecret {
  const prefix = `hub_${randomBytes(8).toString('hex')}`;
  return { prefix, secret: `${prefix}_${randomBytes(32).toString('base64url')}` };
}

interface NewKey extends MadeSecret, KeyInput {
  readonly appId: string;
}

async function addKey(desk: KeyDesk, { prefix, secret, appId, name, scopes, days, sandbox }: NewKey, tx: Tx) {
  const createdAt = new Date();
  const row: KeyRow = {
    _id: prefix,
    appId,
    name,
    scopes,
    digest: createHash('sha256').update(secret).digest('base64url'),
    createdAt,
    expiresAt: new Date(createdAt.getTime() + days * dayMs),
    endedAt: null,
    replacedBy: null,
    sandbox,
    version: 1,
  };
  await desk.keys.create([row], { session: tx.session });
  await setEnd(row, tx);
  return tx.append(keyEntry(row, 'created'));
}

function setEnd({ _id, expiresAt }: KeyRow, tx: Tx): Promise<void> {
  return tx.setTimer({ kind: 'keyEnds', key: _id, at: expiresAt, clock: 'real' });
}

interface Ending {
  readonly change: 'revoked' | 'expired';
  readonly tx: Tx;
}

async function endKey(desk: KeyDesk, key: KeyRow, { change, tx }: Ending) {
  const endedAt = change === 'expired' ? key.expiresAt : new Date();
  const row: KeyRow = { ...key, endedAt, version: key.version + 1 };
  await saveKey(desk, row, tx);
  await tx.clearTimer('keyEnds', key._id);
  return tx.append(keyEntry(row, change));
}

async function saveKey({ keys }: KeyDesk, row: KeyRow, { session }: Tx): Promise<void> {
  await keys.replaceOne({ _id: row._id }, row, { session });
}

async function refuseTooMany({ keys, apps }: KeyDesk, { _id, changedAt }: AppRow, tx: Tx): Promise<void> {
  const { session } = tx;
  // Two that make a key at once write to one document, so that one of them counts again.
  await apps.updateOne({ _id }, { $set: { changedAt } }, { session });
  const count = await keys.countDocuments({ appId: _id, endedAt: null }, { session });
  if (count >= maxKeys) throw tooMany('keys of this app', maxKeys);
}

async function issued(desk: KeyDesk, id: string, made: MadeSecret): Promise<IssuedKey> {
  const key = await desk.keys.findById(id).lean<KeyRow>();
  if (!key) throw noSuchKey();
  return { key, secret: id === made.prefix ? made.secret : null };
}

async function requireOwnKey(desk: KeyDesk, { id, ownerId }: Owned, tx?: Tx): Promise<KeyRow> {
  const row = await desk.keys
    .findById(id)
    .session(tx?.session ?? null)
    .lean<KeyRow>();
  if (!row) throw noSuchKey();
  const app = await requireOwnApp(desk, { id: row.appId, ownerId }, tx).catch(() => null);
  if (!app) throw noSuchKey();
  return row;
}

/** Keys of an app, the newest first. */
export function listKeys({ keys }: KeyDesk, appId: string, args: PageArgs): Promise<Connection<KeyRow>> {
  return findPage(keys, {
    args,
    order: [
      { field: 'createdAt', direction: -1, kind: 'date' },
      { field: '_id', direction: -1, kind: 'string' },
    ],
    filter: { appId },
  });
}

/** What a gateway has to know of a key to let somebody in with it. */
export interface KeyStanding {
  readonly digest: string;
  readonly appId: string;
  readonly appState: AppState;
  /** Good in the sandbox of its app, and nowhere else. */
  readonly isForSandbox: boolean;
  readonly scopes: readonly string[];
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly isOver: boolean;
  readonly unitsPerDay: number;
  readonly requestsPerSecond: number;
}

/** Null for a prefix that no key has. A key never has more scopes than its app has now. */
export async function standingOf(desk: KeyDesk, prefix: string): Promise<KeyStanding | null> {
  const key = await desk.keys.findById(prefix).lean<KeyRow>();
  const app = key && (await findApp(desk, key.appId));
  if (!key || !app) return null;
  const { unitsPerDay, requestsPerSecond } = planOf(app.plan);
  return {
    digest: key.digest,
    appId: app._id,
    appState: app.state,
    isForSandbox: key.sandbox ?? false,
    scopes: key.scopes.filter((scope) => app.scopes.includes(scope)),
    createdAt: key.createdAt.toISOString(),
    expiresAt: key.expiresAt.toISOString(),
    isOver: key.endedAt !== null,
    unitsPerDay,
    requestsPerSecond,
  };
}

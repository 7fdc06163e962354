import { randomUUID } from 'node:crypto';
import type { ClientSession } from 'mongoose';
import { badInput, forbidden, hubError, notFound, unauthenticated } from './errors.ts';
import type { FileAddresses } from './file-addresses.ts';
import { ticketLifetimeMs } from './file-addresses.ts';
import type { FileContent, FileStore } from './file-store.ts';
import { openFileStore } from './file-store.ts';
import { createCollection } from './mongo.ts';
import type { Viewer } from './process/viewer.ts';
import { receiveUpload } from './receive-upload.ts';
import type { Timer } from './timers.ts';
import type { Tx } from './transact.ts';
import type { UploadDesk, UploadsParts } from './upload-desk.ts';
import { uploadEntry } from './upload-desk.ts';
import type { KeptFile, UploadKind, UploadRow } from './upload-kind.ts';
import { requireAwaited } from './upload-kind.ts';

/** One call of a `createUpload`. */
export interface UploadCall {
  readonly viewer: Viewer;
  readonly kind: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly clientMutationId?: string | null | undefined;
  /** Hub clock unless given; the sample data is written in the past. */
  readonly now?: Date;
}

export interface UploadTicket {
  readonly id: string;
  /** Path at the gateway's host. */
  readonly url: string;
  /** Real time. */
  readonly expiresAt: Date;
}

/** What something that refers to uploads claims: they must be the viewer's own, of this kind, received, and unused. */
export interface UploadClaim {
  readonly ids: readonly string[];
  readonly viewer: Viewer;
  readonly kind: string;
  /** The argument that names them. */
  readonly field: string;
}

export interface ReceivedUpload {
  readonly id: string;
  readonly ownerId: string;
  readonly files: Readonly<Record<string, KeptFile>>;
}

/**
 * Files that people send, beside the graph: a ticket first, then the bytes to the ticket's address, then a write of the
 * area that refers to them. What nothing refers to within a day is removed, by real time.
 */
export interface Uploads {
  readonly files: Pick<FileStore, 'read'>;
  readonly addresses: FileAddresses;
  readonly timers: Readonly<Record<string, (timer: Timer, tx: Tx) => Promise<void>>>;
  /** @throws GraphQLError UNAUTHENTICATED, FORBIDDEN for a kind not meant for the viewer, BAD_USER_INPUT, QUOTA_EXCEEDED */
  create(call: UploadCall): Promise<UploadTicket>;
  /** The upload that an address was given for, if it still waits for bytes of this person. @throws GraphQLError */
  awaited(uploadId: string, viewer: Viewer): Promise<UploadRow>;
  /** Takes the bytes once they are what was announced and what the kind allows. @throws GraphQLError */
  receive(row: UploadRow, bytes: Buffer): Promise<Readonly<Record<string, KeptFile>>>;
  /**
   * Makes the uploads part of what `tx` writes, each once; answers those of each claim in their order.
   * @throws GraphQLError BAD_USER_INPUT naming the field
   */
  claim(claims: readonly UploadClaim[], tx: Tx): Promise<readonly (readonly ReceivedUpload[])[]>;
  /** Stores files outside of any transaction, to be gone after an hour unless `keep` is called in one. */
  putApart(files: Readonly<Record<string, FileContent>>): Promise<Readonly<Record<string, string>>>;
  keep(fileIds: readonly string[], tx: Tx): Promise<void>;
  /** Removes files as soon as `tx` is committed, whoever is killed when. */
  drop(fileIds: readonly string[], tx: Tx): Promise<void>;
  /** What a person has sent and nothing refers to. */
  pendingOf(personId: string): Promise<readonly { readonly kind: string; readonly bytes: number }[]>;
  removePending(personId: string, tx: Tx): Promise<number>;
}

/** How many uploads a person may have waiting for something to refer to them. */
export const maxPending = 30;
const unusedMs = 24 * 60 * 60_000;
const apartMs = 60 * 60_000;
/** Files in one removal: a file of 10 MiB is some 40 documents. */
const removedAtOnce = 10;
const uploadExpiry = 'upload-expiry';
const fileRemoval = 'file-removal';

export async function openUploads(
  parts: UploadsParts,
  kinds: Readonly<Record<string, UploadKind>>,
): Promise<Uploads> {
  await createCollection(parts.db, 'uploads');
  const rows = parts.db.collection<UploadRow>('uploads');
  await rows.createIndex({ ownerId: 1, state: 1 });
  const files = await openFileStore(parts.db, parts.personKeys);
  const desk: UploadDesk = { ...parts, rows, files, kinds };
  return {
    files,
    addresses: parts.addresses,
    timers: {
      [uploadExpiry]: (timer, tx) => expire(desk, timer.key, tx),
      [fileRemoval]: (timer, tx) => files.remove(parseFileIds(timer.data['fileIds']), tx.session),
    },
    create: (call) => createUpload(desk, call),
    awaited: async (uploadId, viewer) => requireAwaited(await rows.findOne({ _id: uploadId }), viewer),
    receive: (row, bytes) => receiveUpload(desk, row, bytes),
    claim: (claims, tx) => claimUploads(desk, claims, tx.session),
    putApart: (contents) => putApart(desk, contents),
    keep: async (fileIds, tx) => tx.clearTimer(fileRemoval, keyOf(fileIds)),
    drop: (fileIds, tx) => dropFiles(fileIds, tx),
    pendingOf: (personId) => rows.find({ ownerId: personId, state: { $ne: 'USED' } }).toArray(),
    removePending: (personId, tx) => removePending(desk, personId, tx),
  };
}

async function createUpload(desk: UploadDesk, call: UploadCall): Promise<UploadTicket> {
  const { viewer, clientMutationId, now, ...args } = call;
  const { kind, bytes } = args;
  const sha256 = checkAsk(desk.kinds[kind], call);
  const ownerId = viewer.id ?? '';
  const request = { viewer, clientMutationId, operation: 'createUpload', args };
  const entry = await desk.once(now ? { ...request, now } : request, async (tx) => {
    await requireRoom(desk, ownerId, tx.session);
    const id = randomUUID();
    const endsAt = new Date(Date.now() + ticketLifetimeMs);
    const row: UploadRow = {
      _id: id,
      ownerId,
      kind,
      bytes,
      sha256,
      state: 'AWAITED',
      version: 1,
      endsAt,
      files: {},
    };
    await desk.rows.insertOne(row, { session: tx.session });
    const at = new Date(Date.now() + unusedMs);
    await tx.setTimer({ kind: uploadExpiry, key: id, at, clock: 'real' });
    return tx.append(uploadEntry(row, 'upload-awaited'));
  });
  const row = await desk.rows.findOne({ _id: entry.entityId });
  if (!row) throw notFound('upload');
  return { id: row._id, url: desk.addresses.upload(row._id, row.endsAt), expiresAt: row.endsAt };
}

/** The announced digest in its one form. */
function checkAsk(kind: UploadKind | undefined, { viewer, bytes, sha256 }: UploadCall): string {
  if (viewer.kind !== 'person') throw viewer.kind === 'anonymous' ? unauthenticated() : forbidden();
  if (!kind) throw badInput({ field: 'kind', rule: 'kind' }, 'There is no such kind of upload.');
  if (!kind.mayUse(viewer)) throw forbidden('Uploads of this kind are not for you.');
  if (!Number.isInteger(bytes) || bytes < 1 || bytes > kind.maxBytes)
    throw badInput(
      { field: 'bytes', rule: 'range', min: 1, max: kind.maxBytes },
      `A file of this kind has 1 to ${kind.maxBytes} bytes.`,
    );
  const digest = sha256.toLowerCase();
  if (!/^[0-9a-f]{64}$/.test(digest))
    throw badInput({ field: 'sha256', rule: 'sha256' }, 'sha256 has 64 hexadecimal digits.');
  return digest;
}

async function requireRoom({ rows }: UploadDesk, ownerId: string, session: ClientSession): Promise<void> {
  const waiting = await rows.countDocuments({ ownerId, state: { $ne: 'USED' } }, { session });
  if (waiting >= maxPending)
    throw hubError(
      'QUOTA_EXCEEDED',
      `You have ${waiting} uploads that nothing refers to. Use them, or wait until they are removed.`,
      { limit: maxPending },
    );
}

async function claimUploads(
  { rows }: UploadDesk,
  claims: readonly UploadClaim[],
  session: ClientSession,
): Promise<readonly (readonly ReceivedUpload[])[]> {
  const ids = claims.flatMap((claim) => claim.ids);
  if (new Set(ids).size < ids.length) throw new Error('expected each upload to be claimed once');
  const all = { _id: { $in: ids } };
  const found = new Map((await rows.find(all, { session }).toArray()).map((row) => [row._id, row]));
  const claimed = claims.map((claim) => claim.ids.map((id) => requireReady(found.get(id), claim, id)));
  // Whoever claims the same one meanwhile ends in a write conflict here, runs again and finds it used.
  await rows.updateMany(all, { $set: { state: 'USED' } }, { session });
  return claimed;
}

function requireReady(
  row: UploadRow | undefined,
  { viewer, kind, field }: UploadClaim,
  id: string,
): ReceivedUpload {
  // Somebody else's is no different from none.
  if (!row || row.ownerId !== viewer.id || row.kind !== kind)
    throw badInput({ field, rule: 'upload', id }, 'You have no such upload of this kind.');
  if (row.state === 'USED')
    throw badInput({ field, rule: 'upload_used', id }, 'This upload has been used already.');
  if (row.state !== 'READY')
    throw badInput({ field, rule: 'upload_awaited', id }, 'The bytes of this upload have not arrived.');
  return { id, ownerId: row.ownerId, files: row.files };
}

async function expire(desk: UploadDesk, id: string, tx: Tx): Promise<void> {
  const row = await desk.rows.findOne({ _id: id }, { session: tx.session });
  if (row) await removeUpload(desk, row, tx);
}

/** Files of a used upload are what refers to it: only the row goes. */
async function removeUpload({ rows, files }: UploadDesk, row: UploadRow, tx: Tx): Promise<void> {
  await rows.deleteOne({ _id: row._id }, { session: tx.session });
  if (row.state === 'USED') return;
  await files.remove(fileIdsOf(row), tx.session);
  await tx.append(uploadEntry({ ...row, version: row.version + 1 }, 'upload-removed'));
}

async function removePending(desk: UploadDesk, ownerId: string, tx: Tx): Promise<number> {
  const pending = await desk.rows.find({ ownerId }, { session: tx.session }).toArray();
  for (const row of pending) {
    await tx.clearTimer(uploadExpiry, row._id);
    await removeUpload(desk, row, tx);
  }
  return pending.length;
}

function fileIdsOf({ files }: UploadRow): readonly string[] {
  return Object.values(files).map(({ fileId }) => fileId);
}

async function putApart(
  { files, transact }: UploadDesk,
  contents: Readonly<Record<string, FileContent>>,
): Promise<Readonly<Record<string, string>>> {
  const ids = Object.fromEntries(Object.keys(contents).map((name) => [name, files.newId()]));
  const at = new Date(Date.now() + apartMs);
  await transact({}, (tx) => setRemoval(Object.values(ids), at, tx));
  for (const [name, content] of Object.entries(contents)) await files.put(ids[name] ?? '', content);
  return ids;
}

async function dropFiles(fileIds: readonly string[], tx: Tx): Promise<void> {
  for (let from = 0; from < fileIds.length; from += removedAtOnce)
    await setRemoval(fileIds.slice(from, from + removedAtOnce), new Date(), tx);
}

async function setRemoval(fileIds: readonly string[], at: Date, tx: Tx): Promise<void> {
  await tx.setTimer({ kind: fileRemoval, key: keyOf(fileIds), at, clock: 'real', data: { fileIds } });
}

function keyOf([first = '']: readonly string[]): string {
  return first;
}

// Only what `setRemoval` stored is read with it.
function parseFileIds(value: unknown): readonly string[] {
  return value as readonly string[];
}

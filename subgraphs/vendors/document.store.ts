import type { Model } from 'mongoose';
import { trusted } from 'mongoose';
import type { Connection, PageArgs, Tx } from '../kit/index.ts';
import { findPage, openModel } from '../kit/index.ts';
import { orThrow } from '../kit/verdict.ts';
import type { AppRow } from './app.model.ts';
import type { AppDesk } from './app.store.ts';
import { findApp, requireApp, requireOwnApp } from './app.store.ts';
import type { RunDesk, RunStanding } from './conformance.store.ts';
import { standingOfRun } from './conformance.store.ts';
import { documentsEntry } from './document.events.ts';
import type { DocumentRow } from './document.model.ts';
import { documentId, documentSchema } from './document.model.ts';
import { checkHashes, maxDocuments } from './document.rules.ts';
import { requireVendor, tooMany } from './errors.ts';
import type { WriteCall } from './vendor.store.ts';

/** What lists of documents are kept with. */
export interface DocumentDesk extends AppDesk {
  readonly documents: Model<DocumentRow>;
}

export async function openDocumentDesk(desk: AppDesk): Promise<DocumentDesk> {
  return { ...desk, documents: await openModel(desk.parts.db, 'AppDocument', documentSchema()) };
}

/** A document that a gateway has found valid. */
export type FoundDocument = Omit<DocumentRow, '_id' | 'appId' | 'registeredAt'>;

export interface RegisterDocumentsCall extends WriteCall {
  readonly appId: string;
  readonly documents: readonly FoundDocument[];
}

/**
 * Puts documents on an app's list, all or none; those that are on it stay as they are.
 * @throws GraphQLError UNAUTHENTICATED, FORBIDDEN, NOT_FOUND for another's app, CONFLICT for one too many
 */
export async function registerDocuments(desk: DocumentDesk, call: RegisterDocumentsCall): Promise<AppRow> {
  const ownerId = requireVendor(call.viewer);
  const { appId, documents } = call;
  await requireOwnApp(desk, { id: appId, ownerId });
  await desk.parts.once({ ...call, queue: `Documents:${appId}` }, async (tx) => {
    await lockList(desk, appId, tx);
    const rows = documents.map(
      (found): DocumentRow => ({
        ...found,
        _id: documentId(appId, found.hash),
        appId,
        registeredAt: tx.now,
      }),
    );
    const { session } = tx;
    const known = await desk.documents
      .find({ _id: trusted({ $in: rows.map(({ _id }) => _id) }) }, { _id: 1 })
      .session(session)
      .lean<Pick<DocumentRow, '_id'>[]>();
    const before = new Set(known.map(({ _id }) => _id));
    const added = [...new Map(rows.map((row) => [row._id, row])).values()].filter(
      ({ _id }) => !before.has(_id),
    );
    const count = await desk.documents.countDocuments({ appId }, { session });
    if (count + added.length > maxDocuments) throw tooMany('documents of this app', maxDocuments);
    if (added.length > 0) await desk.documents.insertMany(added, { session });
    const hashes = added.map(({ hash }) => hash);
    return tx.append(documentsEntry(appId, 'documentsAdded', hashes));
  });
  return requireApp(desk, appId);
}

/**
 * Takes documents off an app's list; what is not on it is passed over.
 * @throws GraphQLError UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, BAD_USER_INPUT
 */
export async function removeDocuments(
  desk: DocumentDesk,
  call: WriteCall & { readonly appId: string; readonly ids: readonly string[] },
): Promise<AppRow> {
  const ownerId = requireVendor(call.viewer);
  const { appId } = call;
  await requireOwnApp(desk, { id: appId, ownerId });
  const hashes = orThrow(checkHashes(call.ids));
  await desk.parts.once({ ...call, queue: `Documents:${appId}` }, async (tx) => {
    await lockList(desk, appId, tx);
    const ids = hashes.map((hash) => documentId(appId, hash));
    await desk.documents.deleteMany({ _id: trusted({ $in: ids }) }, { session: tx.session });
    return tx.append(documentsEntry(appId, 'documentsRemoved', hashes));
  });
  return requireApp(desk, appId);
}

/** Two that change a list at once write to one document, so that one of them counts again. */
async function lockList(desk: DocumentDesk, appId: string, { now, session }: Tx): Promise<void> {
  await desk.apps.updateOne({ _id: appId }, { $set: { changedAt: now } }, { session });
}

/** In the order of their registration. */
export function listDocuments(
  { documents }: DocumentDesk,
  appId: string,
  args: PageArgs,
): Promise<Connection<DocumentRow>> {
  return findPage(documents, {
    args,
    order: [
      { field: 'registeredAt', direction: 1, kind: 'date' },
      { field: '_id', direction: 1, kind: 'string' },
    ],
    filter: { appId },
  });
}

/** What a gateway asks before it runs something for an app. */
export interface DocumentStanding {
  /** The app may send nothing but what is on its list. */
  readonly listedOnly: boolean;
  /** The app is in a conformance run: what it does in its sandbox is noted. */
  readonly run: RunStanding | null;
  /** Of the document asked for; null when it is not on the list, or none was asked for. */
  readonly text: string | null;
}

/** Of an app that is not there nothing is known, and nothing is on its list. */
export async function standingOfDocument(
  desk: DocumentDesk & RunDesk,
  appId: string,
  hash: string | null,
): Promise<DocumentStanding> {
  const app = await findApp(desk, appId);
  const run = hash === null ? await standingOfRun(desk, appId) : null;
  const row =
    hash === null ? null : await desk.documents.findById(documentId(appId, hash)).lean<DocumentRow>();
  return { listedOnly: app?.listedOnly ?? false, run, text: row?.text ?? null };
}

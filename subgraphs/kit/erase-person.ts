import { randomUUID } from 'node:crypto';
import type { JournalEntry } from './journal.ts';
import { journalName } from './journal.ts';
import { createCollection, nativeDb } from './mongo.ts';
import { eraseRefusals } from './refusals.ts';
import type { SubgraphParts } from './subgraph-definition.ts';
import type { Tx } from './transact.ts';

export type ErasedCounts = Readonly<Record<string, number>>;

type ErasingParts = Pick<SubgraphParts, 'db' | 'transact' | 'personKeys'>;

/** Whom to erase. */
export interface Erasure {
  readonly personId: string;
  /** The order that it is done for: whoever gave it finds it again in the entry that says that it was done. */
  readonly order?: string;
}

/** Kind of the entry that orders an erasure, in the journal of the one subgraph that may order any; see `orderErasure`. */
const orderKind = 'erase';
/** Kind of the entry that says that a person was erased here, with counts. */
const doneKind = 'erased';

/**
 * Erases a person in one transaction: what the area holds in clear (`erase`), and the key of everything sealed, so that
 * journal and backups are unreadable for good. What the journal's looks at the person say of which thing was looked at,
 * and why, goes too: it would still tell whose that thing was. So does the person's topic, by which entries of the person
 * could still be told to belong together, and the payload of entries that name the person (`NewEntry.about`). The
 * journal then says that it was done, with counts and nothing else.
 */
export function erasePerson(
  parts: ErasingParts,
  personId: string,
  erase: (tx: Tx) => Promise<ErasedCounts>,
): Promise<ErasedCounts> {
  return parts.transact({}, (tx) => erasePersonIn(parts, { personId }, { tx, erase }));
}

/** The same within a transaction that is already running. */
export async function erasePersonIn(
  { db, personKeys }: Omit<ErasingParts, 'transact'>,
  { personId, order }: Erasure,
  { tx, erase }: { readonly tx: Tx; readonly erase: (tx: Tx) => Promise<ErasedCounts> },
): Promise<ErasedCounts> {
  const rows = await erase(tx);
  const topic = await personKeys.erase(personId, tx.session);
  await eraseRefusals(nativeDb(db), personId, tx.session);
  const { journalled, redaction } = await redactJournal({ db, topic, personId }, tx);
  const counts = { ...rows, personKeys: topic === null ? 0 : 1, ...(journalled > 0 && { journalled }) };
  await tx.append({
    entity: 'Person',
    entityId: personId,
    kind: doneKind,
    version: 0,
    payload: {
      counts,
      ...(order !== undefined && { order }),
      ...(redaction.rows > 0 && { redaction }),
    },
    topics: [],
    audited: true,
  });
  return counts;
}

/** How many audited entries an erasure took something out of, each of which says so by `id`: a chain without one more is whole. */
export interface Redaction {
  readonly id: string;
  readonly rows: number;
}

/** Of how many entries that are audited an erasure's own entry speaks; null for every other entry. */
export function redactionOf({ kind, payload }: JournalEntry): Redaction | null {
  const redaction = payload['redaction'];
  if (kind !== doneKind || typeof redaction !== 'object' || redaction === null) return null;
  if (!('id' in redaction) || !('rows' in redaction)) return null;
  return { id: String(redaction.id), rows: Number(redaction.rows) };
}

/** How many entries named the person, and what became of audited ones. */
async function redactJournal(
  of: { readonly db: SubgraphParts['db']; readonly topic: string | null; readonly personId: string },
  { session }: Tx,
): Promise<{ readonly journalled: number; readonly redaction: Redaction }> {
  const { db, topic, personId } = of;
  const journal = nativeDb(db).collection<JournalEntry>(journalName);
  const id = randomUUID();
  const redacted = await journal.updateMany(
    {
      'audit.salt': { $exists: true },
      $or: [{ kind: 'access', 'payload.whose': personId }, { about: personId }],
    },
    { $set: { 'audit.erasedBy': id }, $unset: { 'audit.salt': '' } },
    { session },
  );
  if (topic !== null) await journal.updateMany({ topics: topic }, { $pull: { topics: topic } }, { session });
  await journal.updateMany(
    { kind: 'access', 'payload.whose': personId },
    { $set: { entityId: erasedText, 'payload.purpose': erasedText } },
    { session },
  );
  const named = await journal.updateMany(
    { about: personId },
    { $set: { payload: erasedPayload }, $unset: { about: '' } },
    { session },
  );
  return { journalled: named.modifiedCount, redaction: { id, rows: redacted.modifiedCount } };
}

const erasedText = 'erased';
/** All that is left of the payload of an entry that named somebody who is erased: who reads one passes it over. */
const erasedPayload = Object.freeze({ erased: true });

/**
 * Orders the erasure of a person everywhere: every subgraph that follows this journal for orders obeys, each once. What else
 * the order has to say goes with it.
 */
export async function orderErasure(
  { personId, ...payload }: Required<Erasure> & Readonly<Record<string, unknown>>,
  tx: Tx,
): Promise<void> {
  await tx.append({
    entity: 'Person',
    entityId: personId,
    kind: orderKind,
    version: 0,
    payload,
    topics: [],
  });
}

/** What a peer's journal says of an order that it has obeyed; null for every other entry. */
export interface ErasedReport {
  readonly order: string;
  readonly personId: string;
  readonly at: Date;
  readonly counts: ErasedCounts;
}

export function erasedReportOf({ kind, entityId, payload, at }: JournalEntry): ErasedReport | null {
  if (kind !== doneKind || typeof payload['order'] !== 'string') return null;
  return { order: payload['order'], personId: entityId, at, counts: parseCounts(payload['counts']) };
}

// Only what `erasePersonIn` wrote is read with it.
function parseCounts(counts: unknown): ErasedCounts {
  return counts as ErasedCounts;
}

interface ObeyedRow {
  readonly _id: string;
  readonly at: Date;
}

export type ObeyErasures = (entry: JournalEntry, tx: Tx) => Promise<void>;

/**
 * Obeys the orders of another subgraph's journal, each once for the life of this subgraph's data: a journal that is read
 * anew from its beginning does not erase what a person has left here since.
 */
export async function openErasures(
  parts: Omit<ErasingParts, 'transact'>,
  erase: (personId: string, tx: Tx) => Promise<ErasedCounts>,
): Promise<ObeyErasures> {
  const name = 'erasures';
  await createCollection(nativeDb(parts.db), name);
  const obeyed = nativeDb(parts.db).collection<ObeyedRow>(name);
  return async ({ kind, entityId: personId, payload }, tx) => {
    const order = payload['order'];
    if (kind !== orderKind || typeof order !== 'string') return;
    const isNew = await obeyed.updateOne(
      { _id: order },
      { $setOnInsert: { at: tx.now } },
      { upsert: true, session: tx.session },
    );
    if (isNew.upsertedCount === 0) return;
    await erasePersonIn(parts, { personId, order }, { tx, erase: (within) => erase(personId, within) });
  };
}

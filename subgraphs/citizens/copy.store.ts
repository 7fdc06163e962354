import { randomUUID } from 'node:crypto';
import type { Tx } from '../kit/index.ts';
import { orThrow } from '../kit/verdict.ts';
import { requestEntry } from './request.events.ts';
import type { AreaDone, CopyPieceRow, RequestRow } from './request.model.ts';
import { isClosed, takeRequestStep } from './request.rules.ts';
import type { RequestDesk } from './request.store.ts';
import { saveRequest, settle, stepped } from './request.store.ts';

/** Everything that an area holds of a person, by collection. */
export type Held = Readonly<Record<string, readonly unknown[]>>;

/** The timer that removes a copy which the person has had time to fetch. */
export const copyExpiry = 'data-copy-expiry';
const copyKeptMs = 30 * 24 * 60 * 60_000;
/** A document of MongoDB has at most 16 MiB. */
const pieceBytes = 4 * 1024 * 1024;

/**
 * Fetches one area's part of a copy and stores it under the person's key; the last part makes the request DONE. An area
 * that is away is asked again, later and later, by the timer that this is run by.
 */
export async function fetchPart(
  desk: RequestDesk,
  {
    id,
    area,
    own,
  }: { readonly id: string; readonly area: string; readonly own: (personId: string) => Promise<Held> },
  tx: Tx,
): Promise<void> {
  const row = await desk.requests.findById(id).session(tx.session).lean<RequestRow>();
  if (!row || isClosed(row) || row.areas.some((done) => done.area === area)) return;
  const text =
    area === 'citizens'
      ? JSON.stringify(await own(row.personId))
      : await desk.parts.exportFromPeer(area, row.personId);
  await storePieces(desk, { row, area, text }, tx);
  await noteArea(desk, { row, done: { area, doneAt: tx.now, counts: countRows(text) } }, tx);
}

async function storePieces(
  { parts, pieces }: RequestDesk,
  { row, area, text }: { readonly row: RequestRow; readonly area: string; readonly text: string },
  { session }: Tx,
): Promise<void> {
  const bytes = Buffer.from(text);
  for (let piece = 0; piece * pieceBytes < bytes.length; piece += 1) {
    const slice = bytes.subarray(piece * pieceBytes, (piece + 1) * pieceBytes);
    const sealed = await parts.personKeys.sealBytes(row.personId, slice);
    await pieces.create([{ _id: randomUUID(), requestId: row._id, area, piece, ...sealed }], { session });
  }
}

/** How many rows an area gave, by collection. */
function countRows(text: string): Record<string, number> {
  const held: unknown = JSON.parse(text);
  if (typeof held !== 'object' || held === null)
    throw new Error('expected rows by collection, got something else');
  return Object.fromEntries(
    Object.entries(held).map(([name, rows]) => [name, Array.isArray(rows) ? rows.length : 1]),
  );
}

/** Writes down that an area has done its part, and that the request is DONE when it was the last. */
export async function noteArea(
  desk: RequestDesk,
  { row, done }: { readonly row: RequestRow; readonly done: AreaDone },
  tx: Tx,
): Promise<RequestRow> {
  const settled = await settle(row, tx);
  const { state, version } = settled;
  const lastChange = { step: 'AREA_DONE', from: state, to: state, at: tx.now } as const;
  let next: RequestRow = { ...settled, version: version + 1, areas: [...settled.areas, done], lastChange };
  await tx.append(requestEntry(next, { role: 'system' }));
  if (next.awaited.every((area) => next.areas.some((each) => each.area === area))) {
    const facts = orThrow(takeRequestStep(next, 'FINISH', { now: tx.now }));
    const copyUntil = next.kind === 'ACCESS' ? new Date(tx.now.getTime() + copyKeptMs) : null;
    next = { ...stepped(next, facts, { step: 'FINISH', at: tx.now }), copyUntil };
    await tx.append(requestEntry(next, { role: 'system' }));
    if (copyUntil) await tx.setTimer({ kind: copyExpiry, key: next._id, at: copyUntil });
  }
  await saveRequest(desk, next, { version: row.version, tx });
  return next;
}

/** The JSON text of one area's part; null when it is gone or not there yet. */
export async function readPart(
  { parts, pieces }: RequestDesk,
  { _id: requestId, personId }: Pick<RequestRow, '_id' | 'personId'>,
  area: string,
): Promise<string | null> {
  const rows = await pieces.find({ requestId, area }).sort({ piece: 1 }).lean<CopyPieceRow[]>();
  const texts: Buffer[] = [];
  for (const { keyId, box } of rows) {
    const bytes = await parts.personKeys.openBytes(personId, { keyId, box: toBuffer(box) });
    if (!bytes) return null;
    texts.push(bytes);
  }
  return rows.length > 0 ? Buffer.concat(texts).toString('utf8') : null;
}

/** A lean row holds the driver's Binary. */
function toBuffer(box: CopyPieceRow['box'] | { readonly buffer: Uint8Array }): Buffer {
  return Buffer.isBuffer(box) ? box : Buffer.from(box.buffer);
}

/** Removes a copy; the request keeps saying what was given. */
export async function expireCopy({ pieces }: RequestDesk, requestId: string, { session }: Tx): Promise<void> {
  await pieces.deleteMany({ requestId }, { session });
}

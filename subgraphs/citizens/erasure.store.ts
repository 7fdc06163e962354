import { trusted } from 'mongoose';
import type { ErasedCounts, ErasedReport } from '../kit/erase-person.ts';
import { erasePersonIn, orderErasure } from '../kit/erase-person.ts';
import type { Tx } from '../kit/index.ts';
import { noteArea } from './copy.store.ts';
import { rightsNotice } from './rights.events.ts';
import type { RequestRow } from './request.model.ts';
import { isClosed } from './request.rules.ts';
import type { RequestDesk } from './request.store.ts';
import { allAreas, copyTimer, requestClock, saveRequest } from './request.store.ts';

/**
 * Orders the erasure of a person in every area, and does this area's part at once, in the caller's transaction. The
 * request stays as the proof, without any word of the person, and is DONE when each area has journalled its own part.
 */
export async function beginErasure(
  desk: RequestDesk,
  {
    row,
    version,
    erase,
  }: {
    readonly row: RequestRow;
    readonly version: number;
    readonly erase: (tx: Tx) => Promise<ErasedCounts>;
  },
  tx: Tx,
): Promise<void> {
  const { personId, _id: order } = row;
  const proof: RequestRow = {
    ...row,
    details: null,
    answer: null,
    extensionReason: null,
    awaited: allAreas(desk),
  };
  await saveRequest(desk, proof, { version, tx });
  await orderErasure({ personId, order, rights: rightsNotice(personId, 'CONSENT') }, tx);
  const counts = await erasePersonIn(desk.parts, { personId, order }, { tx, erase });
  await noteArea(desk, { row: proof, done: { area: 'citizens', doneAt: tx.now, counts } }, tx);
}

/** An area has said that it has erased the person of a request. */
export async function noteErased(
  desk: RequestDesk,
  { area, report }: { readonly area: string; readonly report: ErasedReport },
  tx: Tx,
): Promise<void> {
  const row = await desk.requests.findById(report.order).session(tx.session).lean<RequestRow>();
  if (!row || row.personId !== report.personId || row.orderedAt === null || isClosed(row)) return;
  if (row.areas.some((done) => done.area === area)) return;
  await noteArea(desk, { row, done: { area, doneAt: report.at, counts: report.counts } }, tx);
}

/** All that is kept of a person's requests, for the person. */
export async function exportRequests(
  { parts, requests }: RequestDesk,
  personId: string,
): Promise<{ readonly dataRequests: readonly unknown[] }> {
  const rows = await requests.find({ personId }).sort({ receivedAt: -1, _id: -1 }).lean<RequestRow[]>();
  const open = (sealed: RequestRow['details']) => sealed && parts.personKeys.open(sealed);
  return {
    dataRequests: await Promise.all(
      rows.map(async ({ _id, kind, state, receivedAt, acknowledgedAt, dueAt, closedAt, ...row }) => ({
        id: _id,
        kind,
        state,
        receivedAt,
        acknowledgedAt,
        dueAt,
        closedAt,
        details: await open(row.details),
        answer: await open(row.answer),
        extensionReason: await open(row.extensionReason),
      })),
    ),
  };
}

/**
 * Takes a person's requests away, copies and words with them. Those for an erasure that was ordered stay: kinds, times and
 * counts, the proof that it was done.
 */
export async function eraseRequests(
  { requests, pieces }: RequestDesk,
  personId: string,
  tx: Tx,
): Promise<{ readonly dataRequests: number; readonly dataCopies: number }> {
  const { session } = tx;
  const own = await requests.find({ personId }, null, { session }).lean<RequestRow[]>();
  const ids = own.map(({ _id }) => _id);
  const gone = own.filter(({ orderedAt }) => orderedAt === null);
  for (const row of gone) {
    await tx.clearTimer(requestClock, row._id);
    for (const area of row.awaited) await tx.clearTimer(copyTimer, `${row._id}#${area}`);
  }
  const copies = await pieces.deleteMany({ requestId: trusted({ $in: ids }) }, { session });
  await requests.deleteMany({ _id: trusted({ $in: gone.map(({ _id }) => _id) }) }, { session });
  await requests.updateMany(
    { personId },
    { $set: { details: null, answer: null, extensionReason: null } },
    { session },
  );
  return { dataRequests: gone.length, dataCopies: copies.deletedCount };
}

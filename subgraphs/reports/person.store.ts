import { trusted } from 'mongoose';
import type { Tx } from '../kit/index.ts';
import type { MediaRow } from './media.model.ts';
import type { MediaDesk } from './attach.store.ts';
import { eraseComments, exportComments } from './commented.store.ts';
import { eraseFollows, exportFollows } from './follow.store.ts';
import type { ReportRow } from './report.model.ts';
import { isPublicState } from './report.rules.ts';
import type { Desk } from './step.store.ts';
import type { UpdateRow } from './update.model.ts';

/** All that is kept of a person, for the person. */
export async function exportPerson(desk: Desk, personId: string): Promise<Record<string, unknown[]>> {
  return {
    ...(await exportReports(desk, personId)),
    ...(await exportFollows(desk, personId)),
    ...(await exportComments(desk, personId)),
  };
}

/** Takes the person out of all that is kept; counts of what went. */
export async function erasePerson(desk: Desk, personId: string, tx: Tx): Promise<Record<string, number>> {
  return {
    ...(await eraseReports(desk, personId, tx)),
    ...(await eraseFollows(desk, personId, tx)),
    ...(await eraseComments(desk, personId, tx)),
  };
}

/** What is kept of a person: reports with contact and exact position, and what was written to agencies. */
async function exportReports(
  { parts, reports, updates, media }: Desk,
  personId: string,
): Promise<Record<string, unknown[]>> {
  const rows = await reports
    .find({ reporterId: personId })
    .sort({ receivedAt: -1, _id: -1 })
    .lean<ReportRow[]>();
  const lines = await updates.find({ 'sealed.personId': personId }).lean<UpdateRow[]>();
  const open = (sealed: ReportRow['contact']) => sealed && parts.personKeys.open(sealed);
  return {
    reports: await Promise.all(
      rows.map(async (row) => ({
        code: row.code,
        state: row.state,
        receivedAt: row.receivedAt,
        title: row.title,
        description: row.description,
        address: row.address,
        alias: row.alias,
        contact: await open(row.contact),
        mediaUrl: row.link ? await open(row.link) : null,
        exactPosition: await open(row.exact),
        ratings: row.rounds.map(({ rating }) => rating),
      })),
    ),
    answers: await Promise.all(
      lines.map(async ({ reportId, at, sealed }) => ({ reportId, at, text: await open(sealed) })),
    ),
    pictures: await exportPictures(media, personId),
    uploads: (await media.uploads.pendingOf(personId)).map(({ kind, bytes }) => ({ kind, bytes })),
  };
}

/** The pictures themselves are to be had at their addresses, as long as the person has not had them erased. */
async function exportPictures({ media }: MediaDesk, personId: string): Promise<unknown[]> {
  const rows = await media.find({ ownerId: personId }).sort({ at: -1, _id: -1 }).lean<MediaRow[]>();
  return rows.map(({ _id, reportId, role, at, original }) => ({ id: _id, reportId, role, at, original }));
}

const erasedText = '(đã xoá theo yêu cầu)';

/**
 * Takes the person out: the link to reports, the name shown, contact, exact positions, what was written to agencies. What is public stays,
 * since others acted on it; the texts of reports that never became public go as well.
 */
async function eraseReports(
  { reports, updates, media }: Desk,
  personId: string,
  tx: Tx,
): Promise<Record<string, number>> {
  const { session } = tx;
  const own = await reports
    .find({ reporterId: personId }, { state: 1, closedAt: 1 }, { session })
    .lean<ReportRow[]>();
  const unseen = own
    .filter((row) => row.closedAt !== null && !isPublicState(row.state))
    .map(({ _id }) => _id);
  await reports.updateMany(
    { _id: trusted({ $in: unseen }) },
    { $set: { title: erasedText, description: erasedText, address: null } },
    { session },
  );
  const unlinked = await reports.updateMany(
    { reporterId: personId },
    { $set: { reporterId: null, contact: null, exact: null, link: null, alias: null } },
    { session },
  );
  const blanked = await updates.updateMany(
    { 'sealed.personId': personId },
    { $set: { sealed: null } },
    { session },
  );
  return {
    reports: unlinked.modifiedCount,
    updates: blanked.modifiedCount,
    media: await eraseMedia(media, { personId, unseen }, tx),
    uploads: await media.uploads.removePending(personId, tx),
  };
}

/** Originals go; so do all copies of what never became public. Of the rest the pixelated copies stay, as the texts do. */
async function eraseMedia(
  { media, uploads }: MediaDesk,
  { personId, unseen }: { readonly personId: string; readonly unseen: readonly string[] },
  tx: Tx,
): Promise<number> {
  const { session } = tx;
  const own = await media.find({ ownerId: personId }, null, { session }).lean<MediaRow[]>();
  const isGone = ({ reportId }: MediaRow): boolean => unseen.includes(reportId);
  const files = own.flatMap((row) => [row.original, ...(isGone(row) ? [row.published, row.thumbnail] : [])]);
  await uploads.drop(
    files.flatMap((file) => file?.fileId ?? []),
    tx,
  );
  const gone = own.filter(isGone).map(({ _id }) => _id);
  await media.deleteMany({ _id: trusted({ $in: gone }) }, { session });
  await media.updateMany({ ownerId: personId }, { $set: { ownerId: null, original: null } }, { session });
  return own.length;
}

import { trusted } from 'mongoose';
import type { Tx } from '../kit/index.ts';
import type { ReportRow } from './report.model.ts';
import { isPublicState } from './report.rules.ts';
import type { Desk } from './step.store.ts';
import type { UpdateRow } from './update.model.ts';

/** What is kept of a person: reports with contact and exact position, and what was written to agencies. */
export async function exportReports(
  { parts, reports, updates }: Desk,
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
        exactPosition: await open(row.exact),
        ratings: row.rounds.map(({ rating }) => rating),
      })),
    ),
    answers: await Promise.all(
      lines.map(async ({ reportId, at, sealed }) => ({ reportId, at, text: await open(sealed) })),
    ),
  };
}

const erasedText = '(đã xoá theo yêu cầu)';

/**
 * Takes the person out: the link to reports, the name shown, contact, exact positions, what was written to agencies. What is public stays,
 * since others acted on it; the texts of reports that never became public go as well.
 */
export async function eraseReports(
  { reports, updates }: Desk,
  personId: string,
  { session }: Tx,
): Promise<Record<string, number>> {
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
    { $set: { reporterId: null, contact: null, exact: null, alias: null } },
    { session },
  );
  const blanked = await updates.updateMany(
    { 'sealed.personId': personId },
    { $set: { sealed: null } },
    { session },
  );
  return { reports: unlinked.modifiedCount, updates: blanked.modifiedCount };
}

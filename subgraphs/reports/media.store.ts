import { trusted } from 'mongoose';
import type { FileAsk, FoundFile } from '../kit/index.ts';
import type { UploadCall, Uploads, UploadTicket } from '../kit/uploads.ts';
import type { MediaRow } from './media.model.ts';
import { isOpen, mayViewCopy, originalAccess, readName } from './media.rules.ts';
import type { RedactCall } from './redaction.store.ts';
import { redactMedia } from './redaction.store.ts';
import type { ReportRow } from './report.model.ts';
import type { Desk } from './step.store.ts';

/** The pictures of reports, and what of them is not decided by a report's own steps. */
export interface MediaStore {
  readonly uploads: Uploads;
  createUpload(call: UploadCall): Promise<UploadTicket>;
  /** The pictures of these reports, of each in their order. */
  ofReports(reportIds: readonly string[]): Promise<MediaRow[]>;
  byIds(ids: readonly string[]): Promise<MediaRow[]>;
  /** A file as far as who asks may see it at this moment. */
  find(ask: FileAsk): Promise<FoundFile | null>;
  redact(call: RedactCall): Promise<ReportRow>;
}

export function mediaStore(desk: Desk): MediaStore {
  const { uploads } = desk.media;
  return {
    uploads,
    createUpload: (call) => uploads.create(call),
    ofReports: (reportIds) => findOfReports(desk, reportIds),
    byIds: (ids) => findByIds(desk, ids),
    find: (ask) => findFile(desk, ask),
    redact: (call) => redactMedia(desk, call),
  };
}

function findOfReports({ media: { media } }: Desk, reportIds: readonly string[]): Promise<MediaRow[]> {
  return media
    .find({ reportId: trusted({ $in: [...reportIds] }) })
    .sort({ reportId: 1, role: 1, place: 1 })
    .hint('ofReport')
    .lean<MediaRow[]>()
    .exec();
}

function findByIds({ media: { media } }: Desk, ids: readonly string[]): Promise<MediaRow[]> {
  return media
    .find({ _id: trusted({ $in: [...ids] }) })
    .lean<MediaRow[]>()
    .exec();
}

/** Null also for a copy that was replaced: its name is not that of the present one. */
async function findFile(
  { reports, media: { media } }: Desk,
  { name, viewer, isTicketed }: FileAsk,
): Promise<FoundFile | null> {
  const asked = readName(name);
  const row = asked && (await media.findById(asked.id).lean<MediaRow>());
  if (!row || asked.copy !== row.copy) return null;
  if (asked.variant === 'original') {
    // By its name alone it would be looked at without a row in the access log.
    const may = isTicketed && row.original !== null && originalAccess(row, viewer) !== 'none';
    return may ? { fileId: row.original.fileId, ownerId: row.ownerId, isOpen: false } : null;
  }
  const report = await reports.findById(row.reportId).lean<ReportRow>();
  if (!report || !mayViewCopy(row, report, viewer)) return null;
  return { fileId: row[asked.variant].fileId, ownerId: null, isOpen: isOpen(row, report) };
}

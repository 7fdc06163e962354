import type { JournalEntry, Tx } from '../kit/index.ts';
import type { PictureCopies } from '../kit/pictures.ts';
import type { Viewer } from '../kit/process/viewer.ts';
import { noSuchMedia, orThrow, requireCapacity } from './errors.ts';
import { mediaEntry } from './media.events.ts';
import type { MediaFile, MediaRow } from './media.model.ts';
import type { Rectangle } from './media.rules.ts';
import { checkCovers, checkMarkings, checkRectangles } from './media.rules.ts';
import { newCopy } from './attach.store.ts';
import { actorOf, reportEntry } from './report.events.ts';
import type { ReportRow } from './report.model.ts';
import type { Desk, ReportCall } from './step.store.ts';
import { requireVersion, rowAsOf, runOnce, saveNext, visibleReport, withFacts } from './step.store.ts';
import { couldAct } from './visibility.rules.ts';

/** What is to be pixelated in one picture. */
export interface Marking {
  readonly mediaId: string;
  readonly rectangles: readonly Rectangle[];
}

export interface RedactCall extends ReportCall, Marking {}

/**
 * Pixelates rectangles in the copies of a picture. The new copies are made before any transaction is open and are gone
 * within the hour when none takes them; the old ones have no address from the moment of the commit and are removed.
 * @throws GraphQLError UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, BAD_USER_INPUT, CONFLICT for a stale version
 */
export async function redactMedia(desk: Desk, call: RedactCall): Promise<ReportRow> {
  requireCapacity(couldAct(call.viewer, 'ioc'), call.viewer);
  const marked = await prepare(desk, call.id, call);
  const entry = await runOnce(desk, call, (tx) => writeRedaction(desk, { call, marked, tx }));
  return rowAsOf(desk, entry);
}

/**
 * The same for pictures that are marked with a decision on their report: in one transaction with it, so that a report is
 * never public without its mosaics. What is given back writes it; the report's own change is the decision's.
 * @throws GraphQLError as `redactMedia`
 */
export async function prepareMarkings(
  desk: Desk,
  call: Pick<ReportCall, 'id' | 'viewer'>,
  markings: readonly Marking[],
): Promise<(report: ReportRow, tx: Tx) => Promise<void>> {
  requireCapacity(couldAct(call.viewer, 'ioc'), call.viewer);
  orThrow(checkMarkings(markings));
  const all: Marked[] = [];
  for (const marking of markings) all.push(await prepare(desk, call.id, marking));
  return async (report, tx) => {
    for (const marked of all) await exchange(desk, { report, viewer: call.viewer, marked, tx });
  };
}

/** A marking that was checked, with the copies that it makes. */
interface Marked extends Marking {
  readonly copies: Copies;
}

async function prepare(desk: Desk, reportId: string, marking: Marking): Promise<Marked> {
  const { mediaId } = marking;
  const rectangles = orThrow(checkRectangles(marking.rectangles));
  const media = await mediaOf(desk, { id: reportId, mediaId });
  return { mediaId, rectangles, copies: await makeCopies(desk, media, rectangles) };
}

async function mediaOf(
  { media: { media } }: Desk,
  { id, mediaId }: { readonly id: string; readonly mediaId: string },
): Promise<MediaRow> {
  const row = await media.findOne({ _id: mediaId, reportId: id }).lean<MediaRow>();
  if (!row) throw noSuchMedia();
  return row;
}

type Copies = Pick<MediaRow, 'published' | 'thumbnail'>;

async function makeCopies(
  { media: { uploads, pictures } }: Desk,
  media: MediaRow,
  rectangles: readonly Rectangle[],
): Promise<Copies> {
  const original = media.original && (await uploads.files.read(media.original.fileId, media.ownerId));
  orThrow(checkCovers(rectangles, { rectangles: media.rectangles, hasOriginal: original !== null }));
  const base = original ?? (await uploads.files.read(media.published.fileId, null));
  if (!base) throw noSuchMedia();
  const made = await pictures.pixelate(base.bytes, rectangles);
  const contents = { published: contentOf(made.published), thumbnail: contentOf(made.thumbnail) };
  const ids = await uploads.putApart(contents);
  return { published: fileOf(ids, made, 'published'), thumbnail: fileOf(ids, made, 'thumbnail') };
}

function contentOf({ bytes, type }: PictureCopies['published']) {
  return { bytes, type, ownerId: null };
}

function fileOf(ids: Readonly<Record<string, string>>, made: PictureCopies, name: keyof Copies): MediaFile {
  const { bytes, type, width, height } = made[name];
  return { fileId: ids[name] ?? '', type, bytes: bytes.length, width: width ?? 0, height: height ?? 0 };
}

interface Redaction {
  readonly call: RedactCall;
  readonly marked: Marked;
  readonly tx: Tx;
}

async function writeRedaction(desk: Desk, { call, marked, tx }: Redaction): Promise<JournalEntry> {
  const row = await visibleReport(desk, call, tx.session);
  requireVersion(row, call.expectedVersion);
  await exchange(desk, { report: row, viewer: call.viewer, marked, tx });
  const lastChange = {
    step: 'REDACT_MEDIA',
    from: row.state,
    to: row.state,
    why: null,
    at: tx.now,
  } as const;
  const changed = withFacts(row, { ...row, version: row.version + 1 }, lastChange);
  await saveNext(desk, changed, { version: row.version, session: tx.session });
  return tx.append(reportEntry(changed, actorOf(row, call.viewer)));
}

interface Exchange {
  readonly report: ReportRow;
  readonly viewer: Viewer;
  readonly marked: Marked;
  readonly tx: Tx;
}

/** The new copies in the place of the old ones. */
async function exchange(desk: Desk, { report, viewer, marked, tx }: Exchange): Promise<void> {
  const { media, uploads } = desk.media;
  const { mediaId, rectangles, copies } = marked;
  const was = await media
    .findOne({ _id: mediaId, reportId: report._id })
    .session(tx.session)
    .lean<MediaRow>();
  if (!was) throw noSuchMedia();
  const next: MediaRow = { ...was, ...copies, rectangles, copy: newCopy(), version: was.version + 1 };
  await media.replaceOne({ _id: was._id }, next, { session: tx.session });
  await uploads.keep([copies.published.fileId, copies.thumbnail.fileId], tx);
  await uploads.drop([was.published.fileId, was.thumbnail.fileId], tx);
  await tx.append(mediaEntry(next, 'REDACT_MEDIA', actorOf(report, viewer)));
}

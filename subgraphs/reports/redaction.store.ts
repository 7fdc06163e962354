import type { JournalEntry, Tx } from '../kit/index.ts';
import type { PictureCopies } from '../kit/pictures.ts';
import { noSuchMedia, orThrow, requireCapacity } from './errors.ts';
import { mediaEntry } from './media.events.ts';
import type { MediaFile, MediaRow } from './media.model.ts';
import type { Rectangle } from './media.rules.ts';
import { checkCovers, checkRectangles } from './media.rules.ts';
import { newCopy } from './attach.store.ts';
import { actorOf, reportEntry } from './report.events.ts';
import type { ReportRow } from './report.model.ts';
import type { Desk, ReportCall } from './step.store.ts';
import { requireVersion, rowAsOf, runOnce, saveNext, visibleReport, withFacts } from './step.store.ts';
import { couldAct } from './visibility.rules.ts';

export interface RedactCall extends ReportCall {
  readonly mediaId: string;
  readonly rectangles: readonly Rectangle[];
}

/**
 * Pixelates rectangles in the copies of a picture. The new copies are made before any transaction is open and are gone
 * within the hour when none takes them; the old ones have no address from the moment of the commit and are removed.
 * @throws GraphQLError UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, BAD_USER_INPUT, CONFLICT for a stale version
 */
export async function redactMedia(desk: Desk, call: RedactCall): Promise<ReportRow> {
  requireCapacity(couldAct(call.viewer, 'ioc'), call.viewer);
  const rectangles = orThrow(checkRectangles(call.rectangles));
  const media = await mediaOf(desk, call);
  const copies = await makeCopies(desk, media, rectangles);
  const entry = await runOnce(desk, call, (tx) => writeRedaction(desk, { call, rectangles, copies, tx }));
  return rowAsOf(desk, entry);
}

async function mediaOf({ media: { media } }: Desk, { id, mediaId }: RedactCall): Promise<MediaRow> {
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
  readonly rectangles: readonly Rectangle[];
  readonly copies: Copies;
  readonly tx: Tx;
}

async function writeRedaction(
  desk: Desk,
  { call, rectangles, copies, tx }: Redaction,
): Promise<JournalEntry> {
  const { media, uploads } = desk.media;
  const row = await visibleReport(desk, call, tx.session);
  requireVersion(row, call.expectedVersion);
  const was = await media
    .findOne({ _id: call.mediaId, reportId: row._id })
    .session(tx.session)
    .lean<MediaRow>();
  if (!was) throw noSuchMedia();
  const next: MediaRow = { ...was, ...copies, rectangles, copy: newCopy(), version: was.version + 1 };
  await media.replaceOne({ _id: was._id }, next, { session: tx.session });
  await uploads.keep([copies.published.fileId, copies.thumbnail.fileId], tx);
  await uploads.drop([was.published.fileId, was.thumbnail.fileId], tx);
  const actor = actorOf(row, call.viewer);
  await tx.append(mediaEntry(next, 'REDACT_MEDIA', actor));
  const lastChange = {
    step: 'REDACT_MEDIA',
    from: row.state,
    to: row.state,
    why: null,
    at: tx.now,
  } as const;
  const changed = withFacts(row, { ...row, version: row.version + 1 }, lastChange);
  await saveNext(desk, changed, { version: row.version, session: tx.session });
  return tx.append(reportEntry(changed, actor));
}

import { randomBytes } from 'node:crypto';
import type { Model } from 'mongoose';
import type { SubgraphParts, Tx } from '../kit/index.ts';
import { openModel } from '../kit/mongo.ts';
import type { Pictures } from '../kit/pictures.ts';
import { createPictures, maxPictureBytes } from '../kit/pictures.ts';
import type { Viewer } from '../kit/process/viewer.ts';
import type { KeptFile, UploadKind } from '../kit/upload-kind.ts';
import type { ReceivedUpload, Uploads } from '../kit/uploads.ts';
import { mediaEntry } from './media.events.ts';
import type { MediaFile, MediaRow } from './media.model.ts';
import { mediaSchema } from './media.model.ts';
import type { MediaRole } from './media.rules.ts';
import { mayUpload } from './media.rules.ts';
import { actorOf } from './report.events.ts';
import type { ReportRow } from './report.model.ts';

/** What the pictures of reports need. */
export interface MediaDesk {
  readonly media: Model<MediaRow>;
  readonly uploads: Uploads;
  readonly pictures: Pictures;
}

/** Kinds of uploads, by what the picture will be. */
export const uploadKinds = {
  PHOTO: 'REPORT_PHOTO',
  EVIDENCE: 'REPORT_EVIDENCE',
} as const satisfies Record<MediaRole, string>;

export async function openMediaDesk(parts: SubgraphParts): Promise<MediaDesk> {
  const pictures = createPictures();
  const kind = (role: MediaRole): UploadKind => ({
    maxBytes: maxPictureBytes,
    mayUse: (viewer) => mayUpload(role, viewer),
    prepare: (bytes) => pictures.prepare(bytes),
  });
  return {
    pictures,
    media: await openModel(parts.db, 'Media', mediaSchema()),
    uploads: await parts.openUploads({
      [uploadKinds.PHOTO]: kind('PHOTO'),
      [uploadKinds.EVIDENCE]: kind('EVIDENCE'),
    }),
  };
}

/** Uploads that become pictures of a report in the caller's transaction. */
export interface Attaching {
  readonly ids: readonly string[];
  readonly role: MediaRole;
  /** The argument that names them. */
  readonly field: string;
  readonly report: Pick<ReportRow, '_id' | 'reporterId'>;
  readonly viewer: Viewer;
  readonly at: Date;
}

/** @throws GraphQLError BAD_USER_INPUT for an upload that is not the viewer's, not there yet, or used already */
export async function attachMedia(
  { media, uploads }: MediaDesk,
  attachings: readonly Attaching[],
  tx: Tx,
): Promise<void> {
  const named = attachings.filter(({ ids }) => ids.length > 0);
  if (named.length === 0) return;
  const claims = named.map(({ ids, viewer, role, field }) => ({
    ids,
    viewer,
    kind: uploadKinds[role],
    field,
  }));
  const claimed = await uploads.claim(claims, tx);
  const made = named.flatMap((attaching, i) =>
    (claimed[i] ?? []).map((upload, place) => ({ attaching, row: toRow(upload, attaching, place) })),
  );
  await media.insertMany(
    made.map(({ row }) => row),
    { session: tx.session },
  );
  await tx.appendAll(
    made.map(({ attaching: { report, viewer, at }, row }) => ({
      entry: mediaEntry(row, 'ATTACH_MEDIA', actorOf(report, viewer)),
      at,
    })),
  );
}

function toRow(
  { id, ownerId, files }: ReceivedUpload,
  { report, role, at }: Attaching,
  place: number,
): MediaRow {
  return {
    _id: id,
    reportId: report._id,
    role,
    place,
    ownerId,
    at,
    original: fileOf(files['original']),
    published: fileOf(files['published']),
    thumbnail: fileOf(files['thumbnail']),
    copy: newCopy(),
    rectangles: [],
    version: 1,
  };
}

export function newCopy(): string {
  return randomBytes(9).toString('hex');
}

function fileOf(file: KeptFile | undefined): MediaFile {
  if (!file?.width || !file.height) throw new Error('expected a picture with its size, got something else');
  const { fileId, type, bytes, width, height } = file;
  return { fileId, type, bytes, width, height };
}

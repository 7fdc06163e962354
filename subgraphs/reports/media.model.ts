import { Schema } from 'mongoose';
import type { MediaRole, Rectangle } from './media.rules.ts';

/** One stored form of a picture. */
export interface MediaFile {
  readonly fileId: string;
  /** Media type. */
  readonly type: string;
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
}

/** A picture of a report; its id is that of the upload that it came as. */
export interface MediaRow {
  readonly _id: string;
  readonly reportId: string;
  readonly role: MediaRole;
  /** Its place among those that came in the same call, from 0. */
  readonly place: number;
  /** Who sent it (P3), under whose key the original lies; null once erased. */
  readonly ownerId: string | null;
  /** Null once erased. */
  readonly original: MediaFile | null;
  readonly published: MediaFile;
  readonly thumbnail: MediaFile;
  /** Random, new with each redaction: part of the address of the copies. */
  readonly copy: string;
  /** What is pixelated in the copies. */
  readonly rectangles: readonly Rectangle[];
  readonly version: number;
  readonly at: Date;
}

const text = { type: String, required: true };
const number = { type: Number, required: true };
const whole = { type: Schema.Types.Mixed, required: true };

export function mediaSchema(): Schema<MediaRow> {
  const schema = new Schema<MediaRow>(
    {
      _id: text,
      reportId: text,
      role: text,
      place: number,
      ownerId: { type: String, default: null },
      original: { type: Schema.Types.Mixed, default: null },
      published: whole,
      thumbnail: whole,
      copy: text,
      rectangles: [Schema.Types.Mixed],
      version: number,
      at: { type: Date, required: true },
    },
    { collection: 'media', strict: 'throw', versionKey: false },
  );
  schema.index({ reportId: 1, role: 1, place: 1 }, { name: 'ofReport' });
  // Whole: a partial one by type is not used for a look at one owner.
  schema.index({ ownerId: 1, at: -1, _id: -1 }, { name: 'ofOwner' });
  return schema;
}

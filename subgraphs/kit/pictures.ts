import sharp from 'sharp';
import type { Sharp } from 'sharp';
import { withDeadline } from './deadline.ts';
import { badInput } from './errors.ts';
import type { Rectangle } from './picture-rectangles.ts';
import { mosaicsOf } from './picture-rectangles.ts';
import { createSlots } from './slots.ts';
import type { PreparedFile } from './upload-kind.ts';

/** What is made of a picture that somebody sends. */
export interface PictureFiles extends Readonly<Record<string, PreparedFile>> {
  /** As it was sent, private. */
  readonly original: PreparedFile;
  /** JPEG, upright, at most 1,600 pixels a side, without any metadata. */
  readonly published: PreparedFile;
  /** The same at most 320 pixels a side. */
  readonly thumbnail: PreparedFile;
}

export type PictureCopies = Pick<PictureFiles, 'published' | 'thumbnail'>;

/** Decoding of pictures from anywhere: few at a time, off the main loop, each under a cap of pixels and of time. */
export interface Pictures {
  /** @throws GraphQLError BAD_USER_INPUT with rule `media_type`, `pixels` or `picture` */
  prepare(bytes: Buffer): Promise<PictureFiles>;
  /** The copies with mosaics in place of the rectangles: of the pixels under them nothing finer is left. */
  pixelate(bytes: Buffer, rectangles: readonly Rectangle[]): Promise<PictureCopies>;
}

export const maxPictureBytes = 10 * 1024 * 1024;
/** A phone's camera has 12 to 50 million; decoded they are four bytes each. */
export const maxPixels = 50_000_000;
const publishedSide = 1600;
const thumbnailSide = 320;
const decodeSeconds = 10;
const waitMs = 20_000;

export function createPictures(): Pictures {
  // Whatever the magic bytes of a file say, no other decoder is ever run on it (SVG and PDF read other files).
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp'] });
  sharp.cache(false);
  const slots = createSlots({ size: 2, maxWaiting: 30 });
  const inTurn = <T>(work: () => Promise<T>): Promise<T> =>
    withDeadline(waitMs, (signal) => slots.run(signal, work));
  return {
    prepare: async (bytes) => {
      const type = requireType(bytes);
      return inTurn(async () => {
        const { width, height } = await requireSize(bytes);
        const copies = await copiesOf(upright(bytes), []);
        return { original: { bytes, type, isPrivate: true, width, height }, ...copies };
      });
    },
    pixelate: (bytes, rectangles) => inTurn(() => copiesOf(upright(bytes), rectangles)),
  };
}

/** By its first bytes; what its name or sender say of it does not count. */
function requireType(bytes: Buffer): string {
  const starts = (text: string, at = 0): boolean => bytes.toString('latin1', at, at + text.length) === text;
  if (starts('\xff\xd8\xff')) return 'image/jpeg';
  if (starts('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (starts('RIFF') && starts('WEBP', 8)) return 'image/webp';
  throw badInput(
    { field: 'bytes', rule: 'media_type', allowed: ['image/jpeg', 'image/png', 'image/webp'] },
    'This is not a picture in JPEG, PNG or WebP.',
  );
}

/** From the head of the file, before a pixel of it is decoded (threats.md F04). */
async function requireSize(bytes: Buffer): Promise<{ width: number; height: number }> {
  const { width, height } = await sharp(bytes, { limitInputPixels: false }).metadata().catch(unreadable);
  if (width * height <= maxPixels) return { width, height };
  throw badInput(
    { field: 'bytes', rule: 'pixels', max: maxPixels },
    `A picture may have ${maxPixels / 1e6} million pixels; this one has ${width} × ${height}.`,
  );
}

function upright(bytes: Buffer): Sharp {
  const picture = sharp(bytes, { limitInputPixels: maxPixels, failOn: 'error' });
  return picture.timeout({ seconds: decodeSeconds }).autoOrient();
}

async function copiesOf(picture: Sharp, rectangles: readonly Rectangle[]): Promise<PictureCopies> {
  const { data, info } = await picture
    .resize({ width: publishedSide, height: publishedSide, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch(unreadable);
  const { width, height, channels } = info;
  const pixels: Pixels = { data, raw: { width, height, channels } };
  const mosaics: Awaited<ReturnType<typeof mosaic>>[] = [];
  for (const at of mosaicsOf(rectangles, { width, height })) mosaics.push(await mosaic(pixels, at));
  const full = sharp(data, { raw: pixels.raw }).composite(mosaics);
  const published = await full.jpeg({ quality: 80 }).toBuffer();
  const small = await sharp(published)
    .resize({ width: thumbnailSide, height: thumbnailSide, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 75 })
    .toBuffer({ resolveWithObject: true });
  const facts = { type: 'image/jpeg', isPrivate: false };
  return {
    published: { ...facts, bytes: published, width, height },
    thumbnail: { ...facts, bytes: small.data, width: small.info.width, height: small.info.height },
  };
}

interface Pixels {
  readonly data: Buffer;
  readonly raw: { readonly width: number; readonly height: number; readonly channels: 1 | 2 | 3 | 4 };
}

/** The area shrunk to a few pixels and blown up again: each block is the mean of what was under it. */
async function mosaic(
  { data, raw }: Pixels,
  { left, top, width, height, columns, rows }: ReturnType<typeof mosaicsOf>[number],
) {
  const { channels } = raw;
  const blocks = await sharp(data, { raw })
    .extract({ left, top, width, height })
    .resize(columns, rows, { fit: 'fill', kernel: 'linear' })
    .raw()
    .toBuffer();
  const input = await sharp(blocks, { raw: { width: columns, height: rows, channels } })
    .resize(width, height, { fit: 'fill', kernel: 'nearest' })
    .raw()
    .toBuffer();
  return { input, raw: { width, height, channels }, left, top };
}

function unreadable(): never {
  throw badInput({ field: 'bytes', rule: 'picture' }, 'This picture cannot be read: it is damaged.');
}

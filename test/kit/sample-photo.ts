import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';

export interface PhotoOptions {
  readonly width?: number;
  readonly height?: number;
  /** Different seeds give different bytes. */
  readonly seed?: number;
  /** EXIF orientation, 1 to 8. */
  readonly orientation?: number;
}

/** Words that stand in the metadata of every sample photo, the place where it was taken among them. */
export const metadataCanary = 'CANARY-CAMERA';

/** A photo as a phone makes it: a JPEG with EXIF, GPS included. Its upper left quarter is red, the rest is noise. */
export async function samplePhoto(options: PhotoOptions = {}): Promise<Buffer> {
  const { width = 320, height = 240, seed = 1, orientation = 1 } = options;
  return sharp(noise(width, height, seed), { raw: { width, height, channels: 3 } })
    .composite([{ input: await red(width / 2, height / 2), left: 0, top: 0 }])
    .withExif({
      IFD0: { Make: metadataCanary, Orientation: String(orientation) },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '16/1 27/1 49/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '107/1 35/1 27/1',
      },
    })
    .withMetadata({ orientation })
    .jpeg({ quality: 90 })
    .toBuffer();
}

function red(width: number, height: number): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: '#ff0000' } })
    .png()
    .toBuffer();
}

function noise(width: number, height: number, seed: number): Buffer {
  const bytes = Buffer.alloc(width * height * 3);
  let state = seed;
  for (let i = 0; i < bytes.length; i += 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    bytes[i] = state >> 16;
  }
  return bytes;
}

/** A PNG whose head says so many pixels, and whose data are no pixels at all: who decodes it fails otherwise than who reads the head. */
export function pngBomb(width: number, height: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const data = deflateSync(Buffer.alloc(1_000));
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

export function sha256Of(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function crc32(bytes: Buffer): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}

import fc from 'fast-check';
import sharp from 'sharp';
import { mosaicsOf } from '../../../subgraphs/kit/picture-rectangles.ts';
import { createPictures, maxPixels } from '../../../subgraphs/kit/pictures.ts';
import { metadataCanary, pngBomb, samplePhoto } from '../../kit/sample-photo.ts';

const pictures = createPictures();

async function refusal(bytes: Buffer): Promise<unknown> {
  return pictures.prepare(bytes).then(
    () => 'taken',
    (error: { extensions: unknown }) => error.extensions,
  );
}

/** Red, green and blue at fractions of the picture. */
async function colourAt(bytes: Buffer, x: number, y: number): Promise<number[]> {
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
  const at = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels;
  return [...data.subarray(at, at + 3)];
}

const isRed = ([r = 0, g = 0, b = 0]: number[]): boolean => r > 200 && g < 60 && b < 60;

describe('what is taken for a picture (F04)', () => {
  test.each([
    ['an SVG with a script', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['an SVG behind an XML head', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['a GIF', 'GIF89a\x01\x00\x01\x00'],
    ['a PDF', '%PDF-1.7'],
    ['a film in RIFF', 'RIFF\x00\x00\x00\x00AVI LIST'],
    ['a page', '<html><body>x</body></html>'],
    ['one byte', 'x'],
  ])('%s is refused by its first bytes', async (_what, text) => {
    expect(await refusal(Buffer.from(text, 'latin1'))).toEqual({
      code: 'BAD_USER_INPUT',
      field: 'bytes',
      rule: 'media_type',
      allowed: ['image/jpeg', 'image/png', 'image/webp'],
    });
  });

  test('whatever follows the first bytes, no decoder but the three is run', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
    await expect(sharp(svg).metadata()).rejects.toThrow('unsupported image format');
    for (const magic of ['\xff\xd8\xff', '\x89PNG\r\n\x1a\n', 'RIFF\x00\x00\x00\x00WEBP'])
      expect(await refusal(Buffer.concat([Buffer.from(magic, 'latin1'), svg]))).toMatchObject({
        rule: 'picture',
      });
  });

  test('a PNG of 30,000 × 30,000 pixels is refused by its head: its data, which are none, are never decoded', async () => {
    expect(await refusal(pngBomb(30_000, 30_000))).toMatchObject({ rule: 'pixels', max: maxPixels });
    expect(await refusal(pngBomb(300, 300))).toMatchObject({ rule: 'picture' });
  });

  test('a JPEG that was cut off is refused', async () => {
    const photo = await samplePhoto();
    expect(await refusal(photo.subarray(0, photo.length / 2))).toMatchObject({ rule: 'picture' });
  });

  test('PNG and WebP are taken too; what is transparent becomes white', async () => {
    const clear = { create: { width: 40, height: 30, channels: 4, background: '#00000000' } } as const;
    for (const [bytes, type] of [
      [await sharp(clear).png().toBuffer(), 'image/png'],
      [await sharp(clear).webp().toBuffer(), 'image/webp'],
    ] as const) {
      const { original, published } = await pictures.prepare(bytes);
      expect([original.type, published.type]).toEqual([type, 'image/jpeg']);
      expect(await colourAt(published.bytes, 0.5, 0.5)).toEqual([255, 255, 255]);
    }
  });
});

describe('the copies of a picture', () => {
  test('have no metadata, though the original keeps its own', async () => {
    const photo = await samplePhoto();
    const { original, published, thumbnail } = await pictures.prepare(photo);
    expect(original).toMatchObject({ bytes: photo, isPrivate: true });
    expect(original.bytes.includes(metadataCanary)).toBe(true);
    for (const copy of [published, thumbnail]) {
      expect(copy.isPrivate).toBe(false);
      const { exif, icc, iptc, xmp, orientation } = await sharp(copy.bytes).metadata();
      expect([exif, icc, iptc, xmp, orientation]).toEqual(Array(5).fill(undefined));
      for (const trace of ['Exif', 'GPS', metadataCanary]) expect(copy.bytes.includes(trace)).toBe(false);
    }
  });

  // Where the red quarter of the stored pixels is seen, by orientation.
  test.each([
    { orientation: 1, width: 320, height: 240, x: 0.25, y: 0.25 },
    { orientation: 3, width: 320, height: 240, x: 0.75, y: 0.75 },
    { orientation: 6, width: 240, height: 320, x: 0.75, y: 0.25 },
    { orientation: 8, width: 240, height: 320, x: 0.25, y: 0.75 },
  ])('are upright for orientation $orientation', async ({ orientation, width, height, x, y }) => {
    const { published } = await pictures.prepare(await samplePhoto({ orientation }));
    expect(published).toMatchObject({ width, height });
    expect(isRed(await colourAt(published.bytes, x, y))).toBe(true);
    expect(isRed(await colourAt(published.bytes, 1 - x, 1 - y))).toBe(false);
  });

  test('are made smaller, never larger', async () => {
    const large = await pictures.prepare(await samplePhoto({ width: 2000, height: 1000 }));
    expect(large.published).toMatchObject({ width: 1600, height: 800 });
    expect(large.thumbnail).toMatchObject({ width: 320, height: 160 });
    const small = await pictures.prepare(await samplePhoto({ width: 100, height: 50 }));
    expect(small.published).toMatchObject({ width: 100, height: 50 });
    expect(small.thumbnail).toMatchObject({ width: 100, height: 50 });
  });
});

describe('pixelation', () => {
  const area = { x: 0.5, y: 0.5, width: 0.5, height: 0.5 };

  /** Twelve times the difference that a JPEG may make between equal pixels. */
  const differ = (a: number[], b: number[]): boolean =>
    a.some((value, i) => Math.abs(value - (b[i] ?? 0)) > 40);

  test('leaves one colour in each block and everything else as it was', async () => {
    const photo = await samplePhoto({ width: 480, height: 480 });
    const { published: whole } = await pictures.pixelate(photo, []);
    const { published: marked } = await pictures.pixelate(photo, [area]);
    // The area has 240 pixels and six blocks a side: these four lie within one block, where the noise was.
    const places = [0.51, 0.53, 0.55, 0.57].map((place) => [place, place] as const);
    const [first = [], ...others] = await Promise.all(places.map(([x, y]) => colourAt(marked.bytes, x, y)));
    expect(others.filter((colour) => differ(colour, first))).toEqual([]);
    const before = await Promise.all(places.map(([x, y]) => colourAt(whole.bytes, x, y)));
    expect(before.some((colour) => differ(colour, first))).toBe(true);
    expect(isRed(await colourAt(marked.bytes, 0.25, 0.25))).toBe(true);
  });

  test('destroys the pixels: pictures that differ only below the size of a block give the same bytes there', async () => {
    const board = (light: number): Promise<Buffer> => {
      const raw = Buffer.alloc(480 * 480 * 3);
      for (let i = 0; i < raw.length; i += 1) {
        const pixel = Math.floor(i / 3);
        raw[i] = (((pixel % 480) >> 1) + (Math.floor(pixel / 480) >> 1)) % 2 === light ? 255 : 0;
      }
      return sharp(raw, { raw: { width: 480, height: 480, channels: 3 } })
        .png()
        .toBuffer();
    };
    const all = { x: 0, y: 0, width: 1, height: 1 };
    const [one, other] = await Promise.all([board(0), board(1)]);
    const plain = [await pictures.pixelate(one, []), await pictures.pixelate(other, [])];
    expect(plain[0]?.published.bytes.equals(plain[1]?.published.bytes ?? Buffer.alloc(0))).toBe(false);
    const marked = [await pictures.pixelate(one, [all]), await pictures.pixelate(other, [all])];
    expect(marked[0]?.published.bytes).toEqual(marked[1]?.published.bytes);
    expect(marked[0]?.thumbnail.bytes).toEqual(marked[1]?.thumbnail.bytes);
  });

  test('covers a rectangle of upright fractions also where the stored pixels lie on their side', async () => {
    const photo = await samplePhoto({ width: 480, height: 240, orientation: 6 });
    const redArea = { x: 0.5, y: 0, width: 0.5, height: 0.5 };
    const { published, thumbnail } = await pictures.pixelate(photo, [
      { x: 0, y: 0.5, width: 1, height: 0.5 },
    ]);
    expect(published).toMatchObject({ width: 240, height: 480 });
    expect(isRed(await colourAt(published.bytes, 0.75, 0.25))).toBe(true);
    const covered = await pictures.pixelate(photo, [redArea]);
    expect(isRed(await colourAt(covered.thumbnail.bytes, 0.25, 0.25))).toBe(false);
    expect(thumbnail.width).toBeLessThanOrEqual(320);
  });

  test('any rectangles within a picture of any size become mosaics that cover them and do not leave it', () => {
    const fraction = fc.double({ min: 0, max: 1, noNaN: true });
    const rectangle = fc.tuple(fraction, fraction, fraction, fraction).map(([a, b, c, d]) => ({
      x: Math.min(a, b) * 0.999,
      y: Math.min(c, d) * 0.999,
      width: Math.abs(a - b) + 1e-6,
      height: Math.abs(c - d) + 1e-6,
    }));
    const side = fc.integer({ min: 1, max: 3000 });
    fc.assert(
      fc.property(rectangle, side, side, (asked, width, height) => {
        const [mosaic] = mosaicsOf([asked], { width, height });
        if (!mosaic) throw new Error('no mosaic');
        expect(mosaic.left).toBeGreaterThanOrEqual(0);
        expect(mosaic.left + mosaic.width).toBeLessThanOrEqual(width);
        expect(mosaic.top + mosaic.height).toBeLessThanOrEqual(height);
        expect(mosaic.left).toBeLessThanOrEqual(asked.x * width);
        expect(mosaic.left + mosaic.width).toBeGreaterThanOrEqual(
          Math.min((asked.x + asked.width) * width, width),
        );
        expect(mosaic.top + mosaic.height).toBeGreaterThanOrEqual(
          Math.min((asked.y + asked.height) * height, height),
        );
        expect(mosaic.columns).toBeGreaterThanOrEqual(1);
        expect(Math.max(mosaic.columns, mosaic.rows)).toBeLessThanOrEqual(6);
      }),
    );
  });

  test('many pictures at once wait for their turn and are all made', async () => {
    const photos = await Promise.all(
      Array.from({ length: 12 }, (_, seed) => samplePhoto({ width: 64, height: 64, seed })),
    );
    const made = await Promise.all(photos.map((photo) => pictures.prepare(photo)));
    expect(new Set(made.map(({ published }) => published.bytes.toString('base64'))).size).toBe(12);
  });
});

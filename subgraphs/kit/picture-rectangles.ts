/** An area of a picture as fractions of its width and height, from its upper left corner as it is seen: good for copies of any size. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** An area in whole pixels, and into how many blocks it is made. */
export interface Mosaic {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly columns: number;
  readonly rows: number;
}

/** Fewer blocks across than any face or number plate can be told by, and none smaller than this many pixels. */
const maxBlocks = 6;
const minBlockPixels = 12;

/** The mosaics that cover rectangles; never less than the rectangle, never more than the picture. */
export function mosaicsOf(
  rectangles: readonly Rectangle[],
  size: { readonly width: number; readonly height: number },
): Mosaic[] {
  return rectangles.map((rectangle) => {
    const left = Math.min(Math.floor(rectangle.x * size.width), size.width - 1);
    const top = Math.min(Math.floor(rectangle.y * size.height), size.height - 1);
    const right = Math.min(Math.ceil((rectangle.x + rectangle.width) * size.width), size.width);
    const bottom = Math.min(Math.ceil((rectangle.y + rectangle.height) * size.height), size.height);
    const width = Math.max(right - left, 1);
    const height = Math.max(bottom - top, 1);
    return { left, top, width, height, ...blocksOf(width, height) };
  });
}

/** Square blocks, as many along the longer side as are allowed. */
function blocksOf(width: number, height: number): Pick<Mosaic, 'columns' | 'rows'> {
  const block = Math.max(Math.max(width, height) / maxBlocks, minBlockPixels);
  return { columns: Math.max(Math.round(width / block), 1), rows: Math.max(Math.round(height / block), 1) };
}

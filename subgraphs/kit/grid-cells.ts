import type { Box } from './box.ts';
import { maxBoxSide } from './box.ts';

/**
 * A grid of square cells of degrees in several sizes, as an index for places and boxes: a change at a place is published
 * under the cell of each size in which it lies, a box is watched by the few cells of one size that cover it. So what
 * happens at a place finds the boxes around it without looking at any other.
 */

/** The most cells that cover a box. */
export const maxCells = 32;

// From 70 km to 1.1 km: a whole city, a district, some wards, some streets.
const sizes = [0.64, 0.16, 0.04, 0.01] as const;

/** The names of the cells in which a place lies, one for each size, the largest first. */
export function cellsOf(place: { readonly lat: number; readonly lon: number }): string[] {
  return sizes.map((size) => cellName(size, rowOf(place.lat, size), rowOf(place.lon, size)));
}

/**
 * The names of the cells that cover a box, all of the smallest size with which at most `maxCells` are enough. Each place in the
 * box lies in exactly one of them.
 * @throws RangeError for a box with a side longer than `maxBoxSide` or none: its caller has checked it
 */
export function cellsCovering(box: Box): string[] {
  const sides = [box.north - box.south, box.east - box.west];
  if (!sides.every((side) => side >= 0 && side <= maxBoxSide))
    throw new RangeError(
      `expected a box with sides from 0 to ${maxBoxSide} degrees, got ${sides.join(' × ')}`,
    );
  const covers = sizes.map((size) => ({ size, rows: rowsOf(box, size) }));
  const fitting = covers.findLast(({ rows }) => rows.lats.length * rows.lons.length <= maxCells);
  if (!fitting) throw new RangeError('expected the largest cells to cover the largest box');
  const { size, rows } = fitting;
  return rows.lats.flatMap((lat) => rows.lons.map((lon) => cellName(size, lat, lon)));
}

interface Rows {
  readonly lats: readonly number[];
  readonly lons: readonly number[];
}

// The division is monotonic, so a place between two others never gets a row outside theirs.
function rowsOf(box: Box, size: number): Rows {
  return {
    lats: span(rowOf(box.south, size), rowOf(box.north, size)),
    lons: span(rowOf(box.west, size), rowOf(box.east, size)),
  };
}

function rowOf(degrees: number, size: number): number {
  return Math.floor(degrees / size);
}

function span(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

function cellName(size: number, lat: number, lon: number): string {
  return `${size}:${lat}:${lon}`;
}

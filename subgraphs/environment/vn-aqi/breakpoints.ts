/** What VN_AQI is computed from; concentrations in µg/m³, CO too. */
export const pollutants = ['PM25', 'PM10', 'O3', 'NO2', 'SO2', 'CO'] as const;
export type Pollutant = (typeof pollutants)[number];

/** O3 has a table for the 1-hour mean and one for the 8-hour mean; the others have one each. */
export type AqiTable = Pollutant | 'O3_8H';

export const maxIndex = 500;

const indices = [0, 50, 100, 150, 200, 300, 400, 500] as const;

/** Decision 1459/QĐ-TCMT, 2019, table 2. Neighbouring rows share their boundary: there is no gap between 25 and 25.1. */
const breakpoints: Readonly<Record<AqiTable, readonly number[]>> = {
  O3: [0, 160, 200, 300, 400, 800, 1000, 1200],
  O3_8H: [0, 100, 120, 170, 210, 400],
  CO: [0, 10_000, 30_000, 45_000, 60_000, 90_000, 120_000, 150_000],
  SO2: [0, 125, 350, 550, 800, 1600, 2100, 2630],
  NO2: [0, 100, 200, 700, 1200, 2350, 3100, 3850],
  PM10: [0, 50, 150, 250, 350, 420, 500, 600],
  PM25: [0, 25, 50, 80, 150, 250, 350, 500],
};

/**
 * The index of a concentration, not rounded: linear between the breakpoints, 500 at and above the last one. A reading a
 * little below zero is an instrument's noise and counts as zero. Null for an 8-hour mean of O3 above 400, for which the
 * decree has no row: then the 1-hour mean alone speaks.
 */
export function subIndex(table: AqiTable, concentration: number): number | null {
  const points = breakpoints[table];
  const value = Math.max(0, concentration);
  const upper = points.findIndex((point) => value < point);
  if (upper === -1) return beyond(table, value);
  const [low = 0, high = 0] = [points[upper - 1], points[upper]];
  const [from = 0, to = 0] = [indices[upper - 1], indices[upper]];
  return ((to - from) / (high - low)) * (value - low) + from;
}

function beyond(table: AqiTable, value: number): number | null {
  if (table !== 'O3_8H') return maxIndex;
  return value === breakpoints.O3_8H.at(-1) ? 300 : null;
}

/** Half up, as the decree rounds. */
export function roundIndex(index: number): number {
  // What is exact on paper may lie a hair below the half as a binary fraction: 75 × 1.1 is one such.
  return Math.floor(index + 0.5 + 1e-9);
}

/** Levels of flood alarm (báo động, BĐ), metres; rising. */
export interface AlarmLevels {
  readonly bd1: number;
  readonly bd2: number;
  readonly bd3: number;
}

/** 0 below the first level. */
export const alarmNumbers = [0, 1, 2, 3] as const;
export type AlarmNumber = (typeof alarmNumbers)[number];

/** A level is left only when the water is so far below it, in metres: waves at a level do not make it flap. */
export const hysteresisM = 0.1;

/**
 * The level of alarm after a reading. It rises as soon as a level is reached, and falls to the level that the water has
 * truly left: more than 0.10 m below it.
 */
export function alarmAfter(before: AlarmNumber, levelM: number, levels: AlarmLevels): AlarmNumber {
  const reached = alarmAt(levelM, levels);
  if (reached >= before) return reached;
  const held = alarmNumbers.filter((number) => number <= before && !hasLeft(number, levelM, levels));
  return held.at(-1) ?? 0;
}

function alarmAt(levelM: number, levels: AlarmLevels): AlarmNumber {
  if (levelM >= levels.bd3) return 3;
  if (levelM >= levels.bd2) return 2;
  return levelM >= levels.bd1 ? 1 : 0;
}

function hasLeft(number: AlarmNumber, levelM: number, levels: AlarmLevels): boolean {
  // In whole millimetres: 3.5 - 0.1 is not 3.4 as a binary fraction.
  return (
    number > 0 && millimetres(levelM) < millimetres(thresholdOf(number, levels)) - millimetres(hysteresisM)
  );
}

function thresholdOf(number: AlarmNumber, { bd1, bd2, bd3 }: AlarmLevels): number {
  return [0, bd1, bd2, bd3][number] ?? 0;
}

function millimetres(metres: number): number {
  return Math.round(metres * 1000);
}

/** Whether a change of alarm passed a level, upwards or downwards. */
export function crosses(level: number, change: { readonly from: number; readonly to: number }): boolean {
  const [low, high] = [Math.min(change.from, change.to), Math.max(change.from, change.to)];
  return low < level && level <= high;
}

/** As bulletins write it, from the nearest level: `3,15 m, dưới BĐ3 0,35 m`. */
export function levelText(levelM: number, levels: AlarmLevels | null): string {
  const shown = `${decimals(levelM)} m`;
  if (!levels) return shown;
  const ways = ([1, 2, 3] as const).map((number) => ({
    number,
    above: millimetres(levelM) - millimetres(thresholdOf(number, levels)),
  }));
  const nearest = ways.reduce((a, b) => (Math.abs(b.above) <= Math.abs(a.above) ? b : a));
  if (nearest.above === 0) return `${shown}, bằng BĐ${nearest.number}`;
  const side = nearest.above > 0 ? 'trên' : 'dưới';
  return `${shown}, ${side} BĐ${nearest.number} ${decimals(Math.abs(nearest.above) / 1000)} m`;
}

function decimals(metres: number): string {
  return (Math.round(metres * 100 + Number.EPSILON) / 100).toFixed(2).replace('.', ',');
}

/** What is wrong with alarm levels as they were given; null when nothing is. */
export function areRising({ bd1, bd2, bd3 }: AlarmLevels): boolean {
  return bd1 < bd2 && bd2 < bd3;
}

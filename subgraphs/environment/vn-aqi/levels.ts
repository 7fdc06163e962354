/** The six levels of VN_AQI, best first. */
export const aqiLevels = ['GOOD', 'MODERATE', 'POOR', 'BAD', 'VERY_BAD', 'HAZARDOUS'] as const;
export type AqiLevel = (typeof aqiLevels)[number];

export interface AqiBand {
  readonly level: AqiLevel;
  /** The highest index of the level. */
  readonly to: number;
  /** In Vietnamese, as the decree names it. */
  readonly name: string;
  /** `#rrggbb`, the decree's own colour. */
  readonly colour: string;
}

export const aqiBands: readonly AqiBand[] = [
  { level: 'GOOD', to: 50, name: 'Tốt', colour: '#00e400' },
  { level: 'MODERATE', to: 100, name: 'Trung bình', colour: '#ffff00' },
  { level: 'POOR', to: 150, name: 'Kém', colour: '#ff7e00' },
  { level: 'BAD', to: 200, name: 'Xấu', colour: '#ff0000' },
  { level: 'VERY_BAD', to: 300, name: 'Rất xấu', colour: '#8f3f97' },
  { level: 'HAZARDOUS', to: 500, name: 'Nguy hại', colour: '#7e0023' },
];

const worst: AqiBand = { level: 'HAZARDOUS', to: 500, name: 'Nguy hại', colour: '#7e0023' };

/** The band of an index that has been rounded. */
export function bandOf(aqi: number): AqiBand {
  return aqiBands.find(({ to }) => aqi <= to) ?? worst;
}

/** Whether an index is of this level or a worse one. */
export function isAtLeast(aqi: number, level: AqiLevel): boolean {
  return aqiLevels.indexOf(bandOf(aqi).level) >= aqiLevels.indexOf(level);
}

/** Level of disaster risk (cấp độ rủi ro thiên tai), 5 the gravest. */
export const riskLevels = [1, 2, 3, 4, 5] as const;
export type RiskLevel = (typeof riskLevels)[number];

/** What a level is made of (Decision 18/2021/QĐ-TTg, article 4). */
export interface RiskInput {
  /** Of the gravest single hazard. */
  readonly level: number;
  /** Several hazards at the same time: one level more. */
  readonly simultaneousHazards: boolean;
  /** A grave threat to lives and works: two levels more. */
  readonly graveThreat: boolean;
}

export type RiskColour = 'LIGHT_BLUE' | 'LIGHT_YELLOW' | 'ORANGE' | 'RED' | 'PURPLE';

const colours: Readonly<Record<RiskLevel, { readonly colour: RiskColour; readonly name: string }>> = {
  1: { colour: 'LIGHT_BLUE', name: 'xanh dương nhạt' },
  2: { colour: 'LIGHT_YELLOW', name: 'vàng nhạt' },
  3: { colour: 'ORANGE', name: 'da cam' },
  4: { colour: 'RED', name: 'đỏ' },
  5: { colour: 'PURPLE', name: 'tím' },
};

/** The level with what raises it, at most 5; null for one that is no level. */
export function riskLevelOf({ level, simultaneousHazards, graveThreat }: RiskInput): RiskLevel | null {
  if (!riskLevels.some((one) => one === level)) return null;
  const raised = level + (simultaneousHazards ? 1 : 0) + (graveThreat ? 2 : 0);
  return riskLevels.find((one) => one === Math.min(5, raised)) ?? null;
}

/** The colour that a level is shown in, and its Vietnamese name. */
export function riskColourOf(level: RiskLevel): { readonly colour: RiskColour; readonly name: string } {
  return colours[level];
}

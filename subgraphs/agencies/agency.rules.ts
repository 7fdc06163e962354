import type { CivilDate } from '../kit/working-days.ts';

export const agencyLevels = ['CITY', 'DEPARTMENT', 'DISTRICT', 'WARD'] as const;
export type AgencyLevel = (typeof agencyLevels)[number];

/** What is known of an agency; all of it is public. */
export interface AgencyFact {
  readonly id: string;
  /** Short form; one code may have had several holders, one after the other. */
  readonly code: string;
  readonly level: AgencyLevel;
  readonly name: string;
  readonly nameEn: string;
  readonly parentId: string | null;
  /** Null: before the records begin. */
  readonly validFrom: CivilDate | null;
  readonly validTo: CivilDate | null;
  readonly successorIds: readonly string[];
  readonly wardCode: string | null;
}

export interface OfficerFact {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly agencyId: string;
}

/** Who answers for a category, in one ward or (null) in any; no agency means the ward's own committee. */
export interface JurisdictionFact {
  readonly categoryCode: string;
  readonly wardCode: string | null;
  readonly agencyId: string | null;
}

/**
 * The short form of an agency's identifier: `000.00.12.H57` and `h57.12` are both `H57.12`, `000.01.60.H57` is
 * `H57.60.01`. Null for what has neither shape.
 */
export function agencyCode(text: string): string | null {
  const given = text.trim().toUpperCase();
  if (/^H57(\.\d{2}){0,2}$/.test(given)) return given;
  const long = /^000\.(\d{2})\.(\d{2})\.H57$/.exec(given);
  if (!long) return null;
  const [, unit = '00', agency = '00'] = long;
  if (agency === '00') return unit === '00' ? 'H57' : null;
  return unit === '00' ? `H57.${agency}` : `H57.${agency}.${unit}`;
}

export function stateOn(agency: Pick<AgencyFact, 'validTo'>, date: CivilDate): 'ACTIVE' | 'MERGED' {
  return agency.validTo !== null && agency.validTo < date ? 'MERGED' : 'ACTIVE';
}

/** True from the first day of the agency on, also after its last: it keeps answering. */
export function hasBegun(agency: Pick<AgencyFact, 'validFrom'>, date: CivilDate): boolean {
  return agency.validFrom === null || agency.validFrom <= date;
}

/** Among the holders of one code: the one at work on the date, else the last one that ended before it. */
export function holderOn<Agency extends Pick<AgencyFact, 'validFrom' | 'validTo'>>(
  holders: readonly Agency[],
  date: CivilDate,
): Agency | undefined {
  return holders
    .filter((agency) => hasBegun(agency, date))
    .sort((a, b) => compare(a.validTo ?? endless, b.validTo ?? endless) || compare(a.validFrom, b.validFrom))
    .at(-1);
}

/**
 * The agency for a category in a ward, by the first rule that fits: this category and ward, this category anywhere.
 * `ward` stands for the ward's own committee; undefined when the category is not known at all.
 */
export function jurisdictionFor(
  facts: readonly JurisdictionFact[],
  asked: { readonly categoryCode: string; readonly wardCode: string },
): { readonly agencyId: string } | 'ward' | undefined {
  const ofCategory = facts.filter((fact) => fact.categoryCode === asked.categoryCode);
  const fact =
    ofCategory.find(({ wardCode }) => wardCode === asked.wardCode) ??
    ofCategory.find(({ wardCode }) => wardCode === null);
  if (fact?.agencyId) return { agencyId: fact.agencyId };
  return ofCategory.length > 0 ? 'ward' : undefined;
}

const endless: CivilDate = '9999-12-31';

function compare(a: CivilDate | null, b: CivilDate | null): number {
  const [left, right] = [a ?? '', b ?? ''];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

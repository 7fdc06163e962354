import type { JournalEntry } from '../kit/index.ts';
import type { AgencyRow, CalendarRow, JurisdictionRow, WardRow } from './place.model.ts';

/** What an entry in the journal of agencies means here. */
export type PlaceFact =
  | { readonly kind: 'ward'; readonly row: WardRow }
  | { readonly kind: 'agency'; readonly row: AgencyRow }
  | { readonly kind: 'jurisdiction'; readonly row: JurisdictionRow }
  | { readonly kind: 'calendar'; readonly row: CalendarRow };

/** The fact that an entry tells of, cut down to what is kept here; null for kinds that are none of our business. */
export function parsePlaceFact({ kind, entityId, payload }: JournalEntry): PlaceFact | null {
  const fact = payload as unknown as WardRow & AgencyRow & JurisdictionRow & CalendarRow;
  switch (kind) {
    case 'ward':
      return {
        kind,
        row: { _id: entityId, fullName: fact.fullName, boundary: fact.boundary, agencyId: fact.agencyId },
      };
    case 'agency':
      return { kind, row: { _id: entityId, validFrom: fact.validFrom, validTo: fact.validTo } };
    case 'jurisdiction': {
      const { categoryCode, wardCode, agencyId } = fact;
      return { kind, row: { _id: entityId, categoryCode, wardCode, agencyId } };
    }
    case 'calendar':
      return { kind, row: { _id: fact.year, year: fact.year, status: fact.status, days: fact.days } };
    default:
      return null;
  }
}

import type { JournalEntry } from '../kit/index.ts';
import type { CalendarRow, CommitteeRow } from './fact.model.ts';

/** What an entry in the journal of agencies means here. */
export type Fact =
  | { readonly kind: 'calendar'; readonly row: CalendarRow }
  | { readonly kind: 'ward'; readonly row: CommitteeRow };

/** The fact that an entry tells of, cut down to what is kept here; null for kinds that are none of our business. */
export function parseFact({ kind, entityId, payload }: JournalEntry): Fact | null {
  const fact = payload as unknown as CalendarRow & { readonly agencyId: string };
  switch (kind) {
    case 'calendar':
      return { kind, row: { _id: fact.year, year: fact.year, status: fact.status, days: fact.days } };
    case 'ward':
      return { kind, row: { _id: fact.agencyId, wardCode: entityId } };
    default:
      return null;
  }
}

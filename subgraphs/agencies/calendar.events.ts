import type { JournalEntry, NewEntry } from '../kit/index.ts';
import type { CalendarFact } from './calendar.rules.ts';

export type CalendarActor = NonNullable<NewEntry['actor']>;

/** A calendar as it is told to the subgraphs that follow: the whole year each time, so that terms can move. */
export function calendarEntry(calendar: CalendarFact, actor?: CalendarActor): NewEntry {
  return {
    entity: 'Calendar',
    entityId: String(calendar.year),
    kind: 'calendar',
    version: calendar.version,
    why: calendar.note,
    payload: { ...calendar },
    topics: [],
    ...(actor ? { actor } : {}),
  };
}

/** The calendar that an entry of `calendarEntry` told of. */
export function parseCalendarEntry(entry: JournalEntry): CalendarFact {
  return entry.payload as unknown as CalendarFact;
}

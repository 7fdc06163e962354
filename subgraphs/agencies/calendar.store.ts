import type { Model } from 'mongoose';
import { conflict } from '../kit/errors.ts';
import type { Once, SubgraphParts, Tx } from '../kit/index.ts';
import { openModel } from '../kit/mongo.ts';
import type { Viewer } from '../kit/process/viewer.ts';
import type { WorkingCalendar } from '../kit/working-days.ts';
import { createWorkingCalendar } from '../kit/working-days.ts';
import type { CalendarActor } from './calendar.events.ts';
import { calendarEntry, parseCalendarEntry } from './calendar.events.ts';
import type { CalendarRow } from './calendar.model.ts';
import type { CalendarFact } from './calendar.rules.ts';
import { calendarSchema } from './calendar.model.ts';

export interface CalendarStore {
  /** Null for a year without a calendar. */
  year(year: number): Promise<CalendarFact | null>;
  /** All years as one lookup. */
  working(): Promise<WorkingCalendar>;
  /**
   * Replaces a year, journalled; version 0 sets one that is not there yet.
   * @throws GraphQLError CONFLICT when `expectedVersion` is not the stored one, IDEMPOTENCY_KEY_REUSED
   */
  set(write: CalendarWrite): Promise<CalendarFact>;
}

export interface CalendarWrite {
  readonly calendar: Omit<CalendarFact, 'version'>;
  readonly expectedVersion: number;
  readonly viewer: Viewer;
  readonly clientMutationId?: string | null | undefined;
  readonly actor: CalendarActor;
}

export async function openCalendarStore(parts: SubgraphParts): Promise<CalendarStore> {
  const calendars = await openModel(parts.db, 'Calendar', calendarSchema());
  return {
    async year(year) {
      const row = await calendars.findById(year).lean<CalendarRow>();
      return row && factOf(row);
    },
    async working() {
      const rows = await calendars.find({}).lean<CalendarRow[]>();
      return createWorkingCalendar(rows.map(factOf));
    },
    set: (write) => setCalendar(calendars, parts.once, write),
  };
}

async function setCalendar(
  calendars: Model<CalendarRow>,
  once: Once,
  { calendar, expectedVersion, viewer, clientMutationId, actor }: CalendarWrite,
): Promise<CalendarFact> {
  const request = {
    viewer,
    clientMutationId,
    operation: 'setCalendar',
    args: { calendar, expectedVersion },
    queue: `Calendar:${calendar.year}`,
  };
  const entry = await once(request, async (tx) => {
    const fact = { ...calendar, version: expectedVersion + 1 };
    await replaceCalendar(calendars, fact, tx);
    return tx.append(calendarEntry(fact, actor));
  });
  return parseCalendarEntry(entry);
}

/** Two writers of a new year meet in the unique id: one of them is run again and finds the other's version. */
async function replaceCalendar(calendars: Model<CalendarRow>, fact: CalendarFact, tx: Tx): Promise<void> {
  const { session } = tx;
  const stored = await calendars.findById(fact.year, { version: 1 }, { session }).lean<CalendarRow>();
  const version = stored?.version ?? 0;
  if (version !== fact.version - 1)
    throw conflict('The calendar has changed since you read it.', { version, field: 'expectedVersion' });
  const row = { _id: fact.year, ...fact };
  if (stored) await calendars.replaceOne({ _id: fact.year, version }, row, { session });
  else await calendars.create([row], { session });
}

function factOf({ _id, ...fact }: CalendarRow): CalendarFact {
  return fact;
}

import type { Model } from 'mongoose';
import { conflict, notFound } from '../kit/index.ts';
import type { Once, SubgraphParts, Tx, Viewer } from '../kit/index.ts';
import type { WorkingCalendar } from '../kit/working-days.ts';
import { createWorkingCalendar } from '../kit/working-days.ts';
import type { CalendarActor } from './calendar.events.ts';
import { calendarEntry, parseCalendarEntry } from './calendar.events.ts';
import type { CalendarFact, CalendarRow } from './calendar.model.ts';
import { calendarModel } from './calendar.model.ts';

export interface CalendarStore {
  year(year: number): Promise<CalendarFact | null>;
  /** All years as one lookup. */
  working(): Promise<WorkingCalendar>;
  /**
   * Replaces a year; version 0 sets one that is not there yet.
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

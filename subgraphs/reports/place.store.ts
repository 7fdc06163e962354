import type { ClientSession, Model } from 'mongoose';
import type { JournalEntry, SubgraphParts, Tx } from '../kit/index.ts';
import { notFound } from '../kit/index.ts';
import { createCollection, nativeDb, openModel } from '../kit/mongo.ts';
import { nearestKnownArea } from '../kit/nearest-area.ts';
import type { WorkingCalendar } from '../kit/working-days.ts';
import { civilDateOf } from '../kit/working-days.ts';
import type { Position } from './draft.rules.ts';
import { placesNotReady } from './errors.ts';
import type { Gazetteer, GazetteerStore } from './gazetteer.store.ts';
import { openGazetteer } from './gazetteer.store.ts';
import type { PlaceFact } from './place.events.ts';
import { parsePlaceFact } from './place.events.ts';
import type { AgencyRow, CalendarRow, JurisdictionRow, WardRow } from './place.model.ts';
import {
  agencySchema,
  calendarSchema,
  jurisdictionSchema,
  placeVersionsName,
  wardSchema,
} from './place.model.ts';
import { agencyFor, calendarReason, isAtWork } from './place.rules.ts';

/** What follows from where a report lies. */
export interface Located {
  readonly wardCode: string;
  readonly agencyId: string;
  readonly calendar: WorkingCalendar;
}

/** Our own copy of what agencies says of places, kept by following its journal: writes go on while agencies is down. */
export interface PlaceStore {
  /**
   * The ward of a place, the agency that answers there for a category, and the calendar by which it does.
   * @throws GraphQLError BAD_USER_INPUT rule=outside_city, UNAVAILABLE before the first wards have arrived
   */
  locate(place: Position, categoryCode: string): Promise<Located>;
  /**
   * The ward of a place.
   * @throws GraphQLError as `locate`
   */
  wardAt(place: Position): Promise<Omit<WardRow, 'boundary'>>;
  /** @throws GraphQLError NOT_FOUND for an unknown code, UNAVAILABLE before the first wards have arrived */
  requireWard(code: string): Promise<void>;
  /** Null for an unknown one. */
  agencyAt(id: string, now: Date, session?: ClientSession): Promise<{ id: string; atWork: boolean } | null>;
  /** Category → the agency that answers where no ward has its own rule; null where each ward answers itself. */
  defaultAgencies(categoryCodes: readonly string[]): Promise<ReadonlyMap<string, string | null>>;
  calendar(session?: ClientSession): Promise<WorkingCalendar>;
  /** All wards, ordered by code. */
  wards(): Promise<readonly WardRow[]>;
  /** Takes one fact over; the answer says why due dates have to be counted anew, null when they have not. */
  follow(entry: JournalEntry, tx: Tx): Promise<string | null>;
}

interface Models {
  readonly wards: Model<WardRow>;
  readonly agencies: Model<AgencyRow>;
  readonly jurisdictions: Model<JurisdictionRow>;
  readonly calendars: Model<CalendarRow>;
}

export async function openPlaceStore(parts: Pick<SubgraphParts, 'db'>): Promise<PlaceStore> {
  const { db } = parts;
  await createCollection(nativeDb(db), placeVersionsName);
  const models: Models = {
    wards: await openModel(db, 'Ward', wardSchema()),
    agencies: await openModel(db, 'Agency', agencySchema()),
    jurisdictions: await openModel(db, 'Jurisdiction', jurisdictionSchema()),
    calendars: await openModel(db, 'Calendar', calendarSchema()),
  };
  const gazetteer = openGazetteer(parts, models);
  return {
    ...readers(models, gazetteer),
    async follow(entry, tx) {
      const fact = parsePlaceFact(entry);
      if (!fact) return null;
      await gazetteer.change(tx.session);
      return keepFact(models, fact, tx);
    },
  };
}

function readers({ wards, agencies }: Models, gazetteer: GazetteerStore): Omit<PlaceStore, 'follow'> {
  return {
    wardAt: async (place) => wardOf(await gazetteer.get(), place),
    async requireWard(code) {
      if (await wards.exists({ _id: code })) return;
      throw (await wards.estimatedDocumentCount()) === 0 ? placesNotReady() : notFound('ward');
    },
    async locate(place, categoryCode) {
      const known = await gazetteer.get();
      const ward = wardOf(known, place);
      const named = known.jurisdictions.get(categoryCode) ?? [];
      const agencyId = agencyFor(named, { code: ward._id, agencyId: ward.agencyId });
      return { wardCode: ward._id, agencyId, calendar: known.calendar };
    },
    async agencyAt(id, now, session) {
      const row = await agencies
        .findById(id)
        .session(session ?? null)
        .lean<AgencyRow>();
      return row && { id, atWork: isAtWork(row, civilDateOf(now)) };
    },
    async defaultAgencies(categoryCodes) {
      const { jurisdictions } = await gazetteer.get();
      const defaultOf = (code: string) =>
        jurisdictions.get(code)?.find(({ wardCode }) => wardCode === null)?.agencyId ?? null;
      return new Map(categoryCodes.map((code) => [code, defaultOf(code)]));
    },
    calendar: async (session) => (await gazetteer.get(session)).calendar,
    wards: () => wards.find({}).sort({ _id: 1 }).lean<WardRow[]>().exec(),
  };
}

function wardOf({ wards }: Gazetteer, place: Position): Omit<WardRow, 'boundary'> {
  // "Outside" means nothing as long as there is no inside.
  if (wards.size === 0) throw placesNotReady();
  return nearestKnownArea(wards, place);
}

async function keepFact(models: Models, fact: PlaceFact, { session }: Tx): Promise<string | null> {
  switch (fact.kind) {
    case 'ward':
      await models.wards.replaceOne({ _id: fact.row._id }, fact.row, { session, upsert: true });
      return null;
    case 'agency':
      await models.agencies.replaceOne({ _id: fact.row._id }, fact.row, { session, upsert: true });
      return null;
    case 'jurisdiction':
      await models.jurisdictions.replaceOne({ _id: fact.row._id }, fact.row, { session, upsert: true });
      return null;
    case 'calendar': {
      const old = await models.calendars
        .findOneAndReplace({ _id: fact.row._id }, fact.row, { session, upsert: true })
        .lean<CalendarRow>();
      return calendarReason(old, fact.row);
    }
  }
}

import type { ClientSession, Model } from 'mongoose';
import { trusted } from 'mongoose';
import type { JournalEntry, SubgraphParts, Tx } from '../kit/index.ts';
import { notFound } from '../kit/index.ts';
import { openModel } from '../kit/mongo.ts';
import { nearestAreaAlone } from '../kit/nearest-area.ts';
import type { WorkingCalendar } from '../kit/working-days.ts';
import { civilDateOf, createWorkingCalendar } from '../kit/working-days.ts';
import type { Position } from './draft.rules.ts';
import { placesNotReady } from './errors.ts';
import { parsePlaceFact } from './place.events.ts';
import type { AgencyRow, CalendarRow, JurisdictionRow, WardRow } from './place.model.ts';
import { agencySchema, calendarSchema, jurisdictionSchema, wardSchema } from './place.model.ts';
import { agencyFor, calendarReason, isAtWork } from './place.rules.ts';

/** Our own copy of what agencies says of places, kept by following its journal: writes go on while agencies is down. */
export interface PlaceStore {
  /**
   * The ward of a place and the agency that answers there for a category.
   * @throws GraphQLError BAD_USER_INPUT rule=outside_city, UNAVAILABLE before the first wards have arrived
   */
  locate(
    place: Position,
    categoryCode: string,
  ): Promise<{ readonly wardCode: string; readonly agencyId: string }>;
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

export async function openPlaceStore({ db }: SubgraphParts): Promise<PlaceStore> {
  const models: Models = {
    wards: await openModel(db, 'Ward', wardSchema()),
    agencies: await openModel(db, 'Agency', agencySchema()),
    jurisdictions: await openModel(db, 'Jurisdiction', jurisdictionSchema()),
    calendars: await openModel(db, 'Calendar', calendarSchema()),
  };
  return { ...readers(models), follow: (entry, tx) => follow(models, entry, tx) };
}

function readers({ wards, agencies, jurisdictions, calendars }: Models): Omit<PlaceStore, 'follow'> {
  return {
    wardAt: (place) => wardOf(wards, place),
    async requireWard(code) {
      if (await wards.exists({ _id: code })) return;
      throw (await wards.estimatedDocumentCount()) === 0 ? placesNotReady() : notFound('ward');
    },
    async locate(place, categoryCode) {
      const ward = await wardOf(wards, place);
      const named = await jurisdictions.find({ categoryCode }).lean<JurisdictionRow[]>();
      return { wardCode: ward._id, agencyId: agencyFor(named, { code: ward._id, agencyId: ward.agencyId }) };
    },
    async agencyAt(id, now, session) {
      const row = await agencies
        .findById(id)
        .session(session ?? null)
        .lean<AgencyRow>();
      return row && { id, atWork: isAtWork(row, civilDateOf(now)) };
    },
    async defaultAgencies(categoryCodes) {
      const filter = { categoryCode: trusted({ $in: [...categoryCodes] }), wardCode: null };
      const rows = await jurisdictions.find(filter).lean<JurisdictionRow[]>();
      return new Map(rows.map((row) => [row.categoryCode, row.agencyId]));
    },
    async calendar(session) {
      const years = calendars
        .find({})
        .sort({ _id: 1 })
        .session(session ?? null);
      return createWorkingCalendar(await years.lean<CalendarRow[]>());
    },
    wards: () => wards.find({}).sort({ _id: 1 }).lean<WardRow[]>().exec(),
  };
}

async function wardOf(wards: Model<WardRow>, place: Position): Promise<Omit<WardRow, 'boundary'>> {
  try {
    return await nearestAreaAlone(wards, place);
  } catch (error) {
    // "Outside" means nothing as long as there is no inside.
    throw (await wards.estimatedDocumentCount()) === 0 ? placesNotReady() : error;
  }
}

async function follow(models: Models, entry: JournalEntry, { session }: Tx): Promise<string | null> {
  const fact = parsePlaceFact(entry);
  switch (fact?.kind) {
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
    default:
      return null;
  }
}

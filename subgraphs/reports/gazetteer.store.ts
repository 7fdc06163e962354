import type { ClientSession, Model } from 'mongoose';
import type { SubgraphParts } from '../kit/index.ts';
import type { AreaMap } from '../kit/area-map.ts';
import { createAreaMap } from '../kit/area-map.ts';
import { nativeDb } from '../kit/mongo.ts';
import type { WorkingCalendar } from '../kit/working-days.ts';
import { createWorkingCalendar } from '../kit/working-days.ts';
import type { CalendarRow, JurisdictionRow, PlaceVersionRow, WardRow } from './place.model.ts';
import { placeVersionsName } from './place.model.ts';

/** What the copy of agencies says, in memory: each report needs all of it, and it changes some times a year. */
export interface Gazetteer {
  readonly version: number;
  readonly wards: AreaMap<Omit<WardRow, 'boundary'>>;
  /** By category. */
  readonly jurisdictions: ReadonlyMap<string, readonly JurisdictionRow[]>;
  readonly calendar: WorkingCalendar;
}

export interface GazetteerStore {
  /**
   * As the database has it, at most `maxAgeMs` ago; or (`session`) exactly as that transaction sees it. One small read says
   * whether what is in memory still holds.
   */
  get(session?: ClientSession): Promise<Gazetteer>;
  /** In the transaction that changes any of it. */
  change(session: ClientSession): Promise<void>;
}

export interface GazetteerModels {
  readonly wards: Model<WardRow>;
  readonly jurisdictions: Model<JurisdictionRow>;
  readonly calendars: Model<CalendarRow>;
}

/**
 * This copy is behind its source anyway, by how long the source's journal takes to arrive. A due date that was counted by
 * a calendar of before is found by the recount that the new one starts (recount.store.ts).
 */
const maxAgeMs = 500;

export function openGazetteer({ db }: Pick<SubgraphParts, 'db'>, models: GazetteerModels): GazetteerStore {
  const versions = nativeDb(db).collection<PlaceVersionRow>(placeVersionsName);
  const versionIn = async (session?: ClientSession): Promise<number> =>
    (await versions.findOne({ _id: 'places' }, session ? { session } : {}))?.version ?? 0;
  /** Transactions that have told of their change; each is a session of its own. */
  const changing = new WeakSet<ClientSession>();
  let lookedAtMs = -Infinity;
  let looking: Promise<Gazetteer> | null = null;
  let known: { readonly version: number; readonly read: Promise<Gazetteer> } | null = null;
  // Only what is committed is kept. What is read is at least of the version that was read before it: should it be of a
  // later one, the next look at the version tells.
  const present = async (): Promise<Gazetteer> => {
    const nowMs = performance.now();
    const version = await versionIn();
    lookedAtMs = nowMs;
    if (known?.version === version) return known.read;
    const read = readGazetteer(models, { version });
    const mine = { version, read };
    known = mine;
    read.catch(() => {
      if (known === mine) known = null;
    });
    return read;
  };
  const lookOnce = (): Promise<Gazetteer> => {
    const mine = present().finally(() => {
      if (looking === mine) looking = null;
    });
    return mine;
  };
  return {
    async get(session) {
      if (!session) {
        if (known && performance.now() - lookedAtMs < maxAgeMs) return known.read;
        // Many reports at a time need one look.
        looking ??= lookOnce();
        return looking;
      }
      const version = await versionIn(session);
      if (known?.version === version) return known.read;
      const now = await present();
      // A transaction that began before a change, or makes it, sees what no other does.
      return now.version === version ? now : readGazetteer(models, { version, session });
    },
    async change(session) {
      if (changing.has(session)) return;
      changing.add(session);
      await versions.updateOne({ _id: 'places' }, { $inc: { version: 1 } }, { session, upsert: true });
      // At the end of the transaction, so that this process sees its own changes at once.
      session.once('ended', () => {
        lookedAtMs = -Infinity;
        looking = null;
      });
    },
  };
}

async function readGazetteer(
  models: GazetteerModels,
  { version, session }: { readonly version: number; readonly session?: ClientSession },
): Promise<Gazetteer> {
  const within = session ?? null;
  // One after the other: they may be in one transaction.
  const wards = await models.wards.find({}).session(within).lean<WardRow[]>();
  const named = await models.jurisdictions.find({}).session(within).lean<JurisdictionRow[]>();
  const years = await models.calendars.find({}).session(within).lean<CalendarRow[]>();
  const jurisdictions = new Map<string, JurisdictionRow[]>();
  for (const row of named)
    jurisdictions.set(row.categoryCode, [...(jurisdictions.get(row.categoryCode) ?? []), row]);
  return { version, wards: createAreaMap(wards), jurisdictions, calendar: createWorkingCalendar(years) };
}

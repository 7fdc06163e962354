import type { Collection, Db } from 'mongodb';

/** What is counted: the units of an app on a day. */
export interface Counted {
  readonly app: string;
  readonly day: string;
  readonly unitsPerDay: number;
}

export interface Taking extends Counted {
  /** Fewer are of no use. */
  readonly need: number;
  /** What the gateway has yet of what it took before. */
  readonly held: number;
}

export interface Taken {
  /** 0 when fewer than needed are left. */
  readonly units: number;
  /** Of the day, before this. */
  readonly left: number;
  /** Taken so far by all, with what they have not spent yet. */
  readonly used: number;
  /** Another gateway has units that it may not spend. */
  readonly othersHold: boolean;
}

/** One counter of a day for all gateways. Each call is one atomic update. */
export interface QuotaCounter {
  /** A block: 1 % of what is left, or 1 unit when fewer than 1,000 are, and in any case what is needed. */
  take(taking: Taking): Promise<Taken>;
  /** What was not spent; the gateway holds nothing after it. */
  giveBack(counted: Counted, unspent: number): Promise<{ readonly used: number }>;
}

interface CounterRow {
  readonly _id: string;
  readonly taken: number;
  readonly left?: number;
  readonly grant?: number;
  /** By gateway: what it may not spend, and since when. */
  readonly out?: Readonly<Record<string, { readonly units: number; readonly at: Date }>>;
  readonly forgetAt: Date;
}

const exactBelow = 1_000;
/** A block goes back after a second; what is held for longer is a dead gateway's, and counts as spent. */
const holdMs = 3_000;
const keptMs = 3 * 24 * 60 * 60_000;

/** @param gateway of this process, unique */
export async function openQuotaCounter(db: Db, gateway: string): Promise<QuotaCounter> {
  const rows = db.collection<CounterRow>('quota', { writeConcern: { w: 'majority' } });
  await rows.createIndex({ forgetAt: 1 }, { expireAfterSeconds: 0 });
  return {
    take: (taking) => take(rows, gateway, taking),
    giveBack: async ({ app, day }, unspent) => {
      const back = { $inc: { taken: -unspent }, $unset: { [`out.${gateway}`]: '' as const } };
      const row = await rows.findOneAndUpdate({ _id: `${app}:${day}` }, back, { returnDocument: 'after' });
      return { used: row?.taken ?? 0 };
    },
  };
}

async function take(
  rows: Collection<CounterRow>,
  gateway: string,
  { app, day, unitsPerDay, need, held }: Taking,
): Promise<Taken> {
  const block = {
    $cond: [{ $lt: ['$left', exactBelow] }, 1, { $floor: { $multiply: ['$left', 0.01] } }],
  };
  const grant = {
    $cond: [{ $lt: ['$left', need] }, 0, { $min: ['$left', { $max: [need, block] }] }],
  };
  const spare = { $add: [held, { $subtract: ['$grant', need] }] };
  const hold = { units: spare, at: '$$NOW' };
  const stages = [
    { $set: { taken: { $ifNull: ['$taken', 0] }, forgetAt: { $add: ['$$NOW', keptMs] } } },
    { $set: { left: { $max: [0, { $subtract: [unitsPerDay, '$taken'] }] } } },
    { $set: { grant } },
    { $set: { taken: { $add: ['$taken', '$grant'] } } },
    { $set: { [`out.${gateway}`]: { $cond: [{ $gt: [spare, 0] }, hold, '$$REMOVE'] } } },
  ];
  const options = { upsert: true, returnDocument: 'after' } as const;
  const row = await rows.findOneAndUpdate({ _id: `${app}:${day}` }, stages, options);
  const others = Object.entries(row?.out ?? {}).filter(([name]) => name !== gateway);
  const freshMs = Date.now() - holdMs;
  return {
    units: row?.grant ?? 0,
    left: row?.left ?? 0,
    used: row?.taken ?? 0,
    othersHold: others.some(([, { units, at }]) => units > 0 && at.getTime() > freshMs),
  };
}

import type { ClientSession, Model, QueryFilter } from 'mongoose';
import { trusted } from 'mongoose';
import type { Connection, PageArgs, PageOrder, SubgraphParts, Timer, Tx } from '../kit/index.ts';
import { readDataSetLife } from '../kit/data-set-life.ts';
import { findPage } from '../kit/index.ts';
import { nativeDb, openModel } from '../kit/mongo.ts';
import type { Whereabouts } from './area.rules.ts';
import type { MessageRow } from './message.model.ts';
import { byGravity, ranksOf } from './message.rules.ts';
import { shapeOf } from './polygon.rules.ts';
import { threadEntry } from './thread.events.ts';
import type { ThreadRow } from './thread.model.ts';
import { threadSchema } from './thread.model.ts';
import type { ThreadFact, ThreadState } from './thread.rules.ts';
import { expireAt, isOpen, standingOf } from './thread.rules.ts';
import { gravestFirst, placeFilter } from './where.store.ts';

export interface ThreadStore {
  byIds(ids: readonly string[], session?: ClientSession): Promise<ThreadRow[]>;
  /** Public ones that hold at `now`, the gravest first; at a place or in a ward, or all of them. */
  active(ask: ActiveAsk, args: PageArgs): Promise<Connection<ThreadRow>>;
  /** By ward code, the gravest first, at most 100 of each. */
  activeInWards(codes: readonly string[], now: Date): Promise<ReadonlyMap<string, readonly ThreadRow[]>>;
  /** All public ones, the newest first; of one ward or of all. */
  history(ward: string | null, args: PageArgs): Promise<Connection<ThreadRow>>;
  /** Public ones that are open or ended not long ago, the newest message first: what other systems are told of. */
  feed(now: Date, args: PageArgs): Promise<Connection<ThreadRow>>;
  /** When what `feed` gives was last another: a message came, or an alert had ended for so long that it left. */
  feedChangedAt(now: Date): Promise<Date>;
  /** The one about a subject that is open, public or not. */
  openOf(ids: readonly string[], session: ClientSession): Promise<ThreadRow | null>;
  /** Stores what became of threads by a message, with its entries and deadlines. */
  write(change: ThreadWrite, tx: Tx): Promise<readonly ThreadRow[]>;
  /** A deadline of a thread has come: it takes effect, or runs out. */
  onDue(timer: Timer, tx: Tx): Promise<void>;
}

export interface ActiveAsk {
  readonly where: Whereabouts | null;
  /**
   * With a moment, what holds then; without, what has been told to hold: so a stream's beginning and its changes fit
   * together.
   */
  readonly now: Date | null;
  readonly session?: ClientSession;
}

export interface ThreadWrite {
  /** As they are after the message. */
  readonly threads: readonly ThreadFact[];
  /** As they were; an alert that begins a thread has none. */
  readonly before: readonly ThreadRow[];
  readonly message: MessageRow;
}

const newestFirst: PageOrder = [
  { field: 'startedAt', direction: -1, kind: 'date' },
  { field: '_id', direction: -1, kind: 'string' },
];

const newestMessageFirst: PageOrder = [
  { field: 'sentAt', direction: -1, kind: 'date' },
  { field: '_id', direction: -1, kind: 'string' },
];

const maxPerWard = 100;
/** A reader that was away for two days still hears that an alert has ended. */
const feedKeepsMs = 48 * 60 * 60 * 1000;

/** The timers of a thread: by its id, when it takes effect and when it runs out. */
export const beginTimer = 'alert-begins';
export const expiryTimer = 'alert-expires';

export async function openThreadStore({ db }: Pick<SubgraphParts, 'db'>): Promise<ThreadStore> {
  const threads = await openModel(db, 'Thread', threadSchema());
  return {
    ...readers(threads),
    feedChangedAt: async (now) => {
      const [last, life] = await Promise.all([lastFeedChange(threads, now), readDataSetLife(nativeDb(db))]);
      // Before the first alert the feed is as it was when this data set began.
      const began = life ? new Date(Math.min(life.start.t * 1_000, now.getTime())) : now;
      return last ?? began;
    },
    write: async ({ threads: facts, before, message }, tx) => {
      const rows: ThreadRow[] = [];
      for (const fact of facts) {
        const old = before.find(({ _id }) => _id === fact.id) ?? null;
        rows.push(await store(threads, { row: rowOf(fact, { old, message, now: tx.now }), old }, tx));
      }
      return rows;
    },
    onDue: async ({ key }, tx) => {
      const old = await threads.findById(key).session(tx.session).lean<ThreadRow>();
      if (!old) return;
      const expired = expireAt(old, tx.now);
      const standing = standingOf(expired, tx.now);
      if (expired.version === old.version && standing === old.standing) return;
      await store(threads, { row: { ...expired, version: old.version + 1, standing }, old }, tx);
    },
  };
}

/** Null before the first public alert. */
async function lastFeedChange(threads: Model<ThreadRow>, now: Date): Promise<Date | null> {
  const gone = new Date(now.getTime() - feedKeepsMs);
  const [told, left] = await Promise.all([
    threads.findOne({ isPublic: true }).sort({ changedAt: -1 }).hint('feedChanged').lean<ThreadRow>(),
    threads
      .findOne({ isPublic: true, endedAt: trusted({ $lte: gone }) })
      .sort({ endedAt: -1 })
      .hint('feedLeft')
      .lean<ThreadRow>(),
  ]);
  const leftAt = left?.endedAt ? left.endedAt.getTime() + feedKeepsMs : Number.NEGATIVE_INFINITY;
  return told && new Date(Math.max((told.changedAt ?? told.sentAt).getTime(), leftAt));
}

function readers(threads: Model<ThreadRow>): Omit<ThreadStore, 'write' | 'onDue' | 'feedChangedAt'> {
  return {
    byIds: (ids, session) =>
      threads
        .find({ _id: trusted({ $in: [...ids] }) })
        .session(session ?? null)
        .lean<ThreadRow[]>()
        .exec(),
    active: ({ where, now, session }, args) =>
      findPage(threads, {
        args,
        session,
        order: gravestFirst,
        filter: { ...activeFilter(now), ...(where ? placeFilter(where) : {}) },
        hint: where ? 'wardActive' : 'active',
      }),
    activeInWards: async (codes, now) => {
      const rows = await threads
        .find({ ...activeFilter(now), wardCodes: trusted({ $in: [...codes] }) })
        .lean<ThreadRow[]>();
      rows.sort(byGravity);
      return new Map(
        codes.map((code) => [code, rows.filter((row) => row.wardCodes.includes(code)).slice(0, maxPerWard)]),
      );
    },
    history: (ward, args) =>
      findPage(threads, {
        args,
        order: newestFirst,
        filter: { isPublic: true, ...(ward === null ? {} : { wardCodes: ward }) },
        hint: ward === null ? 'history' : 'wardHistory',
      }),
    feed: (now, args) => {
      const gone = new Date(now.getTime() - feedKeepsMs);
      return findPage(threads, {
        args,
        order: newestMessageFirst,
        filter: { isPublic: true, endedAt: trusted({ $not: { $lte: gone } }) },
        hint: 'feed',
      });
    },
    openOf: async (ids, session) => {
      const rows = await threads
        .find({ _id: trusted({ $in: [...ids] }) })
        .session(session)
        .lean<ThreadRow[]>();
      return rows.find(isOpen) ?? null;
    },
  };
}

function activeFilter(now: Date | null): QueryFilter<ThreadRow> {
  if (now === null) return { isPublic: true, standing: 'ACTIVE' };
  // What has run out is not shown, whether or not its timer has come round yet.
  const held = { from: trusted({ $lte: now }), expires: trusted({ $gt: now }) };
  return { isPublic: true, standing: 'ACTIVE', ...held };
}

interface Making {
  readonly old: ThreadRow | null;
  readonly message: MessageRow;
  readonly now: Date;
}

/** The head says where and how grave; a thread that was cancelled or went on elsewhere stays what it was. */
function rowOf(fact: ThreadFact, { old, message, now }: Making): ThreadRow {
  const standing = standingOf(fact, now);
  if (old && (fact.state === 'MERGED' || fact.state === 'CANCELLED'))
    return { ...old, ...fact, standing, changedAt: now };
  const { reach, content } = message;
  const { named, wardCodes } = reach;
  return {
    _id: fact.id,
    ...fact,
    standing,
    changedAt: now,
    isPublic: message.isPublic,
    ...ranksOf(content),
    reach,
    named,
    wardCodes,
    shape: shapeOf(reach.polygons),
  };
}

type ThreadChange = Parameters<typeof threadEntry>[1];

const changeNames: Readonly<Record<ThreadState, ThreadChange>> = {
  ACTIVE: 'issued',
  UPDATED: 'updated',
  CANCELLED: 'cancelled',
  MERGED: 'merged',
  EXPIRED: 'expired',
};

async function store(
  threads: Model<ThreadRow>,
  { row, old }: { readonly row: ThreadRow; readonly old: ThreadRow | null },
  tx: Tx,
): Promise<ThreadRow> {
  await threads.replaceOne({ _id: row._id }, row, { session: tx.session, upsert: true });
  const hasBegun = row.headId === old?.headId && row.state === old.state;
  await tx.append(threadEntry(row, hasBegun ? 'began' : changeNames[row.state], old));
  await setDeadlines(row, tx);
  return row;
}

async function setDeadlines({ _id, standing, from, expires }: ThreadRow, tx: Tx): Promise<void> {
  if (standing === 'WAITING') await tx.setTimer({ kind: beginTimer, key: _id, at: from });
  else await tx.clearTimer(beginTimer, _id);
  if (standing === 'ENDED') await tx.clearTimer(expiryTimer, _id);
  else await tx.setTimer({ kind: expiryTimer, key: _id, at: expires });
}

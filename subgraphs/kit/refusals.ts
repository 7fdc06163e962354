import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AnyBulkWriteOperation, ClientSession, Collection, Db } from 'mongodb';
import type { Lease } from './lease.ts';
import { createCollection } from './mongo.ts';
import type { Logger } from './process/logger.ts';
import type { Viewer } from './process/viewer.ts';
import type { Transact } from './transact.ts';

/** One thing that somebody was refused. */
export interface Refused {
  readonly viewer: Viewer;
  readonly code: string;
  /** Of the schema: `Query.report`, `Report.reporter`, `entity Report`. */
  readonly field: string;
  /** What was asked for by id, as it was given; at most 64 characters are kept. */
  readonly asked?: string | undefined;
  /** How often; once unless said. */
  readonly times?: number;
}

/**
 * Counts refusals exactly and in few rows: one for each person (or app, or all strangers), code and field in ten seconds of real
 * time, whatever their number. Whoever asks for ids that are not theirs costs the hub an update, not a row.
 */
export interface Refusals {
  /** Resolves when they are counted by a majority, at the latest after two seconds; await it before the refusal is told. Never rejects. */
  note(refused: readonly Refused[]): Promise<void>;
  /** Makes audited entries (kind `refused`) of what was counted in ten seconds that are over. */
  closeWindows(lease: Pick<Lease, 'fence' | 'signal'>): Promise<void>;
}

export interface RefusalsOptions {
  readonly db: Db;
  readonly transact: Transact;
  readonly log: Logger;
  readonly windowMs?: number;
}

interface RefusalRow {
  readonly _id: string;
  /** End of its ten seconds. */
  readonly until: Date;
  readonly actor: { readonly role: string; readonly id?: string };
  readonly isPerson: boolean;
  readonly code: string;
  readonly field: string;
  readonly times: number;
  readonly first: Date;
  readonly last: Date;
  /** The first that were asked for, at most `maxAsked`. */
  readonly asked: readonly string[];
}

const refusalsName = 'refusals';
const windowMs = 10_000;
const maxWaitMs = 2_000;
const maxAsked = 20;
/** Rows of one person, and of all, that one process starts in a window; what is beyond is counted together. */
const maxFieldsEach = 32;
const maxRows = 256;
/** Every entry's text stays within this. */
const maxText = 64;

export async function openRefusals(options: RefusalsOptions): Promise<Refusals> {
  await createCollection(options.db, refusalsName);
  const rows = options.db.collection<RefusalRow>(refusalsName, {
    readConcern: { level: 'majority' },
    writeConcern: { w: 'majority', wtimeoutMS: 5_000 },
  });
  await rows.createIndex({ until: 1 }, { name: 'until' });
  // An erasure asks for a person's; strangers have none.
  await rows.createIndex({ 'actor.id': 1 }, { name: 'actor', sparse: true });
  const counter = new RefusalCounter(rows, options);
  return {
    note: (refused) => counter.note(refused),
    closeWindows: (lease) => closeWindows(rows, options, lease),
  };
}

type RefusalPlace = Pick<RefusalRow, 'actor' | 'isPerson' | 'code' | 'field'>;
type Counted = Omit<RefusalRow, '_id'>;

class RefusalCounter {
  readonly #rows: Collection<RefusalRow>;
  readonly #options: RefusalsOptions;
  #pending = new Map<string, Counted>();
  #flushing: Promise<void> | undefined;
  /** What this process has begun in the present window. */
  #window = { until: 0, ids: new Set<string>(), fieldsOf: new Map<string, number>() };

  constructor(rows: Collection<RefusalRow>, options: RefusalsOptions) {
    this.#rows = rows;
    this.#options = options;
  }

  async note(refused: readonly Refused[]): Promise<void> {
    if (refused.length === 0) return;
    const now = new Date();
    for (const each of refused) this.#count(each, now);
    await Promise.race([this.#flush(), sleep(maxWaitMs, undefined, { ref: false })]);
  }

  #count({ viewer, code, field, asked, times = 1 }: Refused, now: Date): void {
    const width = this.#options.windowMs ?? windowMs;
    const until = new Date((Math.floor(now.getTime() / width) + 1) * width);
    const isPerson = viewer.kind === 'person';
    const place = this.#placeOf({ actor: actorOf(viewer), isPerson, code, field }, until.getTime());
    const id = JSON.stringify([until.getTime(), place.actor.id ?? place.actor.role, place.code, place.field]);
    const before = this.#pending.get(id);
    const ids = [...(before?.asked ?? []), ...(asked === undefined ? [] : [asked.slice(0, maxText)])];
    this.#pending.set(id, {
      ...place,
      until,
      times: (before?.times ?? 0) + times,
      first: before?.first ?? now,
      last: now,
      asked: ids.slice(0, maxAsked),
    });
  }

  /** The row to count in: its own while there is room for one more. */
  #placeOf(wanted: RefusalPlace, until: number): RefusalPlace {
    if (this.#window.until !== until) this.#window = { until, ids: new Set(), fieldsOf: new Map() };
    const { ids, fieldsOf } = this.#window;
    const who = wanted.actor.id ?? wanted.actor.role;
    const id = JSON.stringify([who, wanted.code, wanted.field]);
    if (ids.has(id)) return wanted;
    if (ids.size >= maxRows) return { actor: { role: 'many' }, isPerson: false, code: 'many', field: 'many' };
    const fields = fieldsOf.get(who) ?? 0;
    if (fields >= maxFieldsEach) return { ...wanted, code: 'many', field: 'many' };
    ids.add(id);
    fieldsOf.set(who, fields + 1);
    return wanted;
  }

  /** One write at a time: what comes while it is on its way goes with the next, so a flood makes few writes. */
  #flush(): Promise<void> {
    if (!this.#flushing) {
      this.#flushing = this.#writeAll().finally(() => (this.#flushing = undefined));
      return this.#flushing;
    }
    return this.#flushing.then(() => (this.#pending.size > 0 ? this.#flush() : undefined));
  }

  async #writeAll(): Promise<void> {
    const taken = this.#pending;
    this.#pending = new Map();
    try {
      if (taken.size > 0) await this.#rows.bulkWrite([...taken].map(updateOf), { ordered: false });
    } catch (error) {
      this.#options.log.error({ err: error, rows: taken.size }, 'refusals could not be counted');
      this.#keep(taken);
    }
  }

  /** For the next write; bounded like a window. */
  #keep(taken: ReadonlyMap<string, Counted>): void {
    for (const [id, row] of taken) {
      const since = this.#pending.get(id);
      if (!since && this.#pending.size >= maxRows) continue;
      this.#pending.set(id, since ? { ...row, times: row.times + since.times, last: since.last } : row);
    }
  }
}

function updateOf([_id, row]: readonly [string, Counted]): AnyBulkWriteOperation<RefusalRow> {
  const { times, first, last, asked, ...fixed } = row;
  return {
    updateOne: {
      filter: { _id },
      update: {
        $setOnInsert: fixed,
        $inc: { times },
        $min: { first },
        $max: { last },
        $push: { asked: { $each: [...asked], $slice: maxAsked } },
      },
      upsert: true,
    },
  };
}

function actorOf({ kind, id, roles }: Viewer): RefusalRow['actor'] {
  return { role: roles[0] ?? kind, ...(id !== null && { id }) };
}

/** After its end a window is left alone for a moment: what another process counts later still makes a row of its own, and none is lost. */
const graceMs = 1_000;

async function closeWindows(
  rows: Collection<RefusalRow>,
  { transact }: RefusalsOptions,
  lease: Pick<Lease, 'fence' | 'signal'>,
): Promise<void> {
  const over = { until: { $lte: new Date(Date.now() - graceMs) } };
  for (;;) {
    const ids = (
      await rows
        .find(over, { projection: { _id: 1 } })
        .limit(100)
        .toArray()
    ).map(({ _id }) => _id);
    if (ids.length === 0 || lease.signal.aborted) return;
    await transact({}, async (tx) => {
      await lease.fence(tx.session);
      for (const _id of ids) {
        const row = await rows.findOneAndDelete({ _id }, { session: tx.session });
        if (row) await tx.append(entryOf(row));
      }
    });
  }
}

/** Who was refused may be erased like all that names a person: then it is only known that somebody was. */
function entryOf({ actor, code, field, times, first, last, asked, isPerson }: RefusalRow) {
  const { id, role } = actor;
  return {
    entity: 'Refusal',
    entityId: randomUUID(),
    kind: 'refused',
    version: 0,
    payload: { code, field, times, first, last, asked, ...(id !== undefined && { who: id }) },
    ...(isPerson && id !== undefined && { about: [id] }),
    topics: [],
    actor: { role },
    audited: true,
  };
}

/** Takes what is being counted of a person, in the transaction that erases the person. */
export async function eraseRefusals(db: Db, personId: string, session: ClientSession): Promise<void> {
  await db.collection(refusalsName).deleteMany({ 'actor.id': personId }, { session });
}

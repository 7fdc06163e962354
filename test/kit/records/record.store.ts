import { randomUUID } from 'node:crypto';
import type { Collection } from 'mongodb';
import type { ClientSession } from 'mongoose';
import type { JournalEntry, Sealed, SubgraphParts, Tx, Viewer } from '../../../subgraphs/kit/index.ts';
import { forbidden, notFound } from '../../../subgraphs/kit/index.ts';
import { nativeDb } from '../../../subgraphs/kit/mongo.ts';
import type {
  CareFact,
  ConsentFact,
  GuardianFact,
  TeachingFact,
} from '../../../subgraphs/kit/process/relations.ts';
import { civilDateOf } from '../../../subgraphs/kit/working-days.ts';
import type { RecordFacts, RecordShape } from './record.rules.ts';
import { openFields } from './record.rules.ts';

export interface RecordRow {
  readonly _id: string;
  readonly personId: string;
  readonly classId: string | null;
  readonly version: number;
  readonly sealed: Sealed;
}

/** A record for this viewer: why each field of it is open. */
export interface SeenRecord extends RecordRow {
  readonly open: ReadonlyMap<string, string>;
}

export type RecordValues = Readonly<Record<string, readonly string[]>>;

export interface RecordStore {
  readonly parts: SubgraphParts;
  readonly shape: RecordShape;
  /** What the viewer may see something of; NOT_FOUND otherwise. */
  seen(id: string, viewer: Viewer, session?: ClientSession): Promise<SeenRecord>;
  values(row: RecordRow): Promise<RecordValues | null>;
  make(
    record: Pick<RecordRow, 'personId' | 'classId'> & { readonly values: RecordValues; readonly id?: string },
  ): Promise<string>;
  add(
    viewer: Viewer,
    at: { readonly id: string; readonly field: string; readonly text: string },
  ): Promise<void>;
  care(fact: CareFact): Promise<void>;
  teach(fact: TeachingFact): Promise<void>;
  /** Copies who is whose guardian, and what was agreed to. */
  follow(entry: JournalEntry, tx: Tx): Promise<void>;
  exportPerson(personId: string): Promise<Record<string, unknown[]>>;
  erasePerson(personId: string, tx: Tx): Promise<Record<string, number>>;
}

type Kept<Fact> = Fact & { readonly _id: string };

export async function openRecords(parts: SubgraphParts, shape: RecordShape): Promise<RecordStore> {
  const db = nativeDb(parts.db);
  const names = ['records', 'links', 'consents', 'cares', 'teachings'];
  for (const name of names) await db.createCollection(name).catch(() => undefined);
  const records = db.collection<RecordRow>('records');
  const links = db.collection<Kept<GuardianFact>>('links');
  const consents = db.collection<Kept<ConsentFact>>('consents');
  const cares = db.collection<Kept<CareFact>>('cares');
  const teachings = db.collection<Kept<TeachingFact>>('teachings');

  const factsOf = async (personId: string): Promise<RecordFacts> => ({
    links: await links.find({ childId: personId }).toArray(),
    consents: await consents.find({ personId }).toArray(),
    cares: await cares.find({ personId }).toArray(),
    teachings: await teachings.find().toArray(),
    today: civilDateOf(parts.clock.now()),
    now: parts.clock.now(),
  });
  const seen: RecordStore['seen'] = async (id, viewer) => {
    const row = await records.findOne({ _id: id });
    const open = row && openFields(row, viewer, { shape, facts: await factsOf(row.personId) });
    if (!row || !open || open.size === 0) throw notFound(shape.type.toLowerCase());
    return { ...row, open };
  };
  const keep = <Fact extends object>(all: Collection<Kept<Fact>>, fact: Fact): Promise<unknown> =>
    db.collection(all.collectionName).insertOne({ ...fact });
  return {
    parts,
    shape,
    seen,
    values: async (row) => parseValues(await parts.personKeys.open(row.sealed)),
    make: async ({ personId, classId, values, id = randomUUID() }) => {
      const sealed = await parts.personKeys.seal(personId, values);
      await parts.transact({}, async (tx) => {
        const row: RecordRow = { _id: id, personId, classId, version: 1, sealed };
        await records.insertOne(row, { session: tx.session });
        await tx.append(entryOf(shape, row, { kind: 'made' }));
      });
      return id;
    },
    add: async (viewer, { id, field, text }) => {
      const row = await seen(id, viewer);
      if (!row.open.has(field)) throw forbidden();
      const values = parseValues(await parts.personKeys.open(row.sealed)) ?? {};
      const more = { ...values, [field]: [...(values[field] ?? []), text] };
      const sealed = await parts.personKeys.seal(row.personId, more);
      await parts.transact({ queue: id }, async (tx) => {
        const next = { ...row, version: row.version + 1 };
        await records.updateOne(
          { _id: id },
          { $set: { sealed, version: next.version } },
          { session: tx.session },
        );
        await tx.append(entryOf(shape, next, { kind: 'added', viewer }));
      });
    },
    care: async (fact) => void (await keep(cares, fact)),
    teach: async (fact) => void (await keep(teachings, fact)),
    follow: async ({ entity, entityId, payload }, { session }) => {
      const options = { session, upsert: true };
      if (entity === 'GuardianLink') {
        const { guardianId, childId, state, validFrom, validTo } = payload;
        const fact = { guardianId, childId, state, from: validFrom ?? null, to: validTo ?? null };
        await db.collection<{ _id: string }>('links').updateOne({ _id: entityId }, { $set: fact }, options);
      }
      if (entity !== 'ConsentStanding') return;
      const { personId, purpose, recipientId, scope } = payload;
      const fact = { personId, purpose, recipientId, scope, until: null };
      await db.collection<{ _id: string }>('consents').updateOne({ _id: entityId }, { $set: fact }, options);
    },
    exportPerson: async (personId) => ({ records: await records.find({ personId }).toArray() }),
    erasePerson: async (personId, { session }) => ({
      records: (await records.deleteMany({ personId }, { session })).deletedCount,
      consents: (await consents.deleteMany({ personId }, { session })).deletedCount,
    }),
  };
}

/** A write of sensitive data: that there was one, by whom, of what; no value. */
function entryOf(
  { type }: RecordShape,
  row: RecordRow,
  { kind, viewer }: { readonly kind: string; readonly viewer?: Viewer },
) {
  return {
    entity: type,
    entityId: row._id,
    kind,
    version: row.version,
    payload: {},
    topics: [`${type}:${row._id}`],
    audited: true,
    actor: { role: viewer?.roles[0] ?? 'system', ...(viewer?.id && { id: viewer.id }) },
  };
}

// Only what `make` and `add` sealed is read with it.
function parseValues(value: unknown): RecordValues | null {
  return value as RecordValues | null;
}

import type { Model } from 'mongoose';
import { trusted } from 'mongoose';
import type { Connection, PageArgs, SubgraphParts, Tx } from '../kit/index.ts';
import { openModel } from '../kit/mongo.ts';
import { findPage } from '../kit/page.ts';
import type { AccessLook, PersonMark } from './look.model.ts';
import { accessLookSchema, personMarkSchema } from './look.model.ts';
import { keptLook } from './look.rules.ts';

export interface LookStore {
  /** Looks at one person's values, newest first. */
  looksAt(whose: string, args: PageArgs): Promise<Connection<AccessLook>>;
  /** Stores a look that another area told of; told twice it is there once, and what was erased meanwhile stays erased. */
  addLook(look: AccessLook, tx: Tx): Promise<void>;
  /** Every look at the person's values, and every look that the person took. */
  exportPerson(
    personId: string,
  ): Promise<{ readonly looksAtMe: AccessLook[]; readonly looksByMe: AccessLook[] }>;
  /** Takes away what an area has told of a person before it erased the person itself. */
  forget(personId: string, told: { readonly area: string; readonly until: Date }, tx: Tx): Promise<void>;
  /** Deletes the looks at the person's values and takes the person's id out of looks at others'. */
  erasePerson(personId: string, tx: Tx): Promise<{ readonly looksAtMe: number; readonly looksByMe: number }>;
}

export async function openLookStore({ db }: SubgraphParts): Promise<LookStore> {
  const looks = await openModel(db, 'AccessLook', accessLookSchema());
  const marks = await openModel(db, 'PersonMark', personMarkSchema());
  const newestFirst = { at: -1, _id: -1 } as const;
  return {
    looksAt: (whose, args) =>
      findPage(looks, {
        args,
        order: [
          { field: 'at', direction: -1, kind: 'date' },
          { field: '_id', direction: -1, kind: 'string' },
        ],
        filter: { whose },
      }),
    async addLook(look, tx) {
      const kept = keptLook(look, await markPeople(marks, look, tx));
      if (!kept) return;
      const { _id, ...rest } = kept;
      await looks.updateOne({ _id }, { $setOnInsert: rest }, { upsert: true, session: tx.session });
    },
    exportPerson: async (personId) => ({
      looksAtMe: await looks.find({ whose: personId }).sort(newestFirst).lean<AccessLook[]>(),
      looksByMe: await looks.find({ readerId: personId }).sort(newestFirst).lean<AccessLook[]>(),
    }),
    async forget(personId, { area, until }, { session }) {
      const told = { area, at: trusted({ $lte: until }) };
      await looks.deleteMany({ whose: personId, ...told }, { session });
      await looks.updateMany({ readerId: personId, ...told }, { $set: { readerId: null } }, { session });
    },
    async erasePerson(personId, { session, now }) {
      await marks.updateOne(
        { _id: personId },
        { $set: { erasedAt: now, looks: 0 } },
        { upsert: true, session },
      );
      const at = await looks.deleteMany({ whose: personId }, { session });
      const by = await looks.updateMany({ readerId: personId }, { $set: { readerId: null } }, { session });
      return { looksAtMe: at.deletedCount, looksByMe: by.modifiedCount };
    },
  };
}

/** Writes the marks of the people in a look, and says when each of them was erased. */
async function markPeople(
  marks: Model<PersonMark>,
  { whose, readerId }: AccessLook,
  { session }: Tx,
): Promise<(personId: string) => Date | undefined> {
  const erasedAt = new Map<string, Date | undefined>();
  for (const person of new Set(readerId === null ? [whose] : [whose, readerId])) {
    const options = { upsert: true, returnDocument: 'after', session } as const;
    const mark = await marks
      .findOneAndUpdate({ _id: person }, { $inc: { looks: 1 } }, options)
      .lean<PersonMark>();
    erasedAt.set(person, mark?.erasedAt);
  }
  return (person) => erasedAt.get(person);
}

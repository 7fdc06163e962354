import type { Connection, PageArgs, SubgraphParts, Tx } from '../kit/index.ts';
import { openModel } from '../kit/mongo.ts';
import { findPage } from '../kit/page.ts';
import type { AccessLook } from './citizen.model.ts';
import { accessLookSchema } from './citizen.model.ts';

export interface CitizensStore {
  /** Looks at one person's values, newest first. */
  looksAt(whose: string, args: PageArgs): Promise<Connection<AccessLook>>;
  /** Stores a look that another area told of; told twice it is there once. */
  addLook(look: AccessLook, tx: Tx): Promise<void>;
  /** Every look at the person's values, and every look that the person took. */
  exportPerson(
    personId: string,
  ): Promise<{ readonly looksAtMe: AccessLook[]; readonly looksByMe: AccessLook[] }>;
  /** Deletes the looks at the person's values and takes the person's id out of looks at others'. */
  erasePerson(personId: string, tx: Tx): Promise<{ readonly looksAtMe: number; readonly looksByMe: number }>;
}

export async function openCitizensStore({ db }: SubgraphParts): Promise<CitizensStore> {
  const looks = await openModel(db, 'AccessLook', accessLookSchema());
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
    async addLook({ _id, ...look }, { session }) {
      await looks.updateOne({ _id }, { $setOnInsert: look }, { upsert: true, session });
    },
    exportPerson: async (personId) => ({
      looksAtMe: await looks.find({ whose: personId }).sort(newestFirst).lean<AccessLook[]>(),
      looksByMe: await looks.find({ readerId: personId }).sort(newestFirst).lean<AccessLook[]>(),
    }),
    async erasePerson(personId, { session }) {
      const at = await looks.deleteMany({ whose: personId }, { session });
      const by = await looks.updateMany({ readerId: personId }, { $set: { readerId: null } }, { session });
      return { looksAtMe: at.deletedCount, looksByMe: by.modifiedCount };
    },
  };
}

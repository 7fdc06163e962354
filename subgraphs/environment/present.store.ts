import type { ClientSession, Model } from 'mongoose';
import { trusted } from 'mongoose';
import type { SubgraphParts } from '../kit/index.ts';
import { nativeDb, openModel } from '../kit/mongo.ts';
import type { PresentRow } from './present.model.ts';
import { presentName, presentSchema } from './present.model.ts';
import type { Present } from './present.rules.ts';

export interface PresentStore {
  byIds(ids: readonly string[], session?: ClientSession): Promise<PresentRow[]>;
  /** By the station's id, in one command. */
  put(presents: ReadonlyMap<string, Present>, session: ClientSession): Promise<void>;
  remove(id: string, session: ClientSession): Promise<void>;
}

export async function openPresentStore({ db }: Pick<SubgraphParts, 'db'>): Promise<PresentStore> {
  const presents: Model<PresentRow> = await openModel(db, 'Present', presentSchema());
  // The driver's own collection: what is written was made by our rules, and mongoose would look at every part of it.
  const native = nativeDb(db).collection<PresentRow>(presentName);
  return {
    byIds: (ids, session) =>
      presents
        .find({ _id: trusted({ $in: [...ids] }) })
        .session(session ?? null)
        .lean<PresentRow[]>()
        .exec(),
    async remove(id, session) {
      await presents.deleteOne({ _id: id }, { session });
    },
    async put(changed, session) {
      const writes = [...changed].map(([_id, { lastEndAt, latest, alarm, aqi }]) => {
        const replacement = { _id, lastEndAt, latest, alarm, aqi };
        return { replaceOne: { filter: { _id }, replacement, upsert: true } };
      });
      if (writes.length > 0) await native.bulkWrite(writes, { session });
    },
  };
}

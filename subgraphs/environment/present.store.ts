import type { ClientSession, Model } from 'mongoose';
import { trusted } from 'mongoose';
import type { SubgraphParts } from '../kit/index.ts';
import { openModel } from '../kit/mongo.ts';
import type { PresentRow } from './present.model.ts';
import { presentSchema } from './present.model.ts';
import type { Present } from './present.rules.ts';
import { noPresent } from './present.rules.ts';

export interface PresentStore {
  byIds(ids: readonly string[], session?: ClientSession): Promise<PresentRow[]>;
  get(stationId: string, session: ClientSession): Promise<Present>;
  put(stationId: string, present: Present, session: ClientSession): Promise<void>;
}

export async function openPresentStore({ db }: Pick<SubgraphParts, 'db'>): Promise<PresentStore> {
  const presents: Model<PresentRow> = await openModel(db, 'Present', presentSchema());
  return {
    byIds: (ids, session) =>
      presents
        .find({ _id: trusted({ $in: [...ids] }) })
        .session(session ?? null)
        .lean<PresentRow[]>()
        .exec(),
    get: async (stationId, session) =>
      (await presents.findById(stationId).session(session).lean<PresentRow>()) ?? noPresent,
    async put(stationId, { lastEndAt, latest, alarm, aqi }, session) {
      const row = { _id: stationId, lastEndAt, latest, alarm, aqi };
      await presents.replaceOne({ _id: stationId }, row, { session, upsert: true });
    },
  };
}

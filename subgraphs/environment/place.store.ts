import type { Place } from '../kit/area-map.ts';
import type { JournalEntry, SubgraphParts, Tx } from '../kit/index.ts';
import { openModel } from '../kit/mongo.ts';
import { findArea, nearestArea } from '../kit/nearest-area.ts';
import { placesNotReady } from './errors.ts';
import { wardSchema } from './place.model.ts';

/** Our own copy of the wards, kept by following agencies: readings are taken while agencies is down. */
export interface PlaceStore {
  /** @throws GraphQLError BAD_USER_INPUT rule=outside_city, UNAVAILABLE before the first wards have arrived */
  wardAt(place: Place): Promise<{ readonly _id: string }>;
  /** The ward of a place of which it need not be known that it is in the city; null for one outside. */
  wardCodeNear(place: Place): Promise<string | null>;
  /** The codes among these that are no ward's. */
  unknownWards(codes: readonly string[]): Promise<readonly string[]>;
  follow(entry: JournalEntry, tx: Tx): Promise<void>;
}

export async function openPlaceStore({ db }: Pick<SubgraphParts, 'db'>): Promise<PlaceStore> {
  const wards = await openModel(db, 'Ward', wardSchema());
  return {
    async wardAt(place) {
      // "Outside" means nothing as long as there is no inside.
      if ((await wards.estimatedDocumentCount()) === 0) throw placesNotReady();
      return nearestArea(wards, place);
    },
    wardCodeNear: async (place) => (await findArea(wards, place))?._id ?? null,
    async unknownWards(codes) {
      const known = await Promise.all(codes.map((code) => wards.exists({ _id: code })));
      return codes.filter((_, index) => known[index] === null);
    },
    async follow({ kind, entityId, payload }, { session }) {
      if (kind !== 'ward') return;
      const row = { _id: entityId, boundary: payload['boundary'] };
      await wards.replaceOne({ _id: entityId }, row, { session, upsert: true });
    },
  };
}

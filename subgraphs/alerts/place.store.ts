import { trusted } from 'mongoose';
import type { Place } from '../kit/area-map.ts';
import type { JournalEntry, SubgraphParts, Tx } from '../kit/index.ts';
import { notFound } from '../kit/index.ts';
import { openModel } from '../kit/mongo.ts';
import { nearestArea } from '../kit/nearest-area.ts';
import type { Verdict } from '../kit/verdict.ts';
import { refuseInput } from '../kit/verdict.ts';
import type { Reach } from './area.rules.ts';
import { reachOf, ringsOf } from './area.rules.ts';
import { placesNotReady } from './errors.ts';
import type { AlertArea } from './message.rules.ts';
import type { WardRow } from './place.model.ts';
import type { Ring } from './polygon.rules.ts';
import { shapeOf } from './polygon.rules.ts';
import { wardSchema } from './place.model.ts';

/** Our own copy of the wards, kept by following agencies: warnings go out while agencies is down. */
export interface PlaceStore {
  /** @throws GraphQLError BAD_USER_INPUT rule=outside_city, UNAVAILABLE before the first wards have arrived */
  wardAt(place: Place): Promise<string>;
  /** @throws GraphQLError NOT_FOUND for an unknown code, UNAVAILABLE before the first wards have arrived */
  requireWard(code: string): Promise<void>;
  /**
   * Where areas hold; refused with rule=ward for a code that is no ward's, rule=outside_city for a polygon or circle that touches none.
   * @throws GraphQLError UNAVAILABLE before the first wards have arrived
   */
  reach(areas: readonly AlertArea[]): Promise<Verdict<Reach>>;
  follow(entry: JournalEntry, tx: Tx): Promise<void>;
}

export async function openPlaceStore({ db }: Pick<SubgraphParts, 'db'>): Promise<PlaceStore> {
  const wards = await openModel(db, 'Ward', wardSchema());
  const requireWards = async (): Promise<void> => {
    // "Outside" means nothing as long as there is no inside.
    if ((await wards.estimatedDocumentCount()) === 0) throw placesNotReady();
  };
  const touchedBy = (ring: Ring) =>
    wards
      .find({ boundary: trusted({ $geoIntersects: { $geometry: shapeOf([ring]) } }) }, { _id: 1 })
      .lean<Pick<WardRow, '_id'>[]>();
  return {
    async wardAt(place) {
      await requireWards();
      return (await nearestArea(wards, place))._id;
    },
    async requireWard(code) {
      if (await wards.exists({ _id: code })) return;
      await requireWards();
      throw notFound('ward');
    },
    async reach(areas) {
      await requireWards();
      const touched = new Set<string>();
      for (const [index, area] of areas.entries()) {
        const { wardCodes, polygons } = area;
        const known = await wards.find({ _id: trusted({ $in: [...wardCodes] }) }, { _id: 1 }).lean();
        if (known.length < wardCodes.length)
          return refuseInput(
            { field: `input.areas.${index}.wards`, rule: 'ward' },
            'There is no ward of this code.',
          );
        for (const [place, ring] of ringsOf(area).entries()) {
          const found = await touchedBy(ring);
          const circle = place - polygons.length;
          const member = circle < 0 ? `polygons.${place}` : `circles.${circle}`;
          if (found.length === 0)
            return refuseInput(
              { field: `input.areas.${index}.${member}`, rule: 'outside_city' },
              'This part of the area touches no ward of the city.',
            );
          for (const { _id } of found) touched.add(_id);
        }
      }
      return { value: reachOf(areas, [...touched]) };
    },
    async follow({ kind, entityId, payload }, { session }) {
      if (kind !== 'ward') return;
      const row = { _id: entityId, boundary: payload['boundary'] };
      await wards.replaceOne({ _id: entityId }, row, { session, upsert: true });
    },
  };
}

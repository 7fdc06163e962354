import { trusted } from 'mongoose';
import type { Connection, PageArgs, SubgraphParts } from '../kit/index.ts';
import { openModel } from '../kit/mongo.ts';
import type { Place } from '../kit/area-map.ts';
import { nearestArea } from '../kit/nearest-area.ts';
import { findPage } from '../kit/page.ts';
import { addFacts } from './fact.store.ts';
import { wardEntry } from './ward.events.ts';
import type { WardRow } from './ward.model.ts';
import type { WardFact } from './ward.rules.ts';
import { wardSchema } from './ward.model.ts';

export interface WardStore {
  byCodes(codes: readonly string[]): Promise<WardRow[]>;
  /** In order of code. */
  page(args: PageArgs): Promise<Connection<WardRow>>;
  /** @throws GraphQLError BAD_USER_INPUT (see nearestArea) */
  at(place: Place): Promise<WardRow>;
  /** Writes wards, all or none, each with its journal entry; a repeat of a ward that is there is nothing. */
  addAll(wards: readonly WardFact[]): Promise<void>;
}

export async function openWardStore({ db, transact }: SubgraphParts): Promise<WardStore> {
  const wards = await openModel(db, 'Ward', wardSchema());
  return {
    byCodes: (codes) =>
      wards
        .find({ _id: trusted({ $in: [...codes] }) })
        .lean<WardRow[]>()
        .exec(),
    page: (args) =>
      findPage(wards, { args, order: [{ field: '_id', direction: 1, kind: 'string' }], filter: {} }),
    at: (place) => nearestArea(wards, place),
    addAll: (facts) => {
      const named = facts.map((ward) => ({
        row: { _id: ward.code, ...ward, version: 1 },
        entry: wardEntry(ward, 1),
      }));
      return transact({}, (tx) => addFacts(wards, named, tx));
    },
  };
}

import type { ClientSession, Model } from 'mongoose';
import { trusted } from 'mongoose';
import type { Connection, PageArgs, SubgraphParts, Tx, Viewer } from '../kit/index.ts';
import { badInput, conflict, openModel } from '../kit/index.ts';
import type { Box } from '../kit/box.ts';
import type { PageOrder } from '../kit/page.ts';
import { findPage } from '../kit/page.ts';
import { orThrow } from './errors.ts';
import type { PlaceStore } from './place.store.ts';
import { stationEntry } from './station.events.ts';
import type { StationRow } from './station.model.ts';
import { stationSchema } from './station.model.ts';
import type { StationDraft, StationFact, StationKind } from './station.rules.ts';
import { checkStation } from './station.rules.ts';

export interface StationStore {
  byIds(ids: readonly string[]): Promise<StationRow[]>;
  /** The stations that these datastreams belong to. */
  ofDatastreams(ids: readonly string[], session?: ClientSession): Promise<StationRow[]>;
  /** All of a kind, in order of id: there are some dozens. */
  ofKind(kind: StationKind, session?: ClientSession): Promise<StationRow[]>;
  /** Those of a kind that belong to organisations, in order of id. */
  ofOrganisations(kind: StationKind): Promise<StationRow[]>;
  /** Sensors of private persons whose rounded places lie in one of these boxes, of each at most 500. */
  privateIn(boxes: readonly Box[]): Promise<StationRow[]>;
  /** In order of id. */
  page(list: StationList, args: PageArgs): Promise<Connection<StationRow>>;
  /**
   * Registers a station where it stands.
   * @throws GraphQLError BAD_USER_INPUT (see `checkStation`; rule=outside_city, rule=ward), CONFLICT for an id that is taken
   */
  register(call: RegisterCall): Promise<StationRow>;
  /** Adds a station whose ward is known; a repeat of one that is there is nothing. */
  add(station: StationFact): Promise<void>;
  insert(station: StationFact, tx: Tx): Promise<void>;
  remove(id: string, session: ClientSession): Promise<void>;
}

/** Which stations a list has. */
export interface StationList {
  readonly kind: StationKind;
  /** Only those of private persons, or only the others; all of them when absent. */
  readonly isPrivate?: boolean | undefined;
}

export interface RegisterCall {
  readonly draft: StationDraft;
  readonly viewer: Viewer;
  readonly actor: { readonly role: string; readonly id: string };
  readonly clientMutationId?: string | null | undefined;
}

const byId: PageOrder = [{ field: '_id', direction: 1, kind: 'string' }];

export async function openStationStore(
  { db, once, transact }: Pick<SubgraphParts, 'db' | 'once' | 'transact'>,
  places: PlaceStore,
): Promise<StationStore> {
  const stations = await openModel(db, 'Station', stationSchema());
  return {
    ...readers(stations),
    insert: (station, tx) => insert(stations, station, tx),
    async remove(id, session) {
      await stations.deleteOne({ _id: id }, { session });
    },
    async register({ draft, viewer, actor, clientMutationId }) {
      const station = await locate(orThrow(checkStation(draft)), places);
      const { id } = station;
      const request = { viewer, clientMutationId, operation: 'registerStation', args: draft };
      const entry = await once({ ...request, queue: `Station:${id}` }, async (tx) => {
        if (await stations.exists({ _id: id }).session(tx.session))
          throw conflict('There is a station of this id already.', { field: 'id', rule: 'taken' });
        await insert(stations, station, tx);
        return tx.append(stationEntry(station, actor));
      });
      return { ...parseStation(entry.payload), _id: id, version: 1 };
    },
    add: (station) =>
      transact({}, async (tx) => {
        if (await stations.exists({ _id: station.id }).session(tx.session)) return;
        await insert(stations, station, tx);
        await tx.append(stationEntry(station, { role: 'seed' }));
      }),
  };
}

function readers(
  stations: Model<StationRow>,
): Pick<StationStore, 'byIds' | 'ofDatastreams' | 'ofKind' | 'ofOrganisations' | 'privateIn' | 'page'> {
  return {
    byIds: (ids) =>
      stations
        .find({ _id: trusted({ $in: [...ids] }) })
        .lean<StationRow[]>()
        .exec(),
    ofDatastreams: (ids, session) =>
      stations
        .find({ 'datastreams.id': trusted({ $in: [...ids] }) })
        .session(session ?? null)
        .lean<StationRow[]>()
        .exec(),
    ofKind: (kind, session) =>
      stations
        .find({ kind })
        .sort({ _id: 1 })
        .session(session ?? null)
        .lean<StationRow[]>()
        .exec(),
    ofOrganisations: (kind) =>
      stations
        .find({ kind, isPrivate: null })
        .sort({ _id: 1 })
        .hint('kindAndOwner')
        .lean<StationRow[]>()
        .exec(),
    privateIn: (boxes) =>
      stations
        .find({ $or: boxes.map(isPrivateIn) })
        .limit(perBox * boxes.length)
        .lean<StationRow[]>()
        .exec(),
    page: ({ kind, isPrivate }, args) =>
      isPrivate === undefined
        ? findPage(stations, { args, order: byId, filter: { kind }, hint: 'kind' })
        : findPage(stations, {
            args,
            order: byId,
            // Stations of organisations have no such member.
            filter: { kind, isPrivate: isPrivate ? true : null },
            hint: 'kindAndOwner',
          }),
  };
}

const perBox = 500;

function isPrivateIn({ south, west, north, east }: Box) {
  return {
    isPrivate: true,
    lat: trusted({ $gte: south, $lte: north }),
    lon: trusted({ $gte: west, $lte: east }),
  } as const;
}

async function locate(checked: Omit<StationFact, 'wardCode'>, places: PlaceStore): Promise<StationFact> {
  const ward = await places.wardAt(checked);
  const [unknown] = await places.unknownWards(checked.warnedWards);
  if (unknown !== undefined)
    throw badInput({ field: 'warnedWards', rule: 'ward' }, 'warnedWards: there is no ward of this code.');
  return { ...checked, wardCode: ward._id };
}

async function insert(stations: Model<StationRow>, station: StationFact, { session }: Tx): Promise<void> {
  await stations.create([{ ...station, _id: station.id, version: 1 }], { session });
}

function parseStation(payload: unknown): StationFact {
  return payload as StationFact;
}

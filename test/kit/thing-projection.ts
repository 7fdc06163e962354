import type { Collection } from 'mongodb';
import type { BoundProjection, Projecting } from '../../subgraphs/kit/projection.ts';
import { openProjections, startProjection } from '../../subgraphs/kit/projection.ts';
import { silentLogger } from '../../subgraphs/kit/process/logger.ts';
import type { Tx } from '../../subgraphs/kit/transact.ts';
import type { LiveWorld } from './live-world.ts';
import { thingEntry } from './live-world.ts';

interface Counted {
  readonly _id: string;
  readonly count: number;
}

/** Things with a count each, and what is derived of them: a copy of each, and the sum of all. */
export interface Things {
  readonly things: Collection<Counted>;
  readonly copies: Collection<Counted>;
  readonly sums: Collection<Counted>;
}

export async function openThings({ native }: LiveWorld): Promise<Things> {
  const names = await native.listCollections({}, { nameOnly: true }).toArray();
  const open = async (name: string): Promise<Collection<Counted>> => {
    if (!names.some((known) => known.name === name)) await native.createCollection(name);
    return native.collection<Counted>(name);
  };
  await openProjections(native);
  return { things: await open('things'), copies: await open('copies'), sums: await open('sums') };
}

/** Raises the count of a thing, with the entry that says so. */
export async function raise(world: LiveWorld, { things }: Things, id: string): Promise<void> {
  await world.transact({ queue: id }, async (tx) => {
    const raised = await things.findOneAndUpdate(
      { _id: id },
      { $inc: { count: 1 } },
      { session: tx.session, upsert: true, returnDocument: 'after' },
    );
    await tx.append(thingEntry(id, raised?.count ?? 0));
  });
}

export function thingProjection({ things, copies, sums }: Things, version = 1): BoundProjection {
  const derive = async (ids: readonly string[], { session }: Tx): Promise<void> => {
    for (const id of new Set(ids)) {
      const thing = await things.findOne({ _id: id }, { session });
      const copy = await copies.findOne({ _id: id }, { session });
      const by = (thing?.count ?? 0) - (copy?.count ?? 0);
      await copies.updateOne({ _id: id }, { $set: { count: thing?.count ?? 0 } }, { session, upsert: true });
      await sums.updateOne({ _id: 'all' }, { $inc: { count: by } }, { session, upsert: true });
    }
  };
  return {
    version,
    apply: (entries, tx) =>
      derive(
        entries.map(({ entityId }) => entityId),
        tx,
      ),
    rebuild: async (after, tx) => {
      const [next] = await things
        .find({ _id: { $gt: after } }, { session: tx.session })
        .sort({ _id: 1 })
        .limit(1)
        .toArray();
      if (!next) return null;
      await derive([next._id], tx);
      return next._id;
    },
  };
}

export function project(world: LiveWorld, projection: BoundProjection): Projecting {
  const { native: db, feed, transact } = world;
  const clock = { now: () => new Date() };
  const lease = { ttlMs: 1_000, pollMs: 50 };
  return startProjection({
    name: 'things',
    db,
    feed,
    transact,
    clock,
    log: silentLogger,
    projection,
    ...lease,
  });
}

import type { Model } from 'mongoose';
import { trusted } from 'mongoose';
import type { NewEntry, Tx } from '../kit/index.ts';

/** A fact as it is stored and as it is told. */
export interface NewFact<Row> {
  readonly row: Row & { readonly _id: string };
  readonly entry: NewEntry;
}

/** Stores facts, each with its journal entry, in the caller's transaction; one that is there already is left alone. */
export async function addFacts<Row>(
  model: Model<Row>,
  facts: readonly NewFact<Row>[],
  tx: Tx,
): Promise<void> {
  const { session, now } = tx;
  const known = await model
    .find({ _id: trusted({ $in: facts.map(({ row }) => row._id) }) }, { _id: 1 })
    .session(session)
    .lean<{ readonly _id: string }[]>();
  const isKnown = new Set(known.map(({ _id }) => _id));
  const fresh = facts.filter(({ row }) => !isKnown.has(row._id));
  if (fresh.length === 0) return;
  await model.insertMany(
    fresh.map(({ row }) => row),
    { session },
  );
  await tx.appendAll(fresh.map(({ entry }) => ({ entry, at: now })));
}

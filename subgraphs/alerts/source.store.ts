import type { Model } from 'mongoose';
import type { Connection, PageArgs, SubgraphParts, Tx } from '../kit/index.ts';
import { findPage, openModel } from '../kit/index.ts';
import { noSuchSource, requireCentre } from './errors.ts';
import type { WriteCall } from './call.rules.ts';
import { sourceEntry } from './source.events.ts';
import type { SourceRow } from './source.model.ts';
import { sourceSchema } from './source.model.ts';
import type { SourceInput } from './source.rules.ts';

/** The issuers elsewhere whose messages are taken in. */
export interface SourceStore {
  find(sender: string): Promise<SourceRow | null>;
  /** By their names in CAP, those whose trust was withdrawn too. */
  list(args: PageArgs): Promise<Connection<SourceRow>>;
  /** Trusts an issuer, anew or with another account or name. @throws GraphQLError UNAUTHENTICATED, FORBIDDEN */
  trust(call: WriteCall, source: SourceInput): Promise<SourceRow>;
  /** Takes no more messages of it. @throws GraphQLError NOT_FOUND, UNAUTHENTICATED, FORBIDDEN */
  withdraw(call: WriteCall, sender: string): Promise<SourceRow>;
  /** Of a person's export. */
  ofAccount(accountId: string): Promise<SourceRow[]>;
  /** Sources that this person sends for are sent for by nobody. */
  eraseAccount(accountId: string, tx: Tx): Promise<number>;
}

export async function openSourceStore({ db, once }: SubgraphParts): Promise<SourceStore> {
  const sources = await openModel(db, 'Source', sourceSchema());
  const read = (sender: string) => sources.findById(sender).lean<SourceRow>();
  const write = async (call: WriteCall, sender: string, change: SourceChange): Promise<SourceRow> => {
    requireCentre(call.viewer);
    await once({ ...call, queue: `AlertSource:${sender}` }, async (tx) => {
      const old = await read(sender).session(tx.session);
      const row = change(old, tx.now);
      await sources.replaceOne({ _id: sender }, row, { session: tx.session, upsert: true });
      return tx.append(sourceEntry(row, old?.state ?? null));
    });
    return requireSource(sources, sender);
  };
  return {
    find: (sender) => read(sender).exec(),
    list: (args) =>
      findPage(sources, { args, order: [{ field: '_id', direction: 1, kind: 'string' }], filter: {} }),
    trust: (call, { sender, name, accountId }) =>
      write(call, sender, (old, changedAt) => ({
        _id: sender,
        version: (old?.version ?? 0) + 1,
        state: 'TRUSTED',
        name,
        accountId,
        changedAt,
      })),
    withdraw: (call, sender) =>
      write(call, sender, (old, changedAt) => {
        if (!old) throw noSuchSource();
        return { ...old, version: old.version + 1, state: 'WITHDRAWN', changedAt };
      }),
    ofAccount: (accountId) => sources.find({ accountId }).lean<SourceRow[]>().exec(),
    eraseAccount: async (accountId, { session }) =>
      (await sources.updateMany({ accountId }, { $set: { accountId: null } }, { session })).modifiedCount,
  };
}

type SourceChange = (old: SourceRow | null, now: Date) => SourceRow;

async function requireSource(sources: Model<SourceRow>, sender: string): Promise<SourceRow> {
  const row = await sources.findById(sender).lean<SourceRow>();
  if (!row) throw noSuchSource();
  return row;
}

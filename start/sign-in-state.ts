import type { Collection, Db } from 'mongodb';
import type { Adapter, AdapterPayload } from 'oidc-provider';

interface StateRow {
  readonly _id: string;
  readonly payload: AdapterPayload;
  readonly expiresAt?: Date;
}

/**
 * Where the sign-in keeps sessions, codes and grants, so that they survive a restart: one collection, a row's id is
 * `<kind>:<id>`, and MongoDB removes what has expired.
 */
export async function createSignInState(db: Db): Promise<(kind: string) => Adapter> {
  const rows = db.collection<StateRow>('states');
  await rows.createIndex({ expiresAt: 1 }, { expireAfterSeconds: 0 });
  await rows.createIndex({ 'payload.uid': 1 });
  await rows.createIndex({ 'payload.grantId': 1 });
  return (kind) => createAdapter(kind, rows);
}

function createAdapter(kind: string, rows: Collection<StateRow>): Adapter {
  const key = (id: string): string => `${kind}:${id}`;
  const find = async (filter: object): Promise<AdapterPayload | undefined> => {
    const row = await rows.findOne(filter);
    // MongoDB removes expired rows once a minute: until then they are held to be gone already.
    return row && !(row.expiresAt && row.expiresAt.getTime() <= Date.now()) ? row.payload : undefined;
  };
  return {
    find: (id) => find({ _id: key(id) }),
    findByUid: (uid) => find({ _id: new RegExp(`^${kind}:`), 'payload.uid': uid }),
    findByUserCode: () => Promise.resolve(undefined),
    upsert: async (id, payload, expiresIn) => {
      const expiresAt = expiresIn ? { expiresAt: new Date(Date.now() + expiresIn * 1000) } : {};
      await rows.replaceOne({ _id: key(id) }, { payload, ...expiresAt }, { upsert: true });
    },
    consume: async (id) => {
      await rows.updateOne({ _id: key(id) }, { $set: { 'payload.consumed': Math.floor(Date.now() / 1000) } });
    },
    destroy: async (id) => {
      await rows.deleteOne({ _id: key(id) });
    },
    revokeByGrantId: async (grantId) => {
      await rows.deleteMany({ 'payload.grantId': grantId });
    },
  };
}

import type { Document } from 'mongodb';
import { MongoClient } from 'mongodb';
import { SettingError } from '../subgraphs/kit/process/env.ts';

const deadlineMs = 5_000;

/**
 * Makes sure that MONGODB_URI leads to a replica set (or a sharded cluster) of MongoDB 6 or newer with a primary.
 * @throws SettingError one sentence that says what is wrong; it never holds the password of the address
 */
export async function checkMongoUri(uri: string): Promise<void> {
  const options = { serverSelectionTimeoutMS: deadlineMs, connectTimeoutMS: deadlineMs };
  const client = parseUri(uri, options);
  const hosts = client.options.srvHost ?? client.options.hosts.map(String).join(', ');
  try {
    await client.db('admin').command({ ping: 1 });
    refuseUnfit(await client.db('admin').command({ hello: 1 }), hosts);
  } catch (error) {
    if (error instanceof SettingError) throw error;
    await explainUnreachable(client, hosts);
    throw new SettingError(explainFailure(error, hosts));
  } finally {
    await client.close();
  }
}

function parseUri(uri: string, options: object): MongoClient {
  try {
    return new MongoClient(uri, options);
  } catch (error) {
    throw new SettingError(`MONGODB_URI is not an address of MongoDB: ${parseMessage(error)}.`);
  }
}

function refuseUnfit(hello: Document, hosts: string): void {
  if (hello['setName'] === undefined && hello['msg'] !== 'isdbgrid') {
    const why = hello['isreplicaset']
      ? 'was started with --replSet but its replica set was never initiated (rs.initiate())'
      : 'runs standalone, not as a replica set (mongod --replSet)';
    throw new SettingError(
      `The MongoDB of MONGODB_URI (${hosts}) ${why}; the hub needs one for transactions and change streams.`,
    );
  }
  // Wire version 17 is MongoDB 6.0.
  if (Number(hello['maxWireVersion']) < 17) {
    throw new SettingError(`The MongoDB of MONGODB_URI (${hosts}) is older than 6.0, which the hub needs.`);
  }
}

/** No primary was found: asks each host by itself, since one that runs standalone explains why. */
async function explainUnreachable(client: MongoClient, hosts: string): Promise<void> {
  for (const host of client.options.hosts) {
    const direct = new MongoClient(`mongodb://${host.toString()}/?directConnection=true`, {
      serverSelectionTimeoutMS: 1_000,
      tls: client.options.tls,
    });
    const hello = await direct
      .db('admin')
      .command({ hello: 1 })
      .catch(() => null);
    await direct.close();
    if (hello) refuseUnfit(hello, hosts);
  }
}

function explainFailure(error: unknown, hosts: string): string {
  const { code } = parseFailure(error);
  if (code === 18 || code === 8000) {
    return `The MongoDB of MONGODB_URI (${hosts}) refuses the user or the password given in it.`;
  }
  return `MONGODB_URI leads to ${hosts}, where no MongoDB answered within ${deadlineMs / 1000} s: ${parseMessage(error)}.`;
}

function parseMessage(error: unknown): string {
  return String(parseFailure(error).message ?? error).replace(/\.$/, '');
}

function parseFailure(error: unknown): { readonly code?: unknown; readonly message?: unknown } {
  return typeof error === 'object' && error !== null ? error : {};
}

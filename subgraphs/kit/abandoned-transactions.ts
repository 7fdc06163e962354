import type { Db, Document } from 'mongodb';

/**
 * Ends the open transactions of processes that are gone. A killed process leaves what it had written locked until the
 * server's own limit, a minute or more (transactionLifetimeLimitSeconds); nobody else could write it meanwhile. A
 * transaction is abandoned when it waits for its next operation and the connection of its last one is no more. Should its
 * process live after all, it gets a transient error and runs its transaction again.
 * Gives how many there were. Without the right to see or end them the server's limit has to do.
 */
export async function endAbandonedTransactions(db: Db): Promise<number> {
  const admin = db.client.db('admin');
  const operations = await admin
    .aggregate<Operation>(
      [
        { $currentOp: { idleConnections: true, idleSessions: true } },
        { $project: { type: 1, client: 1, lsid: 1, transaction: { $gt: ['$transaction', null] } } },
      ],
      // What the server does now is of no other concern.
      { readConcern: { level: 'local' } },
    )
    .toArray();
  const sessions = abandonedSessions(operations);
  if (sessions.length > 0) await admin.command({ killSessions: sessions });
  return sessions.length;
}

interface Operation {
  readonly type: string;
  readonly client?: string;
  readonly lsid?: { readonly id: unknown };
  readonly transaction: boolean;
}

function abandonedSessions(operations: readonly Operation[]): Document[] {
  const connected = new Set(operations.filter(({ type }) => type === 'op').map(({ client }) => client));
  return operations.flatMap(({ type, client, lsid, transaction }) =>
    type === 'idleSession' && transaction && client && lsid && !connected.has(client)
      ? [{ id: lsid.id }]
      : [],
  );
}

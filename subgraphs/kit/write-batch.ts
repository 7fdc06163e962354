import type { ClientSession, Db, Document } from 'mongodb';
import { MongoServerError } from 'mongodb';

/** Where a batch goes, and how many of its documents one command holds: the server takes 16 MiB in one. */
export interface BatchTarget {
  readonly db: Db;
  readonly collection: string;
  readonly perCommand: number;
  readonly session: ClientSession;
}

/** One change of one document. */
export interface BatchUpdate {
  readonly q: Document;
  readonly u: Document;
}

/**
 * Inserts many documents in the caller's transaction. The driver's own bulk measures each document before it writes it, which costs as much as
 * the writing; whoever calls this knows how large its documents are.
 * @throws MongoServerError as the driver does, for a duplicate key too
 */
export function insertBatch(rows: readonly Document[], target: BatchTarget): Promise<void> {
  return run(rows, target, (documents) => ({ insert: target.collection, documents }));
}

/** Changes many documents, each by its filter, likewise. */
export function updateBatch(changes: readonly BatchUpdate[], target: BatchTarget): Promise<void> {
  return run(changes, target, (updates) => ({ update: target.collection, updates }));
}

async function run<Part>(
  parts: readonly Part[],
  { db, perCommand, session }: BatchTarget,
  commandOf: (some: readonly Part[]) => Document,
): Promise<void> {
  for (let from = 0; from < parts.length; from += perCommand) {
    const some = parts.slice(from, from + perCommand);
    const answer = await db.command({ ...commandOf(some), ordered: true }, { session });
    // What the server refuses of a batch stands in its answer; the driver throws what it refuses as a whole.
    const [fault] = answer['writeErrors'] ?? [];
    if (fault) throw new MongoServerError({ message: String(fault.errmsg), code: fault.code });
  }
}

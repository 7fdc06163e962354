import { createHmac } from 'node:crypto';
import { GraphQLError } from 'graphql';
import type { ClientSession, mongo } from 'mongoose';
import { canonicalJson } from './canonical-json.ts';
import { withDeadline } from './deadline.ts';
import { badInput, hubError } from './errors.ts';
import type { Journal, JournalEntry } from './journal.ts';
import { createCollection, databaseError, isDuplicateKey } from './mongo.ts';
import type { Viewer } from './process/viewer.ts';
import type { Lines } from './slots.ts';
import type { Transact, Tx } from './transact.ts';
import { RunAgain } from './transact.ts';

export interface OnceRequest {
  readonly viewer: Viewer;
  readonly clientMutationId: string | null | undefined;
  /** The mutation's name. */
  readonly operation: string;
  /** What the client asked for; equal values in another order of keys are the same request. */
  readonly args: unknown;
  /** See `TransactOptions`. */
  readonly queue?: string;
  /** See `TransactOptions`. */
  readonly now?: Date;
}

/**
 * Runs a write at most once per (viewer, clientMutationId) and 24 hours: a repeat gets the entry of the first, whatever
 * has happened since, and one that comes while the first is running waits for it. A write that failed left nothing
 * behind and may be sent again. Without a clientMutationId it is a plain transaction.
 * @throws GraphQLError IDEMPOTENCY_KEY_REUSED when the key came with another request before, UNAUTHENTICATED when a
 * stranger sends a key, BAD_USER_INPUT for a key longer than 128 characters; and what `Transact` throws
 */
export type Once = (request: OnceRequest, body: (tx: Tx) => Promise<JournalEntry>) => Promise<JournalEntry>;

export interface OnceParts {
  readonly db: mongo.Db;
  readonly journal: Journal;
  readonly transact: Transact;
  readonly lines: Lines;
  /** Key of the digests that stand for persons, their keys and what they sent. */
  readonly digestKey: string;
}

interface RequestRow {
  readonly _id: string;
  readonly request: string;
  readonly entryId: string;
  readonly expiresAt: Date;
}

const keptMs = 24 * 60 * 60 * 1000;
const maxKeyLength = 128;
/** How long a twin waits for the first of its key: the first's own deadline and a little. */
const twinWaitMs = 12_000;

export async function openOnce(parts: OnceParts): Promise<Once> {
  const name = 'idempotency';
  await createCollection(parts.db, name);
  const rows = parts.db.collection<RequestRow>(name);
  await rows.createIndex({ expiresAt: 1 }, { expireAfterSeconds: 0 });

  const digestOf = createDigest(parts.digestKey);

  const runKeyed = (request: OnceRequest, key: string, body: (tx: Tx) => Promise<JournalEntry>) => {
    const digest = digestOf([request.operation, request.args]);
    // Nearly every request is a first one: the unique key tells when it is not, and then, or when it is refused, which may
    // be for what its first one did, it is looked up before all else.
    let looksUp = false;
    const lookUpFirst = (error: unknown): never => {
      if (looksUp || !mayBeRepeat(error)) throw error;
      looksUp = true;
      throw new RunAgain('it may be a repeat', { cause: error });
    };
    return parts.transact(request, async (tx) => {
      const earlier = looksUp ? await rows.findOne({ _id: key }, { session: tx.session }) : null;
      if (earlier) return sameAnswer(parts.journal, { earlier, digest, session: tx.session });
      const entry = await body(tx).catch(lookUpFirst);
      // Real time: keys expire by MongoDB's own clock.
      const expiresAt = new Date(Date.now() + keptMs);
      const row = { _id: key, request: digest, entryId: entry._id, expiresAt };
      await rows.insertOne(row, { session: tx.session }).catch(lookUpFirst);
      return entry;
    });
  };

  return (request, body) => {
    const { clientMutationId: id } = request;
    if (id === null || id === undefined) return parts.transact(request, body);
    const key = digestOf(checkKey(request.viewer, id));
    return withDeadline(twinWaitMs, (signal) =>
      parts.lines.run(`once:${key}`, signal, () => runKeyed(request, key, body)),
    );
  };
}

interface EarlierRequest {
  readonly earlier: RequestRow;
  readonly digest: string;
  readonly session: ClientSession;
}

function sameAnswer(journal: Journal, { earlier, digest, session }: EarlierRequest): Promise<JournalEntry> {
  if (earlier.request === digest) return journal.get(earlier.entryId, session);
  throw hubError(
    'IDEMPOTENCY_KEY_REUSED',
    'This clientMutationId was already used for another request. Take a new one.',
    { field: 'clientMutationId' },
  );
}

/** What a domain refuses, and what is there already. */
function mayBeRepeat(error: unknown): boolean {
  return isDuplicateKey(error) || (error instanceof GraphQLError && databaseError(error) === undefined);
}

function checkKey(viewer: Viewer, clientMutationId: string): readonly [string, string] {
  if (viewer.id === null) throw hubError('UNAUTHENTICATED', 'Sign in first.');
  if (clientMutationId.length > maxKeyLength || clientMutationId === '') {
    const at = { field: 'clientMutationId', rule: 'length', max: maxKeyLength };
    throw badInput(at, `clientMutationId must have 1 to ${maxKeyLength} characters.`);
  }
  return [viewer.id, clientMutationId];
}

/**
 * Neither the person nor what a client sent stands in the database. A bare hash would not hide it: who reads the
 * database knows the public part of a request and could try every phone number for the rest.
 */
function createDigest(key: string): (value: unknown) => string {
  return (value) => createHmac('sha256', key).update(canonicalJson(value)).digest('base64url');
}

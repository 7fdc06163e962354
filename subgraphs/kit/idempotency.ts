import { createHmac } from 'node:crypto';
import { GraphQLError } from 'graphql';
import type { ClientSession, mongo } from 'mongoose';
import { canonicalJson } from './canonical-json.ts';
import { withDeadline } from './deadline.ts';
import { badInput, hubError } from './errors.ts';
import type { Journal, JournalEntry } from './journal.ts';
import { createCollection, databaseError, insertAll, isDuplicateKey } from './mongo.ts';
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

/** A request that came with a key, as it is stored. */
export interface KeyedRequest {
  readonly key: string;
  /** Of what was asked for. */
  readonly digest: string;
}

/** `Once` in its steps, for writes that are made together (together.ts). */
export interface OnceSteps {
  /** Null for a request without a key. @throws GraphQLError as `Once` for a key that cannot be one */
  keyed(request: OnceRequest): KeyedRequest | null;
  /** Runs `work` while no other of the same key runs in this process; `signal` ends when a twin has waited for too long. */
  inLine<T>(keyed: KeyedRequest, work: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** One request in a transaction of its own. Whoever calls it with a key stands in line. */
  alone(
    request: OnceRequest,
    keyed: KeyedRequest | null,
    body: (tx: Tx) => Promise<JournalEntry>,
  ): Promise<JournalEntry>;
  /** Stores which entries answer which requests. @throws the driver's error for a duplicate when one of them is a repeat */
  keep(
    answered: readonly { readonly keyed: KeyedRequest; readonly entryId: string }[],
    session: ClientSession,
  ): Promise<void>;
}

export async function openOnce(
  parts: OnceParts,
): Promise<{ readonly once: Once; readonly steps: OnceSteps }> {
  const name = 'idempotency';
  await createCollection(parts.db, name);
  const rows = parts.db.collection<RequestRow>(name);
  await rows.createIndex({ expiresAt: 1 }, { expireAfterSeconds: 0 });

  const digestOf = createDigest(parts.digestKey);

  const keep: OnceSteps['keep'] = async (answered, session) => {
    // Real time: keys expire by MongoDB's own clock.
    const expiresAt = new Date(Date.now() + keptMs);
    const stored = answered.map(({ keyed, entryId }) => ({
      _id: keyed.key,
      request: keyed.digest,
      entryId,
      expiresAt,
    }));
    await insertAll(rows, stored, session);
  };

  const runKeyed = (
    request: OnceRequest,
    keyed: KeyedRequest,
    body: (tx: Tx) => Promise<JournalEntry>,
  ): Promise<JournalEntry> => {
    // Nearly every request is a first one: the unique key tells when it is not, and then, or when it is refused, which may
    // be for what its first one did, it is looked up before all else.
    let looksUp = false;
    const lookUpFirst = (error: unknown): never => {
      if (looksUp || !mayBeRepeat(error)) throw error;
      looksUp = true;
      throw new RunAgain('it may be a repeat', { cause: error });
    };
    return parts.transact(request, async (tx) => {
      const earlier = looksUp ? await rows.findOne({ _id: keyed.key }, { session: tx.session }) : null;
      if (earlier) return sameAnswer(parts.journal, { earlier, digest: keyed.digest, session: tx.session });
      const entry = await body(tx).catch(lookUpFirst);
      await keep([{ keyed, entryId: entry._id }], tx.session).catch(lookUpFirst);
      return entry;
    });
  };

  const steps: OnceSteps = {
    keyed: ({ viewer, clientMutationId: id, operation, args }) =>
      id === null || id === undefined
        ? null
        : { key: digestOf(checkKey(viewer, id)), digest: digestOf([operation, args]) },
    inLine: ({ key }, work) =>
      withDeadline(twinWaitMs, (signal) => parts.lines.run(`once:${key}`, signal, () => work(signal))),
    alone: (request, keyed, body) => (keyed ? runKeyed(request, keyed, body) : parts.transact(request, body)),
    keep,
  };
  const once: Once = (request, body) => {
    const keyed = steps.keyed(request);
    return keyed ? steps.inLine(keyed, () => runKeyed(request, keyed, body)) : parts.transact(request, body);
  };
  return { once, steps };
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

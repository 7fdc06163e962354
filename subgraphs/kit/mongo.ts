import mongoose from 'mongoose';
import type { Aggregate, ClientSession, Connection, Model, mongo, Query, Schema } from 'mongoose';
import { hubError } from './errors.ts';
import { refuseUnsafeFilter } from './safe-filter.ts';

/** A query that takes longer than this is stopped by the server and answers UNAVAILABLE. */
export const queryLimitMs = 5_000;

/** How long anything waits for a primary, a connection or a majority: what a client meets as UNAVAILABLE (threats.md G13). */
export const unavailableAfterMs = 4_000;

const majority = {
  readConcern: { level: 'majority' },
  writeConcern: { w: 'majority', wtimeoutMS: unavailableAfterMs },
} as const;

/** Both concerns, stated anew for each transaction: one set only on the database was once ignored there (G04, Jepsen). */
export const transactionOptions = { ...majority, readPreference: 'primary' } as const;

export interface ConnectOptions {
  readonly uri: string;
  readonly dbName: string;
  /** Emits the driver's command events on the client. */
  readonly monitorCommands?: boolean;
}

/**
 * Opens one database. Reads and writes are majority ones, a filter's unknown keys and user-made operators are refused,
 * an undefined value never widens a filter (threats.md D01–D08).
 * @throws Error in one sentence when nobody answers or the server is not part of a replica set
 */
export async function connect(options: ConnectOptions): Promise<Connection> {
  const connection = mongoose.createConnection(options.uri, {
    ...majority,
    dbName: options.dbName,
    autoIndex: false,
    autoCreate: false,
    bufferCommands: false,
    serverSelectionTimeoutMS: unavailableAfterMs,
    connectTimeoutMS: unavailableAfterMs,
    waitQueueTimeoutMS: unavailableAfterMs,
    heartbeatFrequencyMS: 2_000,
    maxPoolSize: 60,
    monitorCommands: options.monitorCommands ?? false,
  });
  connection.set('sanitizeFilter', true);
  connection.plugin(guardQueries);
  try {
    await connection.asPromise();
    await requireReplicaSet(connection);
  } catch (error) {
    await connection.close().catch(() => undefined);
    throw error;
  }
  return connection;
}

/** The driver's own database of an open connection, for the kit's collections. */
export function nativeDb(connection: Connection): mongo.Db {
  if (!connection.db) throw new Error(`expected an open connection to ${connection.name}, got a closed one`);
  return connection.db;
}

/**
 * A model whose collection and indexes exist: neither may be made within a transaction.
 * Stores call it once per model in `openStore`.
 */
export async function openModel<Row>(
  connection: Connection,
  name: string,
  schema: Schema<Row>,
): Promise<Model<Row>> {
  const model = connection.model<Row>(name, schema);
  await model.createCollection();
  await model.createIndexes();
  return model;
}

/** Makes a collection unless it is there; in a transaction it would be too late. */
export async function createCollection(db: mongo.Db, name: string): Promise<void> {
  await db.createCollection(name).catch((error: unknown) => {
    if (describe(error).code !== namespaceExists) throw error;
  });
}

/**
 * Inserts rows in the caller's transaction, in order, none for none. One alone goes as it is: the driver makes a bulk of every
 * `insertMany`, which costs a lone write more than its row does.
 */
export async function insertAll<Row extends mongo.Document>(
  collection: mongo.Collection<Row>,
  rows: readonly mongo.OptionalUnlessRequiredId<Row>[],
  session: ClientSession,
): Promise<void> {
  const [first, ...more] = rows;
  if (first === undefined) return;
  if (more.length === 0) await collection.insertOne(first, { session });
  else await collection.insertMany([...rows], { session });
}

/** The error for the client when the database did not answer; undefined when the error is something else. */
export function databaseError(error: unknown): Error | undefined {
  return isUnavailable(error)
    ? hubError('UNAVAILABLE', 'The data store does not answer. Try again in a moment.')
    : undefined;
}

/** Also of an error that only wraps the driver's: graphql-js and `asError` do so with what is no error of this realm. */
export function isUnavailable(error: unknown): boolean {
  return causesOf(error)
    .map(describe)
    .some(({ name, code }) => unavailableNames.has(name) || unavailableCodes.has(code));
}

/** No server could be found at all, after the whole waiting time: trying again at once is no use. */
export function isNoServer(error: unknown): boolean {
  return noServerNames.has(describe(error).name);
}

/**
 * The connection broke while the server was asked. The driver leaves out its labels (TransientTransactionError, …) when
 * another operation had noticed before that the server is gone: so the label alone does not tell (G01).
 */
export function isLostConnection(error: unknown): boolean {
  const { name, code } = describe(error);
  return lostConnectionNames.has(name) || lostConnectionCodes.has(code);
}

export function isDuplicateKey(error: unknown): boolean {
  return describe(error).code === 11_000;
}

const namespaceExists = 48;

const noServerNames = new Set([
  'MongoServerSelectionError',
  'MongooseServerSelectionError',
  'MongoWaitQueueTimeoutError',
  'MongoTopologyClosedError',
  'MongoNotConnectedError',
]);

const lostConnectionNames = new Set([
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoPoolClearedError',
  'PoolClearedOnNetworkError',
]);

// The driver wraps what a socket throws, though not every error on every road.
const lostConnectionCodes = new Set<unknown>([
  'EPIPE',
  'ECONNRESET',
  'ECONNREFUSED',
  'ETIMEDOUT',
  'EHOSTUNREACH',
]);

const unavailableNames = new Set([
  ...noServerNames,
  ...lostConnectionNames,
  'MongoPoolClosedError',
  'MongoConnectionClosedError',
  'MongoClientClosedError',
  'MongoOperationTimeoutError',
  'MongoWriteConcernError',
  'MongoExpiredSessionError',
]);

// Host unreachable or not found, timeouts, shutting down or stepping down, no primary, no majority, disk full.
const unavailableCodes = new Set<unknown>([
  ...lostConnectionCodes,
  6,
  7,
  50,
  64,
  89,
  91,
  100,
  134,
  189,
  202,
  262,
  9001,
  10107,
  11600,
  11602,
  13435,
  13436,
  14031,
]);

function describe(thrown: unknown): { readonly name: string; readonly code: unknown } {
  const error = unwrapBulk(thrown);
  if (typeof error !== 'object' || error === null) return { name: '', code: undefined };
  const name = 'name' in error && typeof error.name === 'string' ? error.name : '';
  return { name, code: 'code' in error ? error.code : undefined };
}

/** The error and what it wraps, at most four deep: causes may go in a circle. */
function causesOf(thrown: unknown): unknown[] {
  const chain: unknown[] = [];
  for (let at = thrown; typeof at === 'object' && at !== null && chain.length < 4; ) {
    chain.push(at);
    at = ('cause' in at && at.cause) || ('thrownValue' in at && at.thrownValue) || null;
  }
  return chain;
}

/** A bulk write, and every insertMany is one, hides what went wrong in an error of its own name. */
function unwrapBulk(error: unknown): unknown {
  if (typeof error !== 'object' || error === null || !('name' in error)) return error;
  const isBulk = error.name === 'MongoBulkWriteError' && 'errorResponse' in error;
  return isBulk ? error.errorResponse : error;
}

async function requireReplicaSet(connection: Connection): Promise<void> {
  const hello = await nativeDb(connection).admin().command({ hello: 1 });
  if (hello['setName'] || hello['msg'] === 'isdbgrid') return;
  throw new Error(
    `MongoDB at ${connection.host}:${connection.port} is not part of a replica set: transactions and change streams need one.`,
  );
}

/** Applied to every schema of the connection; it keeps no state, since a schema may serve several connections. */
function guardQueries(schema: Schema): void {
  schema.set('strictQuery', 'throw');
  schema.pre<Query<unknown, unknown>>(filteredOperations, function guardQuery() {
    refuseUnsafeFilter(readOperation(this), this.getFilter());
    const { maxTimeMS, session } = this.getOptions();
    if (maxTimeMS === undefined) void this.maxTimeMS(queryLimitMs);
    if (readsSnapshot(session)) void this.readConcern('snapshot');
  });
  schema.pre<Aggregate<unknown>>('aggregate', function guardAggregate() {
    this.options.maxTimeMS ??= queryLimitMs;
    if (readsSnapshot(this.options.session)) void this.readConcern('snapshot');
  });
}

/**
 * The driver lets the connection's own concern win over that of a snapshot session: each read would then see another
 * moment, without a word. So the session's is stated on the query itself.
 */
function readsSnapshot(session: ClientSession | null | undefined): boolean {
  return (
    session !== null &&
    session !== undefined &&
    'snapshotEnabled' in session &&
    session.snapshotEnabled === true
  );
}

const filteredOperations: mongoose.MongooseQueryMiddleware[] = [
  'find',
  'findOne',
  'findOneAndUpdate',
  'findOneAndDelete',
  'findOneAndReplace',
  'updateOne',
  'updateMany',
  'replaceOne',
  'deleteOne',
  'deleteMany',
  'countDocuments',
  'distinct',
];

function readOperation(query: Query<unknown, unknown>): string {
  return 'op' in query && typeof query.op === 'string' ? query.op : 'findOne';
}

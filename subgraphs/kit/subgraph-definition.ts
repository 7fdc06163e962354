import type { FeedLimits } from './feed.ts';
import type { Connection } from 'mongoose';
import type { ChangeSource } from './change-stream.ts';
import type { Clock } from './clock.ts';
import type { SubgraphContext } from './context.ts';
import type { Feed } from './feed.ts';
import type { Follow } from './follow.ts';
import type { Once } from './idempotency.ts';
import type { EntityVersion, JournalEntry } from './journal.ts';
import type { PersonKeys } from './person-key.ts';
import type { Logger } from './process/logger.ts';
import type { Viewer } from './process/viewer.ts';
import type { Projection } from './projection.ts';
import type { Resolvers } from './resolvers.ts';
import type { FileAsk, FoundFile } from './serve-files.ts';
import type { Timer } from './timers.ts';
import type { Together } from './together.ts';
import type { Transact, Tx } from './transact.ts';
import type { UploadKind } from './upload-kind.ts';
import type { Uploads } from './uploads.ts';

/** What a store is built from. */
export interface SubgraphParts {
  /** This subgraph's own database: majority concerns, strictQuery 'throw', sanitizeFilter, guarded filters. */
  readonly db: Connection;
  readonly transact: Transact;
  readonly once: Once;
  readonly together: Together;
  readonly clock: Clock;
  readonly personKeys: PersonKeys;
  readonly feed: Feed;
  /** The entry that made a version of something what it was. */
  entryOf(of: EntityVersion): Promise<JournalEntry | null>;
  readonly log: Logger;
  /** For an area that takes files: call it once, and name the result in the definition's `files`. */
  readonly openUploads: (kinds: Readonly<Record<string, UploadKind>>) => Promise<Uploads>;
  /** Names of the other subgraphs, in order. */
  readonly peers: readonly string[];
  /** Everything that a peer holds of a person, as JSON text. @throws Error when it does not answer in time */
  readonly exportFromPeer: (peer: string, personId: string) => Promise<string>;
}

/** What an area says of the files that it keeps. */
export interface FilesDefinition<Store> {
  readonly uploads: (store: Store) => Uploads;
  /** Asked at each fetch, so that rights are those of this moment; null for what is not there or not for this viewer. */
  readonly find: (ask: FileAsk, store: Store) => Promise<FoundFile | null>;
}

/** What a seed gets besides its store. */
export interface SeedTools {
  readonly log: Logger;
  readonly now: () => Date;
  /** Tells the newcomer's screen how far the load is. */
  readonly progress: (done: number, total: number) => void;
  /** Data of other areas which a seed is placed in (ward boundaries, agency codes), by name. */
  readonly given: Readonly<Record<string, unknown>>;
}

/**
 * Fields for gateways and other subgraphs: served, and no part of the contract. Only a signed call in nobody's name may use them, so no
 * client reaches them. Their names begin with `_`.
 */
export interface PeerFields<Store> {
  readonly typeDefs: string;
  readonly resolvers: Resolvers<{ readonly store: Store; readonly viewer: Viewer }>;
}

/** What an import of a file gets besides its store. */
export interface ImportTools {
  readonly path: string;
  /** Where what was refused is to be written, with its line and the rule that it breaks. */
  readonly refusalsPath: string;
  /** Ends the import at its next step; the next run goes on with it. */
  readonly signal: AbortSignal;
  readonly progress: (doneBytes: number, totalBytes: number) => void;
}

/** What came of it, in numbers by name. */
export type ImportOutcome = Readonly<Record<string, number>>;

export type FollowedEntry<Store> = [entry: JournalEntry, tx: Tx, store: Store, source: string];

export interface SubgraphDefinition<Store extends object, Loaders extends object> {
  readonly name: string;
  readonly schema: URL;
  readonly resolvers: Resolvers<SubgraphContext<Store, Loaders>>;
  /** Creates collections and indexes, and returns the only thing that touches the database. */
  readonly openStore: (parts: SubgraphParts) => Promise<Store>;
  /** One set per request (and per event): never shared between viewers. */
  readonly createLoaders: (store: Store, viewer: Viewer) => Loaders;
  readonly follows?: readonly Follow<Store>[];
  /** Like `follows`, for the journal of every peer. */
  readonly followsAll?: (...followed: FollowedEntry<Store>) => Promise<void>;
  readonly timers?: Readonly<Record<string, (timer: Timer, tx: Tx, store: Store) => Promise<void>>>;
  readonly files?: FilesDefinition<Store>;
  /** What is derived from this subgraph's own documents, kept up behind the writes; see projection.ts. */
  readonly projections?: Readonly<Record<string, Projection<Store>>>;
  readonly peerFields?: PeerFields<Store>;
  /** Idempotent; called by the start when the database is empty. */
  readonly seed?: (store: Store, tools: SeedTools) => Promise<void>;
  /** For areas whose data come as files (`npm run import`); idempotent, in bounded memory, and it goes on where it was killed. */
  readonly importFile?: (tools: ImportTools, store: Store) => Promise<ImportOutcome>;
  readonly exportPerson: (personId: string, store: Store) => Promise<Record<string, unknown[]>>;
  /** Removes or anonymises what is held of a person; counts per collection. See `RunningSubgraph.erasePerson`. */
  readonly erasePerson: (personId: string, tx: Tx, store: Store) => Promise<Record<string, number>>;
}

export interface StartOptions {
  readonly mongoUri: string;
  readonly dbPrefix: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly host?: string;
  /** The root secret (≥ 32 characters); see process/secrets.ts. */
  readonly secret: string;
  /** Name → GraphQL address of every other subgraph. */
  readonly peers: Readonly<Record<string, string>>;
  /** Which peer orders erasures of persons: its journal is followed for them. Nobody, unless given. */
  readonly erasuresFrom?: string;
  readonly log: Logger;
  /** One change stream for several subgraphs of one process. */
  readonly feedSource?: ChangeSource;
  /** What differs from `feedLimits`: how much is kept for streams that resume. */
  readonly feed?: Partial<FeedLimits>;
  /** The hub's clock is real time and cannot be moved (HUB_ENV=production). */
  readonly production?: boolean;
}

export interface RunningSubgraph<Store extends object = object> {
  readonly name: string;
  readonly url: string;
  readonly store: Store;
  /** True when the database answers and every followed journal has been caught up with once. */
  ready(): boolean;
  seed(tools: SeedTools): Promise<void>;
  /** Absent where the area takes no files. */
  readonly importFile?: (tools: ImportTools) => Promise<ImportOutcome>;
  /** Erases a person here: the area's rows, then the key of everything sealed; counts what went, in one transaction. */
  erasePerson(personId: string): Promise<Readonly<Record<string, number>>>;
  /** Idempotent. */
  close(): Promise<void>;
}

export interface Subgraph<Store extends object = object> {
  readonly name: string;
  readonly schema: URL;
  start(options: StartOptions): Promise<RunningSubgraph<Store>>;
}

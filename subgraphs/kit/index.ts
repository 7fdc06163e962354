export type { AccessRow, LogAccess } from './access-log.ts';
export type { Change } from './change.ts';
export type { Clock } from './clock.ts';
export type { SubgraphContext } from './context.ts';
export { defineSubgraph } from './define-subgraph.ts';
export { badInput, conflict, forbidden, hubError, notFound, unauthenticated } from './errors.ts';
export type { LiveStreams, StreamSpec } from './event-source.ts';
export type { Feed } from './feed.ts';
export type { Follow } from './follow.ts';
export type { Once, OnceRequest } from './idempotency.ts';
export type { JournalEntry, NewEntry } from './journal.ts';
export { batchById } from './loader.ts';
export type { ListEvent, ListMove } from './list-stream.ts';
export { listEventType, streamList } from './list-stream.ts';
export { openModel } from './mongo.ts';
export type { Connection, Edge, PageArgs, PageInfo, PageOrder, PageQuery, SortField } from './page.ts';
export { findPage, readFirst } from './page.ts';
export type { PersonKeys, Sealed } from './person-key.ts';
export type { Logger } from './process/logger.ts';
export type { Role, Viewer } from './process/viewer.ts';
export { anonymous, hasRole } from './process/viewer.ts';
export type { FileAsk, FoundFile } from './serve-files.ts';
export type { Projection } from './projection.ts';
export type { Resolver, Resolvers, StreamResolver } from './resolvers.ts';
export type {
  ImportTools,
  PeerFields,
  RunningSubgraph,
  SeedTools,
  StartOptions,
  Subgraph,
  SubgraphDefinition,
  SubgraphParts,
} from './subgraph-definition.ts';
export type { Timer } from './timers.ts';
export type { Together, Written } from './together.ts';
export type { DatedEntry, NewTimer, Transact, TransactOptions, Tx } from './transact.ts';

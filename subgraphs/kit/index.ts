export type { AccessRow, LogAccess } from './access-log.ts';
export type { SubgraphContext } from './context.ts';
export type {
  RunningSubgraph,
  SeedTools,
  StartOptions,
  Subgraph,
  SubgraphDefinition,
  SubgraphParts,
} from './define-subgraph.ts';
export { badInput, conflict, forbidden, hubError, notFound, unauthenticated } from './errors.ts';
export type { Once, OnceRequest } from './idempotency.ts';
export type { JournalEntry, NewEntry } from './journal.ts';
export type { Connection, PageArgs, PageInfo } from './page.ts';
export type { PersonKeys, Sealed } from './person-key.ts';
export type { NewTimer, Transact, TransactOptions, Tx } from './transact.ts';

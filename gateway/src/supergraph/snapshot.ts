import type { GraphQLSchema } from 'graphql';
import type { Planner } from '../plan/create-planner.ts';
import type { KnownDocuments } from '../program/known-documents.ts';
import type { AccessRules } from './access-rules.ts';
import type { TlsSettings } from '../transport/tls-settings.ts';
import type { CostModel } from './cost-model.ts';

/** Where one subgraph is reached. */
export interface SubgraphAddress {
  readonly name: string;
  readonly url: string;
  /** Its subscriptions: the routing URL with the ws scheme unless configured otherwise. */
  readonly wsUrl: string;
  /** Calls are signed with this key; absent for a foreign subgraph, which then gets neither signature nor viewer. */
  readonly signingKey?: string | undefined;
  /** `SubgraphConfig.shareStreams`; not asked of ours, which tell where their events lie. */
  readonly shareStreams?: boolean | undefined;
  /** Where it is behind TLS. */
  readonly tls?: TlsSettings | undefined;
}

/**
 * One generation of the supergraph and all that is derived from it. Immutable and swapped whole: a request takes the
 * current one once and keeps it to its end, so that a reload never shows it two schemas.
 */
export interface Snapshot {
  /** The first 16 hex digits of the SDL's SHA-256: equal on every gateway that serves the same supergraph. */
  readonly id: string;
  readonly sdl: string;
  /** What clients see: federation's machinery and everything `@inaccessible` removed. */
  readonly apiSchema: GraphQLSchema;
  readonly planner: Planner;
  readonly subgraphs: ReadonlyMap<string, SubgraphAddress>;
  readonly costs: CostModel;
  readonly access: AccessRules;
  /** Of subscriptions, by field: the argument that may be changed on an open stream. */
  readonly areaArguments: ReadonlyMap<string, string>;
  /** What has been asked of this generation, worked out. */
  readonly documents: KnownDocuments;
}

/** The present generation. Listeners run after the swap; a listener that throws does not undo it. */
export interface SnapshotSource {
  current(): Snapshot;
  onSwap(listener: (next: Snapshot, previous: Snapshot) => void): () => void;
}

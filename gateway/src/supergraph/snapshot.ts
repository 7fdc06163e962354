import type { GraphQLSchema } from 'graphql';
import type { Planner } from '../plan/create-planner.ts';
import type { KnownDocuments } from '../program/known-documents.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
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
  /** Of a contract's view: the generation that it is a view of. Whatever the view allows is run in that, once for all views. */
  readonly whole?: Snapshot | undefined;
  /**
   * What a contract shows of this generation, made when it is first asked for. Undefined where there is no such contract.
   * @throws Error when the contract shows what cannot be without what it hides
   */
  view(contract: string): Snapshot | undefined;
  /** The same in a sandbox. */
  readonly sandbox: (sandbox: Sandbox) => Snapshot;
  /** Names of the views that have been made. */
  readonly viewed: () => readonly string[];
}

/** The generation as a contract shows it, and all of it without one. */
export function viewOf(snapshot: Snapshot, contract: string | undefined): Snapshot {
  const view = contract === undefined ? snapshot : snapshot.view(contract);
  if (!view) throw new Error(`expected the contract ${contract}, got none`);
  return view;
}

/** The generation as it is for who asks: in a sandbox it is another one. */
export function generationFor(snapshot: Snapshot, sandbox: Sandbox | undefined): Snapshot {
  return sandbox ? snapshot.sandbox(sandbox) : snapshot;
}

/** The present generation. Listeners run after the swap; a listener that throws does not undo it. */
export interface SnapshotSource {
  current(): Snapshot;
  onSwap(listener: (next: Snapshot, previous: Snapshot) => void): () => void;
}

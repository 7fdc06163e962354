import type { Logger } from '../../subgraphs/kit/process/logger.ts';
import type { GrantPolicies } from './request/authorise.ts';
import type { DocumentBounds } from './program/known-documents.ts';
import type { SharingSettings } from './request/sharing.ts';
import type { HttpTimes } from './http-times.ts';
import type { SocketSettings } from './socket-settings.ts';
import type { SubgraphSettings } from './transport/subgraph-settings.ts';
import type { TlsSettings } from './transport/tls-settings.ts';
import type { Contract } from './supergraph/contract.ts';
import type { CheckScalar } from './supergraph/teach-scalars.ts';
import type { UpstreamLimits } from './subscription/upstream-limits.ts';

/** What one operation may ask, on every road (threats.md A). Each is a maximum that is still allowed. */
export interface Limits {
  readonly bodyBytes: number;
  readonly tokens: number;
  readonly depth: number;
  /** Depth below `__schema` and `__type`; the standard introspection query has 15. */
  readonly introspectionDepth: number;
  readonly aliases: number;
  readonly rootFields: number;
  readonly directives: number;
  /** Selections after fragments are spread out: a fragment bomb is refused long before it is planned. */
  readonly selections: number;
  readonly pageSize: number;
  readonly cost: number;
  readonly stringLength: number;
  readonly inputListLength: number;
  readonly jsonDepth: number;
  /** Errors listed in one answer. */
  readonly errors: number;
}

/** Someone whose tokens are believed. */
export interface IssuerConfig {
  readonly issuer: string;
  /** Default: found through `<issuer>/.well-known/openid-configuration`. */
  readonly jwksUri?: string | undefined;
  readonly audience: string;
  /** What person ids are derived from in place of the issuer's URL; equal realms share accounts. */
  readonly realm?: string | undefined;
}

/** Overrides for one subgraph of the supergraph, by its name: where it is reached, and how. */
export interface SubgraphConfig extends Partial<SubgraphSettings> {
  readonly url?: string | undefined;
  readonly wsUrl?: string | undefined;
  readonly signingKey?: string | undefined;
  /** Of a foreign subgraph: its streams give nothing but what happens, so who comes later may share the stream of another. */
  readonly shareStreams?: boolean | undefined;
  readonly tls?: TlsSettings | undefined;
}

export interface GatewayConfig {
  /** Path of the composed supergraph; watched for changes. */
  readonly supergraphFile: string;
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly environment: 'development' | 'production';
  /** Null: no limits on documents and variables (HUB_LIMITS=off); the limit on bytes stays. */
  readonly limits: Limits | null;
  readonly introspection: boolean;
  /** Anyone may ask without a token. Off, a request without one is UNAUTHENTICATED. */
  readonly anonymous: boolean;
  readonly issuers: readonly IssuerConfig[];
  /** Key of the HMAC that makes person ids (identity/viewer.ts). */
  readonly personIdSecret: string;
  readonly subgraphs: Readonly<Record<string, SubgraphConfig>>;
  /** Signs the calls to every subgraph without a key of its own; absent for foreign supergraphs. */
  readonly signingKey?: string | undefined;
  /** List size assumed where the schema says nothing: 10 for our schema, 1 for a foreign one. */
  readonly defaultListSize: number;
  /** What differs from the defaults of transport/subgraph-settings.ts for all subgraphs. */
  readonly transport?: Partial<SubgraphSettings> | undefined;
  /** What differs from the defaults of socket-settings.ts and subscription/upstream-limits.ts. */
  readonly sockets?: Partial<SocketSettings> | undefined;
  readonly upstream?: Partial<UpstreamLimits> | undefined;
  /** What differs from the defaults of http-times.ts. */
  readonly http?: Partial<HttpTimes> | undefined;
  /** `off` (HUB_SHARING=off): equal requests at the same time are each run on their own. */
  readonly sharing?: 'off' | SharingSettings | undefined;
  /** How much is kept of what has been asked: parsed, planned and compiled documents of one generation. */
  readonly documents?: DocumentBounds | undefined;
  /** How long one operation that is expensive to plan may take for that; half a second when left out. */
  readonly planDeadlineMs?: number | undefined;
  /** How often the supergraph file is looked at; a second when left out. */
  readonly reloadMs?: number | undefined;
  /** How long requests may take to finish when the gateway is closed; ten seconds when left out. */
  readonly drainMs?: number | undefined;
  /** Decides on `@policy` of the supergraph; left out, no policy is granted to anybody. */
  readonly grantPolicies?: GrantPolicies | undefined;
  /** Checks values of custom scalars, by their names; others pass as they are. */
  readonly scalars?: Readonly<Record<string, CheckScalar>> | undefined;
  /** Parts of the graph with addresses of their own; none when left out. */
  readonly contracts?: readonly Contract[] | undefined;
  readonly log: Logger;
}

export const defaultPlanDeadlineMs = 500;

export const defaultLimits: Limits = Object.freeze({
  bodyBytes: 256 * 1024,
  tokens: 1_000,
  depth: 10,
  introspectionDepth: 20,
  aliases: 30,
  rootFields: 20,
  directives: 50,
  selections: 10_000,
  pageSize: 100,
  cost: 5_000,
  stringLength: 16_384,
  inputListLength: 1_000,
  jsonDepth: 20,
  errors: 100,
});

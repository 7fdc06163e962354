import type { IncomingMessage, ServerResponse } from 'node:http';

/** One request of HTTP and its answer, as the gateway's server hands it over. */
export interface DoorExchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  readonly requestId: string;
  /** Nobody waits for the answer any more, or the time to finish is over. */
  readonly caller: { readonly aborted: boolean };
}

/** An error in the wire form of GraphQL: its message may be shown, its code is of the one table. */
export interface WireError {
  readonly message: string;
  readonly path?: readonly (string | number)[] | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

/** Who asks, as far as a door may know it. */
export interface DoorIdentity {
  readonly viewer: { readonly kind: 'anonymous' | 'person' | 'app'; readonly id: string | null };
  /** There when all that is asked for is run in a sandbox of the app. */
  readonly sandbox?: object | undefined;
}

export interface Refusal {
  readonly status: number;
  readonly errors: readonly WireError[];
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * What the gateway does for doors: who asks, limits, rights, cost, rates, quotas, draining, request ids and metrics have their
 * one implementation there. Made for the gateway's own types; hub.ts puts the two together.
 */
export interface DoorHost<E extends DoorExchange, I extends DoorIdentity> {
  /** Proxies of our own in front. */
  readonly proxies: number;
  /** There are sandboxes to be led into. */
  readonly hasSandboxes?: boolean;
  preflight(exchange: E, methods: string): void;
  enter(exchange: E): void;
  identify(exchange: E, apiKey?: string): Promise<I>;
  readText(exchange: E): Promise<string>;
  run(
    operation: { readonly source: string; readonly variables: Readonly<Record<string, unknown>> },
    asked: { exchange: E; identity: I },
  ): Promise<{ readonly data: unknown; readonly errors: readonly WireError[]; readonly isPublic: boolean }>;
  explain(thrown: unknown, exchange: E): Refusal;
}

import type { HubCore } from './client.ts';
import { HubError, type WireError } from './errors.ts';
import type { LiveOptions } from './live.ts';

/** What a stream gives, as GraphQL clients know it. */
export interface ForwardedResult {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly WireError[];
  /** `cursor`, `start` and `resync` of the event. */
  readonly extensions?: Readonly<Record<string, unknown>>;
}

export interface ForwardedTo {
  next(result: ForwardedResult): void;
  error(error: unknown): void;
  complete(): void;
}

export interface Forwarded {
  readonly query: string;
  readonly variables: unknown;
  /** Of the operation: `after` begins behind a cursor. */
  readonly extensions?: unknown;
  readonly options?: LiveOptions | undefined;
}

/**
 * A subscription of another client over the hub's streams: mended and resumed here, so that the client sees one stream
 * without a break, each event once. A refusal comes as the client knows it, as a last result with errors. The function returned ends it.
 */
export function forwardLive(
  hub: Pick<HubCore, 'subscribe'>,
  { query, variables, extensions, options }: Forwarded,
  to: ForwardedTo,
): () => void {
  const left = new AbortController();
  const given = options?.signal;
  const signal = given ? AbortSignal.any([given, left.signal]) : left.signal;
  const after = options?.after ?? afterOf(extensions);
  const run = async (): Promise<void> => {
    try {
      for await (const event of hub.subscribe(textOf(query), parseVariables(variables), {
        ...options,
        after,
        signal,
      })) {
        const { data, cursor, start, resync, errors } = event;
        if (signal.aborted) return;
        to.next({
          data: parseData(data),
          extensions: { cursor, start, resync },
          ...(errors.length > 0 ? { errors } : {}),
        });
      }
      if (!left.signal.aborted) to.complete();
    } catch (error) {
      if (left.signal.aborted) return;
      if (!(error instanceof HubError) || error.errors.length === 0) return to.error(error);
      to.next({ data: null, errors: error.errors });
      to.complete();
    }
  };
  void run();
  return () => left.abort();
}

interface Text {
  toString(): string;
  readonly __apiType?: (variables: Readonly<Record<string, unknown>>) => unknown;
}

function textOf(query: string): Text {
  return { toString: () => query };
}

function afterOf(extensions: unknown): string | undefined {
  const { after } = Object(extensions) as { readonly after?: unknown };
  return typeof after === 'string' ? after : undefined;
}

function parseVariables(variables: unknown): Readonly<Record<string, unknown>> {
  return Object(variables ?? {}) as Readonly<Record<string, unknown>>;
}

function parseData(data: unknown): Readonly<Record<string, unknown>> | null {
  return (data ?? null) as Readonly<Record<string, unknown>> | null;
}

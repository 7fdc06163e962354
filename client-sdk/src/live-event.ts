import { HubError, type WireError } from './errors.ts';
import type { Surroundings } from './surroundings.ts';

/** One event of a stream. */
export interface LiveEvent<TData> {
  readonly data: TData;
  /** Keep it: `after: cursor` goes on behind this event, on any gateway, also tomorrow. Absent for streams without positions. */
  readonly cursor: string | undefined;
  /** The present state when the stream began, not a change. */
  readonly start: boolean;
  /** What followed your cursor is no longer held, or a stream without cursors broke: this is the present state, and changes in between are not told. */
  readonly resync: boolean;
  /** What could not be joined to this event: null in `data`, and why, at its path. Empty for a whole event. */
  readonly errors: readonly WireError[];
}

/** What a stream gives, as it comes over the wire. */
export interface WireEvent {
  readonly data?: unknown;
  readonly errors?: readonly WireError[] | undefined;
  readonly extensions?: unknown;
}

/** What is asked of the hub to begin or to resume a stream. */
export interface SubscribePayload {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

interface BreakContext {
  readonly waitMs?: number | undefined;
  readonly isRestart?: boolean | undefined;
  readonly cause?: unknown;
}

/** The connection is gone and the stream with it; it can be taken up again behind the last cursor. */
export class LiveBreakError extends Error {
  readonly code = 'BROKEN';
  /** The least wait before the next try, where the hub named one; 0 when nothing is wrong and none is needed. */
  readonly waitMs: number | undefined;
  /** The hub said that it goes away: all of its clients break in the same moment. */
  readonly isRestart: boolean;

  constructor(message: string, options: BreakContext = {}) {
    super(message, { cause: options.cause });
    this.name = 'LiveBreakError';
    this.waitMs = options.waitMs;
    this.isRestart = options.isRestart ?? false;
  }
}

/** One way to the hub's streams. */
export interface LiveRoad {
  /**
   * The events of one try, from its subscribe to its end. `opened` is called once the hub has been asked, or has answered.
   * @throws HubError for a refusal or an end that the hub gave a reason for; LiveBreakError when the connection broke
   */
  stream(
    payload: SubscribePayload,
    signal: AbortSignal,
    opened?: () => void,
  ): AsyncGenerator<WireEvent, void>;
  /** Ends all streams and lets the connection go. Idempotent. */
  close(): void;
}

/** The hub's streams by whatever road there is. */
export interface LiveTransport extends LiveRoad {
  readonly surroundings: Surroundings;
}

/** @throws HubError for a refusal in place of an event */
export function parseEvent({ data, errors = [], extensions }: WireEvent): LiveEvent<unknown> {
  if (errors.length > 0 && (data === undefined || data === null)) throw new HubError(errors);
  const { cursor, start, resync } = parseMembers(extensions);
  return {
    data,
    cursor: typeof cursor === 'string' ? cursor : undefined,
    start: start === true,
    resync: resync === true,
    errors,
  };
}

export function parseMembers(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

const tokenTrouble: ReadonlySet<string> = new Set(['UNAUTHENTICATED', 'SUBSCRIPTION_JWT_EXPIRED']);

/** The hub no longer knows who asks: another token may mend it. */
export function isTokenTrouble({ code }: HubError): boolean {
  return tokenTrouble.has(code);
}

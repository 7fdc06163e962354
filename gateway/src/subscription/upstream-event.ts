import type { ErrorCode } from '../errors.ts';
import type { RawError } from '../transport/subgraph-call.ts';
import type { StreamAnswer } from '../transport/subgraph-stream.ts';

/** One event of a trigger as its subgraph told it. */
export interface UpstreamEvent {
  readonly kind: 'event';
  /** Undefined when the subgraph had none, that is, when it refused the stream. */
  readonly data: unknown;
  readonly errors: readonly RawError[];
  readonly cursor: string | undefined;
  /** The present state, with which the stream begins. */
  readonly start: boolean;
  /** The present state in place of events that are no longer held. */
  readonly resync: boolean;
  readonly committedAtMs: number | undefined;
  /** Part of what was missed: its reader may take it at its own pace and is never slow for it. */
  readonly catchUp: boolean;
  readonly place: EventPlace | undefined;
  readonly receivedAtMs: number;
}

/** What a subgraph of ours tells the gateway of an event, and nobody else. */
export interface EventPlace {
  /** Where it lies among the changes of its subgraph: of fixed width, and of two the later is the larger string. */
  readonly position: string;
  /** What it is about, as `<entity>:<id>`. */
  readonly entity: string | undefined;
  /** When the subgraph had it. */
  readonly readAtMs: number;
}

/** The stream's word that all up to `position` has been given and nothing else is at hand. */
export interface Reached {
  readonly kind: 'reached';
  readonly position: string;
  /** From where the subgraph took what had been missed. */
  readonly tier: string;
}

export type UpstreamItem = UpstreamEvent | Reached;

export interface Moment {
  readonly openedAtMs: number;
  /** The event before this one was catching up. */
  readonly catchingUp: boolean;
  /** Events before this one still wait to be read. */
  readonly behind: boolean;
}

/** Undefined for what is no such word. */
export function parseReached(answer: StreamAnswer): Reached | undefined {
  if (answer.data !== undefined || answer.errors !== undefined) return undefined;
  const { position, tier } = parseMembers(parseMembers(answer.extensions)['reached']);
  if (typeof position !== 'string' || typeof tier !== 'string') return undefined;
  return { kind: 'reached', position, tier };
}

/**
 * Reads the subgraph's extensions. One that tells places says itself when it has caught up. While a stream of another
 * catches up, its events stay so until one that was committed after the stream was opened finds all before it read:
 * then the reader has caught up and the stream is live.
 */
export function parseUpstreamEvent(answer: StreamAnswer, moment: Moment): UpstreamEvent {
  const extensions = parseMembers(answer.extensions);
  const committedAt = extensions['committedAt'];
  const committedAtMs = typeof committedAt === 'string' ? Date.parse(committedAt) : Number.NaN;
  const missed = !(committedAtMs >= moment.openedAtMs);
  const cursor = extensions['cursor'];
  const place = parsePlace(extensions['place']);
  return {
    kind: 'event',
    data: answer.data,
    errors: rawErrors(answer),
    cursor: typeof cursor === 'string' ? cursor : undefined,
    start: extensions['start'] === true,
    resync: extensions['resync'] === true,
    committedAtMs: Number.isNaN(committedAtMs) ? undefined : committedAtMs,
    catchUp: moment.catchingUp && (place !== undefined || missed || moment.behind),
    place,
    receivedAtMs: Date.now(),
  };
}

function parsePlace(value: unknown): EventPlace | undefined {
  const { position, entity, readAtMs } = parseMembers(value);
  if (typeof position !== 'string' || typeof readAtMs !== 'number') return undefined;
  return { position, entity: typeof entity === 'string' ? entity : undefined, readAtMs };
}

export function rawErrors(answer: StreamAnswer): readonly RawError[] {
  return Array.isArray(answer.errors) ? parseRawErrors(answer.errors) : [];
}

/** What is not an error by the GraphQL specification becomes one without a code, which is masked further on. */
export function parseRawErrors(errors: readonly unknown[]): RawError[] {
  return errors.map((error) => {
    const { message, path, extensions } = parseMembers(error);
    return {
      message: typeof message === 'string' ? message : 'the subgraph sent an error without a message',
      ...(isPath(path) ? { path } : {}),
      extensions: parseMembers(extensions),
    };
  });
}

const passing: ReadonlySet<unknown> = new Set<ErrorCode>([
  'UNAVAILABLE',
  'OVERLOADED',
  'SERVER_DRAINING',
  'SLOW_CONSUMER',
]);

/** Every error says that the same question may succeed soon. */
export function passingTrouble(errors: readonly RawError[]): boolean {
  return errors.length > 0 && errors.every((error) => passing.has(error.extensions?.['code']));
}

function isPath(value: unknown): value is readonly (string | number)[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string' || typeof each === 'number');
}

function parseMembers(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

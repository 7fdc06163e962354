import type { GraphQLFormattedError } from 'graphql';
import type { StreamEndedError } from './ended.ts';

/** One event of a topic, made once and given by reference to whoever watches: nobody may change it. */
export interface SharedEvent {
  /** JSON of { data, errors, extensions }: what a client gets, whatever the door. */
  readonly payload: Buffer;
  /** `extensions` stand in the payload, and last. */
  readonly hasExtensions: boolean;
  /** In wire form, where the subgraph answered with errors in place of data: it is no event, and mostly the last word. */
  readonly refusal: readonly GraphQLFormattedError[] | undefined;
  readonly cursor: string | undefined;
  /** Where it lies among the changes of its subgraph, for comparing; undefined where the subgraph tells no places. */
  readonly position: string | undefined;
  /** What it is about; undefined for a present state and where the subgraph does not tell. */
  readonly entity: string | undefined;
  /** The present state: at the beginning, or in place of what is no longer held. */
  readonly state: 'start' | 'resync' | undefined;
  /** Missed earlier and told now, at the reader's own pace: a reader is never slow for it. */
  readonly catchUp: boolean;
  /** Of a live event; undefined for a present state and for what was missed earlier, whose age says nothing of us. */
  readonly committedAtMs: number | undefined;
  readonly madeAtMs: number;
}

/**
 * Live events that came in one turn of the loop, in order, for all who watch: whoever makes bytes of them for one watcher has
 * them for the next, who is given the very same batch.
 */
export interface EventBatch {
  readonly events: readonly SharedEvent[];
  /** Of the last event that has one. */
  readonly cursor: string | undefined;
  /** Of all payloads. */
  readonly bytes: number;
}

/**
 * Who watches a stream: a door's end of it, with a bounded queue of its own. It is called in the order of events, must
 * return at once, and hears nothing more after `end` or after it has left.
 */
export interface StreamReader {
  take(event: SharedEvent): void;
  /** The same for live events that came together; without it they are taken one by one. */
  takeBatch?(batch: EventBatch): void;
  /** It can take more of what was missed earlier. */
  readonly hasRoom: boolean;
  /** Resolves when it has room, or when it is gone. */
  room(): Promise<void>;
  /** The stream is over: with errors in wire form, or completed by its subgraph. */
  end(error: StreamEndedError | undefined): void;
}

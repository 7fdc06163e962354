import type { Logger } from '../../../subgraphs/kit/process/logger.ts';
import type { Viewer } from '../../../subgraphs/kit/process/viewer.ts';
import { endedBy } from './ended.ts';
import type { StreamEndedError } from './ended.ts';
import type { SharedEvent, StreamReader } from './shared-event.ts';

export interface SubscriberParts {
  readonly reader: StreamReader;
  readonly viewer: Viewer;
  readonly requestId: string;
  readonly log: Logger;
  /** The cursor behind which it wants to begin. */
  readonly after: string | undefined;
}

/** Where a subscriber is at the moment: a lane of its topic, or the row of those who wait for one. */
export interface SubscriberPlace {
  remove(subscriber: Subscriber): void;
}

/** One watcher of a topic, from its subscribe to its end, on whatever lane it is. */
export class Subscriber {
  readonly viewer: Viewer;
  readonly requestId: string;
  readonly after: string | undefined;
  readonly #reader: StreamReader;
  readonly #log: Logger;
  #place: SubscriberPlace | undefined;
  /** What lies before this place it has already. */
  #from: string | undefined;
  #over = false;

  constructor({ reader, viewer, requestId, log, after }: SubscriberParts) {
    this.#reader = reader;
    this.viewer = viewer;
    this.requestId = requestId;
    this.#log = log;
    this.after = after;
  }

  /** Moves it; what lies before `from`, or before the place that it still waits for, will not be given to it. */
  moveTo(place: SubscriberPlace, from?: string): void {
    this.#place = place;
    this.#from = from ?? this.#from;
  }

  /** Gives it the next event of its lane. A reader that throws is at fault alone and ends alone. */
  give(event: SharedEvent): void {
    if (this.#from !== undefined && this.#isBefore(event, this.#from)) return;
    this.#from = undefined;
    try {
      this.#reader.take(event);
    } catch (error) {
      this.#fail(error);
    }
  }

  get hasRoom(): boolean {
    return this.#over || this.#reader.hasRoom;
  }

  room(): Promise<void> {
    return this.#reader.room();
  }

  /** The stream is over for it. */
  end(error: StreamEndedError | undefined): void {
    if (this.#over) return;
    this.leave();
    this.#reader.end(error);
  }

  /** It wants no more. Idempotent. */
  leave(): void {
    this.#over = true;
    const place = this.#place;
    this.#place = undefined;
    place?.remove(this);
  }

  #fail(thrown: unknown): void {
    this.leave();
    const { requestId } = this;
    try {
      this.#reader.end(endedBy(thrown, { requestId, log: this.#log }));
    } catch (error) {
      this.#log.error({ requestId, reason: String(error) }, 'a reader of a stream could not be ended');
    }
  }

  get isOver(): boolean {
    return this.#over;
  }

  /** A resync is told to everybody: places may have begun anew with it. */
  #isBefore({ position, state }: SharedEvent, from: string): boolean {
    return state !== 'resync' && position !== undefined && position < from;
  }
}

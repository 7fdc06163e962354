import type { Logger } from '../../../subgraphs/kit/process/logger.ts';
import type { Viewer } from '../../../subgraphs/kit/process/viewer.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { endedBy, lossOf } from './ended.ts';
import type { StreamEndedError } from './ended.ts';
import { introduce } from './introduce.ts';
import type { EventBatch, SharedEvent, StreamReader } from './shared-event.ts';

export interface SubscriberParts {
  readonly reader: StreamReader;
  /** Who asks now. */
  readonly who: { readonly viewer: Viewer };
  readonly requestId: string;
  readonly log: Logger;
  /** The cursor behind which it wants to begin. */
  readonly after: string | undefined;
  /** By which commands name the stream; told with its first event. */
  readonly id?: string | undefined;
  /** Whose view of the graph its client has. */
  readonly contract?: string | undefined;
  /** Where it is run, if not in the city. */
  readonly sandbox?: Sandbox | undefined;
}

/** Where a subscriber is at the moment: a lane of its topic, or the row of those who wait for one. */
export interface SubscriberPlace {
  remove(subscriber: Subscriber): void;
}

/** One watcher of a topic, from its subscribe to its end, on whatever lane it is. */
export class Subscriber {
  readonly requestId: string;
  readonly after: string | undefined;
  readonly contract: string | undefined;
  readonly sandbox: Sandbox | undefined;
  readonly #reader: StreamReader;
  readonly #who: SubscriberParts['who'];
  readonly #id: string | undefined;
  readonly #log: Logger;
  #place: SubscriberPlace | undefined;
  /** What lies before this place it has already. */
  #from: string | undefined;
  #over = false;
  #isIntroduced = false;
  #hasBegun = false;
  #cursor: string | undefined;

  constructor({ reader, who, requestId, log, after, id, contract, sandbox }: SubscriberParts) {
    this.contract = contract;
    this.sandbox = sandbox;
    this.#reader = reader;
    this.#who = who;
    this.requestId = requestId;
    this.#log = log;
    this.after = after;
    this.#id = id;
  }

  get viewer(): Viewer {
    return this.#who.viewer;
  }

  /** Behind which it goes on: of the last event given to it, or the one that it came with. */
  get cursor(): string | undefined {
    return this.#cursor ?? this.after;
  }

  /** Takes it out of where it is, to be put elsewhere: until then it is given nothing. */
  detach(): void {
    const place = this.#place;
    this.#place = undefined;
    place?.remove(this);
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
    if (event.refusal && this.#hasBegun) return this.end(lossOf(event.refusal));
    this.#hasBegun ||= !event.refusal;
    this.#cursor = event.cursor ?? this.#cursor;
    try {
      this.#reader.take(this.#introduced(event));
    } catch (error) {
      this.#fail(error);
    }
  }

  /** The same for live events that came together. */
  giveBatch(batch: EventBatch): void {
    const isPlain =
      this.#from === undefined && this.#hasBegun && (this.#isIntroduced || this.#id === undefined);
    const reader = this.#reader;
    if (!isPlain || !reader.takeBatch) {
      for (const event of batch.events) if (!this.#over) this.give(event);
      return;
    }
    this.#cursor = batch.cursor ?? this.#cursor;
    try {
      reader.takeBatch(batch);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** It is given what is given there. */
  isIn(place: SubscriberPlace): boolean {
    return this.#place === place;
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
    this.detach();
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

  #introduced(event: SharedEvent): SharedEvent {
    if (this.#isIntroduced || this.#id === undefined) return event;
    this.#isIntroduced = true;
    return introduce(event, this.#id);
  }

  /** A resync is told to everybody: places may have begun anew with it. */
  #isBefore({ position, state }: SharedEvent, from: string): boolean {
    return state !== 'resync' && position !== undefined && position < from;
  }
}

import { GraphQLError } from 'graphql';
import type { StreamEndedError } from './ended.ts';
import { RefusedError } from '../errors.ts';
import type { EventBatch, SharedEvent, StreamReader } from './shared-event.ts';

/**
 * Stands before a reader that has a stream already, for another one that is to take its place: whether it does is decided by
 * the first word of that other one. Until then the reader hears nothing of it; a refusal it never hears.
 */
export class TrialReader implements StreamReader {
  readonly #reader: StreamReader;
  /** Settles with the first word. Rejects with what the stream was refused or ended with. */
  readonly begun: Promise<void>;
  #state: 'waiting' | 'taken' | 'over' = 'waiting';
  #accept: () => void = () => undefined;
  #refuse: (reason: unknown) => void = () => undefined;

  /** @param onBegin called in the turn of the first event, before the reader is given it */
  constructor(reader: StreamReader, onBegin: () => void) {
    this.#reader = reader;
    this.begun = new Promise((resolve, reject) => {
      this.#accept = () => {
        onBegin();
        resolve();
      };
      this.#refuse = reject;
    });
    this.begun.catch(() => undefined);
  }

  take(event: SharedEvent): void {
    if (this.#state === 'over') return;
    if (this.#state === 'waiting') {
      if (event.refusal) return this.abandon(parseRefusal(event.refusal));
      this.#state = 'taken';
      this.#accept();
    }
    this.#reader.take(event);
  }

  takeBatch(batch: EventBatch): void {
    if (this.#state === 'taken' && this.#reader.takeBatch) return this.#reader.takeBatch(batch);
    for (const event of batch.events) this.take(event);
  }

  get hasRoom(): boolean {
    return this.#state !== 'taken' || this.#reader.hasRoom;
  }

  room(): Promise<void> {
    return this.#reader.room();
  }

  end(error: StreamEndedError | undefined): void {
    if (this.#state === 'taken') this.#reader.end(error);
    else this.abandon(error ? parseRefusal(error.errors) : new Error('the stream ended before it began'));
  }

  /** It takes nobody's place. Nothing when it has one already. */
  abandon(reason: unknown): void {
    if (this.#state !== 'waiting') return;
    this.#state = 'over';
    this.#refuse(reason);
  }
}

/** Errors in wire form, as one value to throw. */
function parseRefusal(errors: NonNullable<SharedEvent['refusal']>): RefusedError {
  return new RefusedError(errors.map(({ message, extensions }) => new GraphQLError(message, { extensions })));
}

import { clientError } from '../errors.ts';
import type { Metered, Use } from '../quota/metered.ts';
import type { StreamEndedError } from './ended.ts';
import type { EventBatch, SharedEvent, StreamReader } from './shared-event.ts';

export interface MeteredReaderParts {
  readonly reader: StreamReader;
  readonly metered: Metered;
  readonly use: () => Use;
  /** Ends the stream: its app may have no more. What was not given to the reader lies behind its cursor. */
  readonly onError: (error: unknown) => void;
}

/** Events that wait to be counted; with more of them the stream ends, to be resumed ('close'). */
const maxWaiting = 256;

/** Gives an app no event that was not counted: mostly at once, else in order as soon as the counter has answered. */
export class MeteredReader implements StreamReader {
  readonly #parts: MeteredReaderParts;
  readonly #waiting: SharedEvent[] = [];
  #ending: { readonly error: StreamEndedError | undefined } | undefined;
  #isCounting = false;
  #isOver = false;
  /** An event could not be counted: none behind it is given, whoever still has some. */
  #hasFailed = false;
  #counted: (() => void)[] = [];

  constructor(parts: MeteredReaderParts) {
    this.#parts = parts;
  }

  take(event: SharedEvent): void {
    if (this.#isOver || this.#hasFailed) return;
    const { reader, metered } = this.#parts;
    if (this.#waiting.length === 0 && (event.refusal || metered.trySpend(1))) return reader.take(event);
    if (this.#waiting.length >= maxWaiting)
      return this.#fail(
        clientError('UNAVAILABLE', 'Events cannot be counted in time; resume from the cursor.'),
      );
    this.#waiting.push(event);
    void this.#count();
  }

  takeBatch(batch: EventBatch): void {
    const { reader, metered } = this.#parts;
    const isWhole =
      this.#waiting.length === 0 && !this.#isOver && batch.events.every(({ refusal }) => !refusal);
    if (isWhole && reader.takeBatch && metered.trySpend(batch.events.length)) return reader.takeBatch(batch);
    for (const event of batch.events) this.take(event);
  }

  get hasRoom(): boolean {
    return this.#waiting.length === 0 && this.#parts.reader.hasRoom;
  }

  async room(): Promise<void> {
    if (this.#waiting.length > 0) await new Promise<void>((resolve) => this.#counted.push(resolve));
    await this.#parts.reader.room();
  }

  end(error: StreamEndedError | undefined): void {
    // What ends it is the last word behind what waits, unless that is what may not be given any more.
    if (this.#waiting.length > 0 && !error) this.#ending = { error };
    else this.#end(error);
  }

  /** The reader has left. Idempotent. */
  stop(): void {
    this.#isOver = true;
    this.#waiting.length = 0;
    for (const resolve of this.#counted.splice(0)) resolve();
  }

  async #count(): Promise<void> {
    if (this.#isCounting) return;
    this.#isCounting = true;
    const { reader, metered, use } = this.#parts;
    try {
      for (let event = this.#waiting[0]; event && !this.#isOver; event = this.#waiting[0]) {
        if (!event.refusal) await metered.spend(1, use());
        // It may have ended meanwhile.
        if (this.#isOver) return;
        this.#waiting.shift();
        reader.take(event);
      }
      for (const resolve of this.#counted.splice(0)) resolve();
      if (this.#ending) this.#end(this.#ending.error);
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#isCounting = false;
    }
  }

  #fail(error: unknown): void {
    if (this.#isOver || this.#hasFailed) return;
    this.#hasFailed = true;
    this.#waiting.length = 0;
    this.#parts.onError(error);
  }

  #end(error: StreamEndedError | undefined): void {
    if (this.#isOver) return;
    this.stop();
    this.#parts.reader.end(error);
  }
}

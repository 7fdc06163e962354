import type { StreamEndedError } from './ended.ts';
import type { SharedEvent, StreamReader } from './shared-event.ts';
import type { Shaping } from './shaping.ts';

export interface ShapedReaderParts {
  readonly reader: StreamReader;
  readonly shaping: Shaping;
  /** What the reader throws outside of a `take`. */
  readonly onError: (error: unknown) => void;
}

/** Entities that may wait; with more of them a round is given at once ('give-early'). */
const maxWaiting = 256;

/**
 * Thins a stream out for one reader. What waits is given in rounds, in the order of the latest events, so that whatever
 * a cursor leaves behind was given or has a later word still to come. A round waits for the time that the shaping sets
 * and for room at the reader, so that one who is slow gets less and is not cut. A present state is given at once.
 */
export class ShapedReader implements StreamReader {
  readonly #parts: ShapedReaderParts;
  readonly #waiting = new Map<string, SharedEvent>();
  #lastRoundMs = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;
  #isAwaitingRoom = false;
  #isOver = false;

  constructor(parts: ShapedReaderParts) {
    this.#parts = parts;
  }

  take(event: SharedEvent): void {
    if (event.state) {
      this.#round();
      return this.#parts.reader.take(event);
    }
    const key = this.#keyOf(event);
    // To the end of the order: its earlier place is nobody's any more.
    this.#waiting.delete(key);
    this.#waiting.set(key, event);
    if (this.#waiting.size > maxWaiting) this.#round();
    else this.#schedule();
  }

  get hasRoom(): boolean {
    return this.#waiting.size < maxWaiting || this.#parts.reader.hasRoom;
  }

  room(): Promise<void> {
    return this.#parts.reader.room();
  }

  end(error: StreamEndedError | undefined): void {
    if (!this.#isOver) this.#round();
    this.stop();
    this.#parts.reader.end(error);
  }

  /** The reader has left: what waits is nobody's. Idempotent. */
  stop(): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#waiting.clear();
  }

  #keyOf({ entity, cursor }: SharedEvent): string {
    if (!this.#parts.shaping.latestPerEntity) return '';
    return entity ?? `of no entity, ${cursor ?? ''}`;
  }

  #schedule(): void {
    if (this.#timer || this.#isAwaitingRoom) return;
    const { maxPerSecond } = this.#parts.shaping;
    const dueMs =
      maxPerSecond === undefined ? 0 : this.#lastRoundMs + 1_000 / maxPerSecond - performance.now();
    if (dueMs > 0) this.#timer = setTimeout(() => this.#due(), dueMs);
    else this.#roundWithRoom();
  }

  #due(): void {
    this.#timer = undefined;
    try {
      this.#roundWithRoom();
    } catch (error) {
      this.#parts.onError(error);
    }
  }

  #roundWithRoom(): void {
    const { reader } = this.#parts;
    if (reader.hasRoom) return this.#round();
    this.#isAwaitingRoom = true;
    void reader.room().then(() => {
      this.#isAwaitingRoom = false;
      if (!this.#isOver) this.#due();
    });
  }

  #round(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const events = [...this.#waiting.values()];
    this.#waiting.clear();
    this.#lastRoundMs = performance.now();
    for (const event of events) this.#parts.reader.take(event);
  }
}

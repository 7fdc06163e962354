import type { EventBatch, SharedEvent } from '../subscription/shared-event.ts';

/** The frames of a batch in one piece; the same piece for all who have the head in common and come one after the other. */
export class BatchFrames {
  readonly #frameOf: (event: SharedEvent, head: string) => Buffer;
  #batch: EventBatch | undefined;
  #head = '';
  #piece: Buffer = Buffer.alloc(0);

  constructor(frameOf: (event: SharedEvent, head: string) => Buffer) {
    this.#frameOf = frameOf;
  }

  of(batch: EventBatch, head: string): Buffer {
    if (batch === this.#batch && head === this.#head) return this.#piece;
    const frames = batch.events.map((event) => this.#frameOf(event, head));
    const [first] = frames;
    this.#piece = first && frames.length === 1 ? first : Buffer.concat(frames);
    this.#batch = batch;
    this.#head = head;
    return this.#piece;
  }
}

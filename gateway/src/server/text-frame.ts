import type { EventBatch, SharedEvent } from '../subscription/shared-event.ts';
import { BatchFrames } from './batch-frames.ts';
import type { Framing } from './outbox.ts';

/** A WebSocket text frame as a server sends it: whole and unmasked (RFC 6455, 5.2). */
function textFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const { frame, start } = emptyFrame(length);
  frame.write(text, start);
  return frame;
}

/**
 * Frames of events. Two watchers of an event differ in the id of their subscription, which stands before the payload;
 * the rest is copied from the same bytes. Where the ids are equal, as those of clients that count, the frame is one.
 */
export class EventFrames implements Framing {
  #event: SharedEvent | undefined;
  #head = '';
  #frame: Buffer = Buffer.alloc(0);
  readonly #batches = new BatchFrames((event, head) => this.of(event, head));

  text(text: string): Buffer {
    return textFrame(text);
  }

  /** @param head everything of the message before the payload; behind it comes a closing brace */
  of(event: SharedEvent, head: string): Buffer {
    if (event === this.#event && head === this.#head) return this.#frame;
    const headBytes = Buffer.byteLength(head);
    const { frame, start } = emptyFrame(headBytes + event.payload.length + 1);
    frame.write(head, start);
    event.payload.copy(frame, start + headBytes);
    frame[frame.length - 1] = closingBrace;
    this.#event = event;
    this.#head = head;
    this.#frame = frame;
    return frame;
  }

  ofBatch(batch: EventBatch, head: string): Buffer {
    return this.#batches.of(batch, head);
  }
}

const closingBrace = 0x7d;
/** The last frame of its message, with text. */
const finalText = 0x81;

/** The head is written; the payload of `length` bytes is to be put from `start` on. */
function emptyFrame(length: number): { readonly frame: Buffer; readonly start: number } {
  const start = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(start + length);
  frame[0] = finalText;
  if (start === 2) frame[1] = length;
  else if (start === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  return { frame, start };
}

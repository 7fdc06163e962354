/** One event of a text/event-stream. A comment has neither name nor data: it says only that the sender lives. */
export interface ServerSentEvent {
  readonly name: string;
  readonly data: string;
  readonly id: string | undefined;
}

/** Of one event: more is no hub's. */
const maxEventChars = 16 * 1024 * 1024;

/**
 * Reads a text/event-stream as WHATWG HTML (9.2.6) says, from pieces cut anywhere. Comments are given too, as events
 * without data.
 */
export class ServerSentEvents {
  #rest = '';
  #name = '';
  #data: string[] = [];
  #id: string | undefined;

  /** The events that this piece completes. @throws Error for an event without an end */
  take(piece: string): readonly ServerSentEvent[] {
    const text = this.#rest + piece;
    if (text.length > maxEventChars) throw new Error('an event of the stream has no end');
    const events: ServerSentEvent[] = [];
    let from = 0;
    for (const { index, 0: end } of text.matchAll(/\r\n|\n|\r/g)) {
      // A CR at the very end may be half of a CRLF.
      if (end === '\r' && index === text.length - 1) break;
      const event = this.#line(text.slice(from, index));
      if (event) events.push(event);
      from = index + end.length;
    }
    this.#rest = text.slice(from);
    return events;
  }

  #line(line: string): ServerSentEvent | undefined {
    if (line === '') return this.#dispatch();
    if (line.startsWith(':')) return { name: '', data: '', id: undefined };
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') this.#name = value;
    else if (field === 'data') this.#data.push(value);
    else if (field === 'id' && !value.includes('\0')) this.#id = value;
    return undefined;
  }

  #dispatch(): ServerSentEvent | undefined {
    const event = { name: this.#name || 'message', data: this.#data.join('\n'), id: this.#id };
    const isEmpty = this.#data.length === 0 && this.#name === '';
    this.#name = '';
    this.#data = [];
    return isEmpty ? undefined : event;
  }
}

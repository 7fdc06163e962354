import { readHead } from './response-head.ts';
import type { ResponseHead } from './response-head.ts';

/** Who hears one response. */
export interface ResponseSink {
  head(head: ResponseHead): void;
  /** Part of the body; the bytes are the reader's own, and others once this returns. */
  body(bytes: Buffer): void;
}

/** The peer has sent what is no HTTP/1.1 response, or more than one. */
export class BadResponseError extends Error {
  readonly code = 'HUB_BAD_HTTP';
}

const maxHeadBytes = 16 * 1024;
/** A size, and extensions that nobody uses. */
const maxSizeLineBytes = 256;
/** Informational heads before the real one. */
const maxInformational = 8;

type Stage = 'head' | 'body' | 'until close' | 'chunk size' | 'chunk' | 'chunk end' | 'trailers' | 'done';

const none = Buffer.alloc(0);

/**
 * Reads one response of HTTP/1.1 from bytes as they come, strictly: whatever could be understood in two ways is an error
 * (RFC 9112 §11.2), and so is every byte behind its end, since nothing was asked that it could answer. Its own memory is
 * bounded; that of the body is the sink's affair.
 */
export class ResponseParser {
  readonly #sink: ResponseSink;
  #stage: Stage = 'head';
  /** Of a head or a line that has not ended. */
  #rest = none;
  /** Bytes of the body, or of its chunk, that are still to come. */
  #left = 0;
  #keepAliveMs = 0;
  #informational = 0;

  constructor(sink: ResponseSink) {
    this.#sink = sink;
  }

  /** The response is whole. */
  get isDone(): boolean {
    return this.#stage === 'done';
  }

  /** The end of the connection is the end of the response. */
  get endsWithConnection(): boolean {
    return this.#stage === 'until close';
  }

  /** For how long the connection may be kept; of a response that is whole. */
  get keepAliveMs(): number {
    return this.#keepAliveMs;
  }

  /** @throws BadResponseError */
  feed(given: Buffer): void {
    const bytes = this.#rest.byteLength === 0 ? given : Buffer.concat([this.#rest, given]);
    this.#rest = none;
    let at = 0;
    while (at < bytes.byteLength) {
      const next = this.#step(bytes, at);
      if (next < 0) {
        // Not the reader's own bytes, which will be others.
        this.#rest = Buffer.from(bytes.subarray(at));
        return;
      }
      at = next;
    }
  }

  /** Where to go on; -1 when more bytes are needed to do so. */
  #step(bytes: Buffer, at: number): number {
    switch (this.#stage) {
      case 'head':
        return this.#readHead(bytes, at);
      case 'body':
      case 'chunk':
        return this.#readCounted(bytes, at);
      case 'until close':
        this.#sink.body(bytes.subarray(at));
        return bytes.byteLength;
      case 'chunk size':
        return this.#readSize(bytes, at);
      case 'chunk end':
        return this.#readChunkEnd(bytes, at);
      case 'trailers':
        return this.#readTrailer(bytes, at);
      case 'done':
        throw new BadResponseError('more than was asked for');
    }
  }

  #readHead(bytes: Buffer, at: number): number {
    const end = bytes.indexOf('\r\n\r\n', at, 'latin1');
    if ((end < 0 ? bytes.byteLength : end) - at > maxHeadBytes)
      throw new BadResponseError('a head too large');
    if (end < 0) return -1;
    const head = readHead(bytes.toString('latin1', at, end));
    if (!head) throw new BadResponseError('a head that cannot be read');
    if (head.status < 200) {
      this.#informational += 1;
      if (head.status === 101 || this.#informational > maxInformational)
        throw new BadResponseError(`status ${head.status}`);
    } else this.#begin(head);
    return end + 4;
  }

  #begin(head: ResponseHead): void {
    const { framing, keepAliveMs } = head;
    this.#keepAliveMs = keepAliveMs;
    if (typeof framing === 'number') {
      this.#left = framing;
      this.#stage = framing === 0 ? 'done' : 'body';
    } else this.#stage = framing === 'chunked' ? 'chunk size' : 'until close';
    this.#sink.head(head);
  }

  #readCounted(bytes: Buffer, at: number): number {
    const end = Math.min(at + this.#left, bytes.byteLength);
    this.#left -= end - at;
    if (this.#left === 0) this.#stage = this.#stage === 'body' ? 'done' : 'chunk end';
    this.#sink.body(bytes.subarray(at, end));
    return end;
  }

  #readSize(bytes: Buffer, at: number): number {
    const end = endOfLine(bytes, at, maxSizeLineBytes);
    if (end < 0) return -1;
    const size = /^([\da-f]{1,8})(?:[ \t]*;[\t\x20-\x7e\x80-\xff]*)?$/i.exec(
      bytes.toString('latin1', at, end),
    )?.[1];
    if (size === undefined) throw new BadResponseError('a chunk without a size');
    this.#left = Number.parseInt(size, 16);
    this.#stage = this.#left === 0 ? 'trailers' : 'chunk';
    return end + 2;
  }

  #readChunkEnd(bytes: Buffer, at: number): number {
    if (at + 2 > bytes.byteLength) return -1;
    if (bytes.toString('latin1', at, at + 2) !== '\r\n')
      throw new BadResponseError('a chunk longer than its size');
    this.#stage = 'chunk size';
    return at + 2;
  }

  /** Passed over: nothing that comes behind a body is of use. */
  #readTrailer(bytes: Buffer, at: number): number {
    const end = endOfLine(bytes, at, maxHeadBytes);
    if (end < 0) return -1;
    this.#left += end - at;
    if (this.#left > maxHeadBytes) throw new BadResponseError('trailers too large');
    if (end === at) this.#stage = 'done';
    return end + 2;
  }
}

/** -1 while it is not there. @throws BadResponseError when the line is longer than `max` */
function endOfLine(bytes: Buffer, at: number, max: number): number {
  const end = bytes.indexOf('\r\n', at, 'latin1');
  if ((end < 0 ? bytes.byteLength : end) - at > max) throw new BadResponseError('a line too long');
  return end;
}

import type { ServerResponse } from 'node:http';
import type { Sink } from './sink.ts';

/** The sink of an HTTP answer. A class for the reason that `SocketSink` is one. */
export class ResponseSink implements Sink {
  readonly #response: ServerResponse;
  readonly #begin: () => void;

  /** @param begin called before each write: sends the head unless it has been sent */
  constructor(response: ServerResponse, begin: () => void) {
    this.#response = response;
    this.#begin = begin;
  }

  get isOpen(): boolean {
    return !this.#response.destroyed && !this.#response.writableEnded;
  }

  get unsent(): number {
    return this.#response.writableLength;
  }

  write(bytes: Buffer): void {
    this.#begin();
    this.#response.write(bytes);
  }

  onDrain(listener: () => void): void {
    this.#response.on('drain', listener);
  }

  onClose(listener: () => void): void {
    this.#response.once('close', listener);
  }
}

import type { Dispatcher } from 'undici';
import type { Deadline } from './deadline.ts';

/** One POST to a subgraph. */
export interface ExchangeRequest {
  readonly path: string;
  /** Names and values in turn. */
  readonly headers: string[];
  readonly body: string;
  readonly maxBytes: number;
}

export interface ExchangeResponse {
  readonly status: number;
  /** By their names in small letters. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The body as UTF-8. */
  readonly text: string;
}

/** A body that went over the limit; `code` names it, as for errors of the network. */
export class BodyTooLargeError extends Error {
  readonly code = 'HUB_BODY_TOO_LARGE';
}

/** The connection broke when part of the answer was there: the subgraph has done what it was asked. */
export class AnswerBrokenError extends Error {
  readonly code = 'HUB_ANSWER_BROKEN';
}

/**
 * Sends a request and reads the whole answer, without the streams of an ordinary client, which cost more than all else
 * that a fetch does. Redirects are not followed. Rejects at the deadline, also while it waits for a socket; with
 * BodyTooLargeError past `maxBytes`, without reading on; with AnswerBrokenError; with the client's own errors for what
 * the network did before.
 */
export function exchange(
  dispatcher: Dispatcher,
  request: ExchangeRequest,
  deadline: Deadline,
): Promise<ExchangeResponse> {
  return new Promise((resolve, reject) => {
    const reader = new ResponseReader(request.maxBytes, resolve, reject);
    const { path, headers, body } = request;
    deadline.onEnd((reason) => reader.giveUp(reason));
    if (!deadline.ended()) dispatcher.dispatch({ method: 'POST', path, headers, body }, reader);
  });
}

class ResponseReader implements Dispatcher.DispatchHandler {
  readonly #maxBytes: number;
  readonly #resolve: (response: ExchangeResponse) => void;
  readonly #reject: (reason: Error) => void;
  #controller: Dispatcher.DispatchController | undefined;
  #reason: Error | undefined;
  #status = 0;
  #headers: ExchangeResponse['headers'] = {};
  #chunks: Buffer[] = [];
  #bytes = 0;

  constructor(
    maxBytes: number,
    resolve: (response: ExchangeResponse) => void,
    reject: (reason: Error) => void,
  ) {
    this.#maxBytes = maxBytes;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  /** The request may still be waiting for a socket: whoever asked is not kept until there is one. */
  giveUp(reason: Error): void {
    this.#reason = reason;
    this.#reject(reason);
    this.#controller?.abort(reason);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#reason) controller.abort(this.#reason);
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: ExchangeResponse['headers'],
  ): void {
    this.#status = status;
    this.#headers = headers;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#bytes += chunk.byteLength;
    if (this.#bytes > this.#maxBytes) this.giveUp(new BodyTooLargeError(`more than ${this.#maxBytes} bytes`));
    else this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    const [only, ...more] = this.#chunks;
    const body = only && more.length === 0 ? only : Buffer.concat(this.#chunks, this.#bytes);
    this.#resolve({ status: this.#status, headers: this.#headers, text: body.toString('utf8') });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    const isBroken = this.#status !== 0 && !('code' in error && error.code === 'UND_ERR_BODY_TIMEOUT');
    this.#reject(isBroken ? new AnswerBrokenError(error.message, { cause: error }) : error);
  }
}

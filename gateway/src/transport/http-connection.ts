import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { ResponseParser } from './response-parser.ts';
import type { ResponseHead } from './response-head.ts';
import { tlsOptions } from './tls-settings.ts';
import type { TlsSettings } from './tls-settings.ts';

/** One request and who hears its response: `head`, any number of `body`, then `end`; or at any time `failed`, once. */
export interface Exchange {
  /** Head and body, as they are sent. */
  readonly request: string;
  /** How many bytes they are. */
  readonly requestBytes: number;
  /** Where it is under way; absent before and after. */
  connection: HttpConnection | undefined;
  head(head: ResponseHead): void;
  /** The bytes are the reader's own, and others once this returns. */
  body(bytes: Buffer): void;
  end(): void;
  failed(error: Error): void;
}

/** The other side closed the connection where it should have answered. */
export class ClosedError extends Error {
  readonly code = 'HUB_CLOSED';
}

class ConnectTimeoutError extends Error {
  readonly code = 'HUB_CONNECT_TIMEOUT';
}

export interface ConnectionOptions {
  readonly origin: URL;
  readonly connectMs: number;
  /** Where all connections read into, one after the other: what is read has been used when the next one reads. */
  readonly readInto: Buffer;
  readonly tls?: TlsSettings | undefined;
  /** Once, when it is connected and fit for its first exchange. */
  readonly onOpen: (connection: HttpConnection) => void;
  /** When it is done with one exchange and fit for another. */
  readonly onFree: (connection: HttpConnection) => void;
  /** Once, when it is of no more use. The error is there when it never was. */
  readonly onGone: (connection: HttpConnection, error: Error | undefined) => void;
}

/**
 * One socket to a server of HTTP/1.1, with one request at a time. No pipelining, no upgrade; whatever is not expected
 * closes it.
 */
export class HttpConnection {
  readonly #options: ConnectionOptions;
  readonly #socket: Socket;
  #connecting: NodeJS.Timeout | undefined;
  #exchange: Exchange | undefined;
  #parser: ResponseParser | undefined;
  #isGone = false;
  /** Until when it may be used again, in the time of `performance.now()`. */
  usableUntilMs = Number.POSITIVE_INFINITY;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    const { connectMs } = options;
    this.#socket = openSocket(options, (bytes) => this.#read(bytes));
    this.#connecting = setTimeout(
      () => this.destroy(new ConnectTimeoutError(`no connection in ${connectMs} ms`)),
      connectMs,
    );
    const connected = options.origin.protocol === 'https:' ? 'secureConnect' : 'connect';
    this.#socket.once(connected, () => {
      this.#stopWaiting();
      options.onOpen(this);
    });
    this.#socket.on('error', (error) => this.destroy(error));
    this.#socket.on('end', () => this.#ended());
    this.#socket.on('close', () => this.destroy(new ClosedError('the other side closed the connection')));
  }

  send(exchange: Exchange): void {
    this.#exchange = exchange;
    exchange.connection = this;
    this.#parser = new ResponseParser(exchange);
    const { request, requestBytes } = exchange;
    // All ASCII, as nearly every request: bytes that need not be worked out.
    this.#socket.write(request, request.length === requestBytes ? 'latin1' : 'utf8');
  }

  /** Closes it at once; an exchange under way fails with the error, unless it is left to itself. */
  destroy(error: Error): void {
    if (this.#isGone) return;
    this.#isGone = true;
    const neverOpen = this.#connecting !== undefined;
    this.#stopWaiting();
    const exchange = this.#take();
    this.#socket.destroy();
    this.#options.onGone(this, neverOpen ? error : undefined);
    exchange?.failed(error);
  }

  /** The same, and the exchange hears no more. */
  abandon(error: Error): void {
    this.#take();
    this.destroy(error);
  }

  #take(): Exchange | undefined {
    const exchange = this.#exchange;
    if (exchange) exchange.connection = undefined;
    this.#exchange = undefined;
    return exchange;
  }

  #stopWaiting(): void {
    clearTimeout(this.#connecting);
    this.#connecting = undefined;
  }

  #read(bytes: Buffer): void {
    const parser = this.#parser;
    if (!parser || this.#isGone) return this.destroy(new ClosedError('an answer that nobody has asked for'));
    try {
      parser.feed(bytes);
    } catch (error) {
      return this.destroy(error instanceof Error ? error : new Error(String(error)));
    }
    if (parser.isDone && !this.#isGone) this.#finish(parser.keepAliveMs);
  }

  #ended(): void {
    if (!this.#parser?.endsWithConnection || this.#isGone)
      return this.destroy(new ClosedError('the other side closed the connection'));
    this.#finish(0);
  }

  #finish(keepAliveMs: number): void {
    const exchange = this.#take();
    this.#parser = undefined;
    // An answer to a request that was not read to its end says that the other side will not go on.
    if (keepAliveMs === 0 || this.#socket.writableLength > 0)
      this.destroy(new ClosedError('the other side closes the connection'));
    else {
      this.usableUntilMs = performance.now() + keepAliveMs;
      this.#options.onFree(this);
    }
    exchange?.end();
  }
}

/** Reads without the streams that are above a socket, which cost more than all that is done with what is read. */
function openSocket({ origin, readInto, tls }: ConnectionOptions, read: (bytes: Buffer) => void): Socket {
  const isSecure = origin.protocol === 'https:';
  const host = origin.hostname.replace(/^\[(.*)\]$/, '$1');
  const onread = {
    buffer: readInto,
    callback: (length: number): boolean => {
      read(readInto.subarray(0, length));
      return true;
    },
  };
  const port = Number(origin.port) || (isSecure ? 443 : 80);
  const options = { host, port, onread, noDelay: true, keepAlive: true, keepAliveInitialDelay: 60_000 };
  if (!isSecure) return connect(options);
  return connectTls({ ...options, ...tlsOptions(host, tls), ALPNProtocols: ['http/1.1'] });
}

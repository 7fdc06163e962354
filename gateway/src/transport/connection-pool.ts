import { HttpConnection } from './http-connection.ts';
import type { Exchange } from './http-connection.ts';
import type { TlsSettings } from './tls-settings.ts';

export interface PoolOptions {
  readonly origin: URL;
  /** Sockets at a time; exchanges on top of them wait for one. */
  readonly connections: number;
  readonly connectMs: number;
  readonly readInto: Buffer;
  readonly tls?: TlsSettings | undefined;
}

const sweepMs = 1_000;

/**
 * Connections to one server, kept alive between requests. The one that was used last is used next, so that those that
 * are not needed grow old and go. Whoever comes when all are taken waits, first come, first served.
 */
export class ConnectionPool {
  readonly #options: PoolOptions;
  readonly #all = new Set<HttpConnection>();
  readonly #idle: HttpConnection[] = [];
  readonly #waiting = new Set<Exchange>();
  #connecting = 0;
  #sweep: NodeJS.Timeout | undefined;
  #closed: Error | undefined;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  /** Sends it as soon as there is a connection. */
  send(exchange: Exchange): void {
    if (this.#closed) return exchange.failed(this.#closed);
    const connection = this.#takeIdle();
    if (connection) return connection.send(exchange);
    this.#waiting.add(exchange);
    this.#openForWaiting();
  }

  /** Lets go of an exchange that is under way or waits; it hears no more. Its connection is of no use then. */
  abandon(exchange: Exchange, error: Error): void {
    this.#waiting.delete(exchange);
    exchange.connection?.abandon(error);
  }

  /** Closes everything; what is under way or waits fails with the error. */
  close(error: Error): void {
    this.#closed = error;
    clearInterval(this.#sweep);
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const connection of this.#all) connection.destroy(error);
    for (const exchange of waiting) exchange.failed(error);
  }

  #takeIdle(): HttpConnection | undefined {
    const nowMs = performance.now();
    for (let last = this.#idle.pop(); last; last = this.#idle.pop()) {
      if (last.usableUntilMs > nowMs) return last;
      this.#drop(last);
    }
    return undefined;
  }

  #openForWaiting(): void {
    const { connections } = this.#options;
    if (this.#closed || this.#all.size >= connections || this.#connecting >= this.#waiting.size) return;
    this.#connecting += 1;
    const connection = new HttpConnection({
      ...this.#options,
      onOpen: (opened) => {
        this.#connecting -= 1;
        this.#free(opened);
      },
      onFree: (free) => this.#free(free),
      onGone: (gone, failure) => this.#forget(gone, failure),
    });
    this.#all.add(connection);
  }

  #free(connection: HttpConnection): void {
    const [next] = this.#waiting;
    if (next) {
      this.#waiting.delete(next);
      return connection.send(next);
    }
    this.#idle.push(connection);
    this.#sweep ??= setInterval(() => this.#closeOld(), sweepMs).unref();
  }

  /** @param failure why it never was connected, if it was not: who has waited longest waits in vain */
  #forget(connection: HttpConnection, failure: Error | undefined): void {
    this.#all.delete(connection);
    const at = this.#idle.indexOf(connection);
    if (at >= 0) this.#idle.splice(at, 1);
    if (failure) {
      this.#connecting -= 1;
      const [first] = this.#waiting;
      if (first) this.#waiting.delete(first);
      first?.failed(failure);
    }
    this.#openForWaiting();
  }

  #closeOld(): void {
    const nowMs = performance.now();
    for (const old of this.#idle.filter(({ usableUntilMs }) => usableUntilMs <= nowMs)) this.#drop(old);
    if (this.#idle.length > 0) return;
    clearInterval(this.#sweep);
    this.#sweep = undefined;
  }

  #drop(connection: HttpConnection): void {
    connection.destroy(new Error('not used for too long'));
  }
}

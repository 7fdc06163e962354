import type { Logger } from '../../../subgraphs/kit/process/logger.ts';
import { clientError } from '../errors.ts';
import { leewaySeconds } from '../identity/verify-token.ts';
import type { Identity } from '../identity/verify-token.ts';
import type { ClientStream } from './client-stream.ts';
import type { Outbox } from './outbox.ts';

/** setTimeout takes no longer wait; a token that lives longer is looked at again. */
const maxTimerMs = 2 ** 31 - 1;

export interface ConnectionParts {
  readonly outbox: Outbox;
  readonly close: (code: number, reason: string) => void;
  readonly log: Logger;
}

/** One client's connection after the handshake: who is on it and what runs on it. */
export class ClientConnection {
  readonly outbox: Outbox;
  readonly log: Logger;
  /** Closes it, as far as its protocol knows that: with a code and a reason. */
  readonly close: (code: number, reason: string) => void;
  readonly #streams = new Set<ClientStream>();
  readonly #running = new Map<AbortController, 'query' | 'mutation'>();
  #identity: Identity | undefined;
  #expiry: NodeJS.Timeout | undefined;
  #expired = false;
  #draining = false;
  #idle: (() => void)[] = [];
  readonly #gone = new AbortController();

  constructor(parts: ConnectionParts) {
    this.outbox = parts.outbox;
    this.log = parts.log;
    this.close = parts.close;
  }

  /** Aborted when the connection is gone. */
  get signal(): AbortSignal {
    return this.#gone.signal;
  }

  identify(identity: Identity): void {
    this.#identity = identity;
    this.#watchExpiry();
  }

  /** Who asks now. @throws UNAUTHENTICATED once the token has ended, SERVER_DRAINING when nothing new may begin */
  identity(): Identity {
    if (this.#draining) throw clientError('SERVER_DRAINING', 'This server is closing; connect again.');
    if (!this.#identity || this.#expired) throw clientError('UNAUTHENTICATED', 'The token is not valid.');
    return this.#identity;
  }

  addStream(stream: ClientStream): void {
    this.#streams.add(stream);
    // It may have been prepared while the rest was told of the end.
    if (this.#draining) drainStream(stream);
    else if (this.#expired) expireStream(stream);
  }

  removeStream(stream: ClientStream): void {
    this.#streams.delete(stream);
  }

  /** Begins a query or a mutation: its signal is aborted when nobody waits for the answer, of a mutation only when the time to drain is over. */
  begin(kind: 'query' | 'mutation'): AbortController {
    const controller = new AbortController();
    this.#running.set(controller, kind);
    return controller;
  }

  finish(controller: AbortController): void {
    this.#running.delete(controller);
    if (this.#running.size === 0) for (const resolve of this.#idle.splice(0)) resolve();
  }

  /** The reader is too slow for its live events: what waits is dropped, each stream is told, the socket closed. */
  cutSlow(closeMs: number): void {
    this.outbox.drop();
    for (const stream of this.#streams) {
      stream.endWith(
        'SLOW_CONSUMER',
        'Events were not read fast enough; resume from your last cursor.',
        'dropped',
      );
    }
    this.log.info({ streams: this.#streams.size }, 'a slow reader was cut');
    setTimeout(() => this.close(1013, 'Slow consumer'), closeMs);
  }

  /** Tells every stream where to go on, lets operations finish until `graceMs` are over, then closes with 1001. */
  async drain(graceMs: number): Promise<void> {
    this.#draining = true;
    for (const stream of this.#streams) drainStream(stream);
    const timer = setTimeout(() => this.#abort(['query', 'mutation']), graceMs);
    if (this.#running.size > 0) await new Promise<void>((resolve) => this.#idle.push(resolve));
    clearTimeout(timer);
    // graphql-ws sends the last words, some promises after the streams have ended.
    await new Promise((resolve) => setImmediate(resolve));
    this.close(1001, 'Going away');
  }

  /** The socket is gone. Its streams are ended by graphql-ws, which holds them. */
  gone(): void {
    clearTimeout(this.#expiry);
    this.#gone.abort();
    this.#abort(['query']);
  }

  #abort(kinds: readonly string[]): void {
    for (const [controller, kind] of this.#running) if (kinds.includes(kind)) controller.abort();
  }

  #watchExpiry(): void {
    const expiresAtMs = this.#identity?.expiresAtMs;
    if (expiresAtMs === null || expiresAtMs === undefined) return;
    const leftMs = expiresAtMs + leewaySeconds * 1_000 - Date.now();
    if (leftMs <= 0) return this.#expire();
    this.#expiry = setTimeout(() => this.#watchExpiry(), Math.min(leftMs, maxTimerMs));
  }

  #expire(): void {
    this.#expired = true;
    for (const stream of this.#streams) expireStream(stream);
  }
}

/** What depends on nobody may go on. */
function expireStream(stream: ClientStream): void {
  if (!stream.isPublic) stream.endWith('SUBSCRIPTION_JWT_EXPIRED', 'The token of this stream has ended.');
}

function drainStream(stream: ClientStream): void {
  stream.endWith('SERVER_DRAINING', 'This server is closing; resume elsewhere from the cursor.');
}

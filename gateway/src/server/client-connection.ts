import type { Logger } from '../../../subgraphs/kit/process/logger.ts';
import { clientError } from '../errors.ts';
import type { Session, SessionChange } from '../identity/session.ts';
import type { ClientStream } from './client-stream.ts';
import type { Outbox } from './outbox.ts';

export interface ConnectionParts {
  readonly outbox: Outbox;
  readonly close: (code: number, reason: string) => void;
  /** Breaks it off without a word, as a network does. */
  readonly cut: () => void;
  readonly log: Logger;
}

/** One client's connection after the handshake: who is on it and what runs on it. */
export class ClientConnection {
  readonly outbox: Outbox;
  readonly log: Logger;
  /** Closes it, as far as its protocol knows that: with a code and a reason. */
  readonly close: (code: number, reason: string) => void;
  readonly cut: () => void;
  readonly #streams = new Set<ClientStream>();
  readonly #running = new Map<AbortController, 'query' | 'mutation'>();
  #session: Session | undefined;
  #draining = false;
  #idle: (() => void)[] = [];
  readonly #gone = new AbortController();

  constructor(parts: ConnectionParts) {
    this.outbox = parts.outbox;
    this.log = parts.log;
    this.close = parts.close;
    this.cut = parts.cut;
  }

  /** Aborted when the connection is gone. */
  get signal(): AbortSignal {
    return this.#gone.signal;
  }

  /** Once. The session is closed with the connection. */
  identify(session: Session): void {
    if (this.#gone.signal.aborted) return session.close();
    this.#session = session;
    session.onChange((change) => this.#onSession(change));
  }

  /** Undefined until somebody was identified. */
  get known(): Session | undefined {
    return this.#session;
  }

  /** Who asks now. @throws UNAUTHENTICATED once the token is no good, SERVER_DRAINING when nothing new may begin */
  session(): Session {
    if (this.#draining) throw clientError('SERVER_DRAINING', 'This server is closing; connect again.');
    const session = this.#session;
    if (!session || isOver(session)) throw clientError('UNAUTHENTICATED', 'The token is not valid.');
    return session;
  }

  addStream(stream: ClientStream): void {
    this.#streams.add(stream);
    // It may have been prepared while the rest was told of the end.
    if (this.#draining) drainStream(stream);
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
    this.#session?.close();
    this.#gone.abort();
    this.#abort(['query']);
  }

  #abort(kinds: readonly string[]): void {
    for (const [controller, kind] of this.#running) if (kinds.includes(kind)) controller.abort();
  }

  /** Its streams follow the session by themselves. An account that is closed closes its sockets, behind their last words. */
  #onSession(change: SessionChange): void {
    if (change.kind !== 'withdrawn' || change.withdrawal.reach !== 'account') return;
    setImmediate(() => this.close(4403, 'Forbidden'));
  }
}

function isOver({ withdrawal }: Session): boolean {
  return withdrawal !== undefined && withdrawal.reach !== 'passing';
}

function drainStream(stream: ClientStream): void {
  stream.endWith('SERVER_DRAINING', 'This server is closing; resume elsewhere from the cursor.');
}

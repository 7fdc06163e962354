import { HubError } from './errors.ts';
import { EventQueue } from './event-queue.ts';
import type { Connection } from './connection.ts';
import { isTokenTrouble, LiveBreakError } from './live-event.ts';
import type { LiveTransport, SubscribePayload, WireEvent } from './live-event.ts';
import { SocketSession } from './socket-session.ts';

/**
 * Streams over WebSocket (graphql-transport-ws): one socket for all of them, opened with the first and closed with the
 * last. Their ids count 1, 2, 3…, so that the hub may send many clients the very same bytes.
 */
export class LiveSocket implements LiveTransport {
  readonly #connection: Connection;
  readonly #sessions = new Set<SocketSession>();
  #current: SocketSession | undefined;
  #closed = false;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  async *stream(payload: SubscribePayload, signal: AbortSignal): AsyncGenerator<WireEvent, void> {
    if (this.#closed) throw new Error('This connection to the hub was closed.');
    const session = this.#session();
    const leave = session.enter();
    try {
      await Promise.race([session.ready, aborted(signal, session.over)]);
      if (!signal.aborted) yield* read(session, payload, signal);
    } catch (error) {
      // Who it is for is said once per socket: the next try needs another.
      if (error instanceof HubError && isTokenTrouble(error)) this.#retire(session);
      throw error;
    } finally {
      leave();
    }
  }

  close(): void {
    this.#closed = true;
    for (const session of this.#sessions) session.close();
  }

  #session(): SocketSession {
    if (this.#current && !this.#current.over.aborted) return this.#current;
    const session = new SocketSession(this.#connection);
    this.#current = session;
    this.#sessions.add(session);
    session.over.addEventListener('abort', () => this.#sessions.delete(session), { once: true });
    return session;
  }

  #retire(session: SocketSession): void {
    if (this.#current === session) this.#current = undefined;
  }
}

async function* read(
  session: SocketSession,
  payload: SubscribePayload,
  signal: AbortSignal,
): AsyncGenerator<WireEvent, void> {
  const queue = new EventQueue<WireEvent>();
  const leave = session.subscribe(payload, {
    next: (event) => {
      if (queue.put(event)) return;
      leave();
      queue.end(new LiveBreakError('Events came faster than they were read.', { waitMs: 0 }));
    },
    end: (error) => queue.end(error),
  });
  const stop = (): void => queue.end();
  signal.addEventListener('abort', stop, { once: true });
  try {
    yield* queue.read();
  } finally {
    signal.removeEventListener('abort', stop);
    leave();
  }
}

function aborted(signal: AbortSignal, settled: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    signal.addEventListener('abort', () => resolve(), { once: true, signal: settled });
  });
}

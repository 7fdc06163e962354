import type { Connection } from './connection.ts';
import { HubError } from './errors.ts';
import { EventQueue } from './event-queue.ts';
import { isTokenTrouble, LiveBreakError } from './live-event.ts';
import type { LiveRoad, SubscribePayload, WireEvent } from './live-event.ts';
import { Pace } from './pace.ts';
import { within } from './retry.ts';
import { SocketSession } from './socket-session.ts';
import type { Surroundings } from './surroundings.ts';

/** What the hub allows on one socket. */
const maxStreams = 50;

/**
 * Streams over WebSocket (graphql-transport-ws): one socket for all of them, or one for each fifty, opened with the first and closed with the
 * last. Their ids count 1, 2, 3…, so that the hub may send many clients the very same bytes. What broke is opened again at one
 * pace for all of its streams: many of one client do not come back sooner than one would.
 */
export class LiveSocket implements LiveRoad {
  readonly #connection: Connection;
  readonly #surroundings: Surroundings;
  readonly #sessions = new Set<SocketSession>();
  /** Those that take streams. */
  readonly #open = new Set<SocketSession>();
  readonly #pace = new Pace();
  readonly #stopListening: () => void;
  #unanswered = 0;
  #closed = false;

  constructor(connection: Connection, surroundings: Surroundings) {
    this.#connection = connection;
    this.#surroundings = surroundings;
    this.#stopListening = surroundings.onReturn(() => {
      for (const session of this.#sessions) session.check();
    });
  }

  /** How many sockets in a row got no answer from a hub. */
  get unanswered(): number {
    return this.#unanswered;
  }

  async *stream(
    payload: SubscribePayload,
    signal: AbortSignal,
    opened?: () => void,
  ): AsyncGenerator<WireEvent, void> {
    if (this.#closed) throw new Error('This connection to the hub was closed.');
    const session = this.#session();
    const leave = session.enter();
    try {
      await within(signal, session.ready);
      opened?.();
      yield* read(session, payload, signal);
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof HubError) this.#look(session, error);
      throw error;
    } finally {
      leave();
    }
  }

  /** Opens a socket without a stream, to see whether one gets through; held open for the streams that then come. */
  async probe(signal: AbortSignal, holdMs: number): Promise<boolean> {
    if (this.#closed) return false;
    const session = this.#session();
    const leave = session.enter();
    try {
      await within(signal, session.ready);
      return true;
    } catch {
      return false;
    } finally {
      setTimeout(leave, signal.aborted ? 0 : holdMs);
    }
  }

  /** The sockets there are take no more streams. */
  startAnew(): void {
    this.#open.clear();
  }

  close(): void {
    this.#closed = true;
    this.#stopListening();
    for (const session of this.#sessions) session.close();
  }

  #session(): SocketSession {
    for (const session of this.#open) if (session.entered < maxStreams) return session;
    const session = new SocketSession(this.#connection, (signal) =>
      this.#surroundings.wait(this.#pace.waitMs, signal),
    );
    this.#sessions.add(session);
    this.#open.add(session);
    session.ready.then(
      () => (this.#unanswered = 0),
      () => undefined,
    );
    session.over.addEventListener('abort', () => this.#forget(session), { once: true });
    return session;
  }

  #forget(session: SocketSession): void {
    this.#sessions.delete(session);
    this.#open.delete(session);
    if (session.hasGiven) this.#pace.restart();
    if (session.endedBy instanceof LiveBreakError) this.#pace.slower(session.endedBy.isRestart);
    if (session.isUnanswered && session.endedBy instanceof LiveBreakError) this.#unanswered += 1;
  }

  /** Who it is for is said once per socket, and a hub that stops stops for all of them: the next try needs another socket. */
  #look(session: SocketSession, error: HubError): void {
    const isStopping = error.code === 'SERVER_DRAINING';
    if (!isStopping && !isTokenTrouble(error)) return;
    if (!this.#open.delete(session) || !isStopping) return;
    if (session.hasGiven) this.#pace.restart();
    this.#pace.slower(true);
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

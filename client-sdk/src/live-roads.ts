import type { Connection } from './connection.ts';
import type { RenewedTransport } from './identity.ts';
import { LiveBreakError, parseMembers } from './live-event.ts';
import type { SubscribePayload, WireEvent } from './live-event.ts';
import { LiveSocket } from './live-socket.ts';
import { LiveSse } from './live-sse.ts';
import { hasSocket } from './socket-session.ts';
import { Surroundings } from './surroundings.ts';

/** So many sockets in a row that no hub answers, and server-sent events are tried. */
const maxUnanswered = 2;
/** How long after that a socket is tried once more, the first time and at most: each time twice as long, give or take a half. */
const firstProbeMs = 5_000;
const maxProbeMs = 10 * 60_000;
const probeLimitMs = 10_000;
const holdMs = 2_000;

/**
 * Both roads: WebSocket, and server-sent events for as long as no socket gets through, as behind a proxy that knows none. Meanwhile
 * a socket is tried now and then, and once one opens the streams move to it, behind their cursors.
 */
export class LiveRoads implements RenewedTransport {
  readonly surroundings: Surroundings;
  readonly #socket: LiveSocket;
  readonly #sse: LiveSse;
  readonly #only: 'ws' | 'sse' | undefined;
  /** Of those on server-sent events that can move. */
  readonly #movers = new Set<AbortController>();
  #onSse = 0;
  /** A socket did not get through, and an event stream did. */
  #isBlocked = false;
  #probes = 0;
  #probing: ReturnType<typeof setTimeout> | undefined;
  /** How many sockets had got no answer when an event stream got none either. */
  #failedBehind = 0;

  constructor(connection: Connection) {
    const { live = 'auto', hiddenMs } = connection;
    this.surroundings = new Surroundings(hiddenMs);
    this.#socket = new LiveSocket(connection, this.surroundings);
    this.#sse = new LiveSse(connection);
    if (live !== 'auto') this.#only = live;
    else if (!hasSocket(connection)) this.#only = 'sse';
  }

  stream(
    payload: SubscribePayload,
    signal: AbortSignal,
    opened?: () => void,
  ): AsyncGenerator<WireEvent, void> {
    if (this.#only === 'sse') return this.#sse.stream(payload, signal, opened);
    if (this.#only === 'ws' || !this.#takesSse()) return this.#socket.stream(payload, signal, opened);
    return this.#meanwhile(payload, signal, opened);
  }

  /** No stream from now on shares a connection with those there are. */
  startAnew(): void {
    this.#socket.startAnew();
  }

  close(): void {
    clearTimeout(this.#probing);
    this.#socket.close();
    this.#sse.close();
    this.surroundings.close();
  }

  /** Where neither gets through the hub itself is away, and they are tried in turn. */
  #takesSse(): boolean {
    const { unanswered } = this.#socket;
    if (unanswered < this.#failedBehind) this.#failedBehind = 0;
    return this.#isBlocked || unanswered >= Math.max(maxUnanswered, this.#failedBehind + 1);
  }

  async *#meanwhile(
    payload: SubscribePayload,
    signal: AbortSignal,
    opened?: () => void,
  ): AsyncGenerator<WireEvent, void> {
    const move = new AbortController();
    const ends = AbortSignal.any([signal, move.signal]);
    let isOpen = false;
    const open = (): void => {
      isOpen = true;
      this.#opened();
      opened?.();
    };
    this.#onSse += 1;
    try {
      for await (const event of this.#sse.stream(payload, ends, open)) {
        if (hasCursor(event)) this.#movers.add(move);
        yield event;
      }
      if (move.signal.aborted) throw new LiveBreakError('A socket gets through again.', { waitMs: 0 });
    } catch (error) {
      if (!isOpen && !this.#isBlocked) this.#failedBehind = this.#socket.unanswered;
      throw error;
    } finally {
      this.#movers.delete(move);
      this.#onSse -= 1;
      if (this.#onSse === 0) this.#stopProbing();
    }
  }

  #opened(): void {
    this.#failedBehind = 0;
    this.#isBlocked = true;
    if (this.#probing === undefined) this.#planProbe();
  }

  #planProbe(): void {
    const ms = Math.min(maxProbeMs, firstProbeMs * 2 ** this.#probes) * (0.5 + Math.random());
    this.#probes += 1;
    this.#probing = setTimeout(() => void this.#probe(), ms);
  }

  async #probe(): Promise<void> {
    if (await this.#socket.probe(AbortSignal.timeout(probeLimitMs), holdMs)) {
      this.#stopProbing();
      for (const mover of this.#movers) mover.abort();
    } else if (this.#onSse > 0) this.#planProbe();
  }

  #stopProbing(): void {
    clearTimeout(this.#probing);
    this.#probing = undefined;
    this.#probes = 0;
    this.#isBlocked = false;
  }
}

function hasCursor({ extensions }: WireEvent): boolean {
  return typeof parseMembers(extensions)['cursor'] === 'string';
}

import type { ServerResponse } from 'node:http';
import type { GraphQLFormattedError } from 'graphql';
import type { Rehearsal } from '../conformance/rehearsals.ts';
import type { Identity } from '../identity/identity.ts';
import { endedBy } from '../subscription/ended.ts';
import { openStream } from '../subscription/pipeline.ts';
import type { StreamRequest } from '../subscription/prepare-stream.ts';
import { ClientConnection } from './client-connection.ts';
import { ClientStream } from './client-stream.ts';
import type { Doors } from './doors.ts';
import type { Exchange } from './http.ts';
import { Outbox } from './outbox.ts';
import type { Framing } from './outbox.ts';
import { ResponseSink } from './response-sink.ts';
import type { Sink } from './sink.ts';
import type { StreamForm } from './stream-form.ts';
import { startStreamHeartbeat } from './stream-heartbeat.ts';

/** A subscription that has passed parse and validate, and how its client takes it. */
export interface AskedStream extends Omit<StreamRequest, 'context' | 'session'> {
  readonly form: StreamForm;
  /** Where an app in a conformance run asked for it. */
  readonly rehearsal?: Rehearsal | undefined;
}

export interface HttpStreamParts {
  readonly asked: AskedStream;
  readonly identity: Identity;
  readonly exchange: Exchange;
  readonly framing: Framing;
  readonly doors: Doors;
}

/** After so long TCP asks a quiet peer whether it is there; one that does not answer it gives up some seconds later. */
const quietMs = 5_000;

/**
 * One live stream as one HTTP answer: the verdicts, queue rules and ends of a WebSocket's, through the same outbox and
 * with the same connection behind it.
 */
export class HttpStream {
  readonly connection: ClientConnection;
  readonly #parts: HttpStreamParts;
  readonly #response: ServerResponse;
  readonly #sink: Sink;
  readonly #outbox: Outbox;
  /** Settles when the answer is over or the client is gone. */
  readonly #gone: Promise<void>;
  #resolveGone: () => void = () => undefined;
  #hasBegun = false;

  constructor(parts: HttpStreamParts) {
    const { exchange, framing, doors } = parts;
    const { settings, streams } = doors;
    const { turn, engine } = streams;
    const { log } = engine;
    this.#parts = parts;
    this.#response = exchange.response;
    this.#sink = new ResponseSink(exchange.response, () => this.#begin());
    const onFull = (): void => this.connection.cutSlow(settings.closeMs);
    const outbox = new Outbox({ sink: this.#sink, bounds: settings.queue, turn, frames: framing, onFull });
    this.#outbox = outbox;
    this.#gone = new Promise((resolve) => {
      this.#resolveGone = resolve;
    });
    // Its only stream ends it, behind the last words.
    this.connection = new ClientConnection({
      outbox,
      close: () => outbox.flush(Date.now()),
      cut: () => this.#cut(),
      log,
    });
  }

  /** Runs it to its end. Gives the errors of an operation that is to be refused by an answer with a status. */
  async run(): Promise<readonly GraphQLFormattedError[] | undefined> {
    const { asked, identity, doors } = this.#parts;
    const { connection } = this;
    connection.identify(doors.streams.openSession(identity));
    const stream = this.#subscribe();
    const stopWatching = this.#watchClient(() => {
      connection.gone();
      void stream.return();
    });
    if (asked.form.tellsRefusals) this.#begin();
    const stopHeartbeat = this.#startHeartbeat();
    try {
      const errors = await this.#errorsAtEnd(stream);
      if (!this.#hasBegun && errors.length > 0) return errors;
      this.#begin();
      await this.#finish(errors);
      return undefined;
    } finally {
      stopHeartbeat();
      stopWatching();
      // Also when it was refused, and its client is still there.
      connection.gone();
    }
  }

  /**
   * An answer that stands behind another on its connection (pipelining) never closes when that does, so the connection is
   * watched. The function returned ends that: a connection may outlive many answers.
   */
  #watchClient(onGone: () => void): () => void {
    const { socket } = this.#parts.exchange.request;
    const gone = (): void => {
      stop();
      onGone();
      this.#resolveGone();
    };
    const stop = (): void => {
      socket.off('close', gone);
      this.#response.off('close', gone);
    };
    socket.on('close', gone);
    this.#response.on('close', gone);
    if (socket.destroyed) gone();
    return stop;
  }

  #subscribe(): ClientStream {
    const { asked, identity, exchange, doors } = this.#parts;
    const { connection } = this;
    const { streams, admission } = doors;
    const { viewer } = identity;
    const { requestId } = exchange;
    const context = { requestId, viewer, signal: connection.signal, log: streams.engine.log };
    const stream: ClientStream = new ClientStream({
      head: '',
      admission,
      open: async (reader) => {
        const opened = await openStream(
          streams,
          { ...asked, context, session: connection.session() },
          reader,
        );
        this.#begin();
        return opened;
      },
      release: () => connection.removeStream(stream),
      outbox: this.#outbox,
      metrics: streams.metrics,
      responding: context,
      watched: asked.rehearsal?.watch(connection.cut),
    });
    connection.addStream(stream);
    return stream;
  }

  async #errorsAtEnd(stream: ClientStream): Promise<readonly GraphQLFormattedError[]> {
    const { exchange, doors } = this.#parts;
    try {
      await stream.next();
      return [];
    } catch (error) {
      return endedBy(error, { requestId: exchange.requestId, log: doors.streams.engine.log }).errors;
    }
  }

  /** Sends the head once, before the first byte. */
  #begin(): void {
    if (this.#hasBegun || this.#response.destroyed) return;
    this.#hasBegun = true;
    const { form } = this.#parts.asked;
    this.#response.writeHead(200, {
      'content-type': form.contentType,
      'cache-control': 'no-store, no-transform',
      // A proxy that gathers answers would hold the events back.
      'x-accel-buffering': 'no',
    });
    this.#response.write(form.begin());
    this.#response.socket?.setKeepAlive(true, quietMs);
    this.#response.socket?.setNoDelay(true);
  }

  #startHeartbeat(): () => void {
    const { asked, doors } = this.#parts;
    return startStreamHeartbeat({
      outbox: this.#outbox,
      sink: this.#sink,
      socket: this.#parts.exchange.request.socket,
      unacknowledged: doors.unacknowledged,
      intervalMs: doors.settings.keepAliveMs,
      // Until the stream is open nothing may go out that would decide on the status.
      beat: () => this.#hasBegun && this.#outbox.send(asked.form.heartbeat),
      cut: () => this.#cut(),
    });
  }

  /** The last words, the end of the answer, and the end of a peer that does not take them in time. */
  async #finish(errors: readonly GraphQLFormattedError[]): Promise<void> {
    const cut = setTimeout(() => this.#cut(), this.#parts.doors.settings.cutMs);
    this.#outbox.send(this.#parts.asked.form.end(errors));
    await Promise.race([this.#outbox.emptied(), this.#gone]);
    this.#response.end();
    await this.#gone;
    clearTimeout(cut);
  }

  #cut(): void {
    this.#parts.exchange.request.socket.destroy();
  }
}

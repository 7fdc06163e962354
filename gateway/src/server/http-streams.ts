import type { GraphQLFormattedError } from 'graphql';
import { clientError } from '../errors.ts';
import type { Identity } from '../identity/identity.ts';
import type { ClientConnection } from './client-connection.ts';
import type { Doors } from './doors.ts';
import { eventStreamForm } from './event-stream-form.ts';
import type { Exchange } from './http.ts';
import { HttpStream } from './http-stream.ts';
import type { AskedStream } from './http-stream.ts';
import { multipartForm } from './multipart-form.ts';
import type { Framing } from './outbox.ts';
import { createFraming } from './stream-form.ts';
import type { StreamForm } from './stream-form.ts';

/** Live streams as HTTP answers, one stream each. */
export class HttpStreams {
  readonly #doors: Doors;
  readonly #framings: ReadonlyMap<StreamForm, Framing>;
  readonly #open = new Set<ClientConnection>();
  #isDraining = false;

  constructor(doors: Doors) {
    this.#doors = doors;
    this.#framings = new Map([eventStreamForm, multipartForm].map((form) => [form, createFraming(form)]));
    doors.streams.metrics.watchHttpStreams(() => this.#open.size);
  }

  /**
   * Streams until the end, whichever side ends it. Gives the errors that the operation was refused with where its form
   * leaves them to an answer with a status; nothing has been sent then.
   * A `ticket` in the address of a GET says who asks in place of a header.
   * @throws TOO_MANY_SUBSCRIPTIONS, SERVER_DRAINING, UNAUTHENTICATED for a ticket that is not good
   */
  async serve(
    asked: AskedStream,
    known: Identity,
    exchange: Exchange,
  ): Promise<readonly GraphQLFormattedError[] | undefined> {
    if (this.#isDraining) throw clientError('SERVER_DRAINING', 'This gateway is stopping; ask again.');
    const leaveAddress = this.#doors.enterAddress(exchange.request);
    try {
      const identity = (await this.#redeemed(asked, exchange)) ?? known;
      const leaveViewer = this.#doors.enterViewer(identity.viewer);
      return await this.#run(asked, identity, exchange).finally(leaveViewer);
    } finally {
      leaveAddress();
    }
  }

  /** Undefined without a ticket, and in the bare engine. */
  async #redeemed({ parsed, after }: AskedStream, { request, url }: Exchange): Promise<Identity | undefined> {
    const ticket = request.method === 'GET' ? url.searchParams.get('ticket') : null;
    const { source, operation } = parsed.known;
    const asked = JSON.stringify([source, operation.name?.value ?? null, parsed.variables]);
    if (ticket === null) return undefined;
    const { streams, gate } = this.#doors;
    const identity = await streams.redeemTicket?.(ticket, {
      operation: asked,
      isResume: after !== undefined,
    });
    if (identity) await gate.admit({ query: source }, identity);
    return identity;
  }

  /** Tells each stream SERVER_DRAINING with its cursor; each then ends by itself. Idempotent. */
  async drain(graceMs: number): Promise<void> {
    this.#isDraining = true;
    await Promise.all([...this.#open].map((connection) => connection.drain(graceMs)));
  }

  async #run(
    asked: AskedStream,
    identity: Identity,
    exchange: Exchange,
  ): Promise<readonly GraphQLFormattedError[] | undefined> {
    const framing = this.#framings.get(asked.form);
    if (!framing) throw new Error(`expected a framing for ${asked.form.name}, got none`);
    const stream = new HttpStream({ asked, identity, exchange, framing, doors: this.#doors });
    const { connection } = stream;
    this.#open.add(connection);
    this.#doors.connections.add(connection);
    try {
      return await stream.run();
    } finally {
      this.#open.delete(connection);
      this.#doors.connections.delete(connection);
    }
  }
}

import type { ExecutionResult } from 'graphql';
import type { Rehearsal, Rehearsals } from '../conformance/rehearsals.ts';
import type { Session } from '../identity/session.ts';
import type { ParsedRequest } from '../request/parsed-request.ts';
import type { IncrementalFormat } from '../request/incremental-wire.ts';
import { runInParts } from '../request/pipeline.ts';
import { toWire } from '../request/respond.ts';
import { endedBy } from '../subscription/ended.ts';
import { openStream } from '../subscription/pipeline.ts';
import type { Snapshot } from '../supergraph/snapshot.ts';
import type { ClientConnection } from './client-connection.ts';
import { ClientStream } from './client-stream.ts';
import type { Doors } from './doors.ts';
import { SocketParts } from './socket-parts.ts';

/** An operation of a socket that has passed parse and validate. */
export interface Admitted {
  /** The client's. */
  readonly id: string;
  readonly snapshot: Snapshot;
  readonly contract: string | undefined;
  readonly parsed: ParsedRequest;
  readonly session: Session;
  readonly requestId: string;
  readonly after: unknown;
  readonly shaping: unknown;
  /** The form of an answer that comes in parts. */
  readonly format: IncrementalFormat;
}

export class SocketOperation {
  readonly #admitted: Admitted;
  readonly #connection: ClientConnection;
  readonly #doors: Doors;
  /** Where an app in a conformance run asked for it. */
  #rehearsal: Rehearsal | undefined;

  constructor(admitted: Admitted, connection: ClientConnection, doors: Doors) {
    this.#admitted = admitted;
    this.#connection = connection;
    this.#doors = doors;
  }

  /** Before it is run. @throws RATE_LIMITED, UNAVAILABLE */
  async rehearse(rehearsals: Rehearsals | undefined): Promise<void> {
    const { snapshot, parsed, session, requestId, after } = this.#admitted;
    const { identity } = session;
    this.#rehearsal = await rehearsals?.begin({ ...parsed, snapshot, identity, requestId, after });
  }

  /**
   * A query or mutation through the pipeline of HTTP. A refusal is an iterable that fails: graphql-ws makes `error` of
   * it. An answer in parts is one of which each part is a `next`.
   */
  async execute(): Promise<ExecutionResult | AsyncIterableIterator<ExecutionResult>> {
    const { snapshot, parsed, session, requestId, format } = this.#admitted;
    const { engine } = this.#doors.streams;
    const { operation } = parsed.known.operation;
    const controller = this.#connection.begin(operation === 'mutation' ? 'mutation' : 'query');
    const beganMs = performance.now();
    const { viewer } = session;
    const context = { requestId, viewer, signal: controller.signal, log: engine.log };
    const finish = (outcome: string): void => {
      this.#connection.finish(controller);
      engine.metrics.request(operation, outcome, (performance.now() - beganMs) / 1_000);
    };
    try {
      const answer = await runInParts(parsed, { engine, snapshot, context }, format);
      if ('first' in answer) return new SocketParts(answer, { format, context, controller, finish });
      finish(answer.errors.length > 0 ? 'partial' : 'ok');
      if (answer.errors.length === 0 && (await this.#rehearsal?.cutsAnswer())) this.#connection.cut();
      return parseWireResult(answer.data, toWire(answer.errors, context));
    } catch (error) {
      const ended = endedBy(error, context);
      finish(ended.code);
      return failing(ended);
    }
  }

  subscribe(): ClientStream {
    const { id, snapshot, contract, parsed, session, requestId, after, shaping } = this.#admitted;
    const { streams, admission } = this.#doors;
    const { engine, metrics } = streams;
    const { viewer } = session;
    const context = { requestId, viewer, signal: this.#connection.signal, log: engine.log };
    const request = { snapshot, contract, parsed, after, shaping, context, session };
    const stream: ClientStream = new ClientStream({
      head: `{"id":${JSON.stringify(id)},"type":"next","payload":`,
      admission,
      open: (reader) => openStream(streams, request, reader),
      release: () => this.#connection.removeStream(stream),
      outbox: this.#connection.outbox,
      metrics,
      responding: context,
      watched: this.#rehearsal?.watch(this.#connection.cut),
    });
    this.#connection.addStream(stream);
    return stream;
  }
}

function failing(error: Error): AsyncIterableIterator<never> {
  return {
    next: () => Promise.reject(error),
    return: () => Promise.resolve({ done: true, value: undefined }),
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

function parseWireResult(data: string, errors: readonly unknown[]): ExecutionResult {
  const result = errors.length > 0 ? { data: JSON.parse(data), errors } : { data: JSON.parse(data) };
  return result as ExecutionResult;
}

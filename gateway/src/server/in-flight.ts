import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Caller } from '../transport/flights.ts';

/** One request that is running. */
export interface Running extends Caller {
  /** The same to be listened to; made when it is asked for, since it costs more than all else here. */
  readonly signal: AbortSignal;
  readonly holdOn: () => void;
  readonly end: () => void;
}

class RunningRequest implements Running {
  readonly holdOn = (): void => void (this.#held = true);
  readonly end: () => void;
  #held = false;
  #reason: Error | undefined;
  #controller: AbortController | undefined;

  constructor(end: (request: RunningRequest) => void) {
    this.end = () => end(this);
  }

  get aborted(): boolean {
    return this.#reason !== undefined;
  }

  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.#reason) this.#controller.abort(this.#reason);
    return this.#controller.signal;
  }

  left(): void {
    if (!this.#held) this.abort('the client has left');
  }

  abort(reason: string): void {
    this.#reason ??= new Error(reason);
    this.#controller?.abort(this.#reason);
  }
}

/**
 * How many requests one connection may have sent without having had an answer. All of them run at once, though their answers go out one behind
 * the other: without a bound, who sends ten thousand on one connection and reads nothing has them all worked on.
 */
const maxUnanswered = 32;

/** What is running now. A request whose client has left is aborted, unless it said that it holds on. */
export class InFlight {
  readonly #requests = new Set<RunningRequest>();
  readonly #unanswered = new WeakMap<Socket, number>();
  #whenEmpty: () => void = () => undefined;
  /** Made once: it must not hold the response of a request, whose entry in an old table of the set outlives it. */
  readonly #end = (ended: RunningRequest): void => {
    this.#requests.delete(ended);
    if (this.count === 0) this.#whenEmpty();
  };

  get count(): number {
    return this.#requests.size;
  }

  /** Undefined for one that stands behind too many others on its connection: the connection is to be cut. */
  begin(response: ServerResponse): Running | undefined {
    const { socket } = response.req;
    const before = this.#unanswered.get(socket) ?? 0;
    if (before >= maxUnanswered) return undefined;
    this.#unanswered.set(socket, before + 1);
    const running = new RunningRequest(this.#end);
    this.#requests.add(running);
    response.on('close', () => {
      this.#unanswered.set(socket, (this.#unanswered.get(socket) ?? 1) - 1);
      if (!response.writableFinished) running.left();
    });
    return running;
  }

  /** Resolves when nothing is running, at the latest a moment after `graceMs`, when what still ran was aborted. */
  async finish(graceMs: number): Promise<void> {
    if (await this.#emptyWithin(graceMs)) return;
    for (const running of this.#requests) running.abort('the gateway is closing');
    // Time to say so to the clients.
    await this.#emptyWithin(1_000);
  }

  async #emptyWithin(ms: number): Promise<boolean> {
    if (this.count === 0) return true;
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), ms);
      this.#whenEmpty = () => {
        clearTimeout(timer);
        resolve(true);
      };
    });
  }
}

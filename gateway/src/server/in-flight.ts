import type { ServerResponse } from 'node:http';
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

/** What is running now. A request whose client has left is aborted, unless it said that it holds on. */
export class InFlight {
  readonly #requests = new Set<RunningRequest>();
  #whenEmpty: () => void = () => undefined;
  /** Made once: it must not hold the response of a request, whose entry in an old table of the set outlives it. */
  readonly #end = (ended: RunningRequest): void => {
    this.#requests.delete(ended);
    if (this.count === 0) this.#whenEmpty();
  };

  get count(): number {
    return this.#requests.size;
  }

  begin(response: ServerResponse): Running {
    const running = new RunningRequest(this.#end);
    this.#requests.add(running);
    response.on('close', () => {
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

import type { ServerResponse } from 'node:http';

/** One request that is running. */
export interface Running {
  readonly signal: AbortSignal;
  readonly holdOn: () => void;
  readonly end: () => void;
}

/** What is running now. A request whose client has left is aborted, unless it said that it holds on. */
export class InFlight {
  readonly #controllers = new Set<AbortController>();
  #whenEmpty: () => void = () => undefined;

  get count(): number {
    return this.#controllers.size;
  }

  begin(response: ServerResponse): Running {
    const controller = new AbortController();
    let held = false;
    this.#controllers.add(controller);
    response.once('close', () => {
      if (!response.writableFinished && !held) controller.abort(new Error('the client has left'));
    });
    return {
      signal: controller.signal,
      holdOn: () => void (held = true),
      end: () => {
        this.#controllers.delete(controller);
        if (this.count === 0) this.#whenEmpty();
      },
    };
  }

  /** Resolves when nothing is running, at the latest a moment after `graceMs`, when what still ran was aborted. */
  async finish(graceMs: number): Promise<void> {
    if (await this.#emptyWithin(graceMs)) return;
    for (const controller of this.#controllers) controller.abort(new Error('the gateway is closing'));
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

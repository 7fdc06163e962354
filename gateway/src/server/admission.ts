import { clientError } from '../errors.ts';
import type { OpeningBounds } from '../socket-settings.ts';

interface Waiting {
  readonly begin: () => void;
  readonly timer: NodeJS.Timeout;
}

/**
 * Lets streams be opened in the order in which they are asked for, a few in one turn of the loop: after a restart all
 * clients come back at once, and those who have their stream already are to get their events meanwhile (threats.md E21).
 */
export class Admission {
  readonly #bounds: OpeningBounds;
  readonly #waiting = new Set<Waiting>();
  #running = 0;
  #waited = 0;
  /** Of those that count as running: begun in this turn of the loop and done already. */
  #done = 0;
  #isPlanned = false;

  constructor(bounds: OpeningBounds) {
    this.#bounds = bounds;
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  /** How many have waited so far, whatever came of it. */
  get waited(): number {
    return this.#waited;
  }

  get running(): number {
    return this.#running;
  }

  /**
   * Runs the task when its turn has come, and gives its result.
   * @throws OVERLOADED when too many wait already or its turn does not come in time; the task was not begun then
   */
  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.#running >= this.#bounds.maxRunning || this.#waiting.size > 0) await this.#turn();
    else this.#running += 1;
    try {
      return await task();
    } finally {
      this.#done += 1;
      this.#plan();
    }
  }

  #turn(): Promise<void> {
    if (this.#waiting.size >= this.#bounds.maxWaiting) return Promise.reject(overloaded());
    this.#waited += 1;
    return new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(waiting);
        reject(overloaded());
      }, this.#bounds.maxWaitMs);
      const waiting: Waiting = { begin: resolve, timer };
      this.#waiting.add(waiting);
    });
  }

  /** Places are given back at the end of a turn, not within it: so many are opened in one turn at most. */
  #plan(): void {
    if (this.#isPlanned) return;
    this.#isPlanned = true;
    setImmediate(() => {
      this.#isPlanned = false;
      this.#running -= this.#done;
      this.#done = 0;
      this.#beginNext();
    });
  }

  #beginNext(): void {
    for (const waiting of this.#waiting) {
      if (this.#running >= this.#bounds.maxRunning) return;
      this.#waiting.delete(waiting);
      clearTimeout(waiting.timer);
      this.#running += 1;
      waiting.begin();
    }
  }
}

function overloaded(): Error {
  return clientError('OVERLOADED', 'Too many streams are being opened; try again in a moment.');
}

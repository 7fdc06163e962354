import { backoffMs } from './retry.ts';

/** Of a hub that says it stops: all of its clients learn that in the same moment, so the first wait is spread wider. */
const restartSpread = 2;

/** How soon after a break the next try may be. */
export class Pace {
  #attempt = 0;
  #notBeforeMs = 0;

  get waitMs(): number {
    return Math.max(0, this.#notBeforeMs - Date.now());
  }

  /** It went well meanwhile. */
  restart(): void {
    this.#attempt = 0;
  }

  /** It broke once more, for one alone, or for all at once. */
  slower(isForAll: boolean): void {
    this.#attempt += 1;
    this.#notBeforeMs = Date.now() + backoffMs(this.#attempt + (isForAll ? restartSpread : 0));
  }
}

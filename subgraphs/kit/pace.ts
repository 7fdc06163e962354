import { setTimeout as sleep } from 'node:timers/promises';

/**
 * The pause after each batch of work behind the writes. A single change is taken in at once; while they come in numbers,
 * longer pauses gather more of them into one transaction, so that the work behind each write falls as writes grow.
 */
export interface Pace {
  /** Waits after a batch of `count`; ends early, without throwing, with the signal. */
  pause(count: number, signal: AbortSignal): Promise<void>;
}

const shortestMs = 50;
/** What is derived is never further behind than this and two batches. */
const longestMs = 400;

export function createPace(): Pace {
  let pauseMs = shortestMs;
  return {
    pause: async (count, signal) => {
      pauseMs = nextPauseMs(pauseMs, count);
      await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
    },
  };
}

/** Twice as long after a batch of several, up to the longest; the shortest again after a single one. */
export function nextPauseMs(pauseMs: number, count: number): number {
  return count > 1 ? Math.min(pauseMs * 2, longestMs) : shortestMs;
}

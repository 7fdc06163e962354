import { setTimeout as sleep } from 'node:timers/promises';
import type { SharedEvent } from './shared-event.ts';
import type { Subscriber } from './subscriber.ts';

/** Gives a reference to each; what goes wrong with one is its own affair. */
export function fanOut(event: SharedEvent, subscribers: Iterable<Subscriber>): void {
  for (const subscriber of subscribers) subscriber.give(event);
}

/**
 * The pace of what was missed earlier: waits until its readers can take more. One alone is waited for as long as it
 * takes; of several those that are not ready within `patienceMs` while others are, are given back, to go on by
 * themselves. Ends early when `ending` aborts.
 */
export async function awaitRoom(
  subscribers: ReadonlySet<Subscriber>,
  patienceMs: number,
  ending: AbortSignal,
): Promise<readonly Subscriber[]> {
  for (;;) {
    const full = withoutRoom(subscribers);
    if (full.length === 0 || ending.aborted) return [];
    const patience = new AbortController();
    const waits = full.map((subscriber) => subscriber.room());
    const waited = subscribers.size > 1 ? [sleep(patienceMs, undefined, { signal: patience.signal })] : [];
    await Promise.race([Promise.all(waits), aborted(ending, patience.signal), ...waited]).catch(
      () => undefined,
    );
    patience.abort();
    const still = withoutRoom(subscribers);
    if (still.length > 0 && still.length < subscribers.size) return still;
    if (still.length === subscribers.size && still.length > 1) return still.slice(1);
  }
}

function withoutRoom(subscribers: ReadonlySet<Subscriber>): Subscriber[] {
  return [...subscribers].filter((subscriber) => !subscriber.hasRoom);
}

function aborted(signal: AbortSignal, settled: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true, signal: settled });
  });
}

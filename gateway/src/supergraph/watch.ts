import { readFile } from 'node:fs/promises';
import type { Logger } from '../../../subgraphs/kit/process/logger.ts';
import type { LoadOptions } from './load.ts';
import { buildSnapshot, loadSnapshot } from './load.ts';
import type { Snapshot, SnapshotSource } from './snapshot.ts';

export interface WatchedSupergraph extends SnapshotSource {
  /** What /health shows: which schema is served, since when, and why a newer file is not. */
  state(): SupergraphState;
  close(): Promise<void>;
}

export interface SupergraphState {
  readonly schemaId: string;
  readonly loadedAt: string;
  readonly subgraphs: readonly string[];
  /** Of the file as it is now; null when the served schema is what the file says. */
  readonly reloadError: string | null;
}

/**
 * The supergraph file, served and followed. A changed file is built whole before it is swapped in; one that cannot
 * be built leaves the old schema serving, and its reason stands in the log and in `state`. The file is looked at
 * every `pollMs` rather than watched: a mounted configuration changes by swapping links, which a watch does not see.
 *
 * @throws Error when the first load fails
 */
export async function watchSupergraph(
  options: LoadOptions & { readonly log: Logger; readonly pollMs: number },
): Promise<WatchedSupergraph> {
  const listeners = new Set<(next: Snapshot, previous: Snapshot) => void>();
  let current = await loadSnapshot(options);
  let seen: string | undefined = current.sdl;
  let loadedAt = new Date();
  let reloadError: string | null = null;
  let closed = false;
  let reloading: Promise<void> = Promise.resolve();
  const timer = setInterval(() => void (reloading = reloading.then(reload)), options.pollMs);
  timer.unref();

  return {
    current: () => current,
    onSwap: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    state: () => ({
      schemaId: current.id,
      loadedAt: loadedAt.toISOString(),
      subgraphs: [...current.subgraphs.keys()],
      reloadError,
    }),
    close: async () => {
      closed = true;
      clearInterval(timer);
      await reloading;
    },
  };

  async function reload(): Promise<void> {
    if (closed) return;
    try {
      const previouslySeen = seen;
      seen = undefined;
      seen = await readFile(options.supergraphFile, 'utf8');
      if (seen === previouslySeen) return;
      if (seen !== current.sdl) swap(buildSnapshot(seen, options));
      reloadError = null;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      // A file that is away for a moment is reported once, not at every look.
      if (reason !== reloadError)
        options.log.error(
          { reason, serving: current.id },
          'the new supergraph is not served: the old one stays',
        );
      reloadError = reason;
    }
  }

  function swap(next: Snapshot): void {
    const previous = current;
    current = next;
    loadedAt = new Date();
    options.log.info({ from: previous.id, to: next.id }, 'a new supergraph is served');
    for (const listener of listeners) {
      try {
        listener(next, previous);
      } catch (error) {
        options.log.error({ reason: String(error) }, 'a listener to the schema reload failed');
      }
    }
  }
}

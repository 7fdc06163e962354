import { readFile } from 'node:fs/promises';
import type { Logger } from '../../../subgraphs/kit/process/logger.ts';
import type { LoadOptions } from './load.ts';
import { buildSnapshot, loadSnapshot } from './load.ts';
import type { Snapshot, SnapshotSource } from './snapshot.ts';

/** What /health shows: which schema is served, since when, and why a newer file is not. */
export interface SupergraphState {
  readonly schemaId: string;
  readonly loadedAt: string;
  readonly subgraphs: readonly string[];
  /** Of the file as it is now; null when the served schema is what the file says. */
  readonly reloadError: string | null;
}

export interface WatchOptions extends LoadOptions {
  readonly log: Logger;
  /** How often the file is looked at. It is not watched: a mounted configuration changes by swapping links, unseen by a watch. */
  readonly pollMs: number;
  /** Done with a new generation before it is served. */
  readonly beforeSwap?: ((next: Snapshot, previous: Snapshot) => Promise<void>) | undefined;
}

/** @throws Error when the first load fails: without a schema there is nothing to serve */
export async function watchSupergraph(options: WatchOptions): Promise<WatchedSupergraph> {
  return new WatchedSupergraph(options, await loadSnapshot(options));
}

type SwapListener = (next: Snapshot, previous: Snapshot) => void;

/**
 * The supergraph file, served and followed. A changed file is built whole before it is swapped in; one that cannot
 * be built leaves the old schema serving, and its reason stands in the log and in `state`.
 */
export class WatchedSupergraph implements SnapshotSource {
  readonly #options: WatchOptions;
  readonly #listeners = new Set<SwapListener>();
  readonly #timer: NodeJS.Timeout;
  #current: Snapshot;
  #loadedAt = new Date();
  #reloadError: string | null = null;
  /** The text last looked at, good or not; undefined when the file could not be read. */
  #seen: string | undefined;
  #reloading: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(options: WatchOptions, first: Snapshot) {
    this.#options = options;
    this.#current = first;
    this.#seen = first.sdl;
    this.#timer = setInterval(() => {
      this.#reloading = this.#reloading.then(() => this.#reload());
    }, options.pollMs).unref();
  }

  current(): Snapshot {
    return this.#current;
  }

  onSwap(listener: SwapListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  state(): SupergraphState {
    return {
      schemaId: this.#current.id,
      loadedAt: this.#loadedAt.toISOString(),
      subgraphs: [...this.#current.subgraphs.keys()],
      reloadError: this.#reloadError,
    };
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#timer);
    await this.#reloading;
  }

  async #reload(): Promise<void> {
    if (this.#closed) return;
    try {
      const sdl = await this.#read();
      if (sdl === this.#seen) return;
      this.#seen = sdl;
      if (sdl !== this.#current.sdl) await this.#prepareAndSwap(buildSnapshot(sdl, this.#options));
      this.#reloadError = null;
    } catch (error) {
      this.#refuse(error instanceof Error ? error.message : String(error));
    }
  }

  async #read(): Promise<string> {
    try {
      return await readFile(this.#options.supergraphFile, 'utf8');
    } catch (error) {
      // Whatever stands there when it is back is to be looked at, the same text as before included.
      this.#seen = undefined;
      throw error;
    }
  }

  #refuse(reason: string): void {
    const known = reason === this.#reloadError;
    this.#reloadError = reason;
    const fields = { reason, serving: this.#current.id };
    if (!known) this.#options.log.error(fields, 'the new supergraph is not served: the old one stays');
  }

  async #prepareAndSwap(next: Snapshot): Promise<void> {
    await this.#options.beforeSwap?.(next, this.#current);
    if (!this.#closed) this.#swap(next);
  }

  #swap(next: Snapshot): void {
    const previous = this.#current;
    this.#current = next;
    this.#loadedAt = new Date();
    this.#options.log.info({ from: previous.id, to: next.id }, 'a new supergraph is served');
    for (const listener of this.#listeners) {
      try {
        listener(next, previous);
      } catch (error) {
        this.#options.log.error({ reason: String(error) }, 'a listener to the schema reload failed');
      }
    }
  }
}

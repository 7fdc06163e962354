import { pause } from './retry.ts';

/** What of a browser's page or worker is looked at. Node has none of it: it is always online and never hidden. */
interface Platform {
  readonly navigator?: { readonly onLine?: boolean };
  readonly document?: Partial<Listening> & { readonly visibilityState?: string };
  readonly addEventListener?: Listening['addEventListener'];
}

interface Listening {
  addEventListener(type: string, listener: () => void, options: { readonly signal: AbortSignal }): void;
}

/**
 * Whether it makes sense to be connected: not while the platform knows that it is offline, and, where that is wished for, not on a page
 * that nobody has looked at for a while.
 */
export class Surroundings {
  readonly #platform = parsePlatform(globalThis);
  readonly #hiddenMs: number | undefined;
  readonly #listeners = new Set<() => void>();
  readonly #closing = new AbortController();
  #lull = new AbortController();
  #hiding: ReturnType<typeof setTimeout> | undefined;
  #isPutAway = false;

  /** @param hiddenMs for how long a page may be hidden before it counts as put away; undefined for ever */
  constructor(hiddenMs: number | undefined) {
    this.#hiddenMs = hiddenMs;
    const { signal } = this.#closing;
    const look = (): void => this.#look();
    for (const type of ['online', 'offline']) this.#platform.addEventListener?.(type, look, { signal });
    this.#platform.document?.addEventListener?.('visibilitychange', look, { signal });
    this.#look();
  }

  get isAway(): boolean {
    return this.#isPutAway || this.#platform.navigator?.onLine === false;
  }

  get isClosed(): boolean {
    return this.#closing.signal.aborted;
  }

  /** Aborted as soon as it makes no sense to be connected; another one after that is over. */
  get lull(): AbortSignal {
    return this.#lull.signal;
  }

  /** Called whenever the network or the page is back, or may be. The function returned ends that. */
  onReturn(listener: () => void): () => void {
    const call = (): void => {
      if (!this.isAway) listener();
    };
    this.#listeners.add(call);
    return () => void this.#listeners.delete(call);
  }

  /**
   * Waits until it makes sense to connect: so many milliseconds, less when network or page come back meanwhile, and away for
   * as long as that lasts, with no timer.
   */
  async wait(ms: number, signal: AbortSignal): Promise<void> {
    if (!this.isAway && ms > 0) await this.#pause(ms, signal);
    while (this.isAway && !signal.aborted && !this.isClosed) await this.#pause(undefined, signal);
  }

  close(): void {
    this.#closing.abort();
    clearTimeout(this.#hiding);
  }

  async #pause(ms: number | undefined, signal: AbortSignal): Promise<void> {
    const woken = new AbortController();
    const wake = (): void => woken.abort();
    this.#listeners.add(wake);
    const ends = AbortSignal.any([signal, woken.signal, this.#closing.signal]);
    await (ms === undefined ? aborted(ends) : pause(ms, ends));
    this.#listeners.delete(wake);
  }

  #look(): void {
    const isHidden = this.#platform.document?.visibilityState === 'hidden';
    if (!isHidden) {
      clearTimeout(this.#hiding);
      this.#hiding = undefined;
      this.#isPutAway = false;
    } else if (this.#hiddenMs !== undefined)
      this.#hiding ??= setTimeout(() => this.#putAway(), this.#hiddenMs);
    this.#tell();
  }

  #putAway(): void {
    this.#isPutAway = true;
    this.#tell();
  }

  #tell(): void {
    if (this.isAway) this.#lull.abort();
    else if (this.#lull.signal.aborted) this.#lull = new AbortController();
    for (const listener of this.#listeners) listener();
  }
}

/** Resolves when the signal is aborted. */
function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

function parsePlatform(found: unknown): Platform {
  return found as Platform;
}

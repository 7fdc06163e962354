import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { MongoClient } from 'mongodb';
import { clientError } from '../gateway/src/errors.ts';
import type { Sandbox, Sandboxes } from '../gateway/src/sandbox/sandbox.ts';
import type { Closable } from '../subgraphs/kit/process/shutdown.ts';
import type { OpenSubgraphsOptions } from './open-subgraphs.ts';
import { freePort } from './mongod.ts';
import { openSandboxCity } from './sandbox-city.ts';
import type { SandboxCity } from './sandbox-city.ts';
import { openSandboxRounds } from './sandbox-rounds.ts';
import type { SandboxRounds } from './sandbox-rounds.ts';

export interface OpenSandboxesOptions extends OpenSubgraphsOptions {
  readonly client: MongoClient;
  readonly times?: Partial<SandboxTimes>;
  /** At a time in this process; of more, those that have rested longest go. */
  readonly maxOpen?: number;
}

export interface SandboxTimes {
  /** A sandbox is emptied when it is so old. */
  readonly roundMs: number;
  /** One that nobody has asked for so long is closed; what is in it stays. */
  readonly idleMs: number;
  /** Who asks for one that is being made waits for no longer. */
  readonly waitMs: number;
  readonly lookMs: number;
}

const defaultTimes: SandboxTimes = Object.freeze({
  roundMs: 7 * 24 * 60 * 60_000,
  idleMs: 30 * 60_000,
  waitMs: 30_000,
  lookMs: 10_000,
});

const defaultMaxOpen = 4;

interface Held {
  readonly round: number;
  readonly city: Promise<SandboxCity>;
  /** Of its last use. */
  usedAtMs: number;
}

/**
 * The sandboxes of apps: each a second set of the city's subgraphs in this process, on databases of its own, under secrets of its own, opened
 * when its app first asks, closed when it rests, and emptied a week after it was filled. Nobody's app costs anything that does not use its
 * sandbox.
 */
export async function openSandboxes(options: OpenSandboxesOptions): Promise<Sandboxes & Closable> {
  const rounds = await openSandboxRounds(options);
  return new CitySandboxes(options, rounds);
}

class CitySandboxes implements Sandboxes, Closable {
  readonly #options: OpenSandboxesOptions;
  readonly #times: SandboxTimes;
  readonly #rounds: SandboxRounds;
  readonly #held = new Map<string, Held>();
  readonly #ports = new Map<string, readonly number[]>();
  readonly #closing = new AbortController();
  readonly #looking: NodeJS.Timeout;
  /** Of those that are being closed. */
  readonly #leaving = new Set<Promise<void>>();

  constructor(options: OpenSandboxesOptions, rounds: SandboxRounds) {
    this.#options = options;
    this.#times = { ...defaultTimes, ...options.times };
    this.#rounds = rounds;
    this.#looking = setInterval(() => void this.#look(), this.#times.lookMs).unref();
  }

  readonly open = async (app: string): Promise<Sandbox> => {
    const held = this.#held.get(app) ?? this.#hold(app, await this.#rounds.current(app, this.#times.roundMs));
    held.usedAtMs = Date.now();
    const timer = new AbortController();
    const late = sleep(this.#times.waitMs, undefined, { signal: timer.signal, ref: false });
    try {
      const city = await Promise.race([held.city, late]);
      if (city) return city.sandbox;
    } catch {
      // Why is in the log.
      this.#held.delete(app);
    } finally {
      timer.abort();
      late.catch(() => undefined);
    }
    throw clientError('UNAVAILABLE', 'The sandbox is being made; ask again in a minute.');
  };

  async close(): Promise<void> {
    clearInterval(this.#looking);
    this.#closing.abort();
    for (const app of this.#held.keys()) this.#leave(app);
    await Promise.all(this.#leaving);
  }

  #hold(app: string, round: number): Held {
    const before = this.#held.get(app);
    if (before) return before;
    const { signal } = this.#closing;
    signal.throwIfAborted();
    this.#makeRoom();
    const { client, log, ...parts } = this.#options;
    const city = this.#portsOf(app).then((ports) =>
      openSandboxCity({
        ...parts,
        client,
        log: log.child({ sandbox: app }),
        app,
        ports,
        dbPrefix: this.#rounds.prefixOf(app, round),
        fill: (load) => this.#rounds.fill({ app, round, signal }, load),
        secret: createHmac('sha256', parts.secret).update(`sandbox ${app} ${round}`).digest('hex'),
        signal,
      }),
    );
    city.catch((error: unknown) => {
      this.#ports.delete(app);
      log.error({ app, reason: String(error) }, 'a sandbox could not be opened');
    });
    const held: Held = { round, city, usedAtMs: Date.now() };
    this.#held.set(app, held);
    return held;
  }

  /** The same each time: whoever calls the subgraphs keeps what it knows of them by their addresses. */
  async #portsOf(app: string): Promise<readonly number[]> {
    const ports = this.#ports.get(app) ?? (await Promise.all(this.#options.subgraphs.map(() => freePort())));
    this.#ports.set(app, ports);
    return ports;
  }

  /** @throws UNAVAILABLE when all that are open are in use */
  #makeRoom(): void {
    const { maxOpen = defaultMaxOpen } = this.#options;
    if (this.#held.size < maxOpen) return;
    const [oldest] = [...this.#held].sort(([, a], [, b]) => a.usedAtMs - b.usedAtMs);
    const isResting = oldest && Date.now() - oldest[1].usedAtMs > this.#times.idleMs / 10;
    if (!isResting) throw clientError('UNAVAILABLE', 'All sandboxes are in use; ask again later.');
    this.#leave(oldest[0]);
  }

  async #look(): Promise<void> {
    const nowMs = Date.now();
    for (const [app, { usedAtMs, round }] of this.#held) {
      const isResting = nowMs - usedAtMs > this.#times.idleMs;
      const current = await this.#rounds.current(app, this.#times.roundMs).catch(() => round);
      if (isResting || current !== round) this.#leave(app);
    }
  }

  #leave(app: string): void {
    const held = this.#held.get(app);
    this.#held.delete(app);
    const left = held?.city.then((city) => city.close()).catch(() => undefined);
    if (!left) return;
    this.#leaving.add(left);
    void left.then(() => this.#leaving.delete(left));
  }
}

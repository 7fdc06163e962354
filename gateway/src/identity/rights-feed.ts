import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from 'mongodb';
import type { Logger } from '../../../subgraphs/kit/process/logger.ts';
import type { Viewer } from '../../../subgraphs/kit/process/viewer.ts';
import type { Closable } from '../../../subgraphs/kit/process/shutdown.ts';
import { parseRightsEntries } from './rights-entry.ts';
import type { RightsEntry } from './rights-entry.ts';
import type { ReadRightsPage } from './rights-page.ts';
import type { KeptRights } from './kept-rights.ts';
import { openKeptRights } from './kept-rights.ts';
import type { Rights, RightsChange, RightsVerdict } from './rights.ts';
import type { Identity } from './identity.ts';

export interface RightsFeedTimes {
  /** What was heard longer ago says nothing any more: personal data fails closed (design.md §2). */
  readonly freshMs: number;
  /** How long a source may hold a question to which there is nothing new. */
  readonly waitMs: number;
  /** Between two attempts at a source that does not answer, at most. */
  readonly retryMs: number;
}

export const defaultRightsTimes: RightsFeedTimes = Object.freeze({
  freshMs: 5_000,
  waitMs: 1_500,
  retryMs: 500,
});

export interface RightsFeedParts {
  /** Subgraphs whose journals tell of rights. */
  readonly sources: readonly string[];
  /** Those that decide on apps only: while one of them is away, nothing is kept from persons. */
  readonly appSources?: readonly string[] | undefined;
  readonly read: ReadRightsPage;
  /** Of the gateways. */
  readonly db: Db;
  readonly times?: RightsFeedTimes;
  readonly log: Logger;
}

/** Whether everything has been heard that decides on them; on apps persons decide too, by their consents. */
interface Freshness {
  readonly persons: boolean;
  readonly apps: boolean;
}

const lookMs = 100;
const pauseMs = 50;

/**
 * Who has lost rights, followed from the journals of the subgraphs that decide on it, each from the place at which this gateway or
 * another one has last read it. As long as any of them has not been heard of for `freshMs`, the first time included, every
 * verdict on a person is `unknown`. A subgraph that moves is found at its new address; its data may be replaced.
 */
export class RightsFeed implements Rights, Closable {
  readonly #parts: RightsFeedParts;
  readonly #times: RightsFeedTimes;
  readonly #kept: KeptRights;
  readonly #listeners = new Set<(change: RightsChange) => void>();
  /** By source, when it was asked the question to which it had nothing more to say. */
  readonly #heardMs = new Map<string, number>();
  readonly #closing = new AbortController();
  readonly #looking: NodeJS.Timeout;
  readonly #following: Promise<void>;
  #fresh: Freshness = { persons: false, apps: false };

  constructor(parts: RightsFeedParts, kept: KeptRights) {
    this.#parts = parts;
    this.#times = parts.times ?? defaultRightsTimes;
    this.#kept = kept;
    this.#looking = setInterval(() => this.#look(), lookMs).unref();
    const all = [...parts.sources, ...(parts.appSources ?? [])];
    this.#following = Promise.all(all.map((source) => this.#follow(source))).then(() => undefined);
  }

  get isFresh(): boolean {
    return this.#fresh.apps;
  }

  isFreshFor({ kind }: Viewer): boolean {
    return kind === 'app' ? this.#fresh.apps : this.#fresh.persons;
  }

  verdict({ viewer, issuedAtMs, credential, allowance }: Identity): RightsVerdict | undefined {
    if (viewer.id === null) return undefined;
    const known = this.#kept.of(viewer.id);
    if (known?.isDisabled) return 'disabled';
    if (allowance && this.#kept.of(allowance.app)?.isDisabled) return 'disabled';
    if (credential !== undefined && this.#kept.of(credential)?.isDisabled) return 'disabled';
    if (known && (issuedAtMs ?? 0) <= known.revokedAtMs) return 'revoked';
    return this.isFreshFor(viewer) ? undefined : 'unknown';
  }

  onChange(listener: (change: RightsChange) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    clearInterval(this.#looking);
    await this.#following;
    this.#listeners.clear();
  }

  async #follow(source: string): Promise<void> {
    const { signal } = this.#closing;
    let cursor = this.#kept.cursorOf(source);
    for (let failures = 0; !signal.aborted; ) {
      try {
        const end = await this.#readOn(source, cursor);
        failures = 0;
        // A source that does not wait with its answer is not asked without a pause.
        if (end === cursor) await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
        cursor = end;
      } catch (error) {
        if (signal.aborted) return;
        failures += 1;
        const told = { source, reason: String(error) };
        if (failures === 1) this.#parts.log.warn(told, 'rights cannot be read; trying again');
        await sleep(Math.random() * this.#times.retryMs, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  async #readOn(source: string, cursor: string | null): Promise<string> {
    const askedMs = performance.now();
    const { signal } = this.#closing;
    const page = await this.#parts.read({ source, after: cursor, waitMs: this.#times.waitMs, signal });
    const entries = parseRightsEntries(page.entries);
    this.#kept.apply(entries);
    this.#tell(entries);
    if (page.isLast) {
      this.#heardMs.set(source, askedMs);
      this.#look();
    }
    const isNew = page.end !== cursor;
    if (isNew) await this.#keep(source, { entries, end: page.end });
    return page.end;
  }

  /** What could not be kept is read again by the next start; it counts here already. */
  async #keep(
    source: string,
    read: { readonly entries: readonly RightsEntry[]; readonly end: string },
  ): Promise<void> {
    await this.#kept.save(source, read).catch((error: unknown) => {
      this.#parts.log.warn({ source, reason: String(error) }, 'rights could not be kept');
    });
  }

  #tell(entries: readonly RightsEntry[]): void {
    const withdrawn = entries.filter(({ change }) => change !== 'CONSENT').map(({ subject }) => subject);
    const consents = entries.flatMap(({ change, subject, grantees }) =>
      change === 'CONSENT' ? [subject, ...grantees] : [],
    );
    if (withdrawn.length > 0) this.#say({ kind: 'withdrawn', subjects: withdrawn });
    if (consents.length > 0) this.#say({ kind: 'consent', subjects: consents });
  }

  #look(): void {
    const { log, sources, appSources = [] } = this.#parts;
    const persons = this.#isHeard(sources);
    const fresh = { persons, apps: persons && this.#isHeard(appSources) };
    const before = this.#fresh;
    if (fresh.persons === before.persons && fresh.apps === before.apps) return;
    this.#fresh = fresh;
    const isLost = (before.persons && !fresh.persons) || (before.apps && !fresh.apps);
    if (isLost)
      log.error(
        { ...fresh, sources, appSources },
        'rights are not known any more: what is personal is withheld',
      );
    this.#say({ kind: 'freshness' });
  }

  #isHeard(sources: readonly string[]): boolean {
    const oldestMs = Math.min(...sources.map((source) => this.#heardMs.get(source) ?? -Infinity));
    return performance.now() - oldestMs <= this.#times.freshMs;
  }

  #say(change: RightsChange): void {
    for (const listener of this.#listeners) listener(change);
  }
}

/** Resolves with what is kept read in; what was journalled since is read behind that. */
export async function openRightsFeed(parts: RightsFeedParts): Promise<RightsFeed> {
  return new RightsFeed(parts, await openKeptRights(parts.db));
}

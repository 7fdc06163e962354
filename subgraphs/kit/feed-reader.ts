import type { Change } from './change.ts';
import type { FeedCatchUp } from './feed-catch-up.ts';
import type { FeedRing, Found, Topics } from './feed-ring.ts';
import { findInSegment, PositionLostError } from './feed-segment.ts';
import type { FeedWaiters } from './feed-waiters.ts';
import type { Position } from './position.ts';
import { comparePositions, isRecovered, laterPosition } from './position.ts';

export interface ReadOptions {
  /** The first change given is the first one after this place. */
  readonly after: Position;
  /** Changes of at least one of these; 'all' includes entries without topics. */
  readonly topics: Topics;
  /** Ends the reading; without an abort a reader waits for ever. */
  readonly signal: AbortSignal;
  /** `oplog` does without the journal, for the stamper, who writes what the journal tier needs. Default `all`. */
  readonly tiers?: 'all' | 'oplog';
}

/** What a reader needs of its feed. */
export interface FeedTiers {
  readonly ring: FeedRing;
  /** Readers woken by a change of their topics. */
  readonly waiters: FeedWaiters;
  /** Readers woken by whatever moves the head of the ring. */
  readonly moves: FeedWaiters;
  readonly catchUp: FeedCatchUp;
  /** Changes given to readers, counted by tier. */
  readonly given: Record<Tier, number>;
  /** @throws PositionLostError when the cluster has not come so far */
  assertReached(position: Position): Promise<void>;
  lost(): void;
  closed(reader: FeedReader): void;
}

/** In the order of their cost. */
const tiers = ['ring', 'stream', 'journal'] as const;
export type Tier = (typeof tiers)[number];

/** One reader: a place, and nothing else that grows. Take from it one call at a time, and close it. */
export class FeedReader {
  readonly #tiers: FeedTiers;
  readonly #options: ReadOptions;
  readonly #ending = new AbortController();
  readonly #end = (): void => this.close();
  #position: Position;
  #reached = false;
  #deepest: Tier = 'ring';

  constructor(tiers: FeedTiers, options: ReadOptions) {
    this.#tiers = tiers;
    this.#options = options;
    this.#position = options.after;
    if (options.signal.aborted) this.#ending.abort();
    else options.signal.addEventListener('abort', this.#end, { once: true });
  }

  /** The place of the last change given, or a later one up to which there was nothing to give. */
  get position(): Position {
    return this.#position;
  }

  /** The costliest of the tiers that this reader has read from. */
  get deepest(): Tier {
    return this.#deepest;
  }

  /**
   * The next 1 to `limit` changes, as many as are at hand; waits while there are none. Empty only when the reading has ended.
   * @throws PositionLostError when no tier holds the reader's place
   */
  async take(limit: number): Promise<readonly Change[]> {
    for (;;) {
      const changes = await this.takeAtHand(limit);
      if (changes.length > 0 || this.#ending.signal.aborted) return changes;
      await this.#waitForMore();
    }
  }

  /** The same, but without waiting behind `place`: empty also when all up to there has been read and nothing is at hand. */
  async takeUpTo(place: Position, limit: number): Promise<readonly Change[]> {
    for (;;) {
      const changes = await this.takeAtHand(limit);
      if (changes.length > 0 || this.#ending.signal.aborted) return changes;
      if (comparePositions(this.#position, place) >= 0) return changes;
      if (this.#hasReadAll()) await this.#tiers.moves.wait('all', this.#ending.signal);
    }
  }

  /**
   * The same without waiting for new changes: empty also when everything has been read. It takes the time of catching up.
   */
  async takeAtHand(limit: number): Promise<readonly Change[]> {
    try {
      await this.#assertReached();
      while (!this.#ending.signal.aborted) {
        const isLive = this.#isLive();
        const changes = isLive ? this.#takeLive(limit) : await this.#catchUp(limit);
        if (isLive || changes.length > 0) return changes;
      }
      return [];
    } catch (error) {
      if (error instanceof PositionLostError) this.#tiers.lost();
      throw error;
    }
  }

  close(): void {
    this.#options.signal.removeEventListener('abort', this.#end);
    this.#ending.abort();
    this.#tiers.closed(this);
  }

  /** After a recovered entry real places go on only where its recovery ends. */
  #isLive(): boolean {
    return !isRecovered(this.#position) && this.#tiers.ring.holds(this.#position);
  }

  /** Looks once more and begins to wait in the same turn: a change that came while the last look was reported is not slept through. */
  async #waitForMore(): Promise<void> {
    if (!this.#hasReadAll()) return;
    const before = await this.#tiers.waiters.wait(this.#options.topics, this.#ending.signal);
    if (before) this.#position = laterPosition(this.#position, before);
  }

  #hasReadAll(): boolean {
    return this.#isLive() && comparePositions(this.#tiers.ring.head, this.#position) <= 0;
  }

  #takeLive(limit: number): readonly Change[] {
    return this.#moveOn(this.#tiers.ring.find(this.#position, this.#options.topics, limit), 'ring');
  }

  async #catchUp(limit: number): Promise<readonly Change[]> {
    const { catchUp } = this.#tiers;
    const { signal } = this.#ending;
    const segment =
      this.#options.tiers === 'oplog'
        ? await catchUp.oplogSegmentAt(this.#position, signal)
        : await catchUp.segmentAt(this.#position, signal);
    if (!segment) return [];
    const found = findInSegment(segment, this.#position, { topics: this.#options.topics, limit });
    return this.#moveOn(found, segment.tier);
  }

  #moveOn(found: Found, tier: Tier): readonly Change[] {
    this.#position = found.reached;
    if (tiers.indexOf(tier) > tiers.indexOf(this.#deepest)) this.#deepest = tier;
    this.#tiers.given[tier] += found.changes.length;
    return found.changes;
  }

  /** A place in the future (of a restored or foreign data set) would be waited for in silence. */
  async #assertReached(): Promise<void> {
    if (this.#reached) return;
    await this.#tiers.assertReached(this.#position);
    this.#reached = true;
  }
}

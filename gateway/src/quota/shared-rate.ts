import type { Db } from 'mongodb';
import type { Logger } from '../../../subgraphs/kit/process/logger.ts';
import { burstSeconds, Rate } from './rate.ts';

/** One bucket of requests for each app, the same for all gateways: filled by time alone. */
export interface RateBuckets {
  /** A block of requests, by one atomic update; when there is none, how long until there is, in milliseconds. */
  take(app: string, perSecond: number): Promise<{ readonly granted: number; readonly waitMs: number }>;
}

interface BucketRow {
  readonly _id: string;
  readonly level: number;
  readonly at: Date;
  readonly granted: number;
  readonly forgetAt: Date;
}

/** A bucket that rests so long is full anyway. */
const keptMs = 60 * 60_000;

export async function openRateBuckets(db: Db): Promise<RateBuckets> {
  // What a failover loses of it is a second's requests: nobody waits for a majority.
  const rows = db.collection<BucketRow>('rates', { writeConcern: { w: 1 } });
  await rows.createIndex({ forgetAt: 1 }, { expireAfterSeconds: 0 });
  return {
    take: async (app, perSecond) => {
      const full = perSecond * burstSeconds;
      const passedMs = { $max: [0, { $subtract: ['$$NOW', { $ifNull: ['$at', '$$NOW'] }] }] };
      const filled = { $add: [{ $ifNull: ['$level', full] }, { $multiply: [passedMs, perSecond / 1_000] }] };
      // A tenth of what there is, or of a second: few writes, and little that rests where nobody asks.
      const block = { $max: [Math.ceil(perSecond / 10), { $multiply: ['$level', 0.1] }] };
      const stages = [
        { $set: { level: { $min: [full, filled] }, at: '$$NOW', forgetAt: { $add: ['$$NOW', keptMs] } } },
        { $set: { granted: { $floor: { $min: ['$level', block] } } } },
        { $set: { level: { $subtract: ['$level', '$granted'] } } },
      ];
      const options = { upsert: true, returnDocument: 'after' } as const;
      const row = await rows.findOneAndUpdate({ _id: app }, stages, options);
      const { granted = 0, level = 0 } = row ?? {};
      return { granted, waitMs: granted > 0 ? 0 : Math.ceil(((1 - level) * 1_000) / perSecond) };
    },
  };
}

export interface SharedRateParts {
  readonly app: string;
  readonly perSecond: number;
  readonly buckets: RateBuckets;
  readonly log: Logger;
  readonly nowMs: () => number;
}

/** What is left of a block after so long is let go: time has filled the bucket meanwhile. */
const blockMs = 1_000;
const answerMs = 1_000;
const downMs = 1_000;

/**
 * Requests of one app at one gateway, from a block in memory that is taken from the one bucket of all gateways: together they let through no
 * more than the rate, and at most ten seconds' worth at once. While the bucket does not answer, each gateway holds the app to the rate by
 * itself.
 */
export class SharedRate {
  readonly #parts: SharedRateParts;
  readonly #alone: Rate;
  #left = 0;
  #untilMs = 0;
  #refusedUntilMs = 0;
  #aloneUntilMs = 0;
  #asking: Promise<void> | undefined;

  constructor(parts: SharedRateParts) {
    this.#parts = parts;
    this.#alone = new Rate(parts.perSecond, parts.nowMs);
  }

  /** 0 when one passes, and is counted; otherwise how long until one does, in milliseconds. Never rejects. */
  async take(): Promise<number> {
    for (;;) {
      const nowMs = performance.now();
      if (nowMs < this.#aloneUntilMs) return this.#alone.take();
      if (this.#left > 0 && nowMs < this.#untilMs) {
        this.#left -= 1;
        return 0;
      }
      if (nowMs < this.#refusedUntilMs) return Math.ceil(this.#refusedUntilMs - nowMs);
      this.#asking ??= this.#ask().finally(() => (this.#asking = undefined));
      await this.#asking;
    }
  }

  /** One question at a time; afterwards there is a block, a refusal, or nobody to ask. */
  async #ask(): Promise<void> {
    const { app, perSecond, buckets, log } = this.#parts;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer in ${answerMs} ms`)), answerMs);
    });
    try {
      const { granted, waitMs } = await Promise.race([buckets.take(app, perSecond), late]);
      const nowMs = performance.now();
      this.#left = granted;
      this.#untilMs = nowMs + blockMs;
      if (granted === 0) this.#refusedUntilMs = nowMs + Math.max(1, waitMs);
    } catch (error) {
      log.warn({ app, reason: String(error) }, 'the rate of an app cannot be counted for all gateways');
      this.#aloneUntilMs = performance.now() + downMs;
    } finally {
      clearTimeout(timer);
    }
  }
}

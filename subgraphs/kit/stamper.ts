import type { Db } from 'mongodb';
import type { DataSetLife } from './data-set-life.ts';
import { PositionLostError } from './feed-segment.ts';
import type { Feed } from './feed.ts';
import { createPace } from './pace.ts';
import { lastStamped } from './stamped-journal.ts';
import type { Lease, LeaseHolding } from './lease.ts';
import { holdLease } from './lease.ts';
import type { Position } from './position.ts';
import { laterPosition } from './position.ts';
import type { Logger } from './process/logger.ts';
import { readRecoveries } from './stamp-state.ts';
import { recoverStamps } from './stamp-recovery.ts';
import { writeStamps } from './write-stamps.ts';

export interface StamperOptions {
  readonly db: Db;
  readonly feed: Feed;
  readonly life: DataSetLife;
  readonly log: Logger;
  readonly ttlMs?: number;
  readonly pollMs?: number;
}

/**
 * Writes into each committed journal entry the place that its commit got, so that the journal can be read in position
 * order when the oplog is gone. One process per subgraph does it. Entries are stamped in position order, one
 * write after the other, so at every moment the stamped ones are a prefix of the order: the last of them is the saved
 * position, and whoever follows a killed stamper goes on there. Stamping twice changes nothing.
 */
export function startStamper(options: StamperOptions): LeaseHolding {
  return holdLease({ ...options, name: 'stamper' }, (lease) => stampAll(options, lease));
}

async function stampAll(options: StamperOptions, lease: Lease): Promise<void> {
  while (!lease.signal.aborted) {
    try {
      await stampFrom(await resumePlace(options), options, lease.signal);
    } catch (error) {
      if (!(error instanceof PositionLostError)) throw error;
      options.log.error({ err: error }, 'commit times were forgotten before they were stamped; recovering');
      await recoverStamps(options.db, (await lastStamped(options.db)) ?? options.life.start);
    }
  }
}

/** Where stamping goes on. A recovery that was broken off is finished first. */
async function resumePlace({ db, life }: StamperOptions): Promise<Position> {
  const last = (await lastStamped(db)) ?? life.start;
  const recoveries = await readRecoveries(db);
  if (recoveries.some(({ until }) => until === null))
    throw new PositionLostError('a recovery was broken off');
  const ended = recoveries.at(-1)?.until;
  return ended ? laterPosition(last, ended) : last;
}

async function stampFrom(after: Position, { db, feed }: StamperOptions, signal: AbortSignal): Promise<void> {
  const reader = feed.open({ after, topics: 'all', signal, tiers: 'oplog' });
  const pace = createPace();
  try {
    for (;;) {
      const changes = await reader.take(batchSize);
      if (changes.length === 0) return;
      await writeStamps(
        db,
        changes.map(({ entry, position, committedAt }) => ({ id: entry._id, position, committedAt })),
      );
      // Readers need stamps only behind the oplog: a moment's wait lets one write carry many.
      await pace.pause(changes.length, signal);
    }
  } finally {
    reader.close();
  }
}

const batchSize = 500;

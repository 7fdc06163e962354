import type { ExecutionResult } from 'graphql';
import type { ChangeSource } from '../../subgraphs/kit/change-stream.ts';
import { openChangeSource } from '../../subgraphs/kit/change-stream.ts';
import type { Change } from '../../subgraphs/kit/change.ts';
import type { Cursors } from '../../subgraphs/kit/cursor.ts';
import { createCursors } from '../../subgraphs/kit/cursor.ts';
import type { DataSetLife } from '../../subgraphs/kit/data-set-life.ts';
import { openDataSetLife } from '../../subgraphs/kit/data-set-life.ts';
import type { Feed, FeedLimits } from '../../subgraphs/kit/feed.ts';
import { openFeed } from '../../subgraphs/kit/feed.ts';
import type { Topics } from '../../subgraphs/kit/feed-ring.ts';
import type { NewEntry } from '../../subgraphs/kit/journal.ts';
import type { LeaseHolding } from '../../subgraphs/kit/lease.ts';
import { nativeDb } from '../../subgraphs/kit/mongo.ts';
import type { Position } from '../../subgraphs/kit/position.ts';
import { silentLogger } from '../../subgraphs/kit/process/logger.ts';
import { startStamper } from '../../subgraphs/kit/stamper.ts';
import type { LiveResults } from '../../subgraphs/kit/subscribe.ts';
import type { TestParts, TestPartsOptions } from './subgraph-parts.ts';
import { openTestParts } from './subgraph-parts.ts';

/** One subgraph's journal with what makes it live, as one process has it. */
export interface LiveWorld extends TestParts {
  readonly native: ReturnType<typeof nativeDb>;
  readonly life: DataSetLife;
  readonly source: ChangeSource;
  readonly feed: Feed;
  readonly cursors: Cursors;
  startStamper(): LeaseHolding;
  /** Ends this process, keeps the data. */
  leave(): Promise<void>;
}

export interface LiveWorldOptions extends TestPartsOptions {
  readonly limits?: Partial<FeedLimits>;
}

export const cursorKey = 'k'.repeat(32);

export async function openLiveWorld(name: string, options: LiveWorldOptions = {}): Promise<LiveWorld> {
  const parts = await openTestParts(name, options);
  const native = nativeDb(parts.db);
  const life = await openDataSetLife(native);
  const source = openChangeSource({
    client: native.client,
    databases: [native.databaseName],
    log: silentLogger,
  });
  const feed = await openFeed({ db: native, source, log: silentLogger, limits: options.limits ?? {} });
  const stampers = new Set<LeaseHolding>();
  const stop = async (): Promise<void> => {
    await Promise.all([...stampers].map((stamper) => stamper.close()));
    await feed.close();
    await source.close();
  };
  return {
    ...parts,
    native,
    life,
    source,
    feed,
    cursors: createCursors({ key: cursorKey, subgraph: name, life: life.id }),
    startStamper: () => {
      const stamper = startStamper({ db: native, feed, life, log: silentLogger, ttlMs: 1_000, pollMs: 50 });
      stampers.add(stamper);
      return stamper;
    },
    leave: async () => {
      await stop();
      await parts.db.close();
    },
    close: async () => {
      await stop();
      await parts.close();
    },
  };
}

/** A journal entry of one thing, with its number as version. */
export function thingEntry(id: string, version: number, more: Partial<NewEntry> = {}): NewEntry {
  return {
    entity: 'Thing',
    entityId: id,
    kind: 'changed',
    version,
    payload: { version },
    topics: [`Thing:${id}`],
    ...more,
  };
}

/** Appends versions `from` to `to` of a thing, each in a transaction of its own. */
export async function writeThing(
  world: TestParts,
  id: string,
  versions: { readonly from: number; readonly to: number },
): Promise<void> {
  for (let version = versions.from; version <= versions.to; version += 1)
    await world.transact({}, (tx) => tx.append(thingEntry(id, version)));
}

/** The next `count` changes after a place, or an error when they do not come within 20 s. */
export async function readChanges(
  feed: Feed,
  options: { readonly after: Position; readonly count: number; readonly topics?: Topics },
): Promise<Change[]> {
  const { after, count, topics = 'all' } = options;
  const changes: Change[] = [];
  if (count === 0) return changes;
  const signal = AbortSignal.timeout(20_000);
  for await (const change of feed.read({ after, topics, signal })) {
    changes.push(change);
    if (changes.length === count) return changes;
  }
  throw new Error(`expected ${count} changes, got ${changes.length} in time`);
}

export function versionsOf(changes: readonly Change[]): number[] {
  return changes.map(({ entry }) => entry.version);
}

/** 1, 2, … `to`. */
export function upTo(to: number, from = 1): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** Looks again until it holds; an error when it does not within 45 s. */
export async function until(look: () => boolean | Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 45_000; !(await look()); ) {
    if (Date.now() > deadline) throw new Error(`expected to hold at last: ${look.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** The next results of a stream. @throws Error when it ends before */
export async function takeResults(results: LiveResults, count: number): Promise<ExecutionResult[]> {
  const taken: ExecutionResult[] = [];
  while (taken.length < count) {
    const step = await results.next();
    if (step.done === true) throw new Error(`expected ${count} results, got ${taken.length}`);
    taken.push(step.value);
  }
  return taken;
}

import { BSON } from 'mongodb';
import type { Cursors } from './cursor.ts';
import type { DataSetLife } from './data-set-life.ts';
import { withDeadline } from './deadline.ts';
import { PositionLostError } from './feed-segment.ts';
import type { Feed } from './feed.ts';
import type { JournalEntry } from './journal.ts';
import type { Position } from './position.ts';
import type { Change } from './change.ts';

/** A piece of a subgraph's journal as peers get it. */
export interface JournalPage {
  /** Extended JSON of each entry, in position order, without what is sealed. */
  readonly entries: readonly string[];
  /** Where the next page begins. */
  readonly end: string;
  /** `after` was a place of another data set, or of none: the page begins at the beginning. */
  readonly lost: boolean;
}

export interface JournalPageParts {
  readonly feed: Feed;
  readonly cursors: Cursors;
  readonly life: DataSetLife;
  /** Aborts when the subgraph closes: who waits for something new gets an empty page. */
  readonly closing: AbortSignal;
}

export interface JournalPageRequest {
  readonly after: string | null | undefined;
  /** 1 to 1,000. */
  readonly first: number;
  /** How long to wait when there is nothing new: 0 to 20,000. */
  readonly waitMs: number;
}

export const journalPageBounds = Object.freeze({ first: 1_000, waitMs: 20_000 });

const bound = '_journal';

/**
 * The entries after a place, in position order without a hole: it comes from the feed, so entries that have
 * no stamp yet are there too, and where only stamps could tell the order it waits for them.
 */
export async function readJournal(
  parts: JournalPageParts,
  request: JournalPageRequest,
): Promise<JournalPage> {
  const { after } = request;
  const known = typeof after === 'string' ? parts.cursors.open(after, bound) : parts.life.start;
  try {
    return await pageAfter(parts, known ?? parts.life.start, { ...request, lost: known === null });
  } catch (error) {
    if (!(error instanceof PositionLostError) || known === parts.life.start) throw error;
    return pageAfter(parts, parts.life.start, { ...request, lost: true });
  }
}

async function pageAfter(
  { feed, cursors, closing }: JournalPageParts,
  after: Position,
  { first, waitMs, lost }: JournalPageRequest & { readonly lost: boolean },
): Promise<JournalPage> {
  const reader = feed.open({ after, topics: 'all', signal: closing });
  try {
    const atHand = await reader.takeAtHand(first);
    const changes = atHand.length > 0 || waitMs === 0 ? atHand : await takeWithin(waitMs);
    const end = cursors.seal(changes.at(-1)?.position ?? after, bound);
    return { entries: changes.map(textOf), end, lost };
  } finally {
    reader.close();
  }

  function takeWithin(ms: number): Promise<readonly Change[]> {
    return withDeadline(ms, (deadline) => {
      deadline.addEventListener('abort', () => reader.close(), { once: true });
      return reader.take(first);
    });
  }
}

/**
 * Extended JSON keeps dates dates. What is sealed opens with this subgraph's keys only and stays here; so do the stamp, the
 * audit's mark, and the topics: they are this subgraph's own streams, some of them a single person's.
 */
function textOf({ entry }: Change): string {
  const { sealed: _sealed, pos: _pos, audit: _audit, ...open } = entry;
  return BSON.EJSON.stringify({ ...open, topics: [] }, { relaxed: true });
}

/** @throws Error when the text is no journal entry */
export function parseJournalEntry(text: unknown): JournalEntry {
  const entry: unknown = typeof text === 'string' ? BSON.EJSON.parse(text, { relaxed: true }) : null;
  if (typeof entry !== 'object' || entry === null || !('_id' in entry) || typeof entry._id !== 'string')
    throw new Error('expected a journal entry, got something else');
  return entry as JournalEntry;
}

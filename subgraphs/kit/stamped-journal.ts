import { BSON, Timestamp } from 'mongodb';
import type { Collection, Db, Filter } from 'mongodb';
import type { StampedRow } from './change.ts';
import { changeOfRow } from './change.ts';
import type { Segment, SegmentBounds } from './feed-segment.ts';
import { PositionLostError } from './feed-segment.ts';
import type { Position } from './position.ts';
import { isRecovered, positionAt, timeOf } from './position.ts';
import { passageFrom, readRecoveries } from './stamp-state.ts';

/**
 * The journal itself as a source, in position order. Only stamped entries can be read so, and the stamped ones are
 * always a prefix of the order (stamper.ts), so a page never passes over an entry that will get its place later.
 * Null when nothing after `after` is stamped yet.
 * @throws PositionLostError when `after` lies where commit times were forgotten
 */
export async function readStampedJournal(
  db: Db,
  after: Position,
  bounds: SegmentBounds,
): Promise<Segment | null> {
  const passage = passageFrom(after, await readRecoveries(db));
  const rows = await stampedAfter(journalOf(db), after, bounds);
  // Asked again: a recovery is noted before its entries get places, so one whose entries stand in the page is known now.
  if (passageFrom(after, await readRecoveries(db)).kind === 'lost')
    throw new PositionLostError('the commit times around it were forgotten');
  if (rows.length > 0) return pieceOf(after, rows);
  // Known to be over before the page was read, so the empty page is its end.
  if (passage.kind !== 'recovered' || !passage.until) return null;
  return { after, until: passage.until, changes: [], tier: 'journal', isRecovered: true };
}

/** The leading rows of one kind: real places or given ones. */
function pieceOf(after: Position, rows: readonly StampedRow[]): Segment {
  const changes = rows.map(changeOfRow);
  const isGiven = isRecovered(changes[0]?.position ?? after);
  const turn = changes.findIndex(({ position }) => isRecovered(position) !== isGiven);
  const piece = turn < 0 ? changes : changes.slice(0, turn);
  const until = piece.at(-1)?.position ?? after;
  return { after, until, changes: piece, tier: 'journal', isRecovered: isGiven };
}

/** The last place that the stamper gave, or null in a journal without stamps. */
export async function lastStamped(db: Db): Promise<Position | null> {
  const row = await journalOf(db)
    .find({ pos: { $gt: new Timestamp({ t: 0, i: 0 }) } })
    .sort({ pos: -1, n: -1 })
    .limit(1)
    .next();
  return row && positionAt(row.pos, row.n);
}

async function stampedAfter(
  journal: Collection<StampedRow>,
  after: Position,
  bounds: SegmentBounds,
): Promise<StampedRow[]> {
  const time = timeOf(after);
  const later: Filter<StampedRow> = { $or: [{ pos: { $gt: time } }, { pos: time, n: { $gt: after.n } }] };
  const rows: StampedRow[] = [];
  let bytes = 0;
  for await (const row of journal.find(later).sort({ pos: 1, n: 1 }).limit(bounds.entries)) {
    rows.push(row);
    bytes += BSON.calculateObjectSize(row);
    if (bytes >= bounds.bytes) break;
  }
  return rows;
}

function journalOf(db: Db): Collection<StampedRow> {
  return db.collection<StampedRow>('journal', { readConcern: { level: 'majority' } });
}

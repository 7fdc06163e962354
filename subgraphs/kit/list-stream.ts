import type { ClientSession } from 'mongodb';
import type { LiveStreams } from './event-source.ts';
import type { JournalEntry } from './journal.ts';
import type { Connection } from './page.ts';
import type { TypeResolvers } from './resolvers.ts';

/** What one change did to one thing of a list, as this viewer sees the list. */
export interface ListMove {
  readonly id: string;
  /** Of the thing after the change: clients keep the higher one when a page and an event cross on their way. */
  readonly version: number;
  /** It was in the list and in the viewer's sight before the change, and is after it. */
  readonly before: boolean;
  readonly after: boolean;
}

/** A list that is followed: which changes touch it, what they do to it, and how it begins. */
export interface ListSpec<Row> {
  /** Every change that may bring a thing in, alter it or take it out carries one of these. */
  readonly topics: readonly string[];
  /** The first page, read with `session` only; the cursors are those of the query with which a client reads on. */
  readonly page: (session: ClientSession) => Promise<Connection<Row>>;
  /**
   * Decided from the entry alone, so that a resumed stream tells the same as a live one did: the entry holds what was
   * before as well as what is. Null when the change is about nothing of the list.
   */
  readonly move: (entry: JournalEntry) => ListMove | null;
  /**
   * The thing as it was right after the change; asked only for what is in the list then. Null when it is gone by now:
   * then there is nothing to tell, since the later change that took it away tells of it.
   */
  readonly row: (entry: JournalEntry) => Promise<Row | null>;
}

/**
 * One event of a list. Its kind is the end of its type's name in the schema: a list `PublicReportList` has the union
 * `PublicReportListEvent` of `PublicReportListSnapshot`, …`Entered`, …`Changed` and …`Left`.
 */
export type ListEvent<Row> =
  | {
      readonly kind: 'Snapshot';
      readonly nodes: readonly Row[];
      /** Nothing of the list is missing in `nodes`. */
      readonly complete: boolean;
      /** Where the list is read on from; null when it is empty. */
      readonly endCursor: string | null;
    }
  | { readonly kind: 'Entered' | 'Changed'; readonly node: Row }
  | {
      readonly kind: 'Left';
      readonly id: string;
      readonly version: number;
      readonly entry: JournalEntry;
    };

/**
 * Follows a list: Snapshot, then Entered, Changed and Left, without a hole between them, in order, none twice, and the
 * same after a resume (`LiveStreams.stream`). A thing leaves by whatever takes it out: its state, its place, or the
 * viewer's right to see it.
 */
export function streamList<Row>(live: LiveStreams, spec: ListSpec<Row>): AsyncIterable<unknown> {
  return live.stream<ListEvent<Row>>({
    topics: spec.topics,
    snapshot: async (session) => {
      const { nodes, pageInfo } = await spec.page(session);
      return { kind: 'Snapshot', nodes, complete: !pageInfo.hasNextPage, endCursor: pageInfo.endCursor };
    },
    event: ({ entry }) => eventOf(spec, entry),
  });
}

/** `__resolveType` of a list's union of events. */
export function listEventType(list: string): TypeResolvers<unknown> {
  return { __resolveType: ({ kind }: ListEvent<unknown>) => `${list}${kind}` };
}

async function eventOf<Row>(spec: ListSpec<Row>, entry: JournalEntry): Promise<ListEvent<Row> | null> {
  const move = spec.move(entry);
  if (!move || (!move.before && !move.after)) return null;
  if (!move.after) return { kind: 'Left', id: move.id, version: move.version, entry };
  const node = await spec.row(entry);
  return node && { kind: move.before ? 'Changed' : 'Entered', node };
}

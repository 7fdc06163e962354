import type { ClientSession } from 'mongoose';
import { trusted } from 'mongoose';
import type { Connection, JournalEntry, ListEvent, PageArgs, PageOrder } from '../kit/index.ts';
import { readFirst } from '../kit/index.ts';
import { findPage, openCursor, sealCursor } from '../kit/page.ts';
import type { Viewer } from '../kit/process/viewer.ts';
import type { FollowRow } from './follow.model.ts';
import { maxFollows, tells, tellsWithin } from './follow.rules.ts';
import { newestFirst } from './listing.store.ts';
import { eventFor, reportIdOf, reportPayload, reportTopic } from './report.events.ts';
import type { ReportView } from './report.events.ts';
import type { ReportRow } from './report.model.ts';
import type { Desk } from './step.store.ts';
import { isReporter, mayView } from './visibility.rules.ts';

const followOrder: PageOrder = [
  { field: 'since', direction: -1, kind: 'date' },
  { field: 'reportId', direction: -1, kind: 'string' },
];

/** Where a report stands in a person's list: by when it was sent or followed. */
interface Place {
  readonly since: Date;
  readonly reportId: string;
}

interface FollowedPage {
  readonly viewer: Viewer;
  readonly personId: string;
  readonly args: PageArgs;
  readonly session?: ClientSession | undefined;
}

/**
 * One page of what a person hears of, own reports and followed ones in one order, the latest sent or followed first: two ranges of
 * two indexes, merged.
 */
export async function listFollowed(
  { reports, follows }: Desk,
  { viewer, personId, args, session }: FollowedPage,
): Promise<Connection<ReportRow>> {
  const limit = readFirst(args.first);
  const both = { first: limit, after: args.after };
  const own = await findPage(reports, {
    args: { ...both, after: args.after ? ownCursor(args.after) : null },
    order: newestFirst,
    filter: { reporterId: personId },
    hint: 'list_mine',
    session,
  });
  const asked = await findPage(follows, {
    args: both,
    order: followOrder,
    filter: { personId, active: true },
    hint: 'mine',
    session,
  });
  const places: Place[] = [
    ...asked.nodes,
    ...own.nodes.map(({ _id, receivedAt }) => ({ since: receivedAt, reportId: _id })),
  ].sort(latestFirst);
  const page = places.slice(0, limit);
  const rows = await rowsOf(page, { reports, viewer, own: own.nodes, session });
  const hasNextPage = places.length > limit || own.pageInfo.hasNextPage || asked.pageInfo.hasNextPage;
  return connectionOf(page, rows, { hasNextPage, hasPreviousPage: own.pageInfo.hasPreviousPage });
}

/** The topics of what a person hears of: the person's own, and those of all reports in question, also of lately ended follows. */
export async function followedTopics({ parts, reports, follows }: Desk, personId: string): Promise<string[]> {
  const own = await reports
    .find({ reporterId: personId }, { _id: 1 })
    .sort({ receivedAt: -1, _id: -1 })
    .limit(maxFollows)
    .hint('list_mine')
    .lean<{ _id: string }[]>();
  const ids = new Set(own.map(({ _id }) => _id));
  for (const active of [true, false]) {
    const rows = await follows
      .find({ personId, active }, { reportId: 1 })
      .sort({ since: -1, reportId: -1 })
      .limit(2 * maxFollows)
      .hint('mine')
      .lean<FollowRow[]>();
    for (const { reportId } of rows) ids.add(reportId);
  }
  return [await parts.personKeys.topic(personId), ...[...ids].map(reportTopic)];
}

/** Which of these reports a person follows by a row. */
export async function followedAmong(
  { follows }: Desk,
  personId: string,
  reportIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await follows
    .find({ personId, reportId: trusted({ $in: [...reportIds] }), active: true }, { reportId: 1 })
    .hint('pair')
    .lean<FollowRow[]>();
  return new Set(rows.map(({ reportId }) => reportId));
}

/**
 * What an entry tells a person who follows: that a report came in or left, or a change of one, as of that change. Null when it is none of
 * theirs, or they may not see it.
 */
export async function tellFollower(
  desk: Desk,
  entry: JournalEntry,
  viewer: Viewer,
): Promise<ListEvent<ReportView> | null> {
  return entry.entity === 'ReportFollow'
    ? tellOfFollow(desk, entry, viewer)
    : tellOfChange(desk, entry, viewer);
}

async function tellOfFollow(
  { parts, reports, follows }: Desk,
  entry: JournalEntry,
  viewer: Viewer,
): Promise<ListEvent<ReportView> | null> {
  const follow = await follows.findById(entry.entityId).lean<FollowRow>();
  if (!follow || follow.personId !== viewer.id) return null;
  const { reportId, sinceVersion, untilVersion } = follow;
  if (entry.kind === 'UNFOLLOW')
    return { kind: 'Left', id: reportId, version: untilVersion ?? sinceVersion, entry };
  const row = await reports.findById(reportId).lean<ReportRow>();
  const then = await parts.entryOf({ entity: 'Report', entityId: reportId, version: sinceVersion });
  const node = then && eventFor(row, then, viewer);
  return node && { kind: 'Entered', node };
}

async function tellOfChange(
  { reports, follows }: Desk,
  entry: JournalEntry,
  viewer: Viewer,
): Promise<ListEvent<ReportView> | null> {
  const reportId = reportIdOf(entry);
  const row = await reports.findById(reportId).lean<ReportRow>();
  const node = eventFor(row, entry, viewer);
  if (!row || !node || viewer.id === null) return null;
  if (isReporter(row, viewer))
    return { kind: ['CREATE', 'CLAIM'].includes(entry.kind) ? 'Entered' : 'Changed', node };
  const asked = await follows.find({ personId: viewer.id, reportId }).hint('pair').lean<FollowRow[]>();
  const isTold = (follow: FollowRow): boolean =>
    entry.version > 0 ? tells(follow, entry.version) : tellsWithin(follow, reportPayload(entry).version);
  return asked.some(isTold) ? { kind: 'Changed', node } : null;
}

/** The same place in the list of own reports. */
function ownCursor(after: string): string {
  const [receivedAt, _id] = openCursor(after, followOrder);
  return sealCursor({ receivedAt, _id }, newestFirst);
}

function latestFirst(a: Place, b: Place): number {
  return b.since.getTime() - a.since.getTime() || (a.reportId < b.reportId ? 1 : -1);
}

async function rowsOf(
  page: readonly Place[],
  known: Pick<Desk, 'reports'> & {
    readonly viewer: Viewer;
    readonly own: readonly ReportRow[];
    readonly session: ClientSession | undefined;
  },
): Promise<ReadonlyMap<string, ReportRow>> {
  const rows = new Map(known.own.map((row) => [row._id, row]));
  const missing = page.map(({ reportId }) => reportId).filter((id) => !rows.has(id));
  const found = await known.reports
    .find({ _id: trusted({ $in: missing }) })
    .session(known.session ?? null)
    .lean<ReportRow[]>();
  for (const row of found) if (mayView(row, known.viewer)) rows.set(row._id, row);
  return rows;
}

function connectionOf(
  page: readonly Place[],
  rows: ReadonlyMap<string, ReportRow>,
  more: { readonly hasNextPage: boolean; readonly hasPreviousPage: boolean },
): Connection<ReportRow> {
  const cursorOf = (place: Place | undefined): string | null =>
    place ? sealCursor(place, followOrder) : null;
  const edges = page.flatMap((place) => {
    const node = rows.get(place.reportId);
    return node ? [{ node, cursor: sealCursor(place, followOrder) }] : [];
  });
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: { ...more, startCursor: cursorOf(page.at(0)), endCursor: cursorOf(page.at(-1)) },
  };
}

import type { JournalEntry, ListEvent, Viewer } from '../../kit/index.ts';
import { anonymous, notFound, readFirst, streamList } from '../../kit/index.ts';
import type { TypeResolvers } from '../../kit/resolvers.ts';
import { noSuchReport, orThrow, requireCapacity } from '../errors.ts';
import { areaMove, queueMove } from '../list.events.ts';
import { listingOf } from '../listing.rules.ts';
import type { AreaInput, ReportArea } from '../membership.rules.ts';
import { areaTopics, queueTopic, readArea } from '../membership.rules.ts';
import {
  eventFor,
  officeTopic,
  reportAsOf,
  reportIdOf,
  reportPayload,
  reportTopic,
} from '../report.events.ts';
import type { ReportView } from '../report.events.ts';
import type { ReportRow } from '../report.model.ts';
import type { ReportsStore } from '../report.store.ts';
import { couldViewInternal, mayView, mayViewQueue } from '../visibility.rules.ts';
import type { Context } from './context.ts';

export const Subscription: TypeResolvers<Context> = {
  reportChanged: {
    subscribe: (_: unknown, { id }: Ask, context) => streamReport(id, context.viewer, context),
  },
  publicReportChanged: {
    subscribe: (_: unknown, { id }: Ask, context) => streamReport(id, anonymous, context),
  },
  reportsIn: {
    subscribe: (_: unknown, { area, first }: AreaAsk, context) =>
      streamArea(orThrow(readArea(area)), first, context),
  },
  agencyQueue: {
    subscribe: (_: unknown, { agencyId, first }: QueueAsk, context) => streamQueue(agencyId, first, context),
  },
  followedReportsChanged: {
    subscribe: (_: unknown, { first }: FollowedAsk, context) => streamFollowed(first, context),
  },
};

interface Ask {
  readonly id: string;
}

interface FollowedAsk {
  readonly first: number;
}

interface AreaAsk {
  readonly area: AreaInput;
  readonly first: number;
}

interface QueueAsk {
  readonly agencyId: string;
  readonly first: number;
}

/** The report as of each change, to whom it was visible then; what only the offices may know goes to the offices. */
async function streamReport(
  id: string,
  viewer: Viewer,
  { store, live }: Context,
): Promise<AsyncIterable<unknown>> {
  const now = await store.byId(id);
  if (!now || !mayView(now, viewer)) throw noSuchReport();
  // Who may know what stays among the offices is decided by each change: the report may come to the viewer's agency later.
  const topics = couldViewInternal(viewer) ? [reportTopic(id), officeTopic(id)] : [reportTopic(id)];
  return live.stream<ReportRow>({
    topics,
    snapshot: async (session) => {
      const row = await store.byId(id, session);
      return row && mayView(row, viewer) ? row : null;
    },
    event: async ({ entry }) => eventFor(await store.byId(id), entry, viewer),
  });
}

/** The public reports of an area, the same for whoever asks. */
async function streamArea(
  area: ReportArea,
  first: number,
  { store, live }: Context,
): Promise<AsyncIterable<unknown>> {
  if ('ward' in area) await store.places.requireWard(area.ward);
  const listing = orThrow(listingOf(area, anonymous));
  return streamList<ReportRow>(live, {
    topics: areaTopics(area),
    page: (session) => store.list(listing, { first, session }),
    move: (entry) => areaMove(area, entry),
    row: (entry) => rowAfter(store, entry),
  });
}

/** What an agency has to work on, for its officers and the operations centre. */
async function streamQueue(
  agencyId: string,
  first: number,
  { store, viewer, live, now }: Context,
): Promise<AsyncIterable<unknown>> {
  requireCapacity(mayViewQueue(agencyId, viewer), viewer);
  if (!(await store.places.agencyAt(agencyId, now))) throw notFound('agency');
  const listing = orThrow(listingOf({ queue: agencyId }, viewer));
  return streamList<ReportRow>(live, {
    topics: [queueTopic(agencyId)],
    page: (session) => store.list(listing, { first, session }),
    move: (entry) => queueMove(agencyId, entry),
    row: (entry) => rowAfter(store, entry),
  });
}

/** All that the viewer hears of as it is, then what happens to it: what comes in by a new report or follow, changes, or goes out. */
async function streamFollowed(
  first: number,
  { store, viewer, live }: Context,
): Promise<AsyncIterable<unknown>> {
  const topics = await store.follows.topics(viewer);
  readFirst(first);
  return live.stream<ListEvent<ReportView>>({
    topics: topics.all,
    turns: ({ entry }) => entry.topics.includes(topics.own),
    snapshot: async (session) => {
      const { nodes, pageInfo } = await store.follows.page(viewer, { first }, session);
      return { kind: 'Snapshot', nodes, complete: !pageInfo.hasNextPage, endCursor: pageInfo.endCursor };
    },
    event: ({ entry }) => store.follows.tell(entry, viewer),
  });
}

async function rowAfter(store: ReportsStore, entry: JournalEntry): Promise<ReportRow | null> {
  const row = await store.byId(reportIdOf(entry));
  return row && reportAsOf(row, entry);
}

/** What happened to a report that left a queue; it stays public, so nobody is told more than everybody may know. */
export const ReportListLeft: TypeResolvers<Context> = {
  lastChange: ({ entry }: { readonly entry: JournalEntry }) => reportPayload(entry).lastChange,
};

import DataLoader from 'dataloader';
import { trusted } from 'mongoose';
import type { ClientSession } from 'mongoose';
import { batchById } from '../kit/loader.ts';
import type { Connection, JournalEntry, PageArgs, Sealed, SubgraphParts, Tx } from '../kit/index.ts';
import type { Timer } from '../kit/timers.ts';
import { nativeDb, openModel } from '../kit/mongo.ts';
import { deriveAnew } from '../kit/projection.ts';
import type { Viewer } from '../kit/process/viewer.ts';
import { anonymous } from '../kit/process/viewer.ts';
import { hideName } from './alias.store.ts';
import type { ClaimStore } from './claim.store.ts';
import { createClaimStore } from './claim.store.ts';
import { clusterTimer } from './cluster.events.ts';
import type { ClusterRow } from './cluster.model.ts';
import type { ClusterStore } from './cluster.store.ts';
import { openClusterStore } from './cluster.store.ts';
import type { CommentRow } from './comment.model.ts';
import { commentSchema } from './comment.model.ts';
import { checkRatingWords, writeRatingComment } from './comment.store.ts';
import type { CommentStore } from './commented.store.ts';
import { createCommentStore } from './commented.store.ts';
import { ReportCodes } from './code.store.ts';
import type { CreateCall } from './draft.store.ts';
import { createReceiver } from './draft.store.ts';
import type { AtPlace, Candidate, PlaceDraft } from './duplicate.rules.ts';
import { findCandidates, findEarlier } from './duplicate.store.ts';
import { followSchema } from './follow.model.ts';
import type { FollowStore } from './follow.store.ts';
import { createFollowStore } from './follow.store.ts';
import type { Listing, NearQuery } from './listing.rules.ts';
import type { ListArgs, NearConnection } from './listing.store.ts';
import { listNear, listReports } from './listing.store.ts';
import type { MediaRow } from './media.model.ts';
import type { MediaStore } from './media.store.ts';
import { mediaStore } from './media.store.ts';
import { openMediaDesk } from './attach.store.ts';
import type { NoteCall } from './note.store.ts';
import { writeNote } from './note.store.ts';
import type { PastReport } from './past.store.ts';
import { writePast } from './past.store.ts';
import { erasePerson, exportPerson } from './person.store.ts';
import type { PlaceStore } from './place.store.ts';
import { openPlaceStore } from './place.store.ts';
import { recountBatch, recountTimer, startRecount } from './recount.store.ts';
import type { Marking } from './redaction.store.ts';
import { prepareMarkings } from './redaction.store.ts';
import type { ReportRow } from './report.model.ts';
import { reportSchema } from './report.model.ts';
import { slaTimer } from './sla.store.ts';
import type { Desk, ReportCall, StepCall } from './step.store.ts';
import { closeSilentTimer, closeSilently, crossDue, takeSteps } from './step.store.ts';
import type { SearchStore } from './search.store.ts';
import { openSearchStore } from './search.store.ts';
import type { DatedGroup, FiguresStore, GroupKey } from './stats.store.ts';
import { createGroupLoader, openFiguresStore } from './stats.store.ts';
import { figuresName } from './tally.store.ts';
import type { UpdateRow } from './update.model.ts';
import { updateSchema } from './update.model.ts';
import type { Audience } from './update.rules.ts';
import { listUpdates } from './update.store.ts';
import { mayView } from './visibility.rules.ts';

/** All that this subgraph keeps. Reads give what a viewer may see; writes are one transaction each, journalled. */
export interface ReportsStore {
  readonly places: PlaceStore;
  readonly media: MediaStore;
  readonly follows: FollowStore;
  readonly figures: FiguresStore;
  readonly search: SearchStore;
  readonly comments: CommentStore;
  readonly clusters: ClusterStore;
  readonly claims: ClaimStore;
  /** Without regard to the viewer; `session` reads within one snapshot. */
  byId(id: string, session?: ClientSession): Promise<ReportRow | null>;
  byIds(ids: readonly string[]): Promise<ReportRow[]>;
  byCode(code: string): Promise<ReportRow | null>;
  /** Those of them that are public, in any order. */
  publicByCodes(codes: readonly string[]): Promise<ReportRow[]>;
  list(listing: Listing, args: ListArgs): Promise<Connection<ReportRow>>;
  near(query: NearQuery, args: PageArgs): Promise<NearConnection>;
  updates(
    report: Pick<ReportRow, '_id' | 'version'>,
    audience: Audience,
    args: PageArgs,
  ): Promise<Connection<UpdateRow>>;
  /**
   * What a draft may repeat, as far as the viewer may see it.
   * @throws GraphQLError BAD_USER_INPUT rule=outside_city
   */
  duplicatesOf(draft: PlaceDraft, viewer: Viewer): Promise<Candidate<ReportRow>[]>;
  /** Public reports of before at the same place. */
  earlierAt(report: ReportRow): Promise<AtPlace<ReportRow>[]>;
  /** Opens what lies under persons' keys, in the same order; null for what is erased. */
  open(sealed: readonly Sealed[]): Promise<unknown[]>;
  create(call: CreateCall): Promise<ReportRow>;
  take(call: StepCall): Promise<ReportRow>;
  /** A decision of the operations centre, with what it marks in the pictures of the report. */
  triage(call: StepCall, markings: readonly Marking[]): Promise<ReportRow>;
  /** A rating, with or without words. */
  rate(call: StepCall, comment: string | null | undefined): Promise<ReportRow>;
  note(call: NoteCall): Promise<ReportRow>;
  hideName(call: ReportCall): Promise<ReportRow>;
  /** Takes over one fact of agencies; a new calendar starts a recount of due dates and of handling times. */
  follow(entry: JournalEntry, tx: Tx): Promise<void>;
  /** Closes a published answer that nobody rated in time; nothing when somebody did or time is left. */
  closeSilently(id: string, tx: Tx): Promise<void>;
  /** Tells that a report is due soon or overdue, and sets the timer for what comes next. */
  crossDue(id: string, tx: Tx): Promise<void>;
  /** Whole histories, for dated sample data; see past.store.ts. */
  writePast(reports: readonly PastReport[]): Promise<void>;
  recount(
    timer: { readonly key: string; readonly data?: Readonly<Record<string, unknown>> },
    tx: Tx,
  ): Promise<void>;
  exportPerson(personId: string): Promise<Record<string, unknown[]>>;
  erasePerson(personId: string, tx: Tx): Promise<Record<string, number>>;
}

export async function openReportsStore(parts: SubgraphParts): Promise<ReportsStore> {
  const desk: Desk = {
    parts,
    reports: await openModel(parts.db, 'Report', reportSchema()),
    updates: await openModel(parts.db, 'Update', updateSchema()),
    follows: await openModel(parts.db, 'Follow', followSchema()),
    comments: await openModel(parts.db, 'Comment', commentSchema()),
    native: {
      reports: nativeDb(parts.db).collection<ReportRow>('reports', { ignoreUndefined: true }),
      updates: nativeDb(parts.db).collection<UpdateRow>('updates', { ignoreUndefined: true }),
    },
    places: await openPlaceStore(parts),
    media: await openMediaDesk(parts),
  };
  const search = await openSearchStore(desk);
  return {
    places: desk.places,
    media: mediaStore(desk),
    follows: createFollowStore(desk),
    figures: await openFiguresStore(desk),
    search,
    comments: createCommentStore(desk),
    claims: createClaimStore(desk),
    clusters: await openClusterStore(parts, desk.reports),
    ...readers(desk),
    ...writers(desk, await ReportCodes.open(parts), search),
  };
}

type Reads =
  | 'byId'
  | 'byIds'
  | 'byCode'
  | 'publicByCodes'
  | 'list'
  | 'near'
  | 'duplicatesOf'
  | 'earlierAt'
  | 'updates'
  | 'open';

function readers({ parts, reports, updates, places }: Desk): Pick<ReportsStore, Reads> {
  return {
    byId: (id, session) =>
      reports
        .findById(id)
        .session(session ?? null)
        .lean<ReportRow>()
        .exec(),
    byIds: (ids) =>
      reports
        .find({ _id: trusted({ $in: [...ids] }) })
        .lean<ReportRow[]>()
        .exec(),
    publicByCodes: (codes) =>
      reports
        .find({ code: trusted({ $in: [...codes] }), isPublic: true })
        .hint('code')
        .lean<ReportRow[]>()
        .exec(),
    byCode: (code) => reports.findOne({ code }).lean<ReportRow>().exec(),
    list: (listing, args) => listReports(reports, listing, args),
    near: async (query, args) => {
      await places.wardAt(query);
      return listNear(reports, query, args);
    },
    duplicatesOf: async (draft, viewer) => {
      await places.wardAt(draft.place);
      return findCandidates(reports, draft, { viewer, now: parts.clock.now() });
    },
    earlierAt: (report) => findEarlier(reports, report),
    updates: (report, audience, args) => listUpdates(updates, { report, audience }, args),
    open: (sealed) => parts.personKeys.openAll(sealed),
  };
}

/** What has a store of its own. */
type OwnStore = 'claims' | 'clusters' | 'places' | 'media' | 'follows' | 'comments' | 'figures' | 'search';

function writers(desk: Desk, codes: ReportCodes, search: SearchStore): Omit<ReportsStore, Reads | OwnStore> {
  return {
    create: createReceiver(desk, codes),
    take: (call) => takeSteps(desk, call),
    triage: async (call, markings) =>
      takeSteps(
        desk,
        markings.length === 0 ? call : { ...call, also: await prepareMarkings(desk, call, markings) },
      ),
    rate: (call, comment) => rate(desk, call, comment),
    note: (call) => writeNote(desk, call),
    hideName: (call) => hideName(desk, call),
    async follow(entry, tx) {
      const why = await desk.places.follow(entry, tx);
      if (why === null) return;
      await startRecount(why, `${entry.entityId}:${entry.version}`, tx);
      await deriveAnew(nativeDb(desk.parts.db), figuresName, tx.session);
    },
    closeSilently: (id, tx) => closeSilently(desk, id, tx),
    crossDue: (id, tx) => crossDue(desk, id, tx),
    writePast: (past) => writePast(desk, codes, past),
    recount: (timer, tx) => recountBatch(desk, timer, tx),
    exportPerson: (personId) => exportPerson(desk, personId),
    async erasePerson(personId, tx) {
      await search.erase(personId, tx.session);
      return erasePerson(desk, personId, tx);
    },
  };
}

type OnTimer = (timer: Timer, tx: Tx, store: ReportsStore) => Promise<void>;

/** What is done when a deadline of a report comes. */
export const reportTimers: Readonly<Record<string, OnTimer>> = {
  [closeSilentTimer]: (timer, tx, store) => store.closeSilently(timer.key, tx),
  [slaTimer]: (timer, tx, store) => store.crossDue(timer.key, tx),
  [clusterTimer]: (timer, tx, store) => store.clusters.look(timer.key, tx),
  [recountTimer]: (timer, tx, store) => store.recount(timer, tx),
};

async function rate(desk: Desk, call: StepCall, comment: string | null | undefined): Promise<ReportRow> {
  const words = checkRatingWords(comment);
  if (!words) return takeSteps(desk, call);
  const { viewer } = call;
  return takeSteps(desk, {
    ...call,
    also: (report, tx) => writeRatingComment(desk, { report, words, viewer }, tx),
  });
}

/** What one request (or event) loads in batches; reports only as far as its viewer may see them. */
export interface ReportsLoaders {
  readonly visible: DataLoader<string, ReportRow | null>;
  /** The public ones, whoever asks. */
  readonly published: DataLoader<string, ReportRow | null>;
  /** Whether the viewer follows it, other than as its reporter. */
  readonly followed: DataLoader<string, boolean>;
  /** The public comments that came with a report's ratings. */
  readonly ratingComments: DataLoader<string, readonly CommentRow[]>;
  readonly opened: DataLoader<Sealed, unknown>;
  /** The pictures of a report. */
  readonly mediaOf: DataLoader<string, readonly MediaRow[]>;
  readonly media: DataLoader<string, MediaRow | null>;
  readonly defaultAgency: DataLoader<string, string | null>;
  readonly clusters: DataLoader<string, ClusterRow | null>;
  readonly figures: DataLoader<GroupKey, DatedGroup, string>;
}

export function createLoaders(store: ReportsStore, viewer: Viewer): ReportsLoaders {
  const seenBy = (who: Viewer) =>
    batchById(
      async (ids) => (await store.byIds(ids)).filter((row) => mayView(row, who)),
      ({ _id }: ReportRow) => _id,
    );
  return {
    visible: seenBy(viewer),
    published: seenBy(anonymous),
    followed: new DataLoader(async (ids) => {
      const among = viewer.id === null ? new Set() : await store.follows.among(viewer.id, ids);
      return ids.map((id) => among.has(id));
    }),
    ratingComments: new DataLoader(async (ids) => {
      const rows = await store.comments.ofRatings(ids);
      return ids.map((id) => rows.filter(({ reportId }) => reportId === id));
    }),
    opened: new DataLoader((sealed) => store.open(sealed)),
    mediaOf: new DataLoader(async (ids) => {
      const rows = await store.media.ofReports(ids);
      return ids.map((id) => rows.filter(({ reportId }) => reportId === id));
    }),
    media: batchById(
      (ids) => store.media.byIds(ids),
      ({ _id }) => _id,
    ),
    clusters: batchById(
      (ids) => store.clusters.byIds(ids),
      ({ _id }) => _id,
    ),
    figures: createGroupLoader(store.figures),
    defaultAgency: new DataLoader(async (codes) => {
      const agencies = await store.places.defaultAgencies(codes);
      return codes.map((code) => agencies.get(code) ?? null);
    }),
  };
}

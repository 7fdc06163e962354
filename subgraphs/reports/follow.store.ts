import { trusted } from 'mongoose';
import type { ClientSession } from 'mongoose';
import type { Connection, JournalEntry, ListEvent, PageArgs, Tx, Viewer } from '../kit/index.ts';
import { noSuchReport, orThrow, requireCapacity } from './errors.ts';
import { followEntry, sameFollowEntry } from './follow.events.ts';
import type { FollowRow } from './follow.model.ts';
import { checkFollows, endedKeptMs } from './follow.rules.ts';
import { followedAmong, followedTopics, listFollowed, tellFollower } from './followed.store.ts';
import { beginFollow, countFollowers } from './join.store.ts';
import type { ReportView } from './report.events.ts';
import type { ReportRow } from './report.model.ts';
import type { Desk, ReportCall } from './step.store.ts';
import { runOnce, visibleReport } from './step.store.ts';
import { couldAct, isReporter } from './visibility.rules.ts';

/** Who hears of which reports. */
export interface FollowStore {
  begin(call: ReportCall): Promise<FollowedReport>;
  end(call: ReportCall): Promise<FollowedReport>;
  /** Which of these reports a person follows, own ones apart. */
  among(personId: string, reportIds: readonly string[]): Promise<ReadonlySet<string>>;
  /**
   * What a viewer hears of, own reports and followed ones.
   * @throws GraphQLError UNAUTHENTICATED
   */
  page(viewer: Viewer, args: PageArgs, session?: ClientSession): Promise<Connection<ReportRow>>;
  /** Where all that happens to those reports is told, and where it is told that there are others now. */
  topics(viewer: Viewer): Promise<FollowTopics>;
  /** What an entry of such a topic tells the viewer; null for nothing. */
  tell(entry: JournalEntry, viewer: Viewer): Promise<ListEvent<ReportView> | null>;
}

export interface FollowTopics {
  readonly own: string;
  readonly all: () => Promise<readonly string[]>;
}

export function createFollowStore(desk: Desk): FollowStore {
  return {
    begin: (call) => followReport(desk, call),
    end: (call) => unfollowReport(desk, call),
    among: (personId, reportIds) => followedAmong(desk, personId, reportIds),
    page: async (viewer, args, session) =>
      listFollowed(desk, { viewer, personId: requirePerson(viewer), args, session }),
    topics: async (viewer) => {
      const personId = requirePerson(viewer);
      return {
        own: await desk.parts.personKeys.topic(personId),
        all: () => followedTopics(desk, personId),
      };
    },
    tell: (entry, viewer) => tellFollower(desk, entry, viewer),
  };
}

/** A report as it is now, with what the call made of the viewer's following it. */
interface FollowedReport extends ReportRow {
  readonly viewerFollows: boolean;
}

/**
 * Lets a person hear of a report from now on. Who does already, and the reporter, does anyway: then nothing changes.
 * @throws GraphQLError UNAUTHENTICATED, NOT_FOUND for what the viewer may not see, BAD_USER_INPUT rule=max_follows
 */
async function followReport(desk: Desk, call: ReportCall): Promise<FollowedReport> {
  const personId = requirePerson(call.viewer);
  const topic = await desk.parts.personKeys.topic(personId);
  await runOnce(desk, call, async (tx) => {
    const report = await visibleReport(desk, call, tx.session);
    const follow = await findActive(desk, { reportId: call.id, personId }, tx);
    if (follow || isReporter(report, call.viewer)) return tx.append(sameFollowEntry(call.id, 'FOLLOW'));
    const asked = { personId, active: true };
    orThrow(checkFollows(await desk.follows.countDocuments(asked, { session: tx.session })));
    const row = await beginFollow(desk, { report, personId, why: 'ASKED', at: tx.now }, tx);
    return tx.append(followEntry(row, topic));
  });
  return { ...(await reportNow(desk, call.id)), viewerFollows: true };
}

/**
 * Lets a person hear no more of a report of somebody else's. Who does not follow it stays so.
 * @throws GraphQLError UNAUTHENTICATED, NOT_FOUND for what the viewer may not see
 */
async function unfollowReport(desk: Desk, call: ReportCall): Promise<FollowedReport> {
  const personId = requirePerson(call.viewer);
  const topic = await desk.parts.personKeys.topic(personId);
  await runOnce(desk, call, async (tx) => {
    const report = await visibleReport(desk, call, tx.session);
    const follow = await findActive(desk, { reportId: call.id, personId }, tx);
    if (!follow) return tx.append(sameFollowEntry(call.id, 'UNFOLLOW'));
    await countFollowers(desk, { reportId: call.id, by: -1 }, tx);
    const ended = {
      active: false,
      untilVersion: report.version,
      expiresAt: new Date(Date.now() + endedKeptMs),
    };
    await desk.follows.updateOne({ _id: follow._id }, { $set: ended }, { session: tx.session });
    return tx.append(followEntry({ ...follow, ...ended }, topic));
  });
  const report = await reportNow(desk, call.id);
  return { ...report, viewerFollows: isReporter(report, call.viewer) };
}

/** All that a person follows or lately followed, for the person. */
export async function exportFollows(
  { follows, reports }: Desk,
  personId: string,
): Promise<Record<string, unknown[]>> {
  const found = await follows.find({ personId }).lean<FollowRow[]>();
  const rows = found.sort((a, b) => b.since.getTime() - a.since.getTime());
  const ids = rows.map(({ reportId }) => reportId);
  const followed = await reports.find({ _id: trusted({ $in: ids }) }, { code: 1 }).lean<ReportRow[]>();
  const codes = new Map(followed.map(({ _id, code }) => [_id, code]));
  return {
    follows: rows.map(({ reportId, since, why, active }) => ({
      report: codes.get(reportId),
      since,
      why,
      active,
    })),
  };
}

/** The counts of others' reports lose a follower, as if the person had unfollowed them. */
export async function eraseFollows(desk: Desk, personId: string, tx: Tx): Promise<Record<string, number>> {
  const { session } = tx;
  const active = await desk.follows.find({ personId, active: true }, null, { session }).lean<FollowRow[]>();
  const ids = active.map(({ reportId }) => reportId);
  await desk.reports.updateMany({ _id: trusted({ $in: ids }) }, { $inc: { followers: -1 } }, { session });
  const { deletedCount } = await desk.follows.deleteMany({ personId }, { session });
  return { follows: deletedCount };
}

function requirePerson(viewer: Viewer): string {
  requireCapacity(couldAct(viewer, 'person'), viewer);
  if (viewer.id === null) throw new Error('expected a person, got a stranger');
  return viewer.id;
}

function findActive(
  { follows }: Desk,
  pair: Pick<FollowRow, 'reportId' | 'personId'>,
  { session }: Tx,
): Promise<FollowRow | null> {
  return follows
    .findOne({ ...pair, active: true })
    .session(session)
    .lean<FollowRow>()
    .exec();
}

async function reportNow({ reports }: Desk, id: string): Promise<ReportRow> {
  const row = await reports.findById(id).lean<ReportRow>();
  if (!row) throw noSuchReport();
  return row;
}

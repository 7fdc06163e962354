import { randomUUID } from 'node:crypto';
import type { Model } from 'mongoose';
import type { SubgraphParts, Tx } from '../kit/index.ts';
import { followEntry } from './follow.events.ts';
import type { FollowRow } from './follow.model.ts';
import type { FollowReason } from './follow.rules.ts';
import type { ReportRow } from './report.model.ts';

/** What the keeping of followers needs. */
export interface FollowDesk {
  readonly parts: SubgraphParts;
  readonly reports: Model<ReportRow>;
  readonly follows: Model<FollowRow>;
}

/**
 * Makes the sender and the followers of a duplicate followers of the report that it repeats, in the transaction that marks it. A
 * parent is public, and what is public never becomes a duplicate, so there are neither chains nor circles.
 */
export async function joinParent(desk: FollowDesk, duplicate: ReportRow, tx: Tx): Promise<void> {
  const { duplicateOf, reporterId, closedAt } = duplicate;
  if (duplicateOf === null) return;
  const { session } = tx;
  const parent = await desk.reports.findById(duplicateOf).session(session).lean<ReportRow>();
  if (!parent) throw new Error(`expected the parent of report ${duplicate._id}, found none`);
  const theirs = await followersOf(desk, duplicate._id, tx);
  const known = new Set([parent.reporterId, ...(await followersOf(desk, parent._id, tx))]);
  for (const personId of new Set([reporterId, ...theirs])) {
    if (personId === null || known.has(personId)) continue;
    const row = await beginFollow(
      desk,
      { report: parent, personId, why: 'DUPLICATE', at: closedAt ?? tx.now },
      tx,
    );
    await tx.append(followEntry(row, await desk.parts.personKeys.topic(personId)));
  }
}

export interface Beginning {
  readonly report: ReportRow;
  readonly personId: string;
  readonly why: FollowReason;
  readonly at: Date;
}

/**
 * The count comes first: it is in the report's own document, so a follow and a change of the report that meet end in a write
 * conflict, and one of them begins again. That is why `sinceVersion` says exactly which changes came after.
 */
export async function beginFollow(
  desk: FollowDesk,
  { report, personId, why, at }: Beginning,
  tx: Tx,
): Promise<FollowRow> {
  await countFollowers(desk, { reportId: report._id, by: 1 }, tx);
  const row: FollowRow = {
    _id: randomUUID(),
    reportId: report._id,
    personId,
    why,
    since: at,
    sinceVersion: report.version,
    active: true,
    untilVersion: null,
    expiresAt: null,
  };
  await desk.follows.insertMany([row], { session: tx.session });
  return row;
}

export async function countFollowers(
  { reports }: Pick<FollowDesk, 'reports'>,
  { reportId, by }: { readonly reportId: string; readonly by: number },
  { session }: Tx,
): Promise<void> {
  await reports.updateOne({ _id: reportId }, { $inc: { followers: by } }, { session });
}

async function followersOf({ follows }: FollowDesk, reportId: string, { session }: Tx): Promise<string[]> {
  const rows = await follows
    .find({ reportId, active: true }, { personId: 1 }, { session })
    .lean<FollowRow[]>();
  return rows.map(({ personId }) => personId);
}

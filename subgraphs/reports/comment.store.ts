import { randomUUID } from 'node:crypto';
import type { Tx, Viewer } from '../kit/index.ts';
import { checkAlias } from './alias.rules.ts';
import type { CommentActor } from './comment.events.ts';
import { commentActor, commentAsOf, commentEntry } from './comment.events.ts';
import type { CommentRow } from './comment.model.ts';
import type { CommentStep } from './comment.rules.ts';
import {
  checkCommentCount,
  checkCommented,
  checkCommentText,
  commentSteps,
  couldModerate,
  maySeeComment,
  mayTakeStep,
  takeCommentStep,
  writtenComment,
} from './comment.rules.ts';
import { noSuchComment, orThrow, requireCapacity, requireStanding, staleComment } from './errors.ts';
import { reportEntry } from './report.events.ts';
import type { ReportRow } from './report.model.ts';
import type { Desk, ReportCall } from './step.store.ts';
import { runOnce, saveNext, visibleReport, withFacts } from './step.store.ts';
import { couldAct } from './visibility.rules.ts';

/** What an author gives. */
export interface Words {
  readonly text: string;
  readonly alias?: string | null;
}

/** One call on a comment that is there; `id` is the comment's. */
export interface CommentCall extends ReportCall {
  readonly step: CommentStep;
  /** With EDIT. */
  readonly words?: Words;
  /** With REJECT. */
  readonly reason?: string | null;
}

/**
 * Writes a comment to a public report, in whatever state that is. It waits for a moderator.
 * @throws GraphQLError UNAUTHENTICATED, NOT_FOUND for a report that the viewer may not see, BAD_USER_INPUT
 */
export async function writeComment(desk: Desk, call: ReportCall & Words): Promise<CommentRow> {
  requireCapacity(couldAct(call.viewer, 'person'), call.viewer);
  const words = checkWords(call);
  const entry = await runOnce(desk, call, async (tx) => {
    const report = await visibleReport(desk, call, tx.session);
    orThrow(checkCommented(report));
    const theirs = { reportId: report._id, authorId: call.viewer.id };
    orThrow(checkCommentCount(await desk.comments.countDocuments(theirs, { session: tx.session })));
    return tx.append(await insertComment(desk, { report, round: null, words, viewer: call.viewer, tx }));
  });
  return rowOf(desk, entry.entityId, (row) => commentAsOf(row, entry));
}

/** The words that come with a rating, checked before anything is written; null for none. */
export function checkRatingWords(text: string | null | undefined): CheckedWords | null {
  const isSilent = text === null || text === undefined;
  return isSilent ? null : { text: orThrow(checkCommentText(text, 'comment')), alias: null };
}

/** The comment that came with the rating of the last publication, in the transaction of the rating. */
export async function writeRatingComment(
  desk: Desk,
  rating: { readonly report: ReportRow; readonly words: CheckedWords; readonly viewer: Viewer },
  tx: Tx,
): Promise<void> {
  const round = rating.report.rounds.length - 1;
  await tx.append(await insertComment(desk, { ...rating, round, tx }));
}

/**
 * Changes a comment. Where that changes what everybody sees of its report, it is a change of the report too: so the reporter, the
 * followers and the agency hear of it on their streams, also when the report is closed.
 * @returns the comment as of that change
 * @throws GraphQLError UNAUTHENTICATED, FORBIDDEN, NOT_FOUND for a comment that the viewer may not see, CONFLICT, ILLEGAL_TRANSITION,
 *   BAD_USER_INPUT
 */
export async function changeComment(desk: Desk, call: CommentCall): Promise<CommentRow> {
  const { viewer, step, id } = call;
  const able = commentSteps[step].who === 'moderator' ? couldModerate(viewer) : couldAct(viewer, 'person');
  requireCapacity(able, viewer);
  const words = call.words ? checkWords(call.words) : null;
  const { reportId } = await visibleComment(desk, { id, viewer });
  // The queue of its report: its count of public comments may change as well.
  const entry = await runOnce(desk, { ...call, id: reportId }, async (tx) => {
    const row = await visibleComment(desk, { id, viewer }, tx);
    requireStanding(mayTakeStep(row, step, viewer));
    const expected = call.expectedVersion ?? row.version;
    if (expected !== row.version) throw staleComment(row.version);
    const facts = orThrow(takeCommentStep(row, step, { reason: call.reason ?? null, now: tx.now }));
    const next = await withWords(desk, { ...row, ...facts }, words);
    await desk.comments.replaceOne({ _id: id, version: row.version }, next, { session: tx.session });
    const actor = commentActor(step, viewer);
    const by = Number(next.state === 'APPROVED') - Number(row.state === 'APPROVED');
    if (by !== 0) await countPublic(desk, { reportId, by, actor }, tx);
    return tx.append(commentEntry(next, step, { was: row.state, actor }));
  });
  return rowOf(desk, id, (row) => commentAsOf(row, entry));
}

export interface CheckedWords {
  readonly text: string;
  readonly alias: string | null;
}

function checkWords({ text, alias }: Words): CheckedWords {
  return { text: orThrow(checkCommentText(text, 'text')), alias: orThrow(checkAlias(alias, 'alias')) };
}

interface Writing {
  readonly report: ReportRow;
  readonly round: number | null;
  readonly words: CheckedWords;
  readonly viewer: Viewer;
  readonly tx: Tx;
}

async function insertComment(desk: Desk, { report, round, words, viewer, tx }: Writing) {
  if (viewer.id === null) throw new Error('expected a person, got a stranger');
  const row: CommentRow = {
    _id: randomUUID(),
    reportId: report._id,
    round,
    authorId: viewer.id,
    sealed: await desk.parts.personKeys.seal(viewer.id, words.text),
    text: null,
    alias: words.alias,
    writtenAt: tx.now,
    ...writtenComment(tx.now),
  };
  await desk.comments.insertMany([row], { session: tx.session });
  return commentEntry(row, 'WRITE', { was: null, actor: commentActor('WRITE', viewer) });
}

/** The words that go with a comment's state: in clear for everybody only while it is approved, none once it is withdrawn. */
async function withWords({ parts }: Desk, row: CommentRow, words: CheckedWords | null): Promise<CommentRow> {
  if (row.state === 'WITHDRAWN') return { ...row, sealed: null, text: null, alias: null };
  if (words && row.authorId !== null)
    return {
      ...row,
      text: null,
      alias: words.alias,
      sealed: await parts.personKeys.seal(row.authorId, words.text),
    };
  if (row.state !== 'APPROVED') return { ...row, text: null };
  const text = row.sealed && (await parts.personKeys.open(row.sealed));
  if (typeof text !== 'string') throw noSuchComment();
  return { ...row, text };
}

/** The report says how many comments of it are public, and that this has changed. */
async function countPublic(
  desk: Desk,
  change: { readonly reportId: string; readonly by: number; readonly actor: CommentActor },
  tx: Tx,
): Promise<void> {
  const row = await desk.reports.findById(change.reportId).session(tx.session).lean<ReportRow>();
  if (!row) throw new Error(`expected the report ${change.reportId} of a comment, found none`);
  const lastChange = { step: 'COMMENT', from: row.state, to: row.state, why: null, at: tx.now } as const;
  const counted = { ...row, version: row.version + 1, comments: (row.comments ?? 0) + change.by };
  const next = withFacts(counted, counted, lastChange);
  await saveNext(desk, next, { version: row.version, session: tx.session });
  await tx.append(reportEntry(next, change.actor));
}

async function visibleComment(
  { comments }: Desk,
  { id, viewer }: { readonly id: string; readonly viewer: Viewer },
  tx?: Tx,
): Promise<CommentRow> {
  const row = await comments
    .findById(id)
    .session(tx?.session ?? null)
    .lean<CommentRow>();
  if (!row || !maySeeComment(row, viewer)) throw noSuchComment();
  return row;
}

async function rowOf(
  { comments }: Desk,
  id: string,
  then: (row: CommentRow) => CommentRow,
): Promise<CommentRow> {
  const row = await comments.findById(id).lean<CommentRow>();
  if (!row) throw noSuchComment();
  return then(row);
}

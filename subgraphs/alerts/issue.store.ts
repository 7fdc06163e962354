import type { ClientSession } from 'mongoose';
import { trusted } from 'mongoose';
import type { Tx } from '../kit/index.ts';
import { isDuplicateKey } from '../kit/mongo.ts';
import { orThrow, noSuchReference, identifierTaken, otherAudience, ranOut, requireCentre } from './errors.ts';
import { messageEntry } from './message.events.ts';
import type { MessageActor } from './message.events.ts';
import type { MessageRow } from './message.model.ts';
import type { AlertContent } from './message.rules.ts';
import { isForPublic, referenceOf, spanOf } from './message.rules.ts';
import type { DraftCall, MessageDesk } from './message.store.ts';
import { changeDraft, replaceMessage } from './message.store.ts';
import { stepDraft } from './draft.rules.ts';
import type { ThreadRow } from './thread.model.ts';
import { issueInto } from './thread.rules.ts';
import { wholeSeconds } from './time.rules.ts';

/**
 * A second person approves: the message is issued, and acts on every thread that it refers to, in one transaction.
 * @throws GraphQLError NOT_FOUND, CONFLICT, FORBIDDEN rule=second_person, ILLEGAL_TRANSITION also where a thread has ended
 */
export function approveDraft(desk: MessageDesk, call: DraftCall): Promise<MessageRow> {
  const deciderId = requireCentre(call.viewer);
  return changeDraft(desk, call, async (row, tx) => {
    const state = orThrow(stepDraft(row, 'APPROVE', deciderId));
    const approved: MessageRow = { ...row, version: row.version + 1, state, deciderId, decidedAt: tx.now };
    const issued = await issue(desk, approved, tx);
    return tx.append(messageEntry(issued, { kind: 'issued', from: row.state, actor: { role: 'ioc' } }));
  });
}

/** Issues a message of the past, for the sample. */
export async function issuePast(desk: MessageDesk, row: MessageRow, tx: Tx): Promise<MessageRow> {
  await desk.messages.create([row], { session: tx.session });
  const issued = await issue(desk, { ...row, state: 'ISSUED', decidedAt: tx.now }, tx);
  const actor: MessageActor = { role: 'seed' };
  await tx.append(messageEntry(issued, { kind: 'issued', from: null, actor }));
  return issued;
}

async function issue(desk: MessageDesk, row: MessageRow, tx: Tx): Promise<MessageRow> {
  const { content } = row;
  const sent = content.sentGiven ?? wholeSeconds(tx.now);
  const span = spanOf(content, sent);
  if (span.expires <= tx.now) throw ranOut();
  const before = await referredThreads(desk, content, tx.session);
  const issued = { id: row._id, messageType: content.messageType, sent, ...span };
  const threads = orThrow(issueInto(issued, before));
  const message: MessageRow = {
    ...row,
    isPublic: isForPublic(content),
    sent,
    reference: referenceOf(content, sent),
    ...span,
    threadIds: threads.map(({ id }) => id),
  };
  await replaceMessage(desk, message, tx).catch((error: unknown) => {
    throw isDuplicateKey(error) ? identifierTaken() : error;
  });
  const after = await desk.threads.write({ threads, before, message }, tx);
  await desk.periods.note({ message, before, after }, tx);
  await joinHistories(desk, threads, tx);
  return message;
}

/** The messages of a thread that went on in another are part of that one's history from now on. */
async function joinHistories(
  { messages }: MessageDesk,
  threads: readonly { readonly id: string; readonly mergedInto: string | null }[],
  { session }: Tx,
): Promise<void> {
  for (const { id, mergedInto } of threads)
    if (mergedInto !== null)
      await messages.updateMany({ threadIds: id }, { $addToSet: { threadIds: mergedInto } }, { session });
}

/**
 * The threads that a message acts on: those of each message that it refers to, and where they went on elsewhere, those.
 * @throws GraphQLError BAD_USER_INPUT rule=cap_references for one that was never issued, or is for others
 */
async function referredThreads(
  { messages, threads }: MessageDesk,
  { references, status, scope }: Pick<AlertContent, 'references' | 'status' | 'scope'>,
  session?: ClientSession,
): Promise<readonly ThreadRow[]> {
  if (references.length === 0) return [];
  const referred = await messages
    .find({ reference: trusted({ $in: [...references] }) })
    .session(session ?? null)
    .lean<MessageRow[]>();
  if (referred.length < references.length) throw noSuchReference();
  // An exercise must not end what is meant in earnest, nor a restricted message what everybody reads.
  if (referred.some(({ content }) => content.status !== status || content.scope !== scope))
    throw otherAudience();
  const found = new Map<string, ThreadRow>();
  for (let ids = referred.flatMap(({ threadIds }) => threadIds); ids.length > 0; ) {
    const rows = await threads.byIds(ids, session);
    for (const row of rows) if (row.mergedInto === null) found.set(row._id, row);
    ids = rows.flatMap(({ mergedInto }) =>
      mergedInto === null || found.has(mergedInto) ? [] : [mergedInto],
    );
  }
  return [...found.values()];
}

/**
 * The threads that a message will act on, while it is written: what cannot be issued need not wait for an approval.
 * @throws GraphQLError as `referredThreads`; ILLEGAL_TRANSITION for one that has ended
 */
export async function checkReferred(
  desk: MessageDesk,
  content: Pick<AlertContent, 'references' | 'status' | 'scope' | 'messageType'> & {
    readonly sentGiven?: Date | null;
  },
  session?: ClientSession,
): Promise<readonly ThreadRow[]> {
  const threads = await referredThreads(desk, content, session);
  const sent = content.sentGiven ?? desk.parts.clock.now();
  orThrow(issueInto({ id: '', messageType: content.messageType, sent, from: sent, expires: sent }, threads));
  return threads;
}

import { randomUUID } from 'node:crypto';
import type { ClientSession, Model } from 'mongoose';
import { trusted } from 'mongoose';
import type { Connection, PageArgs, PageOrder, SubgraphParts, Tx } from '../kit/index.ts';
import { findPage, openModel } from '../kit/index.ts';
import type { Reach } from './area.rules.ts';
import type { WriteCall } from './call.rules.ts';
import type { Origin } from './cause.rules.ts';
import type { AlertInput, MessageFrame } from './content.rules.ts';
import { checkContent } from './content.rules.ts';
import type { DraftState } from './draft.rules.ts';
import { stepDraft } from './draft.rules.ts';
import { noSuchDraft, orThrow, requireCentre, staleVersion } from './errors.ts';
import { messageEntry } from './message.events.ts';
import type { MessageRow } from './message.model.ts';
import { messageSchema } from './message.model.ts';
import type { AlertContent } from './message.rules.ts';
import type { PeriodStore } from './period.store.ts';
import type { PlaceStore } from './place.store.ts';
import type { ReplyStore } from './reply.store.ts';
import type { SourceStore } from './source.store.ts';
import type { ThreadStore } from './thread.store.ts';

/** What messages are kept with. */
export interface MessageDesk {
  readonly parts: SubgraphParts;
  readonly messages: Model<MessageRow>;
  readonly places: PlaceStore;
  readonly threads: ThreadStore;
  readonly periods: PeriodStore;
  readonly sources: SourceStore;
  readonly replies: ReplyStore;
}

/** One after the other: an approval may concern several threads, and what it refers to must not change meanwhile. */
export const alertQueue = 'Alerts';

export async function openMessageDesk(
  parts: SubgraphParts,
  kept: Omit<MessageDesk, 'parts' | 'messages'>,
): Promise<MessageDesk> {
  return { parts, ...kept, messages: await openModel(parts.db, 'Message', messageSchema()) };
}

export interface NewMessage {
  readonly content: AlertContent;
  readonly reach: Reach;
  readonly origin: Origin;
  readonly subject?: string;
  readonly occurrence?: string;
  readonly digest?: string;
  readonly state: DraftState;
  readonly authorId: string | null;
  readonly draftedAt: Date;
}

/** A message that nobody has approved yet. */
export function newMessage(given: NewMessage): MessageRow {
  const { subject = null, occurrence = null, digest = null, ...rest } = given;
  return {
    _id: randomUUID(),
    version: 1,
    isPublic: false,
    ...rest,
    subject,
    occurrence,
    digest,
    deciderId: null,
    decidedAt: null,
    discardedFor: null,
    sent: null,
    reference: null,
    from: null,
    expires: null,
    threadIds: [],
  };
}

/** Checks an input and its places: what a message will say, and where. @throws GraphQLError BAD_USER_INPUT */
export async function readContent(
  desk: MessageDesk,
  input: AlertInput,
  frame: Omit<MessageFrame, 'identifier' | 'now'>,
): Promise<Pick<MessageRow, 'content' | 'reach'>> {
  const now = desk.parts.clock.now();
  const content = orThrow(checkContent(input, { ...frame, identifier: madeIdentifier(now), now }));
  return { content, reach: orThrow(await desk.places.reach(content.areas)) };
}

/** Named for the day, and like no other. */
export function madeIdentifier(now: Date): string {
  return `HUE-${now.toISOString().slice(0, 10)}-${randomUUID().slice(0, 8)}`;
}

/** Stores what somebody wrote; it waits for a second person. */
export async function draftMessage(
  { parts, messages }: MessageDesk,
  call: WriteCall,
  written: Pick<MessageRow, 'content' | 'reach'>,
): Promise<MessageRow> {
  const authorId = requireCentre(call.viewer);
  const entry = await parts.once({ ...call, queue: alertQueue }, async (tx) => {
    const state = 'PENDING_APPROVAL';
    const row = newMessage({ ...written, origin: 'PERSON', state, authorId, draftedAt: tx.now });
    await messages.create([row], { session: tx.session });
    return tx.append(messageEntry(row, { kind: 'drafted', from: null, actor: { role: 'ioc' } }));
  });
  return requireDraft({ messages }, entry.entityId);
}

export interface DraftCall extends WriteCall {
  readonly id: string;
  readonly expectedVersion?: number | null | undefined;
}

/**
 * Somebody takes over a draft that was made by itself, as it is or with other words, and answers for it from now on.
 * @throws GraphQLError NOT_FOUND, CONFLICT, ILLEGAL_TRANSITION, BAD_USER_INPUT
 */
export async function submitDraft(
  desk: MessageDesk,
  call: DraftCall & { readonly input: AlertInput | null },
): Promise<MessageRow> {
  const authorId = requireCentre(call.viewer);
  const draft = await requireDraft(desk, call.id);
  const { messageType, references } = draft.content;
  const written = call.input && (await readContent(desk, call.input, { messageType, references }));
  return changeDraft(desk, call, async (row, tx) => {
    const state = orThrow(stepDraft(row, 'SUBMIT', authorId));
    const next: MessageRow = { ...row, ...written, version: row.version + 1, state, authorId };
    await replaceMessage(desk, next, tx);
    return tx.append(messageEntry(next, { kind: 'submitted', from: row.state, actor: { role: 'ioc' } }));
  });
}

/** @throws GraphQLError NOT_FOUND, CONFLICT, ILLEGAL_TRANSITION */
export function discardDraft(
  desk: MessageDesk,
  call: DraftCall & { readonly reason: string },
): Promise<MessageRow> {
  const deciderId = requireCentre(call.viewer);
  return changeDraft(desk, call, async (row, tx) => {
    const state = orThrow(stepDraft(row, 'DISCARD', deciderId));
    const decided = { deciderId, decidedAt: tx.now, discardedFor: call.reason };
    const next: MessageRow = { ...row, version: row.version + 1, state, ...decided };
    await replaceMessage(desk, next, tx);
    return tx.append(messageEntry(next, { kind: 'discarded', from: row.state, actor: { role: 'ioc' } }));
  });
}

type DraftChange = (row: MessageRow, tx: Tx) => ReturnType<Tx['append']>;

/** One step of a draft, decided on what it is within the transaction. */
export async function changeDraft(
  desk: MessageDesk,
  call: DraftCall,
  change: DraftChange,
): Promise<MessageRow> {
  await desk.parts.once({ ...call, queue: alertQueue }, async (tx) => {
    const row = await requireDraft(desk, call.id, tx.session);
    const { expectedVersion = null } = call;
    if (expectedVersion !== null && expectedVersion !== row.version) throw staleVersion(row.version);
    return change(row, tx);
  });
  return requireDraft(desk, call.id);
}

export async function replaceMessage(
  { messages }: Pick<MessageDesk, 'messages'>,
  row: MessageRow,
  { session }: Tx,
): Promise<void> {
  await messages.replaceOne({ _id: row._id }, row, { session });
}

/** @throws GraphQLError NOT_FOUND */
export async function requireDraft(
  { messages }: Pick<MessageDesk, 'messages'>,
  id: string,
  session?: ClientSession,
): Promise<MessageRow> {
  const row = await messages
    .findById(id)
    .session(session ?? null)
    .lean<MessageRow>();
  if (!row) throw noSuchDraft();
  return row;
}

export function findMessages(
  { messages }: MessageDesk,
  ids: readonly string[],
  session?: ClientSession,
): Promise<MessageRow[]> {
  return messages
    .find({ _id: trusted({ $in: [...ids] }) })
    .session(session ?? null)
    .lean<MessageRow[]>()
    .exec();
}

/** What a message of another issuer happened as, by its name there: it comes once. */
export function receivedAs(name: string): string {
  return `cap:${name}`;
}

/** By `sender,identifier,sent`: what was issued here, and what came from elsewhere, issued or not. */
export function findNamed(
  { messages }: Pick<MessageDesk, 'messages'>,
  names: readonly string[],
  session?: ClientSession,
): Promise<MessageRow[]> {
  return messages
    .find({
      $or: [
        { reference: trusted({ $in: [...names] }) },
        { occurrence: trusted({ $in: names.map(receivedAs) }) },
      ],
    })
    .session(session ?? null)
    .lean<MessageRow[]>()
    .exec();
}

/** By what a message is referred to: once it is issued, or from the beginning when it came from elsewhere. */
export function nameOfMessage({ reference, occurrence }: MessageRow): string | null {
  return reference ?? (occurrence?.startsWith('cap:') ? occurrence.slice('cap:'.length) : null);
}

/** Issued messages of these threads, in the order in which they were sent. */
export function messagesOfThreads({ messages }: MessageDesk, ids: readonly string[]): Promise<MessageRow[]> {
  return messages
    .find({ threadIds: trusted({ $in: [...ids] }) })
    .lean<MessageRow[]>()
    .exec();
}

const newestFirst: PageOrder = [
  { field: 'draftedAt', direction: -1, kind: 'date' },
  { field: '_id', direction: -1, kind: 'string' },
];

/** All messages, or those in one state, the newest draft first. */
export function listDrafts(
  { messages }: MessageDesk,
  state: DraftState | null,
  args: PageArgs,
): Promise<Connection<MessageRow>> {
  const filter = state === null ? {} : { state };
  return findPage(messages, {
    args,
    order: newestFirst,
    filter,
    hint: state === null ? 'list_all' : 'list_state',
  });
}

import type DataLoader from 'dataloader';
import type { SubgraphParts, Tx } from '../kit/index.ts';
import { batchById } from '../kit/index.ts';
import type { MessageRow } from './message.model.ts';
import type { MessageDesk } from './message.store.ts';
import { findMessages, messagesOfThreads, openMessageDesk } from './message.store.ts';
import { openPeriodStore } from './period.store.ts';
import { openPlaceStore } from './place.store.ts';
import type { ReplyRow } from './reply.model.ts';
import { openReplyStore } from './reply.store.ts';
import { openSourceStore } from './source.store.ts';
import type { ThreadRow } from './thread.model.ts';
import { openThreadStore } from './thread.store.ts';

export type AlertsStore = MessageDesk;

/** One set per request: what is asked for in one tick is one query. */
export interface AlertsLoaders {
  readonly messages: DataLoader<string, MessageRow | null>;
  readonly threads: DataLoader<string, ThreadRow | null>;
  /** Public messages of a thread, as they were sent. */
  readonly histories: DataLoader<
    string,
    { readonly id: string; readonly messages: readonly MessageRow[] } | null
  >;
  /** What was said of a message, by its name. */
  readonly replies: DataLoader<
    string,
    { readonly name: string; readonly replies: readonly ReplyRow[] } | null
  >;
  /** What holds now in a ward. */
  readonly wards: DataLoader<string, { readonly code: string; readonly active: readonly ThreadRow[] } | null>;
}

export async function openAlertsStore(parts: SubgraphParts): Promise<AlertsStore> {
  const [places, threads, periods, sources, replies] = await Promise.all([
    openPlaceStore(parts),
    openThreadStore(parts),
    openPeriodStore(parts),
    openSourceStore(parts),
    openReplyStore(parts),
  ]);
  return openMessageDesk(parts, { places, threads, periods, sources, replies });
}

export function createLoaders(store: AlertsStore): AlertsLoaders {
  return {
    messages: batchById(
      (ids) => findMessages(store, ids),
      ({ _id }) => _id,
    ),
    threads: batchById(
      (ids) => store.threads.byIds(ids),
      ({ _id }) => _id,
    ),
    histories: batchById(
      async (ids) => {
        const rows = await messagesOfThreads(store, ids);
        rows.sort(bySending);
        return ids.map((id) => ({ id, messages: rows.filter((row) => row.threadIds.includes(id)) }));
      },
      ({ id }) => id,
    ),
    replies: batchById(
      async (names) => {
        const found = await store.replies.to(names);
        return names.map((name) => ({ name, replies: found.get(name) ?? [] }));
      },
      ({ name }) => name,
    ),
    wards: batchById(
      async (codes) => {
        const active = await store.threads.activeInWards(codes, store.parts.clock.now());
        return codes.map((code) => ({ code, active: active.get(code) ?? [] }));
      },
      ({ code }) => code,
    ),
  };
}

function bySending(a: MessageRow, b: MessageRow): number {
  const [one, other] = [a.sent?.getTime() ?? 0, b.sent?.getTime() ?? 0];
  return (
    one - other || (a.decidedAt?.getTime() ?? 0) - (b.decidedAt?.getTime() ?? 0) || (a._id < b._id ? -1 : 1)
  );
}

/** What somebody of the operations centre wrote, approved and discarded, and whose messages somebody sends. */
export async function exportPerson(
  personId: string,
  { messages, sources }: AlertsStore,
): Promise<Record<string, unknown[]>> {
  const rows = await messages
    .find({ $or: [{ authorId: personId }, { deciderId: personId }] })
    .lean<MessageRow[]>();
  const sendsFor = await sources.ofAccount(personId);
  return {
    sources: sendsFor.map(({ _id, name, state }) => ({ sender: _id, name, state })),
    messages: rows.map(({ _id, state, content, authorId, deciderId, draftedAt, decidedAt }) => ({
      id: _id,
      state,
      identifier: content.identifier,
      texts: content.texts,
      draftedAt,
      decidedAt,
      wrote: authorId === personId,
      decided: deciderId === personId,
    })),
  };
}

/** The messages stay, without the person; what they sent for comes from nobody then. */
export async function erasePerson(
  personId: string,
  tx: Tx,
  { messages, sources }: AlertsStore,
): Promise<Record<string, number>> {
  const { session } = tx;
  const wrote = await messages.updateMany({ authorId: personId }, { $set: { authorId: null } }, { session });
  const decided = await messages.updateMany(
    { deciderId: personId },
    { $set: { deciderId: null } },
    { session },
  );
  const sendsFor = await sources.eraseAccount(personId, tx);
  return { messages: wrote.modifiedCount + decided.modifiedCount, sources: sendsFor };
}

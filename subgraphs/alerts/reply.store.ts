import type { Model } from 'mongoose';
import type { SubgraphParts, Tx } from '../kit/index.ts';
import { openModel } from '../kit/index.ts';
import { noSuchReference, orThrow, requireCentre } from './errors.ts';
import { citySender } from './message.rules.ts';
import type { MessageDesk, WriteCall } from './message.store.ts';
import { findNamed, madeIdentifier } from './message.store.ts';
import { replyEntry } from './reply.events.ts';
import type { ReplyRow } from './reply.model.ts';
import { replySchema } from './reply.model.ts';
import type { ReplyInput } from './reply.rules.ts';
import { checkReply } from './reply.rules.ts';
import { capTime, wholeSeconds } from './time.rules.ts';

/** The most that are shown of one message. */
const maxShown = 100;

/** What was said of messages, by whom they reached. */
export interface ReplyStore {
  find(name: string): Promise<ReplyRow | null>;
  /** Of each of these messages, in the order in which they were sent. */
  to(names: readonly string[]): Promise<ReadonlyMap<string, readonly ReplyRow[]>>;
  create(row: ReplyRow, role: 'ioc' | 'issuer', tx: Tx): ReturnType<Tx['append']>;
}

export async function openReplyStore({ db }: Pick<SubgraphParts, 'db'>): Promise<ReplyStore> {
  const replies: Model<ReplyRow> = await openModel(db, 'Reply', replySchema());
  return {
    find: (name) => replies.findById(name).lean<ReplyRow>().exec(),
    to: async (names) => {
      const found = new Map<string, readonly ReplyRow[]>();
      for (const name of names)
        found.set(
          name,
          await replies
            .find({ references: name })
            .sort({ sent: 1, _id: 1 })
            .limit(maxShown)
            .lean<ReplyRow[]>(),
        );
      return found;
    },
    create: async (row, role, tx) => {
      await replies.create([row], { session: tx.session });
      return tx.append(replyEntry(row, role));
    },
  };
}

/**
 * The operations centre says that messages reached it, or that it refuses them.
 * @throws GraphQLError BAD_USER_INPUT rule=cap_references, UNAUTHENTICATED, FORBIDDEN
 */
export async function replyTo(desk: MessageDesk, call: WriteCall, input: ReplyInput): Promise<ReplyRow> {
  requireCentre(call.viewer);
  const { kind, references, note = null } = orThrow(checkReply(input));
  if ((await findNamed(desk, references)).length < references.length) throw noSuchReference();
  const entry = await desk.parts.once(call, (tx) => {
    const sent = wholeSeconds(tx.now);
    const identifier = madeIdentifier(sent);
    const _id = `${citySender},${identifier},${capTime(sent)}`;
    const said = { _id, kind, sender: citySender, identifier, sent, references, note };
    return desk.replies.create({ ...said, digest: null, receivedAt: tx.now }, 'ioc', tx);
  });
  const reply = await desk.replies.find(entry.entityId);
  if (!reply) throw new Error('expected the reply that was stored, got none');
  return reply;
}

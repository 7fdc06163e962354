import type { Model } from 'mongoose';
import type { SubgraphParts, Tx } from '../kit/index.ts';
import { openModel } from '../kit/index.ts';
import { replyEntry } from './reply.events.ts';
import type { ReplyRow } from './reply.model.ts';
import { replySchema } from './reply.model.ts';

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

import { reachOf } from './area.rules.ts';
import type { Tx } from '../kit/index.ts';
import { writeCancellation } from './cancel.store.ts';
import type { AlertInput, TextInput } from './content.rules.ts';
import { checkContent } from './content.rules.ts';
import { orThrow } from './errors.ts';
import { issuePast } from './issue.store.ts';
import type { MessageRow } from './message.model.ts';
import type { MessageType } from './message.rules.ts';
import type { MessageDesk } from './message.store.ts';
import { alertQueue, newMessage } from './message.store.ts';

/** A message of the past, when it was issued and what it said. */
export type SampleMessage =
  | {
      readonly messageType: Exclude<MessageType, 'CANCEL'>;
      readonly at: string;
      readonly input: AlertInput;
    }
  | {
      readonly messageType: 'CANCEL';
      readonly at: string;
      readonly input: { readonly texts: readonly TextInput[] };
    };

/**
 * Issues the messages of one alert as of when they were, all in one transaction: its time is over, so after the first
 * message alone it would run out at once.
 */
export function loadPast(desk: MessageDesk, messages: readonly SampleMessage[]): Promise<void> {
  return desk.parts.transact({ queue: alertQueue }, async (tx) => {
    let reference: string | null = null;
    for (const message of messages) {
      const occurrence = `sample:${message.messageType}@${message.at}`;
      if (await desk.messages.exists({ occurrence }).session(tx.session)) return;
      const past = asOf(tx, new Date(message.at));
      const written = await write(desk, { message, references: reference === null ? [] : [reference] }, past);
      const row = newMessage({
        ...written,
        origin: 'PERSON',
        occurrence,
        state: 'PENDING_APPROVAL',
        authorId: null,
        draftedAt: past.now,
      });
      ({ reference } = await issuePast(desk, row, past));
    }
  });
}

/** The same transaction at another moment. */
function asOf(tx: Tx, now: Date): Tx {
  return {
    ...tx,
    now,
    append: async (entry) => {
      const [stored] = await tx.appendAll([{ entry, at: now }]);
      if (!stored) throw new Error('expected the entry that was stored, got none');
      return stored;
    },
  };
}

interface PastMessage {
  readonly message: SampleMessage;
  readonly references: readonly string[];
}

async function write(
  desk: MessageDesk,
  { message, references }: PastMessage,
  { now, session }: Tx,
): Promise<Pick<MessageRow, 'content' | 'reach'>> {
  if (message.messageType === 'CANCEL')
    return writeCancellation(desk, { references, texts: message.input.texts, now, session });
  const { messageType, input } = message;
  const content = orThrow(checkContent(input, { messageType, references, identifier: '', now }));
  // Named wards alone: the sample does not wait for the boundaries of another area.
  return { content, reach: reachOf(content.areas, []) };
}

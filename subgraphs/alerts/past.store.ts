import { randomUUID } from 'node:crypto';
import { reachOf } from './area.rules.ts';
import { checkContent } from './content.rules.ts';
import { orThrow } from './errors.ts';
import { issuePast } from './issue.store.ts';
import { writeCancellation } from './cancel.store.ts';
import type { MessageRow } from './message.model.ts';
import type { MessageDesk } from './message.store.ts';
import { alertQueue, newMessage } from './message.store.ts';
import type { SampleMessage } from './seed.ts';

/** Issues the messages of one alert as of when they were; each is one transaction, so that a load that was broken off goes on. */
export async function loadPast(desk: MessageDesk, messages: readonly SampleMessage[]): Promise<void> {
  let reference: string | null = null;
  for (const message of messages) reference = await loadOne(desk, message, reference);
}

async function loadOne(
  desk: MessageDesk,
  message: SampleMessage,
  before: string | null,
): Promise<string | null> {
  const at = new Date(message.at);
  const known = await desk.messages.findOne({ occurrence: occurrenceOf(message) }).lean<MessageRow>();
  if (known) return known.reference;
  const written = await write(desk, message, before === null ? [] : [before]);
  const row = newMessage({
    ...written,
    origin: 'PERSON',
    occurrence: occurrenceOf(message),
    state: 'PENDING_APPROVAL',
    authorId: null,
    draftedAt: at,
  });
  const { transact } = desk.parts;
  return (await transact({ queue: alertQueue, now: at }, (tx) => issuePast(desk, row, tx))).reference;
}

function occurrenceOf({ messageType, at }: SampleMessage): string {
  return `sample:${messageType}@${at}`;
}

async function write(
  desk: MessageDesk,
  message: SampleMessage,
  references: readonly string[],
): Promise<Pick<MessageRow, 'content' | 'reach'>> {
  const at = new Date(message.at);
  if (message.messageType === 'CANCEL')
    return writeCancellation(desk, { references, texts: message.input.texts, now: at });
  const { messageType, input } = message;
  const frame = { messageType, references, identifier: `HUE-${randomUUID()}`, now: at };
  const content = orThrow(checkContent(input, frame));
  // Named wards alone: the sample does not wait for the boundaries of another area.
  return { content, reach: reachOf(content.areas, []) };
}

import type { JournalEntry, Tx } from '../kit/index.ts';
import { draftForEntry } from './cause.events.ts';
import type { SelfDraft } from './cause.rules.ts';
import { checkContent } from './content.rules.ts';
import { messageEntry } from './message.events.ts';
import type { MessageRow } from './message.model.ts';
import type { MessageDesk } from './message.store.ts';
import { madeIdentifier, newMessage, replaceMessage } from './message.store.ts';

/**
 * Drafts an alert for what a gauge, a station or reports tell. It is never issued by itself: it waits as DRAFT until a person
 * takes it over and a second one approves it. Of one subject there is one open draft, the latest; where an alert of the
 * subject holds, the draft is an update of it.
 */
export async function draftBySelf(desk: MessageDesk, entry: JournalEntry, tx: Tx): Promise<void> {
  const found = draftForEntry(entry, tx.now);
  if (!found || (await isKnown(desk, found, tx))) return;
  const written = await write(desk, found, tx);
  if (!written) return;
  const open = await desk.messages
    .findOne({ subject: found.subject, state: 'DRAFT' })
    .session(tx.session)
    .lean<MessageRow>();
  const { origin, subject, occurrence } = found;
  const row: MessageRow = open
    ? { ...open, ...written, occurrence, version: open.version + 1, draftedAt: tx.now }
    : newMessage({
        ...written,
        origin,
        subject,
        occurrence,
        state: 'DRAFT',
        authorId: null,
        draftedAt: tx.now,
      });
  if (open) await replaceMessage(desk, row, tx);
  else await desk.messages.create([row], { session: tx.session });
  const change = { kind: open ? 'revised' : 'drafted', from: open?.state ?? null } as const;
  await tx.append(messageEntry(row, { ...change, actor: { role: 'system' } }));
}

/** A journal may be read anew from its beginning: what was drafted once is not drafted again. */
async function isKnown(
  { messages }: MessageDesk,
  { occurrence }: SelfDraft,
  { session }: Tx,
): Promise<boolean> {
  return (await messages.exists({ occurrence }).session(session)) !== null;
}

type Written = Pick<MessageRow, 'content' | 'reach'>;

async function write(desk: MessageDesk, found: SelfDraft, tx: Tx): Promise<Written | null> {
  const holding = await holdingReference(desk, found, tx);
  const content = checkContent(found.input, {
    messageType: holding === null ? 'ALERT' : 'UPDATE',
    references: holding === null ? [] : [holding],
    identifier: madeIdentifier(tx.now),
    now: tx.now,
  });
  const reach = 'problem' in content ? content : await desk.places.reach(content.value.areas);
  if ('problem' in content) return refused(desk, found, content.problem);
  if ('problem' in reach) return refused(desk, found, reach.problem);
  return { content: content.value, reach: reach.value };
}

/** What a peer told that can be no alert is said in the log: trying again would not make it one. */
function refused(
  { parts }: MessageDesk,
  { occurrence }: SelfDraft,
  problem: { readonly message: string },
): null {
  parts.log.error({ occurrence, reason: problem.message }, 'no alert could be drafted');
  return null;
}

/** The head of the alert about the same subject that holds now. */
async function holdingReference(
  { messages, threads }: MessageDesk,
  { subject }: SelfDraft,
  tx: Tx,
): Promise<string | null> {
  const issued = await messages.find({ subject, state: 'ISSUED' }).session(tx.session).lean<MessageRow[]>();
  const thread = await threads.openOf(
    issued.flatMap(({ threadIds }) => threadIds),
    tx.session,
  );
  if (!thread || thread.expires <= tx.now) return null;
  const head = await messages.findById(thread.headId).session(tx.session).lean<MessageRow>();
  return head?.reference ?? null;
}

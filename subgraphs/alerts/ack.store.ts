import type { WriteCall } from './call.rules.ts';
import { noSuchReference, orThrow, requireCentre } from './errors.ts';
import { citySender } from './message.rules.ts';
import type { MessageDesk } from './message.store.ts';
import { findNamed, madeIdentifier } from './message.store.ts';
import type { ReplyRow } from './reply.model.ts';
import type { ReplyInput } from './reply.rules.ts';
import { checkReply } from './reply.rules.ts';
import { capTime, wholeSeconds } from './time.rules.ts';

/**
 * The operations centre says that messages reached it, or that it refuses them.
 * @throws GraphQLError BAD_USER_INPUT rule=cap_references, UNAUTHENTICATED, FORBIDDEN
 */
export async function replyTo(desk: MessageDesk, call: WriteCall, input: ReplyInput): Promise<ReplyRow> {
  requireCentre(call.viewer);
  const { kind, references, note } = orThrow(checkReply(input));
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

import type { ClientSession } from 'mongoose';
import type { Reach } from './area.rules.ts';
import type { TextInput } from './content.rules.ts';
import { checkTexts, maxAreas } from './content.rules.ts';
import { orThrow } from './errors.ts';
import { checkReferred } from './issue.store.ts';
import type { MessageRow } from './message.model.ts';
import type { AlertContent } from './message.rules.ts';
import { cityIssuer } from './message.rules.ts';
import type { MessageDesk } from './message.store.ts';
import { findMessages, madeIdentifier } from './message.store.ts';

export interface Cancellation {
  readonly references: readonly string[];
  /** Null: what it calls off is named in its own words. */
  readonly texts: readonly TextInput[] | null;
  /** Of one that came from another issuer; the city's own names itself. */
  readonly envelope?: Envelope;
  readonly now: Date;
  readonly session?: ClientSession;
}

export type Envelope = Pick<AlertContent, 'identifier' | 'sender' | 'senderName' | 'sentGiven'>;

/**
 * What a cancellation says: its own texts, and of the alerts that it ends where they held and how grave the gravest was.
 * @throws GraphQLError BAD_USER_INPUT rule=cap_references, ILLEGAL_TRANSITION for an alert that has ended
 */
export async function writeCancellation(
  desk: MessageDesk,
  { references, texts, envelope, now, session }: Cancellation,
): Promise<Pick<MessageRow, 'content' | 'reach'>> {
  const checked = texts && orThrow(checkTexts(texts));
  const referred = await desk.messages
    .findOne({ reference: references[0] ?? '' })
    .session(session ?? null)
    .lean<MessageRow>();
  const { status = 'ACTUAL', scope = 'PUBLIC' } = referred?.content ?? {};
  const threads = await checkReferred(
    desk,
    { messageType: 'CANCEL', references, status, scope, sentGiven: envelope?.sentGiven ?? now },
    session,
  );
  const ids = [...threads]
    .sort((a, b) => a.severityRank - b.severityRank || a.urgencyRank - b.urgencyRank)
    .map(({ headId }) => headId);
  const rows = await findMessages(desk, ids, session);
  const heads = ids.flatMap((id) => rows.filter(({ _id }) => _id === id));
  const [gravest] = heads;
  if (!gravest) throw new Error('expected a head of the alerts that are cancelled, got none');
  const content: AlertContent = {
    ...gravest.content,
    ...cityIssuer,
    identifier: madeIdentifier(now),
    sentGiven: null,
    ...envelope,
    messageType: 'CANCEL',
    references,
    effective: null,
    onset: null,
    // It ends what held until then; the alert's own end stays what it was.
    expires: new Date(Math.max(...threads.map(({ expires }) => expires.getTime()))),
    texts: checked ?? gravest.content.texts,
    areas: heads.flatMap(({ content: { areas } }) => areas).slice(0, maxAreas),
  };
  return { content, reach: joined(heads.map(({ reach }) => reach)) };
}

function joined(reaches: readonly Reach[]): Reach {
  const all = (of: (reach: Reach) => readonly string[]) => [...new Set(reaches.flatMap(of))].sort();
  return {
    named: all(({ named }) => named),
    polygons: reaches.flatMap(({ polygons }) => polygons),
    wardCodes: all(({ wardCodes }) => wardCodes),
  };
}

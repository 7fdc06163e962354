import type { Verdict } from '../kit/verdict.ts';
import { refuseInput } from '../kit/verdict.ts';
import type { AlertInput, AreaInput, TextInput } from './content.rules.ts';
import { checkContent, checkIdentifier } from './content.rules.ts';
import type { AlertContent, Issuer } from './message.rules.ts';
import { spanOf } from './message.rules.ts';
import type { ReplyKind } from './reply.rules.ts';
import { checkNames, checkReply } from './reply.rules.ts';
import { capTime, parseCapTime } from './time.rules.ts';

/** A message of another issuer as it came: the members of CAP, those of `info` null where it has none. */
export interface ReceivedInput extends Partial<Pick<AlertInput, 'categories' | 'urgency' | 'severity'>> {
  readonly sender: string;
  readonly identifier: string;
  readonly sent: string;
  readonly messageType: 'ALERT' | 'UPDATE' | 'CANCEL' | ReplyKind;
  readonly status: AlertInput['status'];
  readonly scope: AlertInput['scope'];
  readonly restriction?: string | null;
  readonly addresses?: readonly string[] | null;
  readonly references?: readonly string[] | null;
  readonly note?: string | null;
  readonly certainty?: AlertInput['certainty'];
  readonly riskLevel?: number | null;
  readonly effective?: string | null;
  readonly onset?: string | null;
  readonly expires?: string | null;
  readonly texts?: readonly TextInput[] | null;
  readonly areas?: readonly AreaInput[] | null;
}

/** What came, told apart by what it does. `name` is `sender,identifier,sent`. */
export type Received =
  | { readonly does: 'warn'; readonly name: string; readonly content: AlertContent }
  | {
      readonly does: 'cancel';
      readonly name: string;
      readonly references: readonly string[];
      readonly sentGiven: Date;
      readonly texts: readonly TextInput[] | null;
    }
  | {
      readonly does: 'reply';
      readonly name: string;
      readonly kind: ReplyKind;
      readonly sentGiven: Date;
      readonly references: readonly string[];
      readonly note: string | null;
    };

/** `sender,identifier,sent` of what came, null when it can be none. */
export function nameOf({ sender, identifier, sent }: ReceivedInput): string | null {
  const moment = parseCapTime(sent);
  return moment === null ? null : `${sender},${identifier},${capTime(moment)}`;
}

/** Whether what came can be a message of this issuer, with field and rule of the first thing that it breaks. */
export function readReceived(input: ReceivedInput, issuer: Issuer, now: Date): Verdict<Received> {
  const identifier = checkIdentifier(input.identifier);
  if ('problem' in identifier) return identifier;
  const sent = parseCapTime(input.sent);
  if (sent === null || sent > now)
    return refuseInput(
      { field: 'input.sent', rule: 'cap_time' },
      'sent is written 2026-11-25T08:30:00+07:00, never with Z, and not in the future.',
    );
  const name = `${input.sender},${input.identifier},${capTime(sent)}`;
  const { messageType } = input;
  if (messageType === 'ACK' || messageType === 'ERROR') {
    // What another issuer says is taken as it says it: without a reason, too.
    const reply = checkReply({ kind: 'ACK', references: input.references ?? [], note: input.note ?? null });
    if ('problem' in reply) return reply;
    const { references, note } = reply.value;
    return { value: { does: 'reply', name, kind: messageType, sentGiven: sent, references, note } };
  }
  const references = checkOwn(input, messageType);
  if ('problem' in references) return references;
  if (messageType === 'CANCEL') {
    const { texts = null } = input;
    return { value: { does: 'cancel', name, references: references.value, sentGiven: sent, texts } };
  }
  return readWarning(input, { name, issuer, now, sent, messageType, references: references.value });
}

/** An issuer updates and cancels its own messages and nobody else's. */
function checkOwn(
  { references, sender }: ReceivedInput,
  messageType: 'ALERT' | 'UPDATE' | 'CANCEL',
): Verdict<readonly string[]> {
  if (messageType === 'ALERT') return { value: [] };
  const named = checkNames(references ?? []);
  if ('problem' in named) return named;
  return named.value.every((name) => name.startsWith(`${sender},`))
    ? named
    : refuseInput(
        { field: 'input.references', rule: 'cap_references' },
        'An issuer updates and cancels its own messages only.',
      );
}

interface Warning {
  readonly name: string;
  readonly issuer: Issuer;
  readonly now: Date;
  readonly sent: Date;
  readonly messageType: 'ALERT' | 'UPDATE';
  readonly references: readonly string[];
}

function readWarning(input: ReceivedInput, warning: Warning): Verdict<Received> {
  const { categories, urgency, severity, certainty, texts, areas } = input;
  if (!categories || !urgency || !severity || !certainty || !texts || !areas)
    return refuseInput(
      { field: 'input', rule: 'cap_info' },
      'A warning has categories, urgency, severity, certainty, texts and areas.',
    );
  const { riskLevel = null } = input;
  const risk =
    riskLevel === null ? null : { level: riskLevel, simultaneousHazards: false, graveThreat: false };
  const { name, issuer, now, sent, messageType, references } = warning;
  const content = checkContent(
    { ...input, categories, urgency, severity, certainty, texts, areas, risk },
    { messageType, references, identifier: input.identifier, now, issuer },
  );
  if ('problem' in content) return content;
  if (spanOf(content.value, sent).expires <= now)
    return refuseInput({ field: 'input.expires', rule: 'cap_time' }, 'Its time is over.');
  return { value: { does: 'warn', name, content: content.value } };
}

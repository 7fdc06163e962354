import { checkRequiredText } from '../kit/checked-text.ts';
import type { Verdict } from '../kit/verdict.ts';
import { refuse, refuseInput } from '../kit/verdict.ts';
import { citySender } from './message.rules.ts';

export type SourceState = 'TRUSTED' | 'WITHDRAWN';

export interface SourceInput {
  readonly sender: string;
  readonly name: string;
  readonly accountId: string;
}

/** Whether somebody can be an issuer whose messages are taken in. */
export function checkSource({ sender, name, accountId }: SourceInput): Verdict<SourceInput> {
  if (!isSender(sender))
    return refuseInput(
      { field: 'sender', rule: 'cap_sender' },
      'A sender has 1 to 100 characters, and no space, comma, < or &.',
    );
  if (sender === citySender)
    return refuseInput({ field: 'sender', rule: 'own' }, 'The city issues its own alerts itself.');
  const words = checkRequiredText(name, { field: 'name', max: 200 });
  if ('problem' in words) return words;
  const account = checkRequiredText(accountId, { field: 'accountId', max: 100 });
  if ('problem' in account) return account;
  return { value: { sender, name: words.value, accountId: account.value } };
}

/**
 * Whether an account may send for an issuer. The answer is the same for an issuer that is not known, for one whose trust was
 * withdrawn and for another's: nobody learns here who is trusted.
 */
export function checkAccount<
  Source extends { readonly state: SourceState; readonly accountId: string | null },
>(source: Source | null, accountId: string | null): Verdict<Source> {
  const isIts = source?.state === 'TRUSTED' && source.accountId !== null && source.accountId === accountId;
  if (source && isIts) return { value: source };
  return refuse('FORBIDDEN', 'No messages of this sender are taken in from this account.', {
    field: 'input.sender',
    rule: 'trusted_source',
  });
}

/** A name goes into references, which are divided by spaces and commas. */
function isSender(text: string): boolean {
  return /^[^\s,<&]{1,100}$/u.test(text) && !/[\p{Cc}\p{Cf}]/u.test(text);
}

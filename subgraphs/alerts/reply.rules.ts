import { checkText } from '../kit/checked-text.ts';
import type { Verdict } from '../kit/verdict.ts';
import { refuseInput } from '../kit/verdict.ts';
import { checkReferences } from './content.rules.ts';
import { capTime, parseCapTime } from './time.rules.ts';

/** ACK: received and accepted. ERROR: received and refused. */
export type ReplyKind = 'ACK' | 'ERROR';

export interface ReplyInput {
  readonly kind: ReplyKind;
  readonly references: readonly string[];
  readonly note?: string | null;
}

/** Whether a reply names what it is about, and says why when it refuses. */
export function checkReply({ kind, references, note }: ReplyInput): Verdict<Required<ReplyInput>> {
  const named = checkNames(references);
  if ('problem' in named) return named;
  const words = checkText(note, { field: 'note', max: 1000, lines: true });
  if ('problem' in words) return words;
  if (kind === 'ERROR' && words.value === null)
    return refuseInput({ field: 'note', rule: 'required' }, 'A refusal says why.');
  return { value: { kind, references: named.value, note: words.value } };
}

/** References as they are kept: the same message by the same name, whatever the offset in which its time was written. */
export function checkNames(references: readonly string[]): Verdict<readonly string[]> {
  const checked = checkReferences(references);
  if ('problem' in checked) return checked;
  const names: string[] = [];
  for (const reference of checked.value) {
    const [sender = '', identifier = '', written = ''] = reference.split(',');
    const sent = parseCapTime(written);
    if (sent === null)
      return refuseInput(
        { field: 'references', rule: 'cap_references' },
        'The last part of a reference is written 2026-11-25T08:30:00+07:00, never with Z.',
      );
    names.push(`${sender},${identifier},${capTime(sent)}`);
  }
  return { value: [...new Set(names)] };
}

import type { Verdict } from './verdict.ts';
import { refuseInput } from './verdict.ts';

/** What a text argument must be; lengths count code points after NFC. */
export interface TextRule {
  readonly field: string;
  readonly max: number;
  /** Line breaks and tabs are allowed. */
  readonly lines?: boolean;
}

// Controls, lone surrogates, what is no character at all, and the bidirectional overrides that make a text read otherwise than it is stored.
const forbidden = /[\p{Cc}\p{Cs}\p{NChar}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

// A text of these alone shows as an empty one (U+2800 is the blank of Braille).
const visible = /[^\s\p{DI}\u2800]/u;

/** The text as it is stored (NFC, trimmed, LF line ends), null for an empty one, or why it is refused. */
export function checkText(value: string | null | undefined, rule: TextRule): Verdict<string | null> {
  const { field, max } = rule;
  const text = (value ?? '').replaceAll('\r\n', '\n').normalize('NFC').trim();
  if (forbidden.test(rule.lines === true ? text.replaceAll(/[\n\t]/g, '') : text))
    return refuseInput(
      { field, rule: 'control_characters' },
      `${field}: control characters are not accepted.`,
    );
  const length = Array.from(text).length;
  if (length > max)
    return refuseInput(
      { field, rule: 'max_length', max, length },
      `${field}: ${length} characters, at most ${max} are accepted.`,
    );
  return { value: visible.test(text) ? text : null };
}

/** As `checkText` for a text that must be there; `missing` is the rule that an empty one breaks. */
export function checkRequiredText(
  value: string | null | undefined,
  rule: TextRule & { readonly missing?: string },
): Verdict<string> {
  const checked = checkText(value, rule);
  if ('problem' in checked) return checked;
  return checked.value === null
    ? refuseInput(
        { field: rule.field, rule: rule.missing ?? 'required' },
        `${rule.field} is missing or empty.`,
      )
    : { value: checked.value };
}

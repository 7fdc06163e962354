/** What the run did that it must not. */
export type Rule =
  | 'durable'
  | 'once'
  | 'legal path'
  | 'delivered'
  | 'order'
  | 'no phantom'
  | 'no leak'
  | 'rights'
  | 'read your writes'
  | 'answered'
  | 'refused';

export interface Finding {
  readonly rule: Rule;
  readonly text: string;
}

export function finding(rule: Rule, text: string): Finding {
  return { rule, text };
}

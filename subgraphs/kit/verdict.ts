import { hubError } from './errors.ts';

/** What a rule answers: the value that it allows, or the problem that a client can act on. Rules never throw for input. */
export type Verdict<Value> = { readonly value: Value } | { readonly problem: Problem };

/** One refusal, in the words of the error table; `orThrow` turns it into a GraphQL error. */
export interface Problem {
  readonly code: 'BAD_USER_INPUT' | 'UNAUTHENTICATED' | 'FORBIDDEN' | 'CONFLICT' | 'ILLEGAL_TRANSITION';
  readonly message: string;
  /** `field` and `rule` for input, `from`, `to` and `allowed` for transitions. */
  readonly extra: Readonly<Record<string, unknown>>;
}

export type Refusal = { readonly problem: Problem };

export function refuse(code: Problem['code'], message: string, extra: Problem['extra'] = {}): Refusal {
  return { problem: { code, message, extra } };
}

/** BAD_USER_INPUT: `field` names the argument, `rule` what it broke. */
export function refuseInput(
  at: { readonly field: string; readonly rule: string } & Problem['extra'],
  message: string,
): Refusal {
  return refuse('BAD_USER_INPUT', message, at);
}

/** The value that a rule allows. @throws GraphQLError with the code of the rule's problem */
export function orThrow<Value>(verdict: Verdict<Value>): Value {
  if (!('problem' in verdict)) return verdict.value;
  const { code, message, extra } = verdict.problem;
  throw hubError(code, message, extra);
}

import { checkRequiredText } from '../kit/checked-text.ts';
import type { Verdict } from '../kit/verdict.ts';
import { refuse } from '../kit/verdict.ts';

/** What of an account's rights was taken back. */
export interface AccountFacts {
  /** Tokens given before this moment (real time, as tokens are) are no longer good; null when all are. */
  readonly notBefore: Date | null;
  /** No token is good. */
  readonly isSuspended: boolean;
  /** 0 for an account of which nothing was ever taken back. */
  readonly version: number;
}

export type AccountStep = 'END_SESSIONS' | 'SUSPEND' | 'RESTORE';

export const untouchedAccount: AccountFacts = Object.freeze({
  notBefore: null,
  isSuspended: false,
  version: 0,
});

/** What a step makes of an account; tokens of before a suspension stay bad after it. */
export function takeAccountStep(
  facts: AccountFacts,
  step: AccountStep,
  realNow: Date,
): Verdict<AccountFacts> {
  const { isSuspended, version } = facts;
  if (step !== 'END_SESSIONS' && isSuspended === (step === 'SUSPEND'))
    return refuse(
      'ILLEGAL_TRANSITION',
      `The account is ${isSuspended ? 'suspended already' : 'not suspended'}.`,
      {
        from: stateOf(facts),
        to: step === 'SUSPEND' ? 'SUSPENDED' : 'ACTIVE',
        allowed: [isSuspended ? 'ACTIVE' : 'SUSPENDED'],
      },
    );
  const next = { ...facts, version: version + 1 };
  if (step === 'RESTORE') return { value: { ...next, isSuspended: false } };
  return { value: { ...next, notBefore: realNow, isSuspended: isSuspended || step === 'SUSPEND' } };
}

export function stateOf({ isSuspended }: Pick<AccountFacts, 'isSuspended'>): 'ACTIVE' | 'SUSPENDED' {
  return isSuspended ? 'SUSPENDED' : 'ACTIVE';
}

export function checkReason(step: AccountStep, reason: string | null | undefined): Verdict<string | null> {
  return step === 'SUSPEND'
    ? checkRequiredText(reason, { field: 'reason', max: 500, lines: true })
    : { value: null };
}

import type { Verdict } from '../kit/verdict.ts';
import { refuse } from '../kit/verdict.ts';

/** The way of a message: nothing is issued but by a second person's approval. */
export type DraftState = 'DRAFT' | 'PENDING_APPROVAL' | 'ISSUED' | 'DISCARDED';

export type DraftStep = 'SUBMIT' | 'APPROVE' | 'DISCARD';

const ways: Readonly<Record<DraftStep, { readonly from: readonly DraftState[]; readonly to: DraftState }>> = {
  SUBMIT: { from: ['DRAFT'], to: 'PENDING_APPROVAL' },
  APPROVE: { from: ['PENDING_APPROVAL'], to: 'ISSUED' },
  DISCARD: { from: ['DRAFT', 'PENDING_APPROVAL'], to: 'DISCARDED' },
};

export interface Drafted {
  readonly state: DraftState;
  /** Who answers for its words: who wrote it, or took over one that was drafted by itself. */
  readonly authorId: string | null;
}

/** Where a step leads. ILLEGAL_TRANSITION with what is allowed instead; FORBIDDEN when somebody approves what is their own. */
export function stepDraft(draft: Drafted, step: DraftStep, personId: string): Verdict<DraftState> {
  const { from, to } = ways[step];
  const { state } = draft;
  if (!from.includes(state)) {
    const allowed = Object.values(ways).flatMap((way) => (way.from.includes(state) ? [way.to] : []));
    return refuse('ILLEGAL_TRANSITION', `A message that is ${state} cannot become ${to}.`, {
      from: state,
      to,
      allowed,
    });
  }
  if (step === 'APPROVE' && !mayApprove(draft, personId))
    return refuse('FORBIDDEN', 'A second person approves a message.', { rule: 'second_person' });
  return { value: to };
}

export function mayApprove({ state, authorId }: Drafted, personId: string): boolean {
  return state === 'PENDING_APPROVAL' && authorId !== personId;
}

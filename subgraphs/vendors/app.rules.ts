import { checkRequiredText } from '../kit/checked-text.ts';
import type { Verdict } from '../kit/verdict.ts';
import { refuse, refuseInput } from '../kit/verdict.ts';
import { appScopes } from './plan.rules.ts';

export type AppState = 'SANDBOX' | 'CONFORMANT' | 'LIVE' | 'SUSPENDED';
export type AppStep = 'PASS' | 'LAUNCH' | 'SUSPEND' | 'RESTORE';

export interface AppStanding {
  readonly state: AppState;
  /** What a suspended app goes back to. */
  readonly before: Exclude<AppState, 'SUSPENDED'> | null;
}

/** From where each step leads on: a passed conformance run is the only way out of the sandbox. A suspended app goes back to where it was. */
const steps = {
  PASS: { from: ['SANDBOX'], to: 'CONFORMANT' },
  LAUNCH: { from: ['CONFORMANT'], to: 'LIVE' },
  SUSPEND: { from: ['SANDBOX', 'CONFORMANT', 'LIVE'], to: 'SUSPENDED' },
  RESTORE: { from: ['SUSPENDED'], to: null },
} as const satisfies Record<AppStep, { from: readonly AppState[]; to: AppState | null }>;

/** What a step makes of an app, or why it may not be taken now. */
export function takeAppStep({ state, before }: AppStanding, step: AppStep): Verdict<AppStanding> {
  const { from, to } = steps[step];
  if (!from.some((each) => each === state))
    return refuse('ILLEGAL_TRANSITION', `The app is ${state}.`, {
      from: state,
      to: to ?? 'LIVE',
      allowed: allowedFrom(state),
    });
  if (state === 'SUSPENDED') return { value: { state: before ?? 'SANDBOX', before: null } };
  return { value: { state: to ?? state, before: to === 'SUSPENDED' ? state : null } };
}

function allowedFrom(state: AppState): readonly string[] {
  return Object.entries(steps).flatMap(([name, { from }]) =>
    from.some((each) => each === state) ? [name] : [],
  );
}

/** What a step needs in words: a suspension says why. */
export function checkStepWords(step: AppStep, words: string | null | undefined): Verdict<string | null> {
  if (step !== 'SUSPEND') return { value: null };
  return checkRequiredText(words, { field: 'reason', max: 500, lines: true });
}

export interface AppInput {
  readonly name: string;
  readonly about: string;
  readonly scopes: readonly string[];
}

export function checkApp({ name, about, scopes }: AppInput): Verdict<AppInput> {
  const checkedName = checkRequiredText(name, { field: 'input.name', max: 80 });
  if ('problem' in checkedName) return checkedName;
  const text = checkRequiredText(about, { field: 'input.about', max: 500, lines: true });
  if ('problem' in text) return text;
  const unknown = scopes.find((scope) => !appScopes.some((known) => known === scope));
  if (unknown !== undefined)
    return refuseInput(
      { field: 'input.scopes', rule: 'scope', allowed: appScopes },
      `There is no scope ${unknown.slice(0, 40)}.`,
    );
  return { value: { name: checkedName.value, about: text.value, scopes: [...new Set(scopes)].sort() } };
}

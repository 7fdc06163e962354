import { checkRequiredText } from '../kit/checked-text.ts';
import type { Verdict } from '../kit/verdict.ts';
import { refuseInput } from '../kit/verdict.ts';

export interface KeyFacts {
  /** Real time, as everything about keys. */
  readonly expiresAt: Date;
  readonly endedAt: Date | null;
  /** The prefix of the key that was made in its place. */
  readonly replacedBy: string | null;
}

export type KeyState = 'ACTIVE' | 'ENDING' | 'EXPIRED' | 'REVOKED';

/** `ENDING`: another key was made in its place, and it is good for a while yet. */
export function keyState({ expiresAt, endedAt, replacedBy }: KeyFacts, realNow: Date): KeyState {
  if (endedAt !== null && endedAt < expiresAt) return 'REVOKED';
  if (expiresAt <= realNow) return 'EXPIRED';
  return replacedBy === null ? 'ACTIVE' : 'ENDING';
}

export interface KeyInput {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly days: number;
  /** For the sandbox of its app, and for nothing else. */
  readonly sandbox: boolean;
}

export const maxKeyDays = 365;
export const maxOverlapHours = 168;
/** Of an app at a time, so that one can be exchanged while the others work. */
export const maxKeys = 10;

/** What a key is to be; it may have no more than its app. */
export function checkKey(
  { name, scopes, days, sandbox }: KeyInput,
  appScopes: readonly string[],
): Verdict<KeyInput> {
  const checked = checkRequiredText(name, { field: 'input.name', max: 80 });
  if ('problem' in checked) return checked;
  if (days < 1 || days > maxKeyDays)
    return refuseInput(
      { field: 'input.days', rule: 'range', min: 1, max: maxKeyDays },
      `days: from 1 to ${maxKeyDays}.`,
    );
  const outside = scopes.find((scope) => !appScopes.includes(scope));
  if (outside !== undefined)
    return refuseInput(
      { field: 'input.scopes', rule: 'scope', allowed: appScopes },
      `The app has no scope ${outside.slice(0, 40)}.`,
    );
  return { value: { name: checked.value, scopes: [...new Set(scopes)].sort(), days, sandbox } };
}

export function checkOverlap(hours: number): Verdict<number> {
  if (hours >= 0 && hours <= maxOverlapHours) return { value: hours };
  const at = { field: 'overlapHours', rule: 'range', min: 0, max: maxOverlapHours };
  return refuseInput(at, `overlapHours: from 0 to ${maxOverlapHours}.`);
}

/** When the key that is replaced ends: never later than it would have anyway. */
export function endOfOverlap({ expiresAt }: KeyFacts, hours: number, realNow: Date): Date {
  return new Date(Math.min(expiresAt.getTime(), realNow.getTime() + hours * 3_600_000));
}

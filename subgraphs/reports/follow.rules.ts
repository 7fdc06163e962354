import type { Verdict } from './problem.rules.ts';
import { refuseInput } from './problem.rules.ts';

/** Asked for, or because a report of the person's was found to repeat this one. */
export type FollowReason = 'ASKED' | 'DUPLICATE';

/** How many reports of others one person follows by asking, and how many of the newest own ones are told of. */
export const maxFollows = 500;

/** An ended follow is known a little longer than a cursor leads back (7 days). */
export const endedKeptMs = 8 * 24 * 60 * 60 * 1000;

export function checkFollows(count: number): Verdict<null> {
  return count < maxFollows
    ? { value: null }
    : refuseInput(
        { field: 'id', rule: 'max_follows', max: maxFollows },
        `You follow ${maxFollows} reports. Unfollow one first.`,
      );
}

/** Whether a version of the report is told to who follows it so. */
export function tells(
  follow: { readonly sinceVersion: number; readonly untilVersion: number | null },
  version: number,
): boolean {
  return version > follow.sinceVersion && version <= (follow.untilVersion ?? Infinity);
}

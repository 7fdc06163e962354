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

interface Followed {
  readonly sinceVersion: number;
  readonly untilVersion: number | null;
}

/** Whether a version of the report is told to who follows it so. */
export function tells({ sinceVersion, untilVersion }: Followed, version: number): boolean {
  return version > sinceVersion && version <= (untilVersion ?? Infinity);
}

/**
 * The same of what happened to the report while it was at this version, as that a deadline passed. Of the version at which the
 * follow ended it is not told: whoever has left would have the report back.
 */
export function tellsWithin({ sinceVersion, untilVersion }: Followed, version: number): boolean {
  return version >= sinceVersion && version < (untilVersion ?? Infinity);
}

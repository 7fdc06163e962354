/**
 * The steps of a report that a run makes, written down here once more: a checker that asked the rules under test
 * would believe them.
 */
const next: Readonly<Record<string, readonly string[]>> = {
  SUBMITTED: ['ACCEPTED'],
  ACCEPTED: ['ASSIGNED'],
  ASSIGNED: ['IN_PROGRESS'],
  IN_PROGRESS: ['NEED_INFO'],
  NEED_INFO: ['IN_PROGRESS'],
};

/** A note changes the version and not the state. */
export function reportMayFollow(from: string | null, to: string): boolean {
  if (from === null) return to === 'SUBMITTED';
  return from === to || (next[from] ?? []).includes(to);
}

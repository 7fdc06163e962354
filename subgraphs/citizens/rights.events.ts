/**
 * What an entry of the journal tells of somebody's rights, as its payload's member `rights`: whoever believes tokens, a
 * gateway before all, follows it. `at` is real time, as tokens are.
 */
export interface RightsNotice {
  readonly subject: string;
  /**
   * REVOKED: tokens given up to `at` are no longer good; DISABLED: none is, until ENABLED; CONSENT: what others may see of
   * the subject has changed, in whichever direction.
   */
  readonly change: 'REVOKED' | 'DISABLED' | 'ENABLED' | 'CONSENT';
  readonly at: string;
  /** Of CONSENT: to whom it was given, or from whom it was taken. */
  readonly grantees?: readonly string[];
}

export function rightsNotice(
  subject: string,
  change: RightsNotice['change'],
  { at = new Date(), grantees }: { readonly at?: Date; readonly grantees?: readonly string[] } = {},
): RightsNotice {
  return { subject, change, at: at.toISOString(), ...(grantees && { grantees }) };
}

/** What an entry tells of rights, as its payload's member `rights`: gateways follow it. `at` is real time. */
export interface RightsNotice {
  readonly subject: string;
  /** DISABLED: nothing of it is good any more, until ENABLED; CONSENT: what it may has changed. */
  readonly change: 'DISABLED' | 'ENABLED' | 'CONSENT';
  readonly at: string;
}

export function rightsNotice(subject: string, change: RightsNotice['change'], at = new Date()): RightsNotice {
  return { subject, change, at: at.toISOString() };
}

/** What stands for one key where rights are told of: the app's other keys stay good. */
export function keySubject(prefix: string): string {
  return `key:${prefix}`;
}

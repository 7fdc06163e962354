/**
 * What a journal entry tells of somebody's rights: the member `rights` of its payload. That is the contract with the subgraphs
 * that decide on rights (citizens, vendors): they journal the change in the transaction that makes it.
 */
export interface RightsEntry {
  /** Opaque id of a person or an app (`personId`), as a token of that subject gives it. */
  readonly subject: string;
  /**
   * `REVOKED`: tokens given up to `at` are no longer good. `DISABLED`: none is, until `ENABLED`. `CONSENT`: what others may see
   * of the subject has changed, in whichever direction.
   */
  readonly change: (typeof changes)[number];
  /** Real time, not the hub's clock: it is compared with when a token was given. */
  readonly atMs: number;
  /** Of `CONSENT`: ids of those whom it was given to or taken from. */
  readonly grantees: readonly string[];
}

const changes = ['REVOKED', 'DISABLED', 'ENABLED', 'CONSENT'] as const;

/**
 * The entries that tell of rights, in order.
 * @throws Error for one that claims to and cannot be understood: to pass it over might leave a right standing
 */
export function parseRightsEntries(texts: readonly string[]): readonly RightsEntry[] {
  return texts.flatMap((text) => {
    const payload = parseMembers(parseMembers(JSON.parse(text))['payload']);
    return payload['rights'] === undefined ? [] : [parseRights(parseMembers(payload['rights']))];
  });
}

function parseRights({ subject, change, at, grantees = [] }: Record<string, unknown>): RightsEntry {
  const known = changes.find((each) => each === change);
  const atMs = typeof at === 'string' ? Date.parse(at) : Number.NaN;
  if (typeof subject !== 'string' || subject === '' || !known || Number.isNaN(atMs) || !isStrings(grantees))
    throw new Error(
      'expected rights: { subject, change, at, grantees? } in a journal entry, got something else',
    );
  return { subject, change: known, atMs, grantees };
}

function isStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

function parseMembers(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

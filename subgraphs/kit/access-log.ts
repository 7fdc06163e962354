/** One look at a protected value: whose, of what, which fields, and why. */
export interface AccessRow {
  /** The person whose value is shown. */
  readonly whose: string;
  readonly entity: string;
  readonly entityId: string;
  readonly fields: readonly string[];
  readonly purpose: string;
}

/** Resolves only when the row is durable; await it before the value is returned. */
export type LogAccess = (row: AccessRow) => Promise<void>;

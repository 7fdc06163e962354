import type { Collection, Db } from 'mongodb';
import type { RightsEntry } from './rights-entry.ts';

/** What is known of one subject. */
export interface SubjectRights {
  /** Tokens given up to then are no longer good. */
  readonly revokedAtMs: number;
  readonly isDisabled: boolean;
}

export interface KeptRights {
  of(subject: string): SubjectRights | undefined;
  /** Where the journal of a source was last read to; null at the beginning. */
  cursorOf(source: string): string | null;
  /** Counts from now on, in this process. */
  apply(entries: readonly RightsEntry[]): void;
  /** For the next start, and other gateways'. */
  save(
    source: string,
    read: { readonly entries: readonly RightsEntry[]; readonly end: string },
  ): Promise<void>;
}

/**
 * Each member only grows, so that gateways may write the same in any order, or twice, and come to the same.
 */
interface RightsRow {
  readonly _id: string;
  readonly revoked?: Date;
  readonly disabled?: Date;
  readonly enabled?: Date;
}

interface SourceRow {
  readonly _id: string;
  readonly cursor: string;
}

const members = { REVOKED: 'revoked', DISABLED: 'disabled', ENABLED: 'enabled' } as const;

/** Reads in what gateways have kept: nobody's journal is read from its beginning at each start. */
export async function openKeptRights(db: Db): Promise<KeptRights> {
  const options = { writeConcern: { w: 'majority' } } as const;
  const rows = db.collection<RightsRow>('rights', options);
  const sources = db.collection<SourceRow>('rights_sources', options);
  // First the places: what is written behind them meanwhile is then read twice and not never.
  const cursors = new Map((await sources.find().toArray()).map(({ _id, cursor }) => [_id, cursor]));
  const subjects = new Map<string, Moments>();
  for await (const row of rows.find()) subjects.set(row._id, momentsOf(row));
  return {
    of: (subject) => {
      const known = subjects.get(subject);
      return known && { revokedAtMs: known.revoked, isDisabled: known.disabled > known.enabled };
    },
    cursorOf: (source) => cursors.get(source) ?? null,
    apply: (entries) => {
      for (const entry of entries) applyTo(subjects, entry);
    },
    save: async (source, { entries, end }) => {
      await saveRows(rows, entries);
      await sources.updateOne({ _id: source }, { $set: { cursor: end } }, { upsert: true });
    },
  };
}

type Moments = Record<(typeof members)[keyof typeof members], number>;

function momentsOf({ revoked, disabled, enabled }: RightsRow): Moments {
  const ms = (date: Date | undefined): number => date?.getTime() ?? -1;
  return { revoked: ms(revoked), disabled: ms(disabled), enabled: ms(enabled) };
}

function applyTo(subjects: Map<string, Moments>, { subject, change, atMs }: RightsEntry): void {
  if (change === 'CONSENT') return;
  const known = subjects.get(subject) ?? { revoked: -1, disabled: -1, enabled: -1 };
  const member = members[change];
  subjects.set(subject, { ...known, [member]: Math.max(known[member], atMs) });
}

async function saveRows(rows: Collection<RightsRow>, entries: readonly RightsEntry[]): Promise<void> {
  const updates = entries.flatMap(({ subject, change, atMs }) => {
    if (change === 'CONSENT') return [];
    const update = { $max: { [members[change]]: new Date(atMs) } };
    return [{ updateOne: { filter: { _id: subject }, update, upsert: true } }];
  });
  if (updates.length > 0) await rows.bulkWrite(updates, { ordered: false });
}

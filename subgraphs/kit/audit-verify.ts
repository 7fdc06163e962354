import type { Db } from 'mongodb';
import { checkMark, leafOf } from './audit-mark.ts';
import { prunedKind, prunedOf } from './audit-retention.ts';
import type { ChainOf, SealRow } from './audit-seal.ts';
import { auditedAfter, endOf, isGenuine, leavesOf, sealsOf } from './audit-seal.ts';
import type { StampedRow } from './change.ts';
import { redactionOf } from './erase-person.ts';
import type { Position } from './position.ts';
import { comparePositions, positionAt, positionText } from './position.ts';

/** A seal that was seen before, kept where whoever writes the database cannot reach it. */
export interface AuditHead {
  readonly number: number;
  readonly seal: string;
}

export interface AuditReport {
  readonly subgraph: string;
  readonly seals: number;
  /** Entries under the seals that are there. */
  readonly rows: number;
  /** Of these, how many an erasure took something out of. */
  readonly erased: number;
  /** Looks and refusals that were taken away when their time was over. */
  readonly pruned: number;
  /** Entries that no seal covers yet. */
  readonly waiting: number;
  /** The last seal; keep it elsewhere, and give it to the next check. */
  readonly head: AuditHead | null;
  /** The first place where the chain does not hold, in words; null when it does. */
  readonly broken: string | null;
}

export interface VerifyOptions {
  readonly db: Db;
  readonly of: ChainOf;
  readonly seen?: AuditHead | undefined;
}

/** Entries that explain what is missing from others; each proves itself. */
interface Notices {
  /** By `Redaction.id`: how many entries that erasure touched. */
  readonly erasures: ReadonlyMap<string, number>;
  /** Up to which seal retention has passed, and how many entries it took. */
  readonly prunedThrough: number;
  readonly prunedRows: number;
}

/**
 * Reads a subgraph's whole chain: seals, the entries under each, and their order. Changes nothing. A chain that does not hold is read
 * again: an erasure or retention may have taken something while it was being read.
 */
export async function verifyAudit(options: VerifyOptions): Promise<AuditReport> {
  const report = await walkChain(options);
  return report.broken === null ? report : walkChain(options);
}

async function walkChain(options: VerifyOptions): Promise<AuditReport> {
  const notices = await readNotices(options);
  const walk = new ChainWalk(options, notices);
  const seals = sealsOf(options.db).find().sort({ _id: 1 });
  for await (const seal of seals) {
    walk.broken = await walk.step(seal);
    if (walk.broken) return walk.report(0);
  }
  return walk.finish();
}

async function readNotices({ db, of }: VerifyOptions): Promise<Notices> {
  const erasures = new Map<string, number>();
  let [prunedThrough, prunedRows] = [0, 0];
  // Also those that have no place yet: each proves itself.
  const said = db
    .collection<StampedRow>('journal', { readConcern: { level: 'majority' } })
    .find({ 'audit.v': 1, kind: { $in: ['erased', prunedKind] } });
  for await (const row of said) {
    if (checkMark(row, of.key) === 'bad') continue;
    const redaction = redactionOf(row);
    if (redaction) erasures.set(redaction.id, redaction.rows);
    const pruned = prunedOf(row);
    if (!pruned) continue;
    prunedThrough = Math.max(prunedThrough, pruned.through);
    prunedRows += pruned.rows;
  }
  return { erasures, prunedThrough, prunedRows };
}

class ChainWalk {
  readonly #options: VerifyOptions;
  readonly #notices: Notices;
  readonly #touched = new Map<string, number>();
  #last: SealRow | undefined;
  #rows = 0;
  #erased = 0;
  #pruned = 0;
  broken: string | null = null;

  constructor(options: VerifyOptions, notices: Notices) {
    this.#options = options;
    this.#notices = notices;
  }

  /** What is wrong with the next seal or what is under it. */
  async step(seal: SealRow): Promise<string | null> {
    const { of, seen, db } = this.#options;
    const expected = (this.#last?._id ?? 0) + 1;
    if (seal._id !== expected) return `seal ${expected} is missing`;
    if (!isGenuine(seal, of)) return `seal ${seal._id} is not one that this hub made`;
    if (seal.prev !== (this.#last?.seal ?? ''))
      return `seal ${seal._id} does not follow seal ${expected - 1}`;
    if (seen?.number === seal._id && seen.seal !== seal.seal)
      return `seal ${seal._id} is not the one that was seen before`;
    const [from, to] = [endOf(this.#last), endOf(seal)];
    if (comparePositions(from, to) >= 0) return `seal ${seal._id} does not lie behind seal ${expected - 1}`;
    const rows = await auditedAfter(db, from, to).toArray();
    this.#last = seal;
    return this.#checkRows(rows) ?? this.#checkLeaves(seal, rows);
  }

  async finish(): Promise<AuditReport> {
    const { db, seen } = this.#options;
    const end = this.#last?._id ?? 0;
    if (seen && seen.number > end)
      this.broken = `seal ${seen.number}, seen before, is gone: the chain ends at ${end}`;
    const waiting = await auditedAfter(db, endOf(this.#last)).toArray();
    this.broken ??= this.#checkRows(waiting) ?? this.#checkCounts();
    return this.report(waiting.length);
  }

  report(waiting: number): AuditReport {
    const last = this.#last;
    return {
      subgraph: this.#options.of.subgraph,
      seals: last?._id ?? 0,
      rows: this.#rows,
      erased: this.#erased,
      pruned: this.#pruned,
      waiting,
      head: last ? { number: last._id, seal: last.seal } : null,
      broken: this.broken,
    };
  }

  #checkRows(rows: readonly StampedRow[]): string | null {
    for (const row of rows) {
      const verdict = checkMark(row, this.#options.of.key);
      if (verdict === 'bad') return `${nameOf(row)} was changed, or not written by this hub`;
      if (verdict === 'good') continue;
      const by = row.audit?.erasedBy ?? '';
      if (!this.#notices.erasures.has(by)) return `${nameOf(row)} was emptied by no erasure`;
      this.#touched.set(by, (this.#touched.get(by) ?? 0) + 1);
      this.#erased += 1;
    }
    return null;
  }

  #checkLeaves(seal: SealRow, rows: readonly StampedRow[]): string | null {
    const found = rows.map((row) => leafOf(row, placeOf(row)).toString('hex'));
    const sealed = leavesOf(seal).map((leaf) => leaf.toString('hex'));
    this.#rows += rows.length;
    let row = 0;
    for (const [index, leaf] of sealed.entries()) {
      if (found[row] === leaf) row += 1;
      else if (seal._id <= this.#notices.prunedThrough) this.#pruned += 1;
      else return describe({ seal, sealed, found, rows, index });
    }
    const extra = rows[row];
    return extra ? `${nameOf(extra)} was not there when seal ${seal._id} was made` : null;
  }

  #checkCounts(): string | null {
    for (const [id, said] of this.#notices.erasures) {
      const touched = this.#touched.get(id) ?? 0;
      // Looks that were emptied may be past their retention by now.
      if (touched > said) return `${touched} entries were emptied where the erasure speaks of ${said}`;
    }
    if (this.#pruned === this.#notices.prunedRows) return null;
    return `${this.#pruned} entries are gone where retention speaks of ${this.#notices.prunedRows}`;
  }
}

/** What became of the first entry that is not as it was sealed. */
function describe(at: {
  readonly seal: SealRow;
  readonly sealed: readonly string[];
  readonly found: readonly string[];
  readonly rows: readonly StampedRow[];
  readonly index: number;
}): string {
  const { seal, sealed, found, rows, index } = at;
  const place = `entry ${index + 1} of ${seal.rows} under seal ${seal._id}`;
  const here = rows[index];
  const leaf = found[index];
  if (here && leaf !== undefined && sealed.length === found.length)
    return `${place} is out of its place: ${nameOf(here)} stands there`;
  if (here && leaf !== undefined && !sealed.includes(leaf))
    return `${place}: ${nameOf(here)} was not there when it was sealed`;
  return `${place} is gone${here ? `: ${nameOf(here)} stands there` : ''}`;
}

function placeOf({ pos, n }: Pick<StampedRow, 'pos' | 'n'>): Position {
  return positionAt(pos, n);
}

function nameOf(row: StampedRow): string {
  return `${row.kind} ${row._id} at ${positionText(placeOf(row))}`;
}

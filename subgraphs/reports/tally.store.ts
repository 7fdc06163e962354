import type { ClientSession, Model, mongo } from 'mongoose';
import { trusted } from 'mongoose';
import type { JournalEntry, SubgraphParts, Tx } from '../kit/index.ts';
import { nativeDb, openModel } from '../kit/mongo.ts';
import type { PlaceStore } from './place.store.ts';
import { reportIdsOf } from './report.events.ts';
import type { ReportRow } from './report.model.ts';
import { monthOf } from './period.rules.ts';
import type { CellFamily, CellRow, FigureRow } from './tally.model.ts';
import { cellSchema, figureSchema } from './tally.model.ts';
import type { Counts, Portion } from './tally.rules.ts';
import { addNumbers, changeOfNumbers, figureOf } from './tally.rules.ts';

/** Raise it when what is counted changes its meaning: then all reports are counted anew at the next start. */
export const figuresVersion = 1;

/** The name of the projection that keeps the figures. */
export const figuresName = 'figures';

/** What is counted, report by report and summed up. */
export interface Tally {
  readonly figures: Model<FigureRow>;
  readonly cells: Model<CellRow>;
  /** The driver's own: hundreds of writes at a time, all of values that the rules made. */
  readonly native: {
    readonly figures: mongo.Collection<FigureRow>;
    readonly cells: mongo.Collection<CellRow>;
  };
}

export async function openTally({ db }: Pick<SubgraphParts, 'db'>): Promise<Tally> {
  const [figures, cells] = [figureSchema(), cellSchema()];
  return {
    figures: await openModel(db, 'Figure', figures),
    cells: await openModel(db, 'FigureCell', cells),
    native: {
      figures: nativeDb(db).collection<FigureRow>('figures'),
      cells: nativeDb(db).collection<CellRow>('figureCells'),
    },
  };
}

/** What counting reads besides the tally. */
export interface Counting {
  readonly tally: Tally;
  readonly reports: Model<ReportRow>;
  readonly places: Pick<PlaceStore, 'calendar'>;
}

/** Counts the reports that these entries changed, as they are now. */
export async function countEntries(
  counting: Counting,
  entries: readonly JournalEntry[],
  tx: Tx,
): Promise<void> {
  const ids = reportIdsOf(entries);
  if (ids.length === 0) return;
  const rows = await counting.reports
    .find({ _id: trusted({ $in: ids }) })
    .session(tx.session)
    .lean<ReportRow[]>();
  await countRows(counting, rows, tx.session);
}

const recountBatch = 500;

/** Counts the next batch of all reports, in order of id; the answer is the last id, null after the last batch. */
export async function countAll(counting: Counting, after: string, { session }: Tx): Promise<string | null> {
  const rows = await counting.reports
    .find({ _id: trusted({ $gt: after }) })
    .sort({ _id: 1 })
    .limit(recountBatch)
    .session(session)
    .lean<ReportRow[]>();
  await countRows(counting, rows, session);
  return rows.length < recountBatch ? null : (rows.at(-1)?._id ?? null);
}

/** Puts what each report adds now in the place of what it added before. */
async function countRows(
  { tally, places }: Counting,
  rows: readonly ReportRow[],
  session: ClientSession,
): Promise<void> {
  if (rows.length === 0) return;
  const calendar = await places.calendar(session);
  const known = await tally.figures
    .find({ _id: trusted({ $in: rows.map(({ _id }) => _id) }) })
    .session(session)
    .lean<FigureRow[]>();
  const before = new Map(known.map((figure) => [figure._id, figure]));
  const after = rows.map((row): FigureRow => {
    const figure = figureOf(row, calendar);
    const { _id, version, wardCode, categoryCode } = row;
    return { _id, version, wardCode, categoryCode, ...figure, isOpen: figure.open !== null };
  });
  const changes = new CellChanges();
  for (const figure of after) {
    const old = before.get(figure._id);
    if (old) changes.add(old, -1);
    changes.add(figure, 1);
  }
  await tally.native.figures.bulkWrite(after.map(replaceFigure), { session, ordered: false });
  const writes = changes.writes();
  if (writes.length > 0) await tally.native.cells.bulkWrite(writes, { session, ordered: false });
}

function replaceFigure(row: FigureRow): mongo.AnyBulkWriteOperation<FigureRow> {
  return { replaceOne: { filter: { _id: row._id }, replacement: row, upsert: true } };
}

type Cell = Pick<CellRow, 'family' | 'month' | 'wardCode' | 'categoryCode' | 'agencyId'>;

/** The sum of many changes, so that each cell is written once. */
class CellChanges {
  readonly #changes = new Map<string, { readonly cell: Cell; counts: Counts; hours: Portion['hours'] }>();

  /** Adds what a report adds, or (sign -1) takes it away. */
  add(figure: FigureRow, sign: 1 | -1): void {
    for (const portion of figure.portions)
      for (const cell of cellsOf(figure, portion.agencyId)) this.#addTo(cell, portion, sign);
  }

  #addTo(cell: Cell, { counts, hours }: Portion, sign: 1 | -1): void {
    const id = cellId(cell);
    const old = this.#changes.get(id) ?? { cell, counts: {}, hours: {} };
    this.#changes.set(id, {
      cell,
      counts: sign === 1 ? addNumbers(old.counts, counts) : changeOfNumbers(counts, old.counts),
      hours: sign === 1 ? addNumbers(old.hours, hours) : changeOfNumbers(hours, old.hours),
    });
  }

  writes(): mongo.AnyBulkWriteOperation<CellRow>[] {
    return [...this.#changes].flatMap(([id, { cell, counts, hours }]) => {
      const inc = { ...increments('counts', counts), ...increments('hours', hours) };
      if (Object.keys(inc).length === 0) return [];
      const update = { $inc: inc, $setOnInsert: { ...cell } };
      return [{ updateOne: { filter: { _id: id }, update, upsert: true } }];
    });
  }
}

function increments(
  member: 'counts' | 'hours',
  numbers: Readonly<Partial<Record<string, number>>>,
): Record<string, number> {
  const changed = Object.entries(numbers).flatMap(([name, by = 0]) =>
    by === 0 ? [] : [[`${member}.${name}`, by] as const],
  );
  return Object.fromEntries(changed);
}

/** The cells that a portion of a report is part of. */
function cellsOf({ day, wardCode, categoryCode }: FigureRow, agencyId: string | null): readonly Cell[] {
  const month = monthOf(day);
  const none = { month, wardCode: null, categoryCode: null, agencyId: null };
  return [
    { ...none, family: 'ward', wardCode },
    { ...none, family: 'category', categoryCode },
    { ...none, family: 'agency', agencyId },
    { month, family: 'cross', wardCode, categoryCode, agencyId },
  ];
}

function cellId({ family, month, wardCode, categoryCode, agencyId }: Cell): string {
  return JSON.stringify([family satisfies CellFamily, month, wardCode, categoryCode, agencyId]);
}

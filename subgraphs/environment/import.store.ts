import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Model } from 'mongoose';
import type { ImportTools, SubgraphParts, Tx } from '../kit/index.ts';
import { openModel } from '../kit/mongo.ts';
import { isBeforeHeader } from './csv/read-csv.ts';
import type { RecordReader } from './format.rules.ts';
import { createReader } from './format.rules.ts';
import type { ImportRow } from './import.model.ts';
import { importSchema } from './import.model.ts';
import { formatOf, noCounts, reportHeader, reportLine, sumOf } from './import.rules.ts';
import type { ImportCounts } from './import.rules.ts';
import type { Intake, IntakeAsk } from './intake.store.ts';
import type { IntakeReport } from './observation.events.ts';
import type { Refusal, RowDraft } from './observation.rules.ts';
import type { FileRecord, Splitter } from './record-splitter.rules.ts';
import { createLineSplitter, createObjectSplitter } from './record-splitter.rules.ts';

/** Takes a batch in; `step` runs in its transaction. */
export type Load = (ask: IntakeAsk, step: (intake: Intake, tx: Tx) => Promise<void>) => Promise<IntakeReport>;

export interface ImportStore {
  /**
   * Takes a file in, in memory that does not grow with it. How far it is stands in the transaction of each batch, so an
   * import that was killed goes on behind its last batch, and its report of refusals with it; a file that was taken in
   * whole is read again, and changes nothing.
   */
  run(tools: ImportTools): Promise<ImportCounts>;
}

/**
 * Readings of one batch: a transaction of some hundred milliseconds. What a batch costs beside its readings (days that are
 * written anew, commands, the commit) is less for each the more there are.
 */
const batchRows = 10_000;
const readBytes = 256 * 1024;

export async function openImportStore({ db }: Pick<SubgraphParts, 'db'>, load: Load): Promise<ImportStore> {
  const imports = await openModel(db, 'Import', importSchema());
  return { run: (tools) => runImport({ imports, load }, tools) };
}

interface ImportDesk {
  readonly imports: Model<ImportRow>;
  readonly load: Load;
}

async function runImport({ imports, load }: ImportDesk, tools: ImportTools): Promise<ImportCounts> {
  const { path, refusalsPath, signal } = tools;
  const _id = await digestOf(path, signal);
  const started = await imports.findById(_id).lean<ImportRow>();
  const fresh: ImportRow = { _id, state: 'RUNNING', end: 0, endLine: 1, reportBytes: 0, ...noCounts };
  const from = started?.state === 'RUNNING' ? started : fresh;
  const report = await open(refusalsPath, from.reportBytes === 0 ? 'w' : 'r+');
  try {
    await report.truncate(from.reportBytes);
    const done = await takeFile({ imports, load, tools, report }, from);
    await imports.replaceOne({ _id }, { ...done, state: 'DONE' }, { upsert: true });
    if (done.reportBytes === 0) await report.write(reportHeader, 0);
    return done;
  } finally {
    await report.close();
  }
}

interface Running extends ImportDesk {
  readonly tools: ImportTools;
  readonly report: FileHandle;
}

async function takeFile(running: Running, from: ImportRow): Promise<ImportRow> {
  const { tools } = running;
  const { size } = await stat(tools.path);
  const { splitter, read } = await openReader(tools.path, from);
  const taker = createTaker(running, { from, size });
  let batch: Batch = { drafts: [], refusals: [] };
  const takeAll = async (records: readonly FileRecord[]): Promise<void> => {
    for (const record of records) {
      readInto(batch, record, read);
      if (batch.drafts.length + batch.refusals.length < batchRows) continue;
      await taker.take(batch, record);
      batch = { drafts: [], refusals: [] };
    }
  };
  try {
    const stream = createReadStream(tools.path, {
      start: from.end,
      highWaterMark: readBytes,
      signal: tools.signal,
    });
    for await (const piece of stream) await takeAll(splitter.push(piece));
    const rest = splitter.finish();
    await takeAll(rest);
    const endLine = rest.at(-1)?.endLine;
    await taker.take(batch, { end: size, ...(endLine !== undefined && { endLine }) });
    return await taker.finish();
  } finally {
    await taker.settled();
  }
}

/** Where a batch ends in the file; the line is that of the batch before unless it is given. */
type BatchEnd = Pick<FileRecord, 'end'> & Partial<Pick<FileRecord, 'endLine'>>;

interface Taker {
  /** Hands a batch over as soon as the one before is stored: the next is read meanwhile. */
  take(batch: Batch, end: BatchEnd): Promise<void>;
  /** @throws what the last batch threw */
  finish(): Promise<ImportRow>;
  /** When nothing is under way any more; never rejects. */
  settled(): Promise<unknown>;
}

function createTaker(
  running: Running,
  { from, size }: { readonly from: ImportRow; readonly size: number },
): Taker {
  const { progress, signal } = running.tools;
  let pending = Promise.resolve(from);
  return {
    async take(batch, { end, endLine }) {
      const row = await pending;
      if (row !== from) progress(row.end, size);
      signal.throwIfAborted();
      const place = { end, endLine: endLine ?? row.endLine };
      pending = takeBatch(running, { row, batch, place });
      // Whoever comes next is told; until then nobody listens.
      pending.catch(() => undefined);
    },
    async finish() {
      const row = await pending;
      progress(size, size);
      return row;
    },
    settled: () => pending.catch(() => undefined),
  };
}

interface Batch {
  readonly drafts: RowDraft[];
  readonly refusals: Refusal[];
}

function readInto(
  { drafts, refusals }: Batch,
  { text, line, isTooLong }: FileRecord,
  read: RecordReader,
): void {
  if (isTooLong) {
    refusals.push({ place: line, field: 'record', rule: 'record_size' });
    return;
  }
  const found = read(text, line);
  drafts.push(...found.drafts);
  refusals.push(...found.refusals);
}

interface BatchPlace {
  readonly row: ImportRow;
  readonly batch: Batch;
  readonly place: Pick<FileRecord, 'end' | 'endLine'>;
}

/**
 * One batch and how far the file then is, in one transaction. The report is written before the commit, at the place that
 * the row names: run again, or after a kill, it is written over.
 */
async function takeBatch(
  { imports, load, tools, report }: Running,
  { row, batch, place }: BatchPlace,
): Promise<ImportRow> {
  let next = row;
  await load({ source: basename(tools.path), ...batch }, async ({ report: counts }, tx) => {
    const { refusals } = counts;
    const head = row.reportBytes === 0 && refusals.length > 0 ? reportHeader : '';
    const text = Buffer.from(head + refusals.map(reportLine).join(''));
    await report.write(text, 0, text.length, row.reportBytes);
    const reportBytes = row.reportBytes + text.length;
    const { end, endLine } = place;
    next = { ...sumOf(row, counts), _id: row._id, state: 'RUNNING', end, endLine, reportBytes };
    await imports.replaceOne({ _id: row._id }, next, { session: tx.session, upsert: true });
  });
  return next;
}

async function openReader(
  path: string,
  from: Pick<FileRecord, 'end' | 'endLine'>,
): Promise<{ readonly splitter: Splitter; readonly read: RecordReader }> {
  const head = await readHead(path);
  const format = formatOf(head);
  if (format !== 'CSV') return { splitter: createObjectSplitter(from), read: createReader(format) };
  const header = head.split(/\r?\n/).find((line) => !isBeforeHeader(line));
  // At the beginning the reader meets the header itself.
  return {
    splitter: createLineSplitter(from),
    read: createReader('CSV', from.end === 0 ? undefined : header),
  };
}

async function readHead(path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(16_384), position: 0 });
    return buffer.subarray(0, bytesRead).toString('utf8');
  } finally {
    await file.close();
  }
}

async function digestOf(path: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path, { signal })) hash.update(piece);
  return hash.digest('base64url');
}

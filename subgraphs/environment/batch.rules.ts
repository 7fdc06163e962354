import type { Verdict } from '../kit/verdict.ts';
import { refuseInput } from '../kit/verdict.ts';
import type { ObservationFormat } from './format.rules.ts';
import { createReader } from './format.rules.ts';
import type { Refusal, RowDraft } from './observation.rules.ts';

/** How many readings one batch of the graph holds. */
export const maxBatch = 1_000;

/** A batch as a client sends it: exactly one of rows and records. */
export interface BatchInput {
  readonly rows?: readonly RowInput[] | null;
  readonly format?: ObservationFormat | null;
  readonly records?: readonly string[] | null;
}

interface RowInput {
  readonly datastream: string;
  readonly at: string;
  readonly resultAt?: string | null;
  readonly value?: number | null;
  readonly unit?: string | null;
}

export interface Batch {
  readonly drafts: readonly RowDraft[];
  readonly refusals: readonly Refusal[];
}

/** The rows of a batch, whatever shape they came in; records that are none are refused one by one. */
export function readBatch({ rows, format, records }: BatchInput): Verdict<Batch> {
  const hasRows = rows !== null && rows !== undefined;
  const hasRecords = records !== null && records !== undefined;
  if (hasRows === hasRecords)
    return refuseInput({ field: 'rows', rule: 'exactly_one' }, 'Give exactly one of rows and records.');
  if (hasRows) return within('rows', { drafts: rows.map(draftOf), refusals: [] }, rows.length);
  if (!format)
    return refuseInput({ field: 'format', rule: 'format' }, 'Say in which format the records are written.');
  if (records && records.length > maxBatch + 1) return tooMany('records');
  const read = createReader(format);
  const parts = (records ?? []).map((record, place) => read(record, place));
  const batch = {
    drafts: parts.flatMap(({ drafts }) => drafts),
    refusals: parts.flatMap(({ refusals }) => refusals),
  };
  return within('records', batch, batch.drafts.length + batch.refusals.length);
}

function within(field: string, batch: Batch, count: number): Verdict<Batch> {
  if (count === 0) return refuseInput({ field, rule: 'empty' }, 'There is no reading in this batch.');
  return count > maxBatch ? tooMany(field) : { value: batch };
}

function tooMany(field: string) {
  return refuseInput(
    { field, rule: 'max_batch', max: maxBatch },
    `A batch has at most ${maxBatch} readings.`,
  );
}

function draftOf({ datastream, at, resultAt, value, unit }: RowInput, place: number): RowDraft {
  return { place, datastream, at, resultAt: resultAt ?? null, value: value ?? null, unit: unit ?? null };
}

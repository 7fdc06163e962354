import type { JournalEntry, NewEntry } from '../kit/index.ts';
import type { Refusal } from './observation.rules.ts';

/** What came of a batch of rows. */
export interface IntakeReport {
  readonly batchId: string;
  /** `GraphQL`, or the name of an imported file. */
  readonly source: string;
  readonly added: number;
  /** Corrections: a later result for a time that was there. */
  readonly replaced: number;
  readonly repeated: number;
  /** Of those added or replaced. */
  readonly suspect: number;
  readonly invalid: number;
  readonly refused: number;
  /** The first 100. */
  readonly refusals: readonly Refusal[];
}

/** How many refusals and datastreams an entry names. */
export const maxNamed = 100;

export interface BatchFacts {
  readonly report: IntakeReport;
  readonly datastreams: readonly string[];
  readonly from: Date | null;
  readonly to: Date | null;
  readonly actor: NonNullable<NewEntry['actor']>;
}

/** A batch that was taken in. It says what was written and never what a refused row held. */
export function batchEntry({ report, datastreams, from, to, actor }: BatchFacts): NewEntry {
  const payload = {
    ...report,
    refusals: report.refusals.slice(0, maxNamed),
    datastreams: datastreams.slice(0, maxNamed),
    from,
    to,
  };
  return {
    entity: 'ObservationBatch',
    entityId: report.batchId,
    kind: 'ingested',
    version: 1,
    payload,
    topics: [],
    actor,
  };
}

/** The report that an entry of `batchEntry` holds. */
export function parseReport({ payload }: JournalEntry): IntakeReport {
  return payload as unknown as IntakeReport;
}

/** What quality control set; the reading itself is in its bucket. */
export interface QualityFacts {
  readonly datastream: string;
  readonly at: Date;
  readonly from: string;
  readonly to: string;
  readonly why: string;
  readonly actor: NonNullable<NewEntry['actor']>;
}

export function qualityEntry({ datastream, at, from, to, why, actor }: QualityFacts): NewEntry {
  return {
    entity: 'Observation',
    entityId: `${datastream}@${at.toISOString()}`,
    kind: 'quality',
    from,
    to,
    why,
    version: 0,
    payload: { datastream, at },
    topics: [],
    actor,
  };
}

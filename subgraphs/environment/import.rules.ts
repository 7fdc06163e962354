import type { ObservationFormat } from './format.rules.ts';
import type { Refusal } from './observation.rules.ts';
import { refusalMessages } from './observation.rules.ts';

/** What came of a file so far. */
export type ImportCounts = {
  readonly added: number;
  readonly replaced: number;
  readonly repeated: number;
  readonly suspect: number;
  readonly invalid: number;
  readonly refused: number;
};

export const noCounts: ImportCounts = {
  added: 0,
  replaced: 0,
  repeated: 0,
  suspect: 0,
  invalid: 0,
  refused: 0,
};

export function sumOf(a: ImportCounts, b: ImportCounts): ImportCounts {
  return {
    added: a.added + b.added,
    replaced: a.replaced + b.replaced,
    repeated: a.repeated + b.repeated,
    suspect: a.suspect + b.suspect,
    invalid: a.invalid + b.invalid,
    refused: a.refused + b.refused,
  };
}

/** The format of a file by its first bytes: what begins with a bracket is JSON, and NGSI-LD names its type. */
export function formatOf(head: string): ObservationFormat {
  const text = head.replace(/^\uFEFF/, '').trimStart();
  if (!text.startsWith('{') && !text.startsWith('[')) return 'CSV';
  return text.includes('AirQualityObserved') ? 'NGSI_LD' : 'SENSOR_THINGS';
}

export const reportHeader = 'line,field,rule,message\n';

/** A line of the report of refusals; `place` is the line of the file. */
export function reportLine({ place, field, rule }: Refusal): string {
  return `${place},${field},${rule},"${refusalMessages[rule].replaceAll('"', '""')}"\n`;
}

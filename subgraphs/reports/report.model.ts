import { Schema } from 'mongoose';
import type { Sealed } from '../kit/index.ts';
import type { ReportSource } from './draft.rules.ts';
import type { ReportFacts } from './facts.rules.ts';
import { listPrefixes } from './listing.rules.ts';
import type { ReportState, StepName } from './report.rules.ts';
import { reportStates } from './report.rules.ts';
import type { SlaMark } from './term.rules.ts';

/** What was done last, and why, as far as everybody may know. */
export interface LastChange {
  readonly step:
    | StepName
    | 'NOTE'
    | 'INTERNAL_NOTE'
    | 'MOVE_DUE'
    | 'HIDE_NAME'
    | 'COMMENT'
    | 'REDACT_MEDIA'
    | 'CLAIM'
    | SlaMark;
  readonly from: ReportState | null;
  readonly to: ReportState;
  readonly why: string | null;
  readonly at: Date;
}

/** A report as it is stored. */
export interface ReportRow extends ReportFacts {
  readonly _id: string;
  readonly code: string;
  readonly categoryCode: string;
  readonly title: string;
  readonly description: string;
  readonly address: string | null;
  readonly source: ReportSource;
  readonly wardCode: string;
  /** The public position: every filter, index, sort and distance uses this one. */
  readonly position: { readonly type: 'Point'; readonly coordinates: readonly [number, number] };
  /** The grid cells of the public position (kit/grid-cells.ts), for lists of a box. */
  readonly cells: readonly string[];
  /** The exact position, under the reporter's key; null once erased. */
  readonly exact: Sealed | null;
  /** The reporter's contact, under the reporter's key; null once erased. */
  readonly contact: Sealed | null;
  /** The app that sent it; absent or null for what a person sent. */
  readonly appId?: string | null;
  /** Where a photo is to be seen elsewhere, under the same key as the contact. */
  readonly link?: Sealed | null;
  /** By which a person may claim what an app sent: the token under the app's key, and its digest. Absent once claimed. */
  readonly claim?: Sealed;
  readonly claimHash?: string;
  /** The name that the reporter chose to show to everybody; null for none. */
  readonly alias: string | null;
  /** How many comments of it are public. */
  readonly comments: number;
  /** How many people follow it besides its reporter. */
  readonly followers: number;
  /** `isPublicState(state)`, for the indexes. */
  readonly isPublic: boolean;
  /** `followsCalendar` of the present term, for the index. */
  readonly followsCalendar: boolean;
  /** `queueOf` of the membership rules, for the index; absent while the report is in no queue. */
  readonly queueOf?: string;
  readonly lastChange: LastChange;
}

/** The order of every list: the newest receipt first. */
export const listOrder = { receivedAt: -1, _id: -1 } as const;

const text = { type: String, required: true };
const textOrNull = { type: String, default: null };
const date = { type: Date, required: true };
const dateOrNull = { type: Date, default: null };
const number = { type: Number, required: true };
const flag = { type: Boolean, required: true };
// Values that the rules made whole; what is inside is theirs.
const whole = { type: Schema.Types.Mixed, required: true };
const wholeOrNull = { type: Schema.Types.Mixed, default: null };

export function reportSchema(): Schema<ReportRow> {
  const schema = new Schema<ReportRow>(
    {
      _id: text,
      code: text,
      categoryCode: text,
      title: text,
      description: text,
      address: textOrNull,
      source: text,
      wardCode: text,
      position: whole,
      cells: [String],
      exact: wholeOrNull,
      contact: wholeOrNull,
      appId: textOrNull,
      link: wholeOrNull,
      claim: Schema.Types.Mixed,
      claimHash: String,
      alias: textOrNull,
      comments: { type: Number, default: 0 },
      followers: { type: Number, default: 0 },
      isPublic: flag,
      followsCalendar: flag,
      queueOf: String,
      lastChange: whole,
      state: { ...text, enum: reportStates },
      version: number,
      mode: text,
      reporterId: textOrNull,
      agencyId: textOrNull,
      assignedAgencies: [String],
      categoryDays: number,
      receivedAt: date,
      returnedBy: textOrNull,
      duplicateOf: textOrNull,
      terms: [Schema.Types.Mixed],
      answer: wholeOrNull,
      rounds: [Schema.Types.Mixed],
      plannedFor: textOrNull,
      acceptedAt: dateOrNull,
      resolvedAt: dateOrNull,
      publishedAt: dateOrNull,
      closedAt: dateOrNull,
      outcome: textOrNull,
    },
    { collection: 'reports', strict: 'throw', versionKey: false },
  );
  indexReports(schema);
  return schema;
}

function indexReports(schema: Schema<ReportRow>): void {
  schema.index({ code: 1 }, { unique: true, name: 'code' });
  for (const [name, prefix] of Object.entries(listPrefixes)) {
    const equal = Object.fromEntries(prefix.map((field) => [field, 1 as const]));
    const partial = name === 'queue' ? { partialFilterExpression: { queueOf: { $exists: true } } } : {};
    schema.index({ ...equal, ...listOrder }, { name: `list_${name}`, ...partial });
  }
  schema.index(
    { claimHash: 1 },
    { unique: true, name: 'claim', partialFilterExpression: { claimHash: { $exists: true } } },
  );
  schema.index({ isPublic: 1, position: '2dsphere' }, { name: 'near' });
  schema.index(
    { followsCalendar: 1, _id: 1 },
    { name: 'followsCalendar', partialFilterExpression: { followsCalendar: true } },
  );
}

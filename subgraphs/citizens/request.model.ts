import { Schema } from 'mongoose';
import type { Sealed } from '../kit/index.ts';
import type { RequestFacts, RequestMark, RequestStep } from './request.rules.ts';

/** What happened last, without words. */
export interface RequestChange {
  readonly step: RequestStep | 'RECEIVE' | 'MOVE_ANSWER_DUE' | 'AREA_DONE' | RequestMark;
  readonly from: RequestFacts['state'] | null;
  readonly to: RequestFacts['state'];
  readonly at: Date;
}

/** What one service area has done of a request that goes to all of them. */
export interface AreaDone {
  readonly area: string;
  readonly doneAt: Date;
  /** Rows by collection: erased, or given in the copy. */
  readonly counts: Readonly<Record<string, number>>;
}

/** A person's request about own data. It outlives an erasure as its proof: then without any word of the person. */
export interface RequestRow extends RequestFacts {
  readonly _id: string;
  readonly personId: string;
  /** The person's words, under the person's key. */
  readonly details: Sealed | null;
  /** The office's words: the answer, or the reason of an extension or refusal, under the person's key. */
  readonly answer: Sealed | null;
  readonly extensionReason: Sealed | null;
  /** The areas that have to do their part, for a copy or an erasure. */
  readonly awaited: readonly string[];
  readonly areas: readonly AreaDone[];
  readonly lastChange: RequestChange;
  /** Until when a copy can be fetched; null when there is none. */
  readonly copyUntil: Date | null;
}

/** A piece of a copy, under the person's key; in order of `piece` they are the area's JSON text. */
export interface CopyPieceRow {
  readonly _id: string;
  readonly requestId: string;
  readonly area: string;
  readonly piece: number;
  readonly keyId: string;
  readonly box: Buffer;
}

const text = { type: String, required: true };
const date = { type: Date, required: true };
const dateOrNull = { type: Date, default: null };
const number = { type: Number, required: true };
const numberOrNull = { type: Number, default: null };
const sealed = { type: Schema.Types.Mixed, default: null };

export function requestSchema(): Schema<RequestRow> {
  const change = new Schema(
    { step: text, from: { type: String, default: null }, to: text, at: date },
    { _id: false, strict: 'throw' },
  );
  const area = new Schema(
    { area: text, doneAt: date, counts: Schema.Types.Mixed },
    { _id: false, strict: 'throw', minimize: false },
  );
  const schema = new Schema<RequestRow>(
    {
      _id: text,
      personId: text,
      kind: text,
      state: text,
      version: number,
      receivedAt: date,
      thirdParty: { type: Boolean, required: true },
      answerDueAt: dateOrNull,
      missingYear: numberOrNull,
      acknowledgedAt: dateOrNull,
      dueAt: date,
      extendedDays: numberOrNull,
      orderedAt: dateOrNull,
      closedAt: dateOrNull,
      marks: [String],
      details: sealed,
      answer: sealed,
      extensionReason: sealed,
      awaited: [String],
      areas: [area],
      lastChange: { type: change, required: true },
      copyUntil: dateOrNull,
    },
    { collection: 'dataRequests', strict: 'throw', versionKey: false, minimize: false },
  );
  // A person's own, newest first; what the office has to do, by what is due first; what a calendar moves.
  schema.index({ personId: 1, receivedAt: -1, _id: -1 });
  schema.index({ state: 1, dueAt: 1, _id: 1 });
  schema.index({ state: 1, _id: 1 });
  return schema;
}

export function copyPieceSchema(): Schema<CopyPieceRow> {
  const schema = new Schema<CopyPieceRow>(
    {
      _id: text,
      requestId: text,
      area: text,
      piece: number,
      keyId: text,
      box: { type: Buffer, required: true },
    },
    { collection: 'dataCopies', strict: 'throw', versionKey: false },
  );
  schema.index({ requestId: 1, area: 1, piece: 1 }, { unique: true });
  return schema;
}

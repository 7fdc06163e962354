import type { Circle } from './circle.rules.ts';
import type { Ring } from './polygon.rules.ts';
import type { RiskLevel } from './risk.rules.ts';
import { capTime } from './time.rules.ts';

export type MessageType = 'ALERT' | 'UPDATE' | 'CANCEL';
export type MessageStatus = 'ACTUAL' | 'EXERCISE' | 'SYSTEM' | 'TEST' | 'DRAFT';
export type Scope = 'PUBLIC' | 'RESTRICTED' | 'PRIVATE';
export type Category =
  | 'GEO'
  | 'MET'
  | 'SAFETY'
  | 'SECURITY'
  | 'RESCUE'
  | 'FIRE'
  | 'HEALTH'
  | 'ENV'
  | 'TRANSPORT'
  | 'INFRA'
  | 'CBRNE'
  | 'OTHER';
/** The gravest first. */
export const severities = ['EXTREME', 'SEVERE', 'MODERATE', 'MINOR', 'UNKNOWN'] as const;
export type Severity = (typeof severities)[number];
/** The most urgent first. */
export const urgencies = ['IMMEDIATE', 'EXPECTED', 'FUTURE', 'PAST', 'UNKNOWN'] as const;
export type Urgency = (typeof urgencies)[number];
export type Certainty = 'OBSERVED' | 'LIKELY' | 'POSSIBLE' | 'UNLIKELY' | 'UNKNOWN';
export type Language = 'VI' | 'EN';

/** What people read, in one language. */
export interface AlertText {
  readonly language: Language;
  readonly event: string;
  readonly headline: string;
  readonly description: string;
  readonly instruction: string | null;
}

/** Where it holds: whole wards, polygons and circles, all of them together. */
export interface AlertArea {
  readonly description: string;
  readonly wardCodes: readonly string[];
  readonly polygons: readonly Ring[];
  readonly circles: readonly Circle[];
}

/** What a message says; once it is issued nothing of it ever changes. */
export interface AlertContent {
  readonly identifier: string;
  readonly sender: string;
  /** For people; null when it is not known. */
  readonly senderName: string | null;
  readonly messageType: MessageType;
  readonly status: MessageStatus;
  readonly scope: Scope;
  readonly restriction: string | null;
  readonly addresses: readonly string[];
  /** `sender,identifier,sent` of each message that it acts on. */
  readonly references: readonly string[];
  readonly categories: readonly Category[];
  readonly urgency: Urgency;
  readonly severity: Severity;
  readonly certainty: Certainty;
  readonly riskLevel: RiskLevel | null;
  /** As its author gave it; without one it is the moment of the approval. */
  readonly sentGiven: Date | null;
  readonly effective: Date | null;
  readonly onset: Date | null;
  /** Without one it holds 24 hours. */
  readonly expires: Date | null;
  readonly texts: readonly AlertText[];
  readonly areas: readonly AlertArea[];
}

/** Who issues the city's own messages. */
export const citySender = 'ioc@hue.gov.vn';
const citySenderName = 'Trung tâm Giám sát, điều hành đô thị thông minh thành phố Huế';

/** Who issues a message: the city unless it came from elsewhere. */
export type Issuer = Pick<AlertContent, 'sender' | 'senderName'>;

export const cityIssuer: Issuer = Object.freeze({ sender: citySender, senderName: citySenderName });

const defaultLifeMs = 24 * 60 * 60 * 1000;

/** Only what is meant in earnest and for everybody reaches the public: no exercise, test, draft or system message, no restricted or private one. */
export function isForPublic({ status, scope }: Pick<AlertContent, 'status' | 'scope'>): boolean {
  return status === 'ACTUAL' && scope === 'PUBLIC';
}

/** From when to when a message holds: from the later of `effective` and `sent`, for 24 hours where no end is given. */
export function spanOf(
  { effective, expires }: Pick<AlertContent, 'effective' | 'expires'>,
  sent: Date,
): { readonly from: Date; readonly expires: Date } {
  const from = effective !== null && effective > sent ? effective : sent;
  return { from, expires: expires ?? new Date(from.getTime() + defaultLifeMs) };
}

/** By which other messages refer to this one. */
export function referenceOf({ sender, identifier }: AlertContent, sent: Date): string {
  return `${sender},${identifier},${capTime(sent)}`;
}

/** The places of an alert in the order of gravity: severity, then urgency; 0 comes first. */
export function ranksOf({ severity, urgency }: Pick<AlertContent, 'severity' | 'urgency'>): Ranks {
  return { severityRank: severities.indexOf(severity), urgencyRank: urgencies.indexOf(urgency) };
}

export interface Ranks {
  readonly severityRank: number;
  readonly urgencyRank: number;
}

/** What of an alert decides about its place among others. */
export interface Graded extends Ranks {
  readonly _id: string;
  readonly sentAt: Date;
}

/** The gravest first, then the most urgent, then the newest; a total order. */
export function byGravity(a: Graded, b: Graded): number {
  return (
    a.severityRank - b.severityRank ||
    a.urgencyRank - b.urgencyRank ||
    b.sentAt.getTime() - a.sentAt.getTime() ||
    (a._id < b._id ? -1 : Number(a._id > b._id))
  );
}

/** The text in a language; in Vietnamese, which is always there, when there is none. */
export function textIn(texts: readonly AlertText[], language: Language): AlertText | null {
  return texts.find((text) => text.language === language) ?? texts.find(isVietnamese) ?? null;
}

function isVietnamese({ language }: AlertText): boolean {
  return language === 'VI';
}

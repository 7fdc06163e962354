import { checkRequiredText, checkText } from '../kit/checked-text.ts';
import type { Refusal, Verdict } from '../kit/verdict.ts';
import { refuseInput } from '../kit/verdict.ts';
import { ringsOf } from './area.rules.ts';
import type {
  AlertArea,
  AlertContent,
  AlertText,
  Category,
  Certainty,
  Issuer,
  Language,
  MessageStatus,
  MessageType,
  Scope,
  Severity,
  Urgency,
} from './message.rules.ts';
import type { Circle } from './circle.rules.ts';
import { readCircle } from './circle.rules.ts';
import { cityIssuer } from './message.rules.ts';
import { readPolygon } from './polygon.rules.ts';
import type { RiskLevel } from './risk.rules.ts';
import { riskLevelOf } from './risk.rules.ts';
import { parseCapTime } from './time.rules.ts';

export interface TextInput {
  readonly language: Language;
  readonly event: string;
  readonly headline: string;
  readonly description: string;
  readonly instruction?: string | null;
}

export interface AreaInput {
  readonly description: string;
  readonly wards?: readonly string[] | null;
  readonly polygons?: readonly string[] | null;
  readonly circles?: readonly string[] | null;
}

/** An alert as its author gives it. */
export interface AlertInput {
  readonly identifier?: string | null;
  readonly sent?: string | null;
  readonly status: MessageStatus;
  readonly scope: Scope;
  readonly restriction?: string | null;
  readonly addresses?: readonly string[] | null;
  readonly categories: readonly Category[];
  readonly urgency: Urgency;
  readonly severity: Severity;
  readonly certainty: Certainty;
  readonly risk?: {
    readonly level: number;
    readonly simultaneousHazards: boolean;
    readonly graveThreat: boolean;
  } | null;
  readonly effective?: string | null;
  readonly onset?: string | null;
  readonly expires?: string | null;
  readonly texts: readonly TextInput[];
  readonly areas: readonly AreaInput[];
}

/** What the author does not give: which kind of message it is, what it acts on, and what it is called when it was not named. */
export interface MessageFrame {
  readonly messageType: MessageType;
  readonly references: readonly string[];
  /** Taken when the author names none. */
  readonly identifier: string;
  readonly now: Date;
  /** The city when left out. */
  readonly issuer?: Issuer;
}

/** Whether an input can be a message, with field and rule of the first thing that it breaks (CAP 1.2). */
export function checkContent(input: AlertInput, frame: MessageFrame): Verdict<AlertContent> {
  const identifier = checkIdentifier(input.identifier ?? frame.identifier);
  if ('problem' in identifier) return identifier;
  const times = checkTimes(input, frame);
  if ('problem' in times) return times;
  const audience = checkAudience(input);
  if ('problem' in audience) return audience;
  const texts = checkTexts(input.texts);
  if ('problem' in texts) return texts;
  const areas = checkAreas(input.areas);
  if ('problem' in areas) return areas;
  const risk = checkRisk(input.risk);
  if ('problem' in risk) return risk;
  if (input.categories.length === 0 || input.categories.length > 12)
    return refuseInput({ field: 'input.categories', rule: 'max_items', max: 12 }, 'Give 1 to 12 categories.');
  const { messageType, references, issuer: { sender, senderName } = cityIssuer } = frame;
  const { status, scope, urgency, severity, certainty } = input;
  return {
    value: {
      identifier: identifier.value,
      sender,
      senderName,
      messageType,
      references,
      status,
      scope,
      ...audience.value,
      ...times.value,
      categories: [...new Set(input.categories)],
      urgency,
      severity,
      certainty,
      riskLevel: risk.value,
      texts: texts.value,
      areas: areas.value,
    },
  };
}

/** An identifier goes into references, which are divided by spaces and commas. */
export function checkIdentifier(identifier: string): Verdict<string> {
  const field = 'input.identifier';
  if (/^[^\s,<&]{1,100}$/u.test(identifier) && !/[\p{Cc}\p{Cf}]/u.test(identifier))
    return { value: identifier };
  return refuseInput(
    { field, rule: 'cap_identifier' },
    'An identifier has 1 to 100 characters, and no space, comma, < or &.',
  );
}

type Times = Pick<AlertContent, 'sentGiven' | 'effective' | 'onset' | 'expires'>;

function checkTimes(input: AlertInput, frame: MessageFrame): Verdict<Times> {
  const read = new Map<string, Date | null>();
  for (const name of ['sent', 'effective', 'onset', 'expires'] as const) {
    const text = input[name] ?? null;
    const moment = text === null ? null : parseCapTime(text);
    if (text !== null && moment === null)
      return noTime(name, 'is written 2026-11-25T08:30:00+07:00, with the offset and never with Z.');
    read.set(name, moment);
  }
  const [sentGiven = null, effective = null] = [read.get('sent'), read.get('effective')];
  const [onset = null, expires = null] = [read.get('onset'), read.get('expires')];
  return checkOrder({ sentGiven, effective, onset, expires }, frame);
}

function checkOrder(times: Times, { now, messageType }: MessageFrame): Verdict<Times> {
  const { effective, expires } = times;
  const sent = times.sentGiven ?? now;
  if (sent > now) return noTime('sent', 'is not in the future.');
  const isLater = effective !== null && effective > sent;
  // Between an update that is yet to hold and what it replaces there would be no alert at all.
  if (messageType === 'UPDATE' && isLater)
    return noTime('effective', 'of an update is not later than its being sent: it replaces what holds now.');
  const from = isLater ? effective : sent;
  if (expires !== null && (expires <= from || expires <= now))
    return noTime('expires', 'comes after sent and effective, and is in the future.');
  return { value: times };
}

function noTime(name: string, message: string): Refusal {
  return refuseInput({ field: `input.${name}`, rule: 'cap_time' }, `${name} ${message}`);
}

type Audience = Pick<AlertContent, 'restriction' | 'addresses'>;

function checkAudience({ scope, restriction, addresses }: AlertInput): Verdict<Audience> {
  const rule = checkText(restriction, { field: 'input.restriction', max: 500 });
  if ('problem' in rule) return rule;
  if (scope === 'RESTRICTED' && rule.value === null)
    return refuseInput(
      { field: 'input.restriction', rule: 'restriction' },
      'A restricted alert says whom it is restricted to.',
    );
  const given = addresses ?? [];
  if (given.length > 100)
    return refuseInput({ field: 'input.addresses', rule: 'max_items', max: 100 }, 'At most 100 addresses.');
  const checked: string[] = [];
  for (const [index, address] of given.entries()) {
    const one = checkRequiredText(address, { field: `input.addresses.${index}`, max: 200 });
    if ('problem' in one) return one;
    checked.push(one.value);
  }
  if (scope === 'PRIVATE' && checked.length === 0)
    return refuseInput(
      { field: 'input.addresses', rule: 'addresses' },
      'A private alert names those whom it is for.',
    );
  return { value: { restriction: rule.value, addresses: checked } };
}

/** Vietnamese always, English beside it where there is one; each once. */
export function checkTexts(texts: readonly TextInput[]): Verdict<readonly AlertText[]> {
  const languages = texts.map(({ language }) => language);
  if (!languages.includes('VI') || new Set(languages).size !== languages.length)
    return refuseInput(
      { field: 'input.texts', rule: 'languages' },
      'Give the text in Vietnamese, and at most once in each language.',
    );
  const checked: AlertText[] = [];
  for (const [index, text] of texts.entries()) {
    const one = checkOneText(text, `input.texts.${index}`);
    if ('problem' in one) return one;
    checked.push(one.value);
  }
  return { value: checked };
}

function checkOneText(text: TextInput, at: string): Verdict<AlertText> {
  const event = checkRequiredText(text.event, { field: `${at}.event`, max: 100 });
  if ('problem' in event) return event;
  const headline = checkRequiredText(text.headline, { field: `${at}.headline`, max: 160 });
  if ('problem' in headline) return headline;
  const description = checkRequiredText(text.description, {
    field: `${at}.description`,
    max: 4000,
    lines: true,
  });
  if ('problem' in description) return description;
  const instruction = checkText(text.instruction, { field: `${at}.instruction`, max: 4000, lines: true });
  if ('problem' in instruction) return instruction;
  return {
    value: {
      language: text.language,
      event: event.value,
      headline: headline.value,
      description: description.value,
      instruction: instruction.value,
    },
  };
}

export const maxAreas = 20;
const maxWards = 100;
/** Of all polygons of one message: its area is told in one journal entry. */
const maxAllCorners = 400;

function checkAreas(areas: readonly AreaInput[]): Verdict<readonly AlertArea[]> {
  if (areas.length === 0 || areas.length > maxAreas)
    return refuseInput(
      { field: 'input.areas', rule: 'cap_area', max: maxAreas },
      `Give 1 to ${maxAreas} areas.`,
    );
  const checked: AlertArea[] = [];
  for (const [index, area] of areas.entries()) {
    const one = checkArea(area, `input.areas.${index}`);
    if ('problem' in one) return one;
    checked.push(one.value);
  }
  const corners = checked.flatMap((area) => ringsOf(area).flat()).length;
  return corners > maxAllCorners
    ? refuseInput(
        { field: 'input.areas', rule: 'cap_polygon', max: maxAllCorners },
        `All polygons of a message have at most ${maxAllCorners} pairs together; a circle counts as one of 25.`,
      )
    : { value: checked };
}

function checkArea({ description, wards, polygons, circles }: AreaInput, at: string): Verdict<AlertArea> {
  const words = checkRequiredText(description, { field: `${at}.description`, max: 200 });
  if ('problem' in words) return words;
  const wardCodes = [...new Set(wards ?? [])];
  if (wardCodes.length > maxWards)
    return refuseInput(
      { field: `${at}.wards`, rule: 'max_items', max: maxWards },
      'There are too many wards.',
    );
  const rings = readEach(polygons ?? [], (text, n) => readPolygon(text, `${at}.polygons.${n}`));
  if ('problem' in rings) return rings;
  const round = readEach<Circle>(circles ?? [], (text, n) => readCircle(text, `${at}.circles.${n}`));
  if ('problem' in round) return round;
  if (wardCodes.length + rings.value.length + round.value.length === 0)
    return refuseInput({ field: at, rule: 'cap_area' }, 'An area has wards, polygons or circles.');
  return { value: { description: words.value, wardCodes, polygons: rings.value, circles: round.value } };
}

/** All of them, or why the first that is none is refused. */
function readEach<Value>(
  texts: readonly string[],
  read: (text: string, index: number) => Verdict<Value>,
): Verdict<readonly Value[]> {
  const values: Value[] = [];
  for (const [index, text] of texts.entries()) {
    const one = read(text, index);
    if ('problem' in one) return one;
    values.push(one.value);
  }
  return { value: values };
}

function checkRisk(risk: AlertInput['risk']): Verdict<RiskLevel | null> {
  if (!risk) return { value: null };
  const level = riskLevelOf(risk);
  if (level !== null) return { value: level };
  return refuseInput({ field: 'input.risk.level', rule: 'risk_level' }, 'The level of risk is from 1 to 5.');
}

/** `sender,identifier,sent`, the last in CAP's form. */
const referenceForm = /^[^\s,<&]{1,100},[^\s,<&]{1,100},[^\s,]{25}$/;

export const maxReferences = 20;

/** What an update or cancellation acts on: at least one message, each named as CAP names it; whether it is there is for the store to say. */
export function checkReferences(references: readonly string[]): Verdict<readonly string[]> {
  const field = 'references';
  const named = [...new Set(references.map((one) => one.trim()))];
  if (named.length === 0 || named.length > maxReferences)
    return refuseInput(
      { field, rule: 'cap_references' },
      `Name 1 to ${maxReferences} messages that this one acts on.`,
    );
  return named.every((one) => referenceForm.test(one))
    ? { value: named }
    : refuseInput({ field, rule: 'cap_references' }, 'A reference is written sender,identifier,sent.');
}

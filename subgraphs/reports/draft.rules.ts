import type { WorkingCalendar } from '../kit/working-days.ts';
import { checkAlias } from './alias.rules.ts';
import type { Category } from './category.rules.ts';
import { categoryOf } from './category.rules.ts';
import type { ReportFacts } from './facts.rules.ts';
import { checkMedia } from './media.rules.ts';
import type { Verdict } from './problem.rules.ts';
import { refuseInput } from './problem.rules.ts';
import { checkLink } from './link.rules.ts';
import { startTerm } from './term.rules.ts';
import { checkRequiredText, checkText } from './text.rules.ts';

export type ReportSource = 'APP' | 'WEB' | 'HOTLINE' | 'ZALO' | 'FACEBOOK' | 'EMAIL' | 'VENDOR_APP';

/** How to reach the reporter (P3). */
export interface Contact {
  readonly name: string | null;
  readonly phone: string | null;
  readonly email: string | null;
}

export interface Position {
  readonly lat: number;
  readonly lon: number;
}

/** What a citizen sends, as it came. */
export interface DraftInput {
  readonly categoryCode: string;
  readonly title: string;
  readonly description: string;
  readonly lat?: number | null;
  readonly lon?: number | null;
  readonly address?: string | null;
  readonly source: ReportSource;
  /** A name to show to everybody; none when left out. */
  readonly reporterAlias?: string | null;
  readonly contact?: { readonly [Member in keyof Contact]?: string | null } | null;
  /** Ids of uploads. */
  readonly media?: readonly string[] | null;
  /** Where a photo is to be seen elsewhere; of apps only. */
  readonly mediaUrl?: string | null;
}

/** What a citizen sends, checked and in the form in which it is kept. */
export interface Draft {
  readonly category: Category;
  readonly title: string;
  readonly description: string;
  readonly exact: Position;
  readonly address: string | null;
  readonly source: ReportSource;
  readonly alias: string | null;
  readonly contact: Contact;
  readonly media: readonly string[];
  readonly mediaUrl: string | null;
}

/** Who sends: a person, whose account may have a name, or an app, which acts for nobody. */
export interface Sender {
  readonly kind: 'person' | 'app';
  readonly accountName?: string | undefined;
}

/** Checks everything but the place itself, which needs the boundaries; the account's name stands in for a missing one. */
export function checkDraft(input: DraftInput, sender: Sender): Verdict<Draft> {
  const sent = checkSender(input, sender);
  if ('problem' in sent) return sent;
  const category = categoryOf(input.categoryCode);
  if (!category)
    return refuseInput({ field: 'categoryCode', rule: 'category' }, 'There is no such category.');
  const exact = checkLocation(input);
  if ('problem' in exact) return exact;
  const title = checkRequiredText(input.title, { field: 'title', max: 150 });
  if ('problem' in title) return title;
  const description = checkRequiredText(input.description, { field: 'description', max: 4000, lines: true });
  if ('problem' in description) return description;
  const address = checkText(input.address, { field: 'address', max: 300 });
  if ('problem' in address) return address;
  const alias = checkAlias(input.reporterAlias, 'reporterAlias');
  if ('problem' in alias) return alias;
  const contact = checkContact(input.contact ?? {}, sender.accountName);
  if ('problem' in contact) return contact;
  const media = checkMedia(input.media);
  if ('problem' in media) return media;
  const mediaUrl = checkLink(input.mediaUrl, 'mediaUrl');
  if ('problem' in mediaUrl) return mediaUrl;
  return {
    value: {
      category,
      title: title.value,
      description: description.value,
      exact: exact.value,
      address: address.value,
      source: sent.value,
      alias: alias.value,
      contact: contact.value,
      media: media.value,
      mediaUrl: mediaUrl.value,
    },
  };
}

/** The way by which it came. What only the person concerned may choose no app chooses for them, and no person is an app. */
function checkSender(input: DraftInput, { kind }: Sender): Verdict<ReportSource> {
  if (kind === 'app')
    return isSet(input.reporterAlias)
      ? refuseInput({ field: 'reporterAlias', rule: 'person_only' }, 'A public name is chosen by the person.')
      : { value: 'VENDOR_APP' };
  if (input.source === 'VENDOR_APP')
    return refuseInput({ field: 'source', rule: 'app_only' }, 'This is the source of what apps send.');
  return isSet(input.mediaUrl)
    ? refuseInput({ field: 'mediaUrl', rule: 'app_only' }, 'Send the photo itself: createUpload.')
    : { value: input.source };
}

function isSet(value: string | null | undefined): boolean {
  return value !== null && value !== undefined && value !== '';
}

/** The position that everybody may know: 4 decimals, about 11 m. */
export function publicPosition({ lat, lon }: Position): Position {
  return { lat: Math.round(lat * 1e4) / 1e4, lon: Math.round(lon * 1e4) / 1e4 };
}

/** A report in the moment of its receipt. */
export function receivedReport(from: {
  readonly category: Category;
  /** Null for what an app sent. */
  readonly reporterId: string | null;
  readonly agencyId: string | null;
  readonly calendar: WorkingCalendar;
  readonly now: Date;
}): ReportFacts {
  const { category, reporterId, agencyId, calendar, now } = from;
  return {
    state: 'SUBMITTED',
    version: 1,
    mode: 'TIMED',
    reporterId,
    agencyId,
    assignedAgencies: [],
    categoryDays: category.workingDays,
    receivedAt: now,
    returnedBy: null,
    duplicateOf: null,
    terms: [startTerm(calendar, { startedAt: now, workingDays: category.workingDays })],
    answer: null,
    rounds: [],
    plannedFor: null,
    acceptedAt: null,
    resolvedAt: null,
    publishedAt: null,
    closedAt: null,
    outcome: null,
  };
}

/** Both coordinates or a refusal; whether they lie in the city is checked where the boundaries are. */
export function checkLocation({ lat, lon }: Pick<DraftInput, 'lat' | 'lon'>): Verdict<Position> {
  if (typeof lat === 'number' && typeof lon === 'number') return { value: { lat, lon } };
  const field = typeof lat === 'number' ? 'lon' : 'lat';
  return refuseInput({ field, rule: 'location' }, 'A report needs a place: lat and lon together.');
}

function checkContact(
  given: NonNullable<DraftInput['contact']>,
  accountName: string | undefined,
): Verdict<Contact> {
  const name = checkText(given.name ?? accountName, { field: 'contact.name', max: 100 });
  if ('problem' in name) return name;
  const phone = checkText(given.phone, { field: 'contact.phone', max: 30 });
  if ('problem' in phone) return phone;
  const digits = phone.value?.replaceAll(/[ .()-]/g, '') ?? null;
  if (digits !== null && !/^\+?\d{9,15}$/.test(digits))
    return refuseInput({ field: 'contact.phone', rule: 'phone' }, 'A phone number has 9 to 15 digits.');
  const email = checkText(given.email, { field: 'contact.email', max: 254 });
  if ('problem' in email) return email;
  if (email.value !== null && !/^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(email.value))
    return refuseInput({ field: 'contact.email', rule: 'email' }, 'This is not an e-mail address.');
  return { value: { name: name.value, phone: digits, email: email.value } };
}

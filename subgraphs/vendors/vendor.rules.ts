import { meets } from '../kit/process/policies.ts';
import type { Viewer } from '../kit/process/viewer.ts';
import { checkRequiredText, checkText } from '../kit/checked-text.ts';
import type { Verdict } from '../kit/verdict.ts';
import { refuseInput } from '../kit/verdict.ts';

/** Whom the city writes to; of the organisation's own people and the operations centre only. */
export interface VendorContact {
  readonly name: string;
  readonly email: string;
  readonly phone: string | null;
}

export interface VendorInput {
  readonly name: string;
  readonly website?: string | null;
  readonly contact: { readonly name: string; readonly email: string; readonly phone?: string | null };
}

/** What everybody may know of an organisation, and what only some may. */
export interface CheckedVendor {
  readonly name: string;
  readonly website: string | null;
  readonly contact: VendorContact;
}

export function checkVendor({ name, website, contact }: VendorInput): Verdict<CheckedVendor> {
  const checkedName = checkRequiredText(name, { field: 'input.name', max: 120 });
  if ('problem' in checkedName) return checkedName;
  const site = checkWebsite(website);
  if ('problem' in site) return site;
  const checked = checkContact(contact);
  if ('problem' in checked) return checked;
  return { value: { name: checkedName.value, website: site.value, contact: checked.value } };
}

function checkWebsite(website: string | null | undefined): Verdict<string | null> {
  const field = 'input.website';
  const text = checkText(website, { field, max: 200 });
  if ('problem' in text || text.value === null) return text;
  const isAddress = /^https:\/\/[a-z0-9.-]+\.[a-z]{2,}(\/\S*)?$/i.test(text.value);
  return isAddress ? text : refuseInput({ field, rule: 'https_url' }, 'website is no https address.');
}

function checkContact({ name, email, phone }: VendorInput['contact']): Verdict<VendorContact> {
  const person = checkRequiredText(name, { field: 'input.contact.name', max: 100 });
  if ('problem' in person) return person;
  const mail = checkRequiredText(email, { field: 'input.contact.email', max: 200 });
  if ('problem' in mail) return mail;
  if (!/^[^\s@]{1,64}@[^\s@.]+(\.[^\s@.]+)+$/.test(mail.value))
    return refuseInput({ field: 'input.contact.email', rule: 'email' }, 'email is no e-mail address.');
  const number = checkText(phone, { field: 'input.contact.phone', max: 20 });
  if ('problem' in number) return number;
  if (number.value !== null && !/^\+?[0-9][0-9 .-]{7,18}$/.test(number.value))
    return refuseInput({ field: 'input.contact.phone', rule: 'phone' }, 'phone is no telephone number.');
  return { value: { name: person.value, email: mail.value, phone: number.value } };
}

/** Whether the viewer acts for an organisation. */
export function actsFor(viewer: Viewer, vendor: { readonly ownerId: string | null } | null): boolean {
  return meets(viewer, 'vendor') && vendor !== null && vendor.ownerId === viewer.id;
}

/** How somebody sees whom the city writes to: as one's own, by the office (the look is written down), or not at all. */
export function contactSight(
  viewer: Viewer,
  vendor: { readonly ownerId: string | null },
): 'own' | 'office' | 'none' {
  if (actsFor(viewer, vendor)) return 'own';
  return meets(viewer, 'identityOfficer') ? 'office' : 'none';
}

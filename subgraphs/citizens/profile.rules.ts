import { checkText } from '../kit/checked-text.ts';
import type { Verdict } from '../kit/verdict.ts';
import { refuseInput } from '../kit/verdict.ts';
import type { CivilDate } from '../kit/working-days.ts';

/** What a person has the city know of them; all of it is theirs alone (P4). */
export interface Profile {
  readonly fullName: string | null;
  readonly sex: 'FEMALE' | 'MALE' | null;
  readonly birthDate: CivilDate | null;
  /** Number of the citizen identity card (số căn cước), 12 digits. Never the key of anything. */
  readonly cccd: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly address: string | null;
}

export type ProfileInput = { readonly [Member in keyof Profile]?: Profile[Member] | undefined };

export const emptyProfile: Profile = Object.freeze({
  fullName: null,
  sex: null,
  birthDate: null,
  cccd: null,
  phone: null,
  email: null,
  address: null,
});

/** The profile that is to be stored: whole, what is left out is empty. Fields that do not fit each other are refused. */
export function checkProfile(input: ProfileInput, today: CivilDate): Verdict<Profile> {
  const { sex = null, birthDate = null } = input;
  const texts = { fullName: 100, phone: 20, email: 200, address: 300, cccd: 20 } as const;
  const checked: Record<keyof typeof texts, string | null> = {
    fullName: null,
    phone: null,
    email: null,
    address: null,
    cccd: null,
  };
  for (const field of profileTexts) {
    const text = checkText(input[field], { field: `input.${field}`, max: texts[field] });
    if ('problem' in text) return text;
    checked[field] = text.value;
  }
  const profile: Profile = { sex, birthDate, ...checked };
  return checkForms(profile) ?? checkBirth(profile, today) ?? checkCccd(profile) ?? { value: profile };
}

const profileTexts = ['fullName', 'phone', 'email', 'address', 'cccd'] as const;

function checkForms({ phone, email }: Profile) {
  if (phone !== null && !/^\+?[0-9][0-9 .-]{7,18}$/.test(phone))
    return refuseInput({ field: 'input.phone', rule: 'phone' }, 'phone is no telephone number.');
  if (email !== null && !/^[^\s@]{1,64}@[^\s@.]+(\.[^\s@.]+)+$/.test(email))
    return refuseInput({ field: 'input.email', rule: 'email' }, 'email is no e-mail address.');
  return null;
}

function checkBirth({ birthDate }: Profile, today: CivilDate) {
  if (birthDate === null) return null;
  if (birthDate > today)
    return refuseInput({ field: 'input.birthDate', rule: 'future' }, 'birthDate lies in the future.');
  if (birthDate < '1890-01-01')
    return refuseInput({ field: 'input.birthDate', rule: 'past' }, 'birthDate lies too far in the past.');
  return null;
}

/**
 * The number says by itself when its bearer was born: the fourth digit is century and sex (0, 1 = 19xx man, woman;
 * 2, 3 = 20xx), the next two the year.
 */
function checkCccd({ cccd, sex, birthDate }: Profile) {
  if (cccd === null) return null;
  if (!/^\d{12}$/.test(cccd))
    return refuseInput({ field: 'input.cccd', rule: 'cccd_length' }, 'cccd has 12 digits.');
  const said = readCccd(cccd);
  const year = birthDate === null ? null : Number(birthDate.slice(0, 4));
  if ((year !== null && year !== said.year) || (sex !== null && sex !== said.sex))
    return refuseInput(
      { field: 'input.cccd', rule: 'cccd_mismatch' },
      'cccd does not belong to this birth date and sex.',
    );
  return null;
}

export function readCccd(cccd: string): { readonly year: number; readonly sex: 'FEMALE' | 'MALE' } {
  const digit = Number(cccd[3]);
  return {
    year: 1900 + Math.floor(digit / 2) * 100 + Number(cccd.slice(4, 6)),
    sex: digit % 2 === 0 ? 'MALE' : 'FEMALE',
  };
}

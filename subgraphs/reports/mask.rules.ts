/** What stands in a public text where an e-mail address or a phone number was. */
export const masked = '[đã ẩn]';

/**
 * The text without its e-mail addresses and phone numbers, as it may be kept and shown (domain.md §1.10 has the same rule for
 * questions). Also without other long numbers that begin with 0, such as that of an identity card. The city's own lines
 * (1900 …, 1800 …), dates, amounts and codes stay. Masking a masked text changes nothing.
 */
export function maskContacts(text: string): string {
  return text.replace(email, masked).replace(spelledEmail, masked).replace(phone, masked);
}

const nameSign = String.raw`[\p{L}\p{N}._%+'-]`;
// From the beginning of a run only: each run is looked through once, however long it is.
const name = `(?<!${nameSign})${nameSign}+`;
const label = String.raw`[\p{L}\p{N}-]{1,63}`;

/** Whatever has an @ between two words: with or without a domain that exists. */
const email = new RegExp(String.raw`${name}[@＠]${label}(?:\.${label}){0,8}`, 'gu');

/** As people write it who know that addresses are taken out: `ten (at) vi du (dot) vn`. */
const spelledEmail = new RegExp(
  String.raw`${name}\s?[([{]\s?(?:at|a còng|@)\s?[)\]}]\s?${label}(?:\s?(?:\.|[([{]\s?(?:dot|chấm)\s?[)\]}])\s?${label}){0,8}`,
  'giu',
);

const digit = '[0-9０-９]';
// A space, a dot, a hyphen, a bracket between two digits, or a sign that cannot be seen. No slash or comma: those make dates and amounts.
const gap = String.raw`[\s.()·‐-―\p{Cf}_-]{0,3}`;
const digits = (from: number, to = from): string => `(?:${gap}${digit}){${from},${to}}`;

const country = `(?:[+＋]?[8８]${gap}[4４]|[0０]${gap}[0０]${gap}[8８]${gap}[4４])${gap}(?:\\(?${gap}[0０]${gap}\\)?)?`;
const trunk = '[0０]';
/** Mobile numbers of today, of before 2018 with one digit more, and lines of a province. */
const subscriber = `(?:[35789３５７８９]${digits(8)}|[1１]${digits(9)}|[2２]${digits(9)})`;
const foreign = `[+＋]${digits(8, 15)}`;
const longNumber = `[0０]${digit}{8,14}`;
const date = String.raw`(?!${digit}{1,2}[.-]${digit}{1,2}[.-](?:19|20)${digit}{2}(?!${digit}))`;

const phone = new RegExp(
  `(?<!${digit})${date}(?:(?:${country}|${trunk})${gap}${subscriber}|${foreign}|${longNumber})(?!${digit})`,
  'gu',
);

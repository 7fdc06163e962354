/** The words of CAP 1.2 beside those of the graph, which are the same in capitals but for these. */
const cap: Readonly<Record<string, string>> = { CBRNE: 'CBRNE' };

/** `SEVERE` → `Severe`. */
export function toCapWord(word: string): string {
  return cap[word] ?? `${word.slice(0, 1)}${word.slice(1).toLowerCase()}`;
}

export const capNamespace = 'urn:oasis:names:tc:emergency:cap:1.2';

/** What the level of disaster risk is called where CAP leaves names to systems. */
export const riskParameter = 'VN:capDoRuiRoThienTai';
/** Official codes of wards and communes. */
export const wardGeocode = 'VN:maXaPhuong';

export const capLanguages = Object.freeze({ VI: 'vi-VN', EN: 'en-US' });

/** A moment as CAP writes it: with the city's offset, in whole seconds, never with Z. */
export function capTime(moment: string): string {
  return `${new Date(Date.parse(moment) + 7 * 3_600_000).toISOString().slice(0, 19)}+07:00`;
}

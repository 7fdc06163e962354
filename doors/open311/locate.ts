/** A ward or commune as the operation asks of it. */
export interface WardData {
  readonly code: string;
  readonly name: string;
  readonly fullName: string;
  readonly fullNameEn: string;
  readonly lat: number;
  readonly lon: number;
}

/**
 * The only ward that an address names: by its full name, or by its name alone as a part between commas. Undefined for none and for
 * several: a place is not guessed.
 */
export function wardNamed(address: string, wards: readonly WardData[]): WardData | undefined {
  const text = ` ${fold(address)} `;
  const parts = new Set(address.split(/[,;\n]/).map((part) => fold(part)));
  const named = wards.filter(
    ({ name, fullName, fullNameEn }) =>
      [fullName, fullNameEn].some((full) => text.includes(` ${fold(full)} `)) || parts.has(fold(name)),
  );
  // "Phường Phú Bài" stands in "Phường Phú Bài Thượng" too: the longest name is meant.
  const longest = Math.max(...named.map(({ name }) => name.length));
  const [only, second] = named.filter(({ name }) => name.length === longest);
  return second ? undefined : only;
}

/** Small letters without marks, đ as d, words parted by one space; `P.` and `X.` are what people write for ward and commune. */
function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replace(/(^|[\s,;])p\.\s*/g, '$1phuong ')
    .replace(/(^|[\s,;])x\.\s*/g, '$1xa ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

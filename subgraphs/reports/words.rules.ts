/**
 * The words of a text as people compare them: without case, Vietnamese marks and đ, so that "Ổ gà" and "o ga" are the same. Words of
 * one letter say nothing and are left out.
 */
export function wordsOf(text: string): ReadonlySet<string> {
  const folded = text.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('đ', 'd');
  return new Set(folded.match(/[\p{L}\p{N}]{2,}/gu) ?? []);
}

/** Which part of `words` is found in `text`, 0 to 1 in steps of 0.01; null when there are no words to look for. */
export function likenessOf(words: ReadonlySet<string>, text: string): number | null {
  if (words.size === 0) return null;
  const others = wordsOf(text);
  const found = [...words].filter((word) => others.has(word)).length;
  return Math.round((found / words.size) * 100) / 100;
}

import type { Verdict } from './problem.rules.ts';
import { refuseInput } from './problem.rules.ts';

/** What is looked for: whole words, and a last one that may be only the beginning of a word, as it is while one types. */
export interface SearchWords {
  readonly whole: readonly string[];
  readonly beginning: string;
}

export const maxSearchLength = 100;
const maxWords = 12;
/** A word longer than this is cut, here and in what is looked for. */
const maxWordLength = 40;

/** Folded: no marks, no case, đ as d; what people type on any keyboard finds what others wrote with all marks. */
export function fold(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd');
}

// A letter and the marks on it are one word even where they are characters of their own.
const wordPattern = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;

/** The distinct words of texts, folded. */
export function wordsOf(...texts: readonly (string | null)[]): string[] {
  const words = texts.flatMap((text) => text?.normalize('NFC').match(wordPattern) ?? []);
  return [...new Set(words.map(foldWord).filter((word) => word !== ''))];
}

function foldWord(word: string): string {
  return fold(word).slice(0, maxWordLength);
}

// Controls, lone surrogates, no characters, bidirectional overrides: nobody types them (threats.md D06).
const forbidden = /[\p{Cc}\p{Cs}\p{NChar}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
// What belongs to expressions and markup stands in no report: such a text finds nothing, rather than its letters.
const strange = /[\^$*=<>|~{}[\]\\`]/;

/** What a client's text asks for; null when nothing can be found by it. */
export function readSearch(text: string): Verdict<SearchWords | null> {
  const field = 'text';
  const length = Array.from(text).length;
  if (length > maxSearchLength)
    return refuseInput(
      { field, rule: 'max_length', max: maxSearchLength, length },
      `${field}: ${length} characters, at most ${maxSearchLength} are accepted.`,
    );
  if (forbidden.test(text))
    return refuseInput(
      { field, rule: 'control_characters' },
      `${field}: control characters are not accepted.`,
    );
  const words = wordsOf(text);
  if (words.length > maxWords)
    return refuseInput({ field, rule: 'max_words', max: maxWords }, `${field}: at most ${maxWords} words.`);
  const beginning = words.at(-1);
  if (beginning === undefined || strange.test(text)) return { value: null };
  return { value: { whole: words.slice(0, -1), beginning } };
}

/** A piece of a text; `hit` where it is what was looked for. Pieces are plain text: whoever shows them marks the hits. */
export interface TextPiece {
  readonly text: string;
  readonly hit: boolean;
}

/** How much of a long text is shown around the first hit, in characters. */
const snippetLength = 160;

/** The text, or the part of it around its first hit, in pieces; null when nothing in it was looked for. */
export function highlight(text: string | null, search: SearchWords): readonly TextPiece[] | null {
  const pieces = piecesOf(text ?? '', search);
  const first = pieces.findIndex(({ hit }) => hit);
  return first < 0 ? null : cut(pieces, first);
}

function piecesOf(text: string, { whole, beginning }: SearchWords): TextPiece[] {
  const pieces: TextPiece[] = [];
  let end = 0;
  for (const match of text.matchAll(wordPattern)) {
    const word = foldWord(match[0]);
    if (!whole.includes(word) && !word.startsWith(beginning)) continue;
    if (match.index > end) pieces.push({ text: text.slice(end, match.index), hit: false });
    end = match.index + match[0].length;
    pieces.push({ text: match[0], hit: true });
  }
  if (end < text.length) pieces.push({ text: text.slice(end), hit: false });
  return pieces;
}

/** Keeps a little of what stands before the first hit, and then as much as fits. */
function cut(pieces: readonly TextPiece[], first: number): readonly TextPiece[] {
  const before = pieces
    .slice(0, first)
    .map(({ text }) => text)
    .join('');
  const start = Array.from(before).length > 40 ? `…${Array.from(before).slice(-40).join('')}` : before;
  const kept: TextPiece[] = start === '' ? [] : [{ text: start, hit: false }];
  let left = snippetLength;
  for (const piece of pieces.slice(first)) {
    const letters = Array.from(piece.text);
    kept.push(letters.length > left ? { ...piece, text: `${letters.slice(0, left).join('')}…` } : piece);
    left -= letters.length;
    if (left <= 0) break;
  }
  return kept;
}

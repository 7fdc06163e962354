import { parse } from 'secure-json-parse';

/** What is done with a member named `__proto__`, or `constructor` with a `prototype`: the whole is refused, or it is dropped. */
export type PrototypeAction = 'error' | 'remove';

/**
 * Parses JSON from outside without members that could reach a prototype (threats.md A19, B12).
 * @throws SyntaxError
 */
export function parseSafely(text: string, action: PrototypeAction): unknown {
  if (isPlain(text)) return JSON.parse(text);
  const value: unknown = parse(text, undefined, { protoAction: action, constructorAction: action });
  return value;
}

/**
 * True for nearly every text: no such name is in it, as it stands or escaped (only `\u` could spell a letter), and no
 * byte-order mark. Searching for these costs a tenth of the patterns that find them however they are written.
 */
function isPlain(text: string): boolean {
  return (
    !text.includes('__proto__') &&
    !text.includes('constructor') &&
    !text.includes('\\u') &&
    text.charCodeAt(0) !== 0xfeff
  );
}

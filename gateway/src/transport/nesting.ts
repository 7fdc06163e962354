/** Deeper data than this is no answer to any operation that we let through; whoever walks it may do so by recursion. */
export const maxNesting = 200;

/** Looks at JSON before it is parsed, since a deep value has no cheap way to show that it is one. */
export function isNestedTooDeep(json: string): boolean {
  return countOpening(json) > maxNesting && deepest(json) > maxNesting;
}

/** The same of a value that has been parsed elsewhere. */
export function isValueTooDeep(value: unknown, room: number = maxNesting): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (room <= 0) return true;
  return Object.values(value).some((inner) => isValueTooDeep(inner, room - 1));
}

/** Nearly every answer has fewer brackets in all than it may have levels; searching for them is far cheaper than reading. */
function countOpening(json: string): number {
  let count = 0;
  for (const bracket of ['{', '[']) {
    for (let at = json.indexOf(bracket); at >= 0 && count <= maxNesting; at = json.indexOf(bracket, at + 1))
      count += 1;
  }
  return count;
}

const quoteCode = 0x22;
const backslashCode = 0x5c;

function deepest(json: string): number {
  let depth = 0;
  let most = 0;
  for (let at = 0; at < json.length; at += 1) {
    const code = json.charCodeAt(at);
    if (code === quoteCode) at = endOfString(json, at);
    // `[` and `{`, `]` and `}` differ by one bit.
    else if ((code & ~0x20) === 0x5b) most = Math.max(most, (depth += 1));
    else if ((code & ~0x20) === 0x5d) depth -= 1;
  }
  return most;
}

function endOfString(json: string, start: number): number {
  for (let at = json.indexOf('"', start + 1); at >= 0; at = json.indexOf('"', at + 1)) {
    let escapes = 0;
    while (json.charCodeAt(at - 1 - escapes) === backslashCode) escapes += 1;
    if (escapes % 2 === 0) return at;
  }
  return json.length;
}

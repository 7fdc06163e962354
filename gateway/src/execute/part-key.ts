/**
 * A part of an answer that is delivered by itself: what a `@defer` holds back, or the rest of streamed lists. It is known
 * by the innermost `@defer` that it is in, and by the lists of whose rest it is, the outermost first.
 */
export function partKey(deferred: string | undefined, tails: readonly string[]): string {
  return [deferred ?? '', ...tails].join(' ');
}

export interface PartName {
  readonly deferred: string | undefined;
  readonly tails: readonly string[];
}

export function readPartKey(key: string): PartName {
  const [deferred = '', ...tails] = key.split(' ');
  return { deferred: deferred || undefined, tails };
}

/**
 * The parts whose fetches a part may need: its own, and those of what it stands in, since a plan may fetch earlier than
 * it has to.
 * @param within the `@defer` that each nested one stands in
 */
export function neededFor(key: string, within: ReadonlyMap<string, string>): string[] {
  const { deferred, tails } = readPartKey(key);
  const keys: string[] = [];
  for (let each = deferred; each !== undefined; each = within.get(each)) keys.push(partKey(each, tails));
  return [...keys, partKey(undefined, tails)];
}

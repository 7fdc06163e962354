/** JSON with members in one order, without those called `omitted`; maps and sets are lists. */
export function canonicalJson(value: unknown, omitted?: string): string {
  return JSON.stringify(value, (key, member: unknown) => {
    if (key !== '' && key === omitted) return undefined;
    if (member instanceof Map || member instanceof Set) return [...member];
    if (typeof member !== 'object' || member === null || Array.isArray(member)) return member;
    return Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

import type { TypedDocument } from '../document.ts';

/** The same for equal variables, in whatever order their members are. */
export function keyOf(document: TypedDocument, variables: unknown): string {
  return `${nameOf(document)}\n${JSON.stringify(variables, sorted)}`;
}

/** What `keyOf` begins with, whatever the variables. */
export function nameOf(document: TypedDocument): string {
  return 'hash' in document ? String(document.hash) : document.toString();
}

function sorted(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const members = Object.entries(value);
  return Object.fromEntries(members.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** These touch one document or change many: with an empty filter they would take whatever comes first, or everything. */
const needFilter = new Set([
  'findOne',
  'findOneAndUpdate',
  'findOneAndDelete',
  'findOneAndReplace',
  'updateOne',
  'updateMany',
  'replaceOne',
  'deleteOne',
  'deleteMany',
]);

/**
 * Refuses a filter that says less than its author meant (threats.md D08): an undefined value in it, or no condition at
 * all where one document is meant. Mongoose would run both, and return a stranger's document.
 * @throws Error naming the operation and the path
 */
export function refuseUnsafeFilter(operation: string, filter: Readonly<Record<string, unknown>>): void {
  const missing = findUndefined(filter, []);
  if (missing)
    throw new Error(`${operation}: expected a value for "${missing.join('.')}" in the filter, got undefined`);
  if (needFilter.has(operation) && Object.keys(filter).length === 0) {
    throw new Error(`${operation}: expected a filter, got an empty one`);
  }
}

function findUndefined(value: unknown, path: readonly string[]): readonly string[] | undefined {
  if (value === undefined) return path;
  if (!isPlain(value)) return undefined;
  for (const [key, member] of Object.entries(value)) {
    const found = findUndefined(member, [...path, key]);
    if (found) return found;
  }
  return undefined;
}

// Dates, ObjectIds, Timestamps and the like are values, not filters.
function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  return (
    Array.isArray(value) || !('_bsontype' in value || value instanceof Date || ArrayBuffer.isView(value))
  );
}

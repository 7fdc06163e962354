import DataLoader from 'dataloader';

/**
 * A loader for one request: ids asked for in the same tick are fetched together, each once; what is missing is null.
 * `fetch` may return rows in any order and leave some out.
 */
export function batchById<Row>(
  fetch: (ids: readonly string[]) => Promise<readonly Row[]>,
  idOf: (row: Row) => string,
): DataLoader<string, Row | null> {
  return new DataLoader(
    async (ids) => {
      const rows = new Map((await fetch(ids)).map((row) => [idOf(row), row]));
      return ids.map((id) => rows.get(id) ?? null);
    },
    { maxBatchSize: 500 },
  );
}

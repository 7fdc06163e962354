/**
 * Reads one row each for many callers in few queries: what is asked for while a query is under way goes together into the
 * next one. No row is older than the call that asks for it. A query that fails fails for those whose keys it held.
 */
export function gatherReads<Row>(
  read: (keys: readonly string[]) => Promise<ReadonlyMap<string, Row>>,
): (key: string) => Promise<Row | undefined> {
  let waiting = new Set<string>();
  let next: Promise<ReadonlyMap<string, Row>> | null = null;
  let running: Promise<unknown> = Promise.resolve();

  const begin = (): Promise<ReadonlyMap<string, Row>> => {
    const keys = [...waiting];
    waiting = new Set();
    next = null;
    const reading = read(keys);
    running = reading.catch(() => undefined);
    return reading;
  };
  return async (key) => {
    waiting.add(key);
    next ??= running.then(begin);
    return (await next).get(key);
  };
}

/**
 * Runs `work` on the values of a source, at most `width` at a time, and yields the results in the order of the source:
 * a later one may be finished first but never leaves first. An error of the source or of `work` is thrown in its turn,
 * after all that came before it; what was begun behind it is left to end unheard.
 */
export async function* mapInOrder<T, R>(
  source: AsyncIterable<T>,
  width: number,
  work: (value: T) => Promise<R>,
): AsyncGenerator<R, void> {
  const iterator = source[Symbol.asyncIterator]();
  const begun: Promise<R>[] = [];
  let ended = false;
  let reading: Promise<void> | undefined;

  const begin = (result: Promise<R>): void => {
    result.catch(() => undefined);
    begun.push(result);
  };
  const read = async (): Promise<void> => {
    try {
      const step = await iterator.next();
      if (step.done) ended = true;
      else begin(work(step.value));
    } catch (error) {
      ended = true;
      begin(Promise.reject(error instanceof Error ? error : new Error(String(error))));
    } finally {
      reading = undefined;
    }
  };

  for (;;) {
    if (!ended && begun.length < width) reading ??= read();
    const [first] = begun;
    if (first === undefined) {
      if (!reading) return;
      await reading;
    } else if (await isNext(first, reading)) {
      void begun.shift();
      yield await first;
    }
  }
}

/** True when `first` has ended before `reading` has. */
async function isNext(first: Promise<unknown>, reading: Promise<void> | undefined): Promise<boolean> {
  const done = first.then(
    () => true,
    () => true,
  );
  return reading ? Promise.race([done, reading.then(() => false)]) : done;
}

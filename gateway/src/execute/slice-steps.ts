import { partKey } from './part-key.ts';
import type { ListSlice, Step, StreamedList } from './program.ts';

/** A step before streamed lists are looked at. */
export interface WholeStep extends Pick<Step, 'fetch' | 'keys' | 'conditions' | 'waitsFor'> {
  readonly deferred: string | undefined;
}

export type SlicedStep = Omit<Step, 'isAwaitedBy'>;

/** Every list doubles the steps below it. */
const maxNested = 2;

/**
 * Divides each step below a streamed list in two, one for the first elements and one for the rest, so that the former do
 * not wait for the latter. Each step gets the part of the answer that it belongs to. Of the steps that one waited for it
 * waits for those that are of the same elements.
 */
export function sliceSteps(steps: readonly WholeStep[], streams: readonly StreamedList[]): SlicedStep[] {
  const variants = steps.map((step) => slicesOf(step.keys, streams));
  const starts: number[] = [];
  let count = 0;
  for (const each of variants) {
    starts.push(count);
    count += each.length;
  }
  return steps.flatMap(({ deferred, waitsFor, ...step }, index) =>
    (variants[index] ?? []).map((slices): SlicedStep => {
      const tails = slices.flatMap(({ side, stream }) => (side === 'tail' ? [stream.id] : []));
      return {
        ...step,
        slices,
        part: partKey(deferred, tails),
        waitsFor: waitsFor.flatMap((other) =>
          (variants[other] ?? []).flatMap((others, n) =>
            agree(slices, others) ? [(starts[other] ?? 0) + n] : [],
          ),
        ),
      };
    }),
  );
}

function slicesOf(keys: readonly string[], streams: readonly StreamedList[]): ListSlice[][] {
  const onTheWay = streams
    .filter((stream) => stream.keys.every((key, at) => keys[at] === key))
    .sort((a, b) => a.keys.length - b.keys.length)
    .slice(0, maxNested);
  let all: ListSlice[][] = [[]];
  for (const stream of onTheWay)
    all = all.flatMap((slices) => [
      [...slices, { stream, side: 'head' }],
      [...slices, { stream, side: 'tail' }],
    ]);
  return all;
}

function agree(some: readonly ListSlice[], others: readonly ListSlice[]): boolean {
  return some.every(({ stream, side }) =>
    others.every((other) => other.stream !== stream || other.side === side),
  );
}

import { followPath, isInSlice } from './cursor.ts';
import type { Target } from './cursor.ts';
import type { DataObject } from './data-object.ts';
import type { Step } from './program.ts';

/** What the targets of a step are looked for in. */
export interface DataSoFar {
  readonly data: DataObject;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The objects in the data so far that a step fills. */
export function targetsOf({ keys, slices }: Step, { data, variables }: DataSoFar): Target[] {
  const targets = followPath(data, keys);
  if (!slices?.length) return targets;
  const ranges = slices.map(({ stream, side }) => {
    const count = stream.count.of(variables);
    const range = side === 'head' ? { from: 0, to: count } : { from: count, to: Number.POSITIVE_INFINITY };
    return { keysBefore: stream.keys.length, range };
  });
  return targets.filter((target) =>
    ranges.every(({ keysBefore, range }) => isInSlice(target, keysBefore, range)),
  );
}

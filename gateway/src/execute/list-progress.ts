import { elementOf, indexesOf } from './cursor.ts';
import type { Target } from './cursor.ts';
import type { Step } from './program.ts';
import { targetsOf } from './step-targets.ts';
import type { DataSoFar } from './step-targets.ts';

/** Where one list stands that is delivered piece by piece, and what of it is still to come. */
export interface ListPlace {
  /** The indexes of the lists that it is in, the outermost first. */
  readonly indexes: readonly number[];
  readonly from: number;
  readonly length: number;
}

/** Elements for which the rest of a long list is asked at a time, so that its beginning need not wait for its end. */
const windowLength = 100;

/** What of each step is still under way: by that one knows which elements of a list have all that they need. */
export class ListProgress {
  readonly #open = new Map<Step, Set<readonly Target[]>>();
  readonly #ended = new Set<Step>();
  readonly #onChange: () => void;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** Divides the targets of a step for the rest of a list into those that are asked for together. */
  divide({ slices }: Step, targets: readonly Target[]): readonly (readonly Target[])[] {
    const tail = slices?.findLast(({ side }) => side === 'tail');
    if (!tail) return [targets];
    const windows = new Map<number, Target[]>();
    for (const target of targets) {
      const window = Math.floor((elementOf(target, tail.stream.keys.length) ?? 0) / windowLength);
      const inside = windows.get(window) ?? [];
      inside.push(target);
      windows.set(window, inside);
    }
    return [...windows.values()];
  }

  /** @returns to be called when these targets are filled */
  begin(step: Step, targets: readonly Target[]): () => void {
    const open = this.#open.get(step) ?? new Set();
    this.#open.set(step, open);
    open.add(targets);
    return () => {
      open.delete(targets);
      this.#onChange();
    };
  }

  end(step: Step): void {
    this.#ended.add(step);
    this.#open.delete(step);
  }

  /** Up to which element a list has all that these steps fetch. */
  readyUntil(steps: readonly Step[], { indexes, from, length }: ListPlace, run: DataSoFar): number {
    let until = length;
    for (const step of steps) {
      if (this.#ended.has(step)) continue;
      for (const target of this.#unfilled(step, run)) {
        const at = indexesOf(target);
        const element = at[indexes.length];
        const isInside = element !== undefined && indexes.every((index, n) => at[n] === index);
        if (isInside && element >= from && element < until) until = element;
      }
    }
    return until;
  }

  /** Of a step that has not begun: what it will fill. Where that cannot be said yet, a step before it is unfinished, too. */
  #unfilled(step: Step, run: DataSoFar): readonly Target[] {
    const open = this.#open.get(step);
    const targets = open ? [...open].flat() : targetsOf(step, run);
    const { represent } = step.fetch;
    return represent ? targets.filter(({ object }) => represent(object) !== undefined) : targets;
  }
}

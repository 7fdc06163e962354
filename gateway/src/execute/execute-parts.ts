import type { DataObject } from './data-object.ts';
import { runSteps, startRun } from './execute-plan.ts';
import type { PlanExecution } from './execute-plan.ts';
import { ListProgress } from './list-progress.ts';
import type { ListPlace } from './list-progress.ts';
import type { LocatedError } from './locate-errors.ts';
import { neededFor, partKey } from './part-key.ts';
import type { PlanRun } from './plan-run.ts';
import type { Step } from './program.ts';

/** A program that is running, of which parts are there before the whole is. */
export interface PartsRun {
  /** Raw, as of ExecutedPlan; it grows until all parts are ready. */
  readonly data: DataObject;
  /** The parts, by their keys, whose fetches a part may need, itself among them. */
  neededFor(part: string): readonly string[];
  /** What has gone wrong in the fetches of one part so far; it only grows. */
  errorsOf(part: string): readonly LocatedError[];
  /** Whether the fetches that a part needs have ended. */
  isReady(part: string): boolean;
  /** Resolves when they have. */
  ready(part: string): Promise<void>;
  /** Up to which element a list has all that its part fetches of it. */
  readyUntil(part: string, list: ListPlace): number;
  /** Resolves when some fetch has ended from now on, or a piece of one. Rejects on a fault of ours only. */
  progress(): Promise<void>;
}

/**
 * Runs a program as `executePlan` does, and tells of each part when it is there.
 * @param within the `@defer` that each nested one stands in
 */
export function executeParts(execution: PlanExecution, within: ReadonlyMap<string, string>): PartsRun {
  const { steps } = execution.program;
  const watch = new Watch();
  const lists = new ListProgress(() => watch.tell());
  const whole: PlanRun = { ...startRun(execution), lists };
  const parts = new Map<string, PartState>();
  const stateOf = (part: string): PartState => {
    const known = parts.get(part) ?? new PartState(whole, () => allErrors());
    parts.set(part, known);
    return known;
  };
  const allErrors = (): readonly LocatedError[] => [...parts.values()].flatMap(({ run }) => run.errors);
  for (const step of steps) stateOf(partOf(step)).steps.push(step);
  for (const state of parts.values()) state.left = state.steps.length;
  if (steps.length > 0)
    runSteps(steps, {
      runOf: (step) => stateOf(partOf(step)).run,
      onEnd: (step) => {
        lists.end(step);
        stateOf(partOf(step)).left -= 1;
        watch.tell();
      },
    }).catch((fault: unknown) => watch.fail(fault));
  const needed = (part: string): PartState[] => neededFor(part, within).map(stateOf);
  const isReady = (part: string): boolean => needed(part).every(({ left }) => left === 0);
  return {
    data: whole.data,
    errorsOf: (part) => stateOf(part).run.errors,
    neededFor: (part) => neededFor(part, within),
    isReady,
    ready: async (part) => {
      while (!isReady(part)) await watch.next();
    },
    readyUntil: (part, list) =>
      lists.readyUntil(
        needed(part).flatMap((state) => state.steps),
        list,
        whole,
      ),
    progress: () => watch.next(),
  };
}

function partOf({ part }: Step): string {
  return part ?? partKey(undefined, []);
}

class PartState {
  readonly run: PlanRun;
  readonly steps: Step[] = [];
  left = 0;

  constructor(whole: PlanRun, causes: () => readonly LocatedError[]) {
    this.run = { ...whole, errors: [], causes };
  }
}

/** Tells whoever waits. A fault stays: whoever waits later hears of it too. */
class Watch {
  #waiting: { readonly resolve: () => void; readonly reject: (fault: unknown) => void }[] = [];
  #fault: { readonly reason: unknown } | undefined;

  next(): Promise<void> {
    if (this.#fault) return Promise.reject(this.#fault.reason);
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  tell(): void {
    for (const { resolve } of this.#waiting.splice(0)) resolve();
  }

  fail(reason: unknown): void {
    this.#fault = { reason };
    for (const { reject } of this.#waiting.splice(0)) reject(reason);
  }
}

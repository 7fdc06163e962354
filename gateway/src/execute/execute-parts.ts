import type { DataObject } from './data-object.ts';
import { runSteps, startRun } from './execute-plan.ts';
import type { PlanExecution } from './execute-plan.ts';
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
  /** What has gone wrong in the fetches of one part so far. */
  errorsOf(part: string): readonly LocatedError[];
  /** Resolves when the fetches that a part needs have ended; at once where there are none. Rejects on a fault of ours only. */
  ready(part: string): Promise<void>;
  isReady(part: string): boolean;
}

/**
 * Runs a program as `executePlan` does, and tells of each part when it is there.
 * @param within the `@defer` that each nested one stands in
 */
export function executeParts(execution: PlanExecution, within: ReadonlyMap<string, string>): PartsRun {
  const { steps } = execution.program;
  const whole = startRun(execution);
  const parts = new Map<string, PartState>();
  const stateOf = (part: string): PartState => {
    const known = parts.get(part) ?? new PartState(whole, () => allErrors());
    parts.set(part, known);
    return known;
  };
  const allErrors = (): readonly LocatedError[] => [...parts.values()].flatMap(({ run }) => run.errors);
  for (const step of steps) stateOf(partOf(step)).left += 1;
  const running =
    steps.length === 0
      ? Promise.resolve()
      : runSteps(steps, {
          runOf: (step) => stateOf(partOf(step)).run,
          onEnd: (step) => stateOf(partOf(step)).end(),
        });
  const fault = running.then(() => new Promise<never>(() => undefined));
  // Whoever waits for a part hears of it.
  fault.catch(() => undefined);
  return {
    data: whole.data,
    errorsOf: (part) => stateOf(part).run.errors,
    neededFor: (part) => neededFor(part, within),
    isReady: (part) => neededFor(part, within).every((each) => stateOf(each).left === 0),
    ready: (part) =>
      Promise.race([Promise.all(neededFor(part, within).map((each) => stateOf(each).ready())), fault]).then(
        () => undefined,
      ),
  };
}

function partOf({ part }: Step): string {
  return part ?? partKey(undefined, []);
}

class PartState {
  readonly run: PlanRun;
  left = 0;
  #waiting: (() => void)[] = [];

  constructor(whole: PlanRun, causes: () => readonly LocatedError[]) {
    this.run = { ...whole, errors: [], causes };
  }

  end(): void {
    this.left -= 1;
    if (this.left > 0) return;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  ready(): Promise<void> {
    return this.left === 0 ? Promise.resolve() : new Promise((resolve) => this.#waiting.push(resolve));
  }
}

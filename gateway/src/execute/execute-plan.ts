import type { TypeRelations } from '../plan/type-relations.ts';
import type { SendTogether } from '../transport/send-together.ts';
import type { CallContext, SubgraphCall, SubgraphEndpoint } from '../transport/subgraph-call.ts';
import { createObject, own } from './data-object.ts';
import type { DataObject } from './data-object.ts';
import { Gathering } from './gathering.ts';
import { executeStep } from './execute-step.ts';
import type { LocatedError } from './locate-errors.ts';
import { mergeData } from './merge-data.ts';
import type { PlanRun } from './plan-run.ts';
import type { Program, Step } from './program.ts';

export interface PlanExecution {
  readonly program: Program;
  /** What is there already; copied, not changed. */
  readonly data?: DataObject | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly call: SubgraphCall;
  readonly context: CallContext;
  /** Absent: what is asked of entities in different places goes in requests of its own. */
  readonly together?: SendTogether | undefined;
  readonly snapshot: {
    readonly subgraphs: ReadonlyMap<string, SubgraphEndpoint>;
    readonly planner: { readonly types: TypeRelations };
  };
}

/** Raw data by the keys of the planned operation, unshaped: with the plan's own fields, and without what failed. */
export interface ExecutedPlan {
  readonly data: DataObject;
  readonly errors: readonly LocatedError[];
}

/**
 * Runs a program: each step begins as soon as those that it waits for have ended. Never rejects because of a
 * subgraph: a fetch that fails leaves its fields out and an error at each of their paths, and the rest goes on with
 * what is there. Once the context's signal is aborted nothing more is sent.
 */
export async function executePlan(execution: PlanExecution): Promise<ExecutedPlan> {
  const { program } = execution;
  const run = startRun(execution);
  if (program.steps.length > 0) await runSteps(program.steps, { runOf: () => run });
  return { data: run.data, errors: run.errors };
}

/** A run that has begun with nothing but the data that is there already. */
export function startRun(execution: PlanExecution): PlanRun {
  const { snapshot, variables, call, context, data: given, together, program } = execution;
  const { subgraphs, planner } = snapshot;
  const { types } = planner;
  const data = createObject();
  if (given) mergeData(data, given, { types, adopt: false });
  const errors: LocatedError[] = [];
  const gathering =
    together && program.steps.some(({ company }) => company)
      ? new Gathering(program.steps.length, (askers) => together.send(call, askers, context))
      : undefined;
  return { data, errors, causes: () => errors, variables, types, subgraphs, call, context, gathering };
}

export interface StepRunning {
  /** What a step works with. */
  readonly runOf: (step: Step) => PlanRun;
  /** Told of each step that has ended, before those that waited for it begin. */
  readonly onEnd?: (step: Step) => void;
}

/** Resolves when all have ended; rejects as soon as one has met a fault of ours. */
export function runSteps(steps: readonly Step[], { runOf, onEnd }: StepRunning): Promise<void> {
  return new Promise((resolve, reject) => {
    const waiting = steps.map(({ waitsFor }) => waitsFor.length);
    let left = steps.length;
    const begin = (step: Step): void => {
      const run = runOf(step);
      const running = isChosen(step, run) ? executeStep(step, run) : undefined;
      if (step.company) run.gathering?.began(step.company);
      if (running) running.then(() => end(step), reject);
      else end(step);
    };
    const end = (ended: Step): void => {
      left -= 1;
      onEnd?.(ended);
      if (left === 0) resolve();
      for (const index of ended.isAwaitedBy) {
        const step = steps[index];
        waiting[index] = (waiting[index] ?? 0) - 1;
        if (step && waiting[index] === 0) begin(step);
      }
    };
    for (const step of steps) if (step.waitsFor.length === 0) begin(step);
  });
}

function isChosen({ conditions }: Step, { variables }: PlanRun): boolean {
  return conditions.every(({ variable, value }) => (own(variables, variable) === true) === value);
}

import type { OperationPlan } from '../plan/plan-nodes.ts';
import { compileOperation } from './compile-operation.ts';
import type { CompiledOperation, Generation } from './compile-operation.ts';

/** Compiles each plan of a generation once, and forgets it with the plan: the plan cache's bounds hold here too. */
export interface ProgramCache {
  of(plan: OperationPlan): CompiledOperation;
}

export function createProgramCache(generation: Generation): ProgramCache {
  const compiled = new WeakMap<OperationPlan, CompiledOperation>();
  return {
    of(plan) {
      const known = compiled.get(plan) ?? compileOperation(plan, generation);
      compiled.set(plan, known);
      return known;
    },
  };
}

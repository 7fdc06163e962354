import type { GraphQLSchema } from 'graphql';
import { compilePlan } from '../execute/compile-plan.ts';
import type { Program } from '../execute/program.ts';
import type { OperationPlan, PlanNode } from '../plan/plan-nodes.ts';
import type { TypeRelations } from '../plan/type-relations.ts';
import { compileShape } from '../shape/compile-shape.ts';
import type { Shape } from '../shape/compile-shape.ts';

/** A planned operation with all that is worked out once to run it many times. */
export interface CompiledOperation {
  readonly plan: OperationPlan;
  /** What is run for a request or, of a subscription, for each event: there the first step is the trigger's own answer. */
  readonly program: Program;
  readonly shape: Shape;
  /** Subgraphs that are asked for something which is not public, by name: all that is sent depends on who asks only through these. */
  readonly privateSubgraphs: readonly string[];
}

/** What compiling needs of one generation. */
export interface Generation {
  readonly apiSchema: GraphQLSchema;
  readonly planner: { readonly types: TypeRelations };
}

export function compileOperation(plan: OperationPlan, generation: Generation): CompiledOperation {
  const program = compilePlan(nodeOf(plan), generation.planner.types);
  const notPublic = program.steps.filter(({ fetch }) => !fetch.node.public);
  return {
    plan,
    program,
    shape: compileShape(generation.apiSchema, plan.planned),
    privateSubgraphs: [...new Set(notPublic.map(({ fetch }) => fetch.node.subgraph))],
  };
}

/** The trigger's answer passes through the same execution as any other, so its renamings and error paths are treated once and alike. */
function nodeOf(plan: OperationPlan): PlanNode | undefined {
  if (plan.kind === 'operation') return plan.node;
  const { trigger, rest } = plan;
  return rest ? { kind: 'Sequence', nodes: [trigger, rest] } : trigger;
}

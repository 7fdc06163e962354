import type { GraphQLSchema } from 'graphql';
import { compilePlan } from '../execute/compile-plan.ts';
import type { Program, StreamedList } from '../execute/program.ts';
import type { OperationPlan, PlanNode } from '../plan/plan-nodes.ts';
import type { TypeRelations } from '../plan/type-relations.ts';
import { compileParts } from '../shape/compile-later.ts';
import type { PartsShape } from '../shape/compile-later.ts';
import { compileShape } from '../shape/compile-shape.ts';
import type { Shape } from '../shape/compile-shape.ts';
import { readStreams } from './read-streams.ts';

/** A planned operation with all that is worked out once to run it many times. */
export interface CompiledOperation {
  readonly plan: OperationPlan;
  /** What is run for a request or, of a subscription, for each event: there the first step is the trigger's own answer. */
  readonly program: Program;
  readonly shape: Shape;
  /** Subgraphs that are asked for something which is not public, by name: all that is sent depends on who asks only through these. */
  readonly privateSubgraphs: readonly string[];
  /** The same shape where parts of the answer may come later; then the program has parts too. */
  readonly inParts?: PartsShape | undefined;
  readonly streams: readonly StreamedList[];
}

/** What compiling needs of one generation. */
export interface Generation {
  readonly apiSchema: GraphQLSchema;
  readonly planner: { readonly types: TypeRelations };
}

export function compileOperation(plan: OperationPlan, generation: Generation): CompiledOperation {
  const { apiSchema, planner } = generation;
  const { planned } = plan;
  const inParts = planned.incremental && compileParts(apiSchema, planned);
  const streams = inParts ? readStreams(planned) : undefined;
  const program = compilePlan(nodeOf(plan), planner.types, streams);
  const notPublic = program.steps.filter(({ fetch }) => !fetch.node.public);
  return {
    plan,
    program,
    shape: inParts ?? compileShape(apiSchema, planned),
    inParts,
    streams: streams ?? [],
    privateSubgraphs: [...new Set(notPublic.map(({ fetch }) => fetch.node.subgraph))],
  };
}

/** The trigger's answer passes through the same execution as any other, so its renamings and error paths are treated once and alike. */
function nodeOf(plan: OperationPlan): PlanNode | undefined {
  if (plan.kind === 'operation') return plan.node;
  const { trigger, rest } = plan;
  return rest ? { kind: 'Sequence', nodes: [trigger, rest] } : trigger;
}

import { executePlan } from '../execute/execute-plan.ts';
import type { CompiledOperation } from '../program/compile-operation.ts';
import { shapeResponse } from '../shape/shape-response.ts';
import type { ShapedResponse } from '../shape/shape-response.ts';
import type { Caller } from '../transport/flights.ts';
import type { Variables } from './coerce.ts';
import type { Running } from './engine.ts';
import type { Sharing } from './sharing.ts';

interface Prepared {
  readonly compiled: CompiledOperation;
  /** Coerced. */
  readonly variables: Variables;
}

/**
 * Executes and shapes, once for all that ask for the same at the same time: the same program with the same variables
 * sends the same bytes, if who asks is the same too or is told to no subgraph. A mutation is never shared, and after one
 * nobody joins what began before its end.
 */
export async function executeShared(prepared: Prepared, running: Running): Promise<ShapedResponse> {
  const { engine, context } = running;
  const { sharing } = engine;
  const { operation } = prepared.compiled.plan.planned.operation;
  if (!sharing || operation !== 'query' || prepared.compiled.program.steps.length === 0) {
    const answer = await execute(prepared, running, context.signal);
    if (operation === 'mutation') sharing?.cut();
    return answer;
  }
  const asked = prepared.compiled;
  const key = `${viewerOf(prepared.compiled, sharing, running)}\n${JSON.stringify(prepared.variables)}`;
  const caller = context.signal;
  const joined = sharing.operations.join(asked, key, caller);
  if (joined) engine.metrics.shared('operation', '');
  const flight =
    joined ??
    sharing.operations.begin({ asked, key, caller }, (callers) => execute(prepared, running, callers));
  return (await flight).value;
}

async function execute(
  { compiled, variables }: Prepared,
  { engine, snapshot, context }: Running,
  signal: Caller,
): Promise<ShapedResponse> {
  const { program, shape } = compiled;
  const { call, together } = engine;
  const within = { ...context, signal };
  const executed = await executePlan({ program, variables, call, together, context: within, snapshot });
  return shapeResponse({ shape, variables, ...executed });
}

/** The viewer as any of the fetches would send it; empty when none does. */
function viewerOf(
  { privateSubgraphs }: CompiledOperation,
  { encode }: Sharing,
  { snapshot, context }: Running,
): string {
  for (const name of privateSubgraphs) {
    const subgraph = snapshot.subgraphs.get(name);
    const viewer = subgraph ? encode({ subgraph, identity: true }, context.viewer) : '';
    if (viewer !== '') return viewer;
  }
  return '';
}

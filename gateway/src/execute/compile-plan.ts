import type { FetchNode, PlanNode } from '../plan/plan-nodes.ts';
import type { TypeRelations } from '../plan/type-relations.ts';
import { reduceFetch, withoutFields } from '../plan/reduce-fetch.ts';
import { compileRepresentation } from './compile-representation.ts';
import { findCompany } from './find-company.ts';
import { orderSteps } from './order-steps.ts';
import type { CompiledFetch, PlacedFetch, Program, ReducedFetch, Step, StreamedList } from './program.ts';
import { sliceSteps } from './slice-steps.ts';

/**
 * Compiles the plan of an operation, or what is run for each event of one.
 * @param parts given when parts of the answer may come later: the lists that are streamed
 */
export function compilePlan(
  plan: PlanNode | undefined,
  types: TypeRelations,
  parts?: readonly StreamedList[],
): Program {
  const placed: PlacedFetch[] = [];
  if (plan) place(plan, { keys: [], conditions: [], after: [] }, placed);
  const orders = orderSteps(placed);
  const whole = placed.map(({ node, keys, conditions, deferred }, index) => ({
    fetch: compileFetch(node, types),
    keys,
    conditions,
    deferred,
    waitsFor: orders[index] ?? [],
  }));
  return { steps: withFollowers(parts ? sliceSteps(whole, parts) : whole) };
}

function withFollowers(steps: readonly Omit<Step, 'isAwaitedBy'>[]): Step[] {
  const companies = findCompany(steps);
  return steps.map((step, index) => ({
    ...step,
    company: companies[index],
    isAwaitedBy: steps.flatMap(({ waitsFor }, other) => (waitsFor.includes(index) ? [other] : [])),
  }));
}

type Surroundings = Omit<PlacedFetch, 'node'>;

/** Adds the fetches of `node` in the plan's order and returns their indexes. */
function place(node: PlanNode, around: Surroundings, placed: PlacedFetch[]): number[] {
  switch (node.kind) {
    case 'Fetch':
      placed.push({ node, ...around });
      return [placed.length - 1];
    case 'Flatten': {
      const keys = node.path.filter((key): key is string => typeof key === 'string' && key !== '@');
      return place(node.node, { ...around, keys: [...around.keys, ...keys] }, placed);
    }
    case 'Parallel':
      return node.nodes.flatMap((child) => place(child, around, placed));
    case 'Sequence': {
      const before: number[] = [];
      for (const child of node.nodes)
        before.push(...place(child, { ...around, after: [...around.after, ...before] }, placed));
      return before;
    }
    case 'Defer': {
      const { primary, deferred } = node;
      const first = primary ? place(primary, around, placed) : [];
      const after = [...around.after, ...first];
      for (const { part, node: below } of deferred)
        if (below) place(below, { ...around, after, deferred: part }, placed);
      return first;
    }
    case 'Condition': {
      const branch = (child: PlanNode | undefined, value: boolean): number[] => {
        const condition = { variable: node.variable, value };
        return child
          ? place(child, { ...around, conditions: [...around.conditions, condition] }, placed)
          : [];
      };
      return [...branch(node.ifNode, true), ...branch(node.elseNode, false)];
    }
  }
}

/** Of what a subgraph may leave out there are endless sets; so many are remembered. */
const maxReduced = 100;

function compileFetch(node: FetchNode, types: TypeRelations): CompiledFetch {
  const reduced = new Map<string, ReducedFetch>();
  const cut = new Map<string, CompiledFetch | undefined>();
  return {
    node,
    bodyHead: `{"query":${JSON.stringify(node.operation)},"variables":{`,
    producedKeys: [...new Set(['__typename', ...node.produces.map(({ key }) => key)])],
    represent: node.requires && compileRepresentation(node, types),
    without: (missing) => {
      const id = [...missing].sort().join();
      const known = reduced.get(id);
      if (known) return known;
      const { rest, dropped } = withoutFields(node, missing);
      const split = { rest: rest && compileFetch(rest, types), dropped: { ...node, produces: dropped } };
      if (reduced.size < maxReduced) reduced.set(id, split);
      return split;
    },
    withoutKeys: (sentKeys) => {
      const id = [...sentKeys].sort().join();
      if (cut.has(id)) return cut.get(id);
      const keep = node.produces.filter(({ sentKey }) => !sentKeys.has(sentKey));
      const rest = keep.length > 0 ? compileFetch(reduceFetch(node, keep, new Set()), types) : undefined;
      if (cut.size < maxReduced) cut.set(id, rest);
      return rest;
    },
  };
}

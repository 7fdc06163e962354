import { GraphQLError, Kind } from 'graphql';
import type { SelectionNode, SelectionSetNode } from 'graphql';
import { clientError, errorKind } from '../errors.ts';
import { isWithoutEnd } from './run-planner.ts';
import type { SeparatedOperation } from './separate-keys.ts';

/** Looking for the field must not cost much more than the plan would have. */
const maxTries = 30;

/** The planner has failed on an operation that is valid, for no reason that it is known to refuse one for. */
export class PlannerFailure extends Error {}

/** @throws what is no failure of the planner: a refusal of the table, but for one that another form may not meet */
export function plannerFailure(error: unknown): PlannerFailure {
  // The planner's own errors are GraphQLErrors too, with codes of composition.
  const isRefusal = error instanceof GraphQLError && errorKind(error.extensions['code']) !== undefined;
  if (isRefusal && !isWithoutEnd(error)) throw error;
  return new PlannerFailure(error instanceof Error ? error.message : String(error), { cause: error });
}

/**
 * The refusal of an operation for which the planner finds no plan, though it is valid. It names the field that cannot be
 * had: the deepest one that fails alone, as far as that can be told by a few tries.
 * @param plan plans a part of it
 */
export async function notPlannable(
  planned: SeparatedOperation,
  plan: PlanPart,
  cause: PlannerFailure,
): Promise<GraphQLError> {
  const path = await failingPath(planned, plan);
  const field = path.map((key) => planned.responseKeys.get(key) ?? key).join('.');
  return clientError(
    'PLAN_NOT_POSSIBLE',
    `There is no plan for "${field}": the subgraphs that have it cannot be asked for all of this together. Ask for less of it, or for parts of it one by one.`,
    { cause, extensions: { field } },
  );
}

const typename: SelectionNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

type PlanPart = (part: SeparatedOperation) => Promise<unknown>;
type Wrap = (node: SelectionNode) => SelectionNode;

async function failingPath(planned: SeparatedOperation, plan: PlanPart): Promise<string[]> {
  let tries = maxTries;
  const fails = async (node: SelectionNode): Promise<boolean> => {
    tries -= 1;
    const selectionSet: SelectionSetNode = { kind: Kind.SELECTION_SET, selections: [node] };
    const part = { ...planned, operation: { ...planned.operation, selectionSet } };
    return (await plan(part)) instanceof PlannerFailure;
  };
  const path: string[] = [];
  let wrap: Wrap = (node) => node;
  let inside: SelectionSetNode | undefined = planned.operation.selectionSet;
  while (inside) {
    const test = (node: SelectionNode): Promise<boolean> => fails(wrap(node));
    const found = await firstFailing(inside.selections, test, () => tries > 0);
    if (!found || found.kind === Kind.FRAGMENT_SPREAD) break;
    wrap = within(found, wrap);
    inside = found.selectionSet;
    if (found.kind !== Kind.FIELD) continue;
    path.push(found.alias?.value ?? found.name.value);
    // Where not even its type can be had it is the field itself, whatever is selected of it.
    if (inside && (await fails(wrap(typename)))) break;
  }
  return path.length > 0 ? path : firstFields(planned);
}

async function firstFailing(
  selections: readonly SelectionNode[],
  fails: (node: SelectionNode) => Promise<boolean>,
  mayTry: () => boolean,
): Promise<SelectionNode | undefined> {
  for (const node of selections) {
    if (!mayTry()) return undefined;
    if (await fails(node)) return node;
  }
  return undefined;
}

function within(around: SelectionNode, wrap: Wrap): Wrap {
  if (around.kind === Kind.FRAGMENT_SPREAD) return wrap;
  return (node) => {
    const selectionSet: SelectionSetNode = { kind: Kind.SELECTION_SET, selections: [node] };
    return wrap(around.kind === Kind.FIELD ? { ...around, selectionSet } : { ...around, selectionSet });
  };
}

/** Each can be had alone: what cannot is all of them. */
function firstFields({ operation }: SeparatedOperation): string[] {
  const [first] = operation.selectionSet.selections;
  return first?.kind === Kind.FIELD ? [first.alias?.value ?? first.name.value] : [operation.operation];
}

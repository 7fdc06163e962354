import type { OperationDefinitionNode } from 'graphql';
import { chooseOverrides } from './choose-overrides.ts';
import type { Planner } from './create-planner.ts';
import type { Denied } from './denied.ts';
import { readConditions } from './resolve-conditions.ts';
import type { Conditions } from './resolve-conditions.ts';

/**
 * What plans of one operation differ in: the values that its `@skip` and `@include` have met, the labels of
 * progressive `@override` that are active, what its viewer may not have, and whether its answer may come in parts.
 */
export interface PlanVariant {
  /** Equal for what makes an equal plan; empty for nearly every request. */
  readonly key: string;
  readonly conditions: Conditions;
  readonly overrides: ReadonlyMap<string, boolean>;
  readonly denied: Denied | undefined;
  /** `@defer` and `@stream` count: parts of the answer may come later. */
  readonly inParts: boolean;
}

export interface VariantRequest {
  readonly operation: OperationDefinitionNode;
  /** What its document's `@skip` and `@include` look at. */
  readonly conditionNames: readonly string[];
  /** As the client sent them or coerced. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly denied?: Denied | undefined;
  readonly inParts?: boolean | undefined;
}

const none: PlanVariant = {
  key: '',
  conditions: new Map(),
  overrides: new Map(),
  denied: undefined,
  inParts: false,
};

export function chooseVariant(planner: Planner, request: VariantRequest): PlanVariant {
  const { conditionNames, operation, variables, denied, inParts = false } = request;
  if (conditionNames.length === 0 && planner.overrideLabels.length === 0 && !denied && !inParts) return none;
  const overrides = chooseOverrides(planner.overrideLabels, Math.random);
  const conditions = readConditions(conditionNames, operation, variables);
  const key = [inParts, denied?.key ?? '', active(overrides), active(conditions)].join('\n');
  return { key, conditions, overrides, denied, inParts };
}

function active(choices: ReadonlyMap<string, boolean>): string {
  return [...choices].flatMap(([name, value]) => (value ? [name] : [])).join();
}

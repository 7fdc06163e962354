import type { OperationDefinitionNode } from 'graphql';
import { chooseOverrides } from './choose-overrides.ts';
import type { Planner } from './create-planner.ts';
import type { Denied } from './denied.ts';
import { readConditions } from './resolve-conditions.ts';
import type { Conditions } from './resolve-conditions.ts';

/**
 * What plans of one operation differ in: the values that its `@skip` and `@include` have met, the labels of
 * progressive `@override` that are active, and what its viewer may not have.
 */
export interface PlanVariant {
  /** Equal for what makes an equal plan; empty for nearly every request. */
  readonly key: string;
  readonly conditions: Conditions;
  readonly overrides: ReadonlyMap<string, boolean>;
  readonly denied: Denied | undefined;
}

export interface VariantRequest {
  readonly operation: OperationDefinitionNode;
  /** What its document's `@skip` and `@include` look at. */
  readonly conditionNames: readonly string[];
  /** As the client sent them or coerced. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly denied?: Denied | undefined;
}

const none: PlanVariant = { key: '', conditions: new Map(), overrides: new Map(), denied: undefined };

export function chooseVariant(planner: Planner, request: VariantRequest): PlanVariant {
  const { conditionNames, operation, variables, denied } = request;
  if (conditionNames.length === 0 && planner.overrideLabels.length === 0 && !denied) return none;
  const overrides = chooseOverrides(planner.overrideLabels, Math.random);
  const conditions = readConditions(conditionNames, operation, variables);
  const key = [denied?.key ?? '', active(overrides), active(conditions)].join('\n');
  return { key, conditions, overrides, denied };
}

function active(choices: ReadonlyMap<string, boolean>): string {
  return [...choices].flatMap(([name, value]) => (value ? [name] : [])).join();
}

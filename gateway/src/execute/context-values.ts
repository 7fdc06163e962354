import type { TypeRelations } from '../plan/type-relations.ts';
import { enclosingObjects, pathOf } from './cursor.ts';
import type { Target } from './cursor.ts';
import { createObject, isObject, own } from './data-object.ts';
import type { DataObject } from './data-object.ts';
import type { PlanRun } from './plan-run.ts';
import type { Step } from './program.ts';

export interface ContextGroup {
  readonly targets: readonly Target[];
  readonly contextVariables: Readonly<DataObject>;
}

/**
 * Splits targets by the values that `@fromContext` takes from around them: they are variables of the whole fetch, so
 * only entities with equal ones can be asked for together. Without such values there is one group.
 */
export function groupByContext(step: Step, targets: readonly Target[], run: PlanRun): ContextGroup[] {
  const { node } = step.fetch;
  if (node.contextRewrites.length === 0) return [{ targets, contextVariables: createObject() }];
  const groups = new Map<string, { targets: Target[]; contextVariables: DataObject }>();
  for (const target of targets) {
    const contextVariables = contextOf(target, step, run);
    const bytes = JSON.stringify(contextVariables);
    const group = groups.get(bytes);
    if (group) group.targets.push(target);
    else groups.set(bytes, { targets: [target], contextVariables });
  }
  return [...groups.values()];
}

function contextOf(target: Target, { fetch, keys }: Step, run: PlanRun): DataObject {
  const variables = createObject();
  const around = [target.object, ...enclosingObjects(run.data, pathOf(target, keys))];
  for (const { path, to } of fetch.node.contextRewrites) {
    const up = path.findIndex((step) => step !== '..');
    const levels = up < 0 ? path.length : up;
    const value = readAt(around[levels], path.slice(levels), run.types);
    if (value !== undefined) variables[to] = value;
  }
  return variables;
}

function readAt(value: unknown, path: readonly string[], types: TypeRelations): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (Array.isArray(value)) return value.map((element) => readAt(element, path, types));
  if (!isObject(value)) return value === null ? null : undefined;
  if (!step.startsWith('... on ')) return readAt(own(value, step), rest, types);
  const typename = own(value, '__typename');
  const fits = typeof typename !== 'string' || types.isSubtype(step.slice(7), typename);
  return fits ? readAt(value, rest, types) : undefined;
}

import type { FetchNode, RequiredSelection } from '../plan/plan-nodes.ts';
import type { TypeRelations } from '../plan/type-relations.ts';
import type { Target } from './cursor.ts';
import { createObject, isObject, own } from './data-object.ts';
import type { DataObject } from './data-object.ts';
import { mergeData } from './merge-data.ts';
import { applyRewrites } from './rewrites.ts';

/** What `_entities` is asked for, and for each representation the targets that its answer goes to. */
export interface Representations {
  readonly values: readonly DataObject[];
  readonly owners: readonly (readonly Target[])[];
  /** Targets that the fetch is for but that lack a required member: whatever was to bring it has failed. */
  readonly incomplete: readonly Target[];
}

/**
 * Builds the representation of each target; equal ones are sent once. A target whose type the fetch is not for has
 * none and is left as it is.
 */
export function collectRepresentations(
  targets: readonly Target[],
  node: FetchNode,
  types: TypeRelations,
): Representations {
  const owners = new Map<string, Target[]>();
  const values: DataObject[] = [];
  const incomplete: Target[] = [];
  for (const target of targets) {
    const fragments = (node.requires ?? []).filter((selection) => applies(selection, target.object, types));
    if (fragments.length === 0) continue;
    const value = represent(target.object, fragments, types);
    if (!value || typeof own(value, '__typename') !== 'string') {
      incomplete.push(target);
      continue;
    }
    applyRewrites(value, node.inputRewrites, types);
    const bytes = JSON.stringify(value);
    const same = owners.get(bytes);
    if (same) same.push(target);
    else {
      owners.set(bytes, [target]);
      values.push(value);
    }
  }
  return { values, owners: [...owners.values()], incomplete };
}

/** The required part of an object, or null when some of it is not there. */
function represent(
  source: DataObject,
  selections: readonly RequiredSelection[],
  types: TypeRelations,
): DataObject | null {
  const result = createObject();
  for (const selection of selections) {
    if (selection.kind === 'InlineFragment') {
      if (!applies(selection, source, types)) continue;
      const part = represent(source, selection.selections, types);
      if (part) mergeData(result, part, types);
    } else {
      const value = own(source, selection.key);
      if (value === undefined) return null;
      result[selection.key] = selection.selections
        ? representValue(value, selection.selections, types)
        : value;
    }
  }
  return result;
}

function representValue(
  value: unknown,
  selections: readonly RequiredSelection[],
  types: TypeRelations,
): unknown {
  if (Array.isArray(value)) return value.map((element) => representValue(element, selections, types));
  return isObject(value) ? represent(value, selections, types) : value;
}

function applies(selection: RequiredSelection, source: DataObject, types: TypeRelations): boolean {
  if (selection.kind === 'Field' || selection.type === undefined) return true;
  const typename = own(source, '__typename');
  return typeof typename === 'string' && types.isSubtype(selection.type, typename);
}

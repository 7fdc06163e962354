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
  /** Targets that the fetch is for but that lack something required, by the paths of what. */
  readonly incomplete: readonly IncompleteTargets[];
}

export interface IncompleteTargets {
  readonly targets: readonly Target[];
  readonly missing: ReadonlySet<string>;
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
  const complete = new Map<string, { readonly value: DataObject; readonly owners: Target[] }>();
  const incomplete = new Map<string, { readonly missing: ReadonlySet<string>; readonly targets: Target[] }>();
  for (const target of targets) {
    const fragments = (node.requires ?? []).filter((selection) => applies(selection, target.object, types));
    if (fragments.length === 0) continue;
    const missing = new Set<string>();
    const value = represent(target.object, fragments, { types, missing, above: '' });
    if (missing.size > 0) {
      upsert(incomplete, [...missing].sort().join(), { missing, targets: [] }).targets.push(target);
      continue;
    }
    applyRewrites(value, node.inputRewrites, types);
    // A fragment may have asked for a required member of more types than the key.
    if (!hasKey(value, node.subgraph, types)) continue;
    upsert(complete, JSON.stringify(value), { value, owners: [] }).owners.push(target);
  }
  const found = [...complete.values()];
  return {
    values: found.map(({ value }) => value),
    owners: found.map(({ owners }) => owners),
    incomplete: [...incomplete.values()],
  };
}

function hasKey(representation: DataObject, subgraph: string, types: TypeRelations): boolean {
  const typename = own(representation, '__typename');
  if (typeof typename !== 'string') return false;
  return types
    .keysIn(subgraph, typename)
    .some((key) => key.every((member) => Object.hasOwn(representation, member)));
}

function upsert<T>(map: Map<string, T>, key: string, fresh: T): T {
  const known = map.get(key) ?? fresh;
  map.set(key, known);
  return known;
}

interface Representing {
  readonly types: TypeRelations;
  /** Collects the paths of what is not there. */
  readonly missing: Set<string>;
  /** Path of the object, with a dot behind. */
  readonly above: string;
}

function represent(
  source: DataObject,
  selections: readonly RequiredSelection[],
  representing: Representing,
): DataObject {
  const { types, missing, above } = representing;
  const result = createObject();
  for (const selection of selections) {
    if (selection.kind === 'InlineFragment') {
      if (applies(selection, source, types))
        mergeData(result, represent(source, selection.selections, representing), types);
      continue;
    }
    const { key, sentAs, selections: below } = selection;
    const value = own(source, key);
    const path = `${above}${key}`;
    if (value === undefined) missing.add(path);
    else result[sentAs] = below ? representValue(value, below, { types, missing, above: `${path}.` }) : value;
  }
  return result;
}

function representValue(
  value: unknown,
  selections: readonly RequiredSelection[],
  representing: Representing,
): unknown {
  if (Array.isArray(value)) return value.map((element) => representValue(element, selections, representing));
  return isObject(value) ? represent(value, selections, representing) : value;
}

function applies(selection: RequiredSelection, source: DataObject, types: TypeRelations): boolean {
  if (selection.kind === 'Field' || selection.type === undefined) return true;
  const typename = own(source, '__typename');
  return typeof typename === 'string' && types.isSubtype(selection.type, typename);
}

import { parse, print, stripIgnoredCharacters, visit } from 'graphql';
import type { DocumentNode } from 'graphql';
import type { FetchNode, ProducedField, RequiredSelection } from './plan-nodes.ts';
import { usedVariables } from './used-variables.ts';

/** A fetch split by what it can be asked for where some required leaves are not there. */
export interface SplitFetch {
  /** Without the fields that need them; undefined when nothing is left, or when all need them. */
  readonly rest: FetchNode | undefined;
  /** The fields that need them. */
  readonly dropped: readonly ProducedField[];
}

/**
 * The planner puts fields of one entity in one fetch though some require what others do not, and requires it of every
 * entity, also of those whose type the client wanted none of them of. Where it is not there, the others are asked for
 * without it.
 * @param missing paths of what is not there; with a path all below it
 */
export function withoutFields(node: FetchNode, missing: ReadonlySet<string>): SplitFetch {
  const needs = ({ requires }: ProducedField): boolean => requires.some((leaf) => isIn(leaf, missing));
  const dropped = node.produces.filter(needs);
  const keep = node.produces.filter((field) => !needs(field));
  const explained = (path: string): boolean =>
    dropped.some(({ requires }) => requires.some((leaf) => isIn(leaf, new Set([path]))));
  if (keep.length === 0 || ![...missing].every(explained)) return { rest: undefined, dropped: node.produces };
  return { rest: reduceFetch(node, keep, missing), dropped };
}

function isIn(leaf: string, paths: ReadonlySet<string>): boolean {
  for (let path = leaf; path !== ''; path = path.slice(0, Math.max(path.lastIndexOf('.'), 0))) {
    if (paths.has(path)) return true;
  }
  return false;
}

/** A fetch with some of its fields only, and without some of what it requires. */
export function reduceFetch(
  node: FetchNode,
  keep: readonly ProducedField[],
  dropped: ReadonlySet<string>,
): FetchNode {
  const kept = new Set(keep.map(identityOf));
  const gone = new Set(node.produces.map(identityOf).filter((id) => !kept.has(id)));
  return {
    ...node,
    ...reduceOperation(node, gone),
    produces: keep,
    requires: reduceRequires(node.requires ?? [], dropped, ''),
  };
}

function identityOf({ type, sentKey }: ProducedField): string {
  return `${type ?? ''}.${sentKey}`;
}

function reduceOperation(
  node: FetchNode,
  gone: ReadonlySet<string>,
): Pick<FetchNode, 'operation' | 'variableUsages'> {
  const types: (string | undefined)[] = [];
  let depth = 0;
  const reduced = visit(parse(node.operation, { noLocation: true }), {
    InlineFragment: {
      enter: ({ typeCondition }) => void types.push(typeCondition?.name.value ?? types.at(-1)),
      leave: (fragment) => {
        types.pop();
        return fragment.selectionSet.selections.length === 0 ? null : undefined;
      },
    },
    Field: {
      // `_entities` is the first level: its members are the second, and nothing deeper is produced here.
      enter: (field) => {
        const key = field.alias?.value ?? field.name.value;
        if (depth === 1 && gone.has(`${types.at(-1) ?? ''}.${key}`)) return null;
        depth += 1;
        return undefined;
      },
      leave: () => void (depth -= 1),
    },
  });
  return dropVariables(reduced, node);
}

function dropVariables(
  document: DocumentNode,
  node: FetchNode,
): Pick<FetchNode, 'operation' | 'variableUsages'> {
  const used = usedVariables(document);
  const reduced = visit(document, {
    VariableDefinition: ({ variable }) => (used.has(variable.name.value) ? undefined : null),
  });
  return {
    operation: stripIgnoredCharacters(print(reduced)),
    variableUsages: node.variableUsages.filter(({ name }) => used.has(name)),
  };
}

function reduceRequires(
  selections: readonly RequiredSelection[],
  dropped: ReadonlySet<string>,
  above: string,
): RequiredSelection[] {
  return selections.flatMap((selection): RequiredSelection[] => {
    if (selection.kind === 'InlineFragment')
      return [{ ...selection, selections: reduceRequires(selection.selections, dropped, above) }];
    const path = `${above}${selection.key}`;
    if (dropped.has(path)) return [];
    if (!selection.selections) return [selection];
    const below = reduceRequires(selection.selections, dropped, `${path}.`);
    return below.some(holdsField) ? [{ ...selection, selections: below }] : [];
  });
}

function holdsField(selection: RequiredSelection): boolean {
  return selection.kind === 'Field' || selection.selections.some(holdsField);
}

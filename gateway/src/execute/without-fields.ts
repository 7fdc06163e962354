import { parse, print, stripIgnoredCharacters, visit } from 'graphql';
import type { DocumentNode } from 'graphql';
import type { FetchNode, ProducedField, RequiredSelection } from '../plan/plan-nodes.ts';

/** A fetch split by what it can be asked for where some required members are not there. */
export interface SplitFetch {
  /** Without the fields that need them; undefined when nothing is left, or when they are needed by all. */
  readonly rest: FetchNode | undefined;
  /** The fields that need them. */
  readonly dropped: readonly ProducedField[];
}

/**
 * The planner puts fields of one entity in one fetch though some require members that others do not, and requires them
 * of every entity, also of those whose type the client wanted none of them of. Where a member is not there, the others
 * are asked for without it.
 */
export function withoutFields(node: FetchNode, missing: ReadonlySet<string>): SplitFetch {
  const needs = ({ requires }: ProducedField): boolean => requires.some((member) => missing.has(member));
  const dropped = node.produces.filter(needs);
  const produces = node.produces.filter((field) => !needs(field));
  const explained = new Set(dropped.flatMap(({ requires }) => requires));
  const isKey = [...missing].some((member) => !explained.has(member));
  if (isKey || produces.length === 0) return { rest: undefined, dropped: node.produces };
  return {
    rest: { ...node, ...reduceOperation(node, dropped), produces, requires: reduceRequires(node, missing) },
    dropped,
  };
}

function reduceOperation(
  node: FetchNode,
  dropped: readonly ProducedField[],
): Pick<FetchNode, 'operation' | 'variableUsages'> {
  const gone = new Set(dropped.map(({ type, sentKey }) => `${type ?? ''}.${sentKey}`));
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
        if (depth === 1 && gone.has(`${types.at(-1) ?? ''}.${field.alias?.value ?? field.name.value}`))
          return null;
        depth += 1;
        return undefined;
      },
      leave: () => void (depth -= 1),
    },
  });
  return dropVariables(reduced, node);
}

/** A variable that is declared and not used would be refused by the subgraph. */
function dropVariables(
  document: DocumentNode,
  node: FetchNode,
): Pick<FetchNode, 'operation' | 'variableUsages'> {
  const used = new Set<string>();
  visit(document, {
    VariableDefinition: () => false,
    Variable: ({ name }) => void used.add(name.value),
  });
  const reduced = visit(document, {
    VariableDefinition: ({ variable }) => (used.has(variable.name.value) ? undefined : null),
  });
  return {
    operation: stripIgnoredCharacters(print(reduced)),
    variableUsages: node.variableUsages.filter(({ name }) => used.has(name)),
  };
}

function reduceRequires(node: FetchNode, missing: ReadonlySet<string>): RequiredSelection[] {
  const reduce = (selections: readonly RequiredSelection[]): RequiredSelection[] =>
    selections.flatMap((selection): RequiredSelection[] => {
      if (selection.kind === 'Field') return missing.has(selection.key) ? [] : [selection];
      return [{ ...selection, selections: reduce(selection.selections) }];
    });
  return reduce(node.requires ?? []);
}

import { Kind } from 'graphql';
import type {
  DirectiveNode,
  FieldNode,
  FragmentDefinitionNode,
  OperationDefinitionNode,
  SelectionNode,
  SelectionSetNode,
} from 'graphql';

/** Sizes of an operation as it would be run: every fragment counts where it is spread, once per spread. */
export interface Measure {
  readonly depth: number;
  /** Depth of what stands under `__schema` and `__type`, the root field included; it does not count in `depth`. */
  readonly introspectionDepth: number;
  readonly aliases: number;
  readonly directives: number;
  readonly selections: number;
  readonly rootFields: number;
}

type Counts = Omit<Measure, 'rootFields' | 'introspectionDepth'> & { readonly fields: number };
type FindFragment = (name: string) => FragmentDefinitionNode | undefined;

const nothing: Counts = { depth: 0, aliases: 0, directives: 0, selections: 0, fields: 0 };

/**
 * Measures in time proportional to the document's text: each fragment is measured once, however often it is spread,
 * so a bomb of 2^30 selections takes microseconds. Cycles count as nothing here; NoFragmentCycles refuses them.
 */
export function measureOperation(operation: OperationDefinitionNode, fragment: FindFragment): Measure {
  const known = new Map<string, Counts>();
  const introspected = { depth: 0 };
  const all = ofSelections(operation.selectionSet, true);
  return {
    depth: all.depth,
    introspectionDepth: introspected.depth,
    aliases: all.aliases,
    directives: all.directives + (operation.directives?.length ?? 0),
    selections: all.selections,
    rootFields: all.fields,
  };

  function ofSelections(set: SelectionSetNode, atRoot: boolean): Counts {
    return set.selections.reduce((sum, selection) => add(sum, ofSelection(selection, atRoot)), nothing);
  }

  function ofSelection(selection: SelectionNode, atRoot: boolean): Counts {
    if (selection.kind === Kind.FIELD) return ofField(selection, atRoot);
    const directives = count(selection.directives);
    const inner =
      selection.kind === Kind.INLINE_FRAGMENT
        ? ofSelections(selection.selectionSet, atRoot)
        : ofFragment(selection.name.value, atRoot);
    return add(inner, { ...nothing, directives, selections: 1 });
  }

  function ofField(field: FieldNode, atRoot: boolean): Counts {
    const inner = field.selectionSet ? ofSelections(field.selectionSet, false) : nothing;
    const depth = inner.depth + 1;
    const introspection = atRoot && (field.name.value === '__schema' || field.name.value === '__type');
    if (introspection) introspected.depth = Math.max(introspected.depth, depth);
    return {
      depth: introspection ? 1 : depth,
      aliases: inner.aliases + (field.alias ? 1 : 0),
      directives: inner.directives + count(field.directives),
      selections: inner.selections + 1,
      fields: 1,
    };
  }

  function ofFragment(name: string, atRoot: boolean): Counts {
    const key = `${name}${atRoot ? ' at root' : ''}`;
    const measured = known.get(key);
    if (measured) return measured;
    known.set(key, nothing);
    const definition = fragment(name);
    const counts = definition ? ofSelections(definition.selectionSet, atRoot) : nothing;
    known.set(key, counts);
    return counts;
  }
}

function count(directives: readonly DirectiveNode[] | undefined): number {
  return directives?.length ?? 0;
}

function add(a: Counts, b: Counts): Counts {
  return {
    depth: Math.max(a.depth, b.depth),
    aliases: a.aliases + b.aliases,
    directives: a.directives + b.directives,
    selections: a.selections + b.selections,
    fields: a.fields + b.fields,
  };
}

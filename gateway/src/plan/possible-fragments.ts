import {
  baseType,
  isCompositeType,
  isInterfaceObjectType,
  possibleRuntimeTypes,
  SelectionSetUpdates,
} from '@apollo/federation-internals';
import type { CompositeType, OperationElement, Selection, SelectionSet } from '@apollo/federation-internals';

/**
 * Plans so that Apollo's planner leaves out, of what it puts together for a fetch, fragments on types that the objects there
 * cannot be of. It fails on them, and makes them itself: to compute a field of all types of an interface
 * (`@interfaceObject`, `@requires`) it searches type by type for what is required, and then asks all of that of an object
 * that it knows to be of one of them. Likewise it fails where it would ask a subgraph that knows an interface as one object
 * for the type of such an object, as it does when a field of one is computed from what another computes: nobody needs it there.
 *
 * What is exchanged for it in Apollo's package is exchanged while `plan` runs, and at no other time.
 */
export function withPossibleFragments<T>(plan: () => T): T {
  const original = Object.getOwnPropertyDescriptor(SelectionSetUpdates.prototype, 'toSelectionSet')?.value;
  SelectionSetUpdates.prototype.toSelectionSet = function toPossible(parentType, fragments) {
    try {
      return original.call(this, parentType, fragments);
    } catch (error) {
      if (!isImpossible(error)) throw error;
      keepPossible(parseUpdates(this), parentType);
      return original.call(this, parentType, fragments);
    }
  };
  try {
    return plan();
  } finally {
    SelectionSetUpdates.prototype.toSelectionSet = original;
  }
}

function isImpossible(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { message } = error;
  return (
    message.startsWith('Cannot add fragment of condition') ||
    message.endsWith('interface object type at runtime')
  );
}

/** What is to be put together, by key: selections, and paths with selections at their ends. */
type Updates = Map<string, readonly Update[]>;
type Selections = Selection | SelectionSet | readonly Selection[];
type Update = Selection | { readonly path: readonly OperationElement[]; readonly selections?: Selections };

function parseUpdates(updates: unknown): Updates {
  return (updates as { readonly keyedUpdates: Updates }).keyedUpdates;
}

function keepPossible(updates: Updates, type: CompositeType): void {
  for (const [key, all] of updates) {
    const possible = all.flatMap((update) => possibleUpdate(update, type));
    if (possible.length > 0) updates.set(key, possible);
    else updates.delete(key);
  }
}

function possibleUpdate(update: Update, type: CompositeType): Update[] {
  if (!('path' in update)) return possibleSelection(update, type);
  let at: CompositeType | undefined = type;
  for (const element of update.path) {
    if (at && isTypeOfObject(element, at)) return [];
    at = at && typeBelow(element, at);
    if (!at) return element.kind === 'Field' ? [update] : [];
  }
  const end = at;
  if (!update.selections || !end) return [update];
  const selections = listOf(update.selections).flatMap((selection) => possibleSelection(selection, end));
  return selections.length > 0 ? [{ ...update, selections }] : [];
}

function possibleSelection(selection: Selection, type: CompositeType): Selection[] {
  if (isTypeOfObject(selection.element, type)) return [];
  const below = typeBelow(selection.element, type);
  if (!below) return selection.kind === 'FieldSelection' ? [selection] : [];
  if (!selection.selectionSet) return [selection];
  const possible = selection.selectionSet.lazyMap((inner) => possibleSelection(inner, below));
  return possible.isEmpty() ? [] : [selection.withUpdatedSelectionSet(possible)];
}

/** The type of what a subgraph knows as one object: it cannot say. */
function isTypeOfObject(element: OperationElement, type: CompositeType): boolean {
  return (
    element.kind === 'Field' &&
    element.name === '__typename' &&
    possibleRuntimeTypes(type).some(isInterfaceObjectType)
  );
}

/** Undefined below a leaf, and where no object of the type can be of the fragment's. */
function typeBelow(element: OperationElement, type: CompositeType): CompositeType | undefined {
  if (element.kind === 'FragmentElement') {
    const narrowed = element.castedTypeIfAddedTo(type);
    // A fragment on what they all are anyway is left out when it is put together, and what is in it stands under the type.
    return narrowed && isMoreGeneral(narrowed, type) ? type : narrowed;
  }
  const known = 'field' in type ? type.field(element.name) : undefined;
  const below = known?.type && baseType(known.type);
  return below && isCompositeType(below) ? below : undefined;
}

function isMoreGeneral(general: CompositeType, type: CompositeType): boolean {
  const types = possibleRuntimeTypes(general);
  return possibleRuntimeTypes(type).every((possible) => types.includes(possible));
}

function listOf(selections: Selections): readonly Selection[] {
  if (selections instanceof Array) return selections;
  return 'selections' in selections ? selections.selections() : [selections];
}

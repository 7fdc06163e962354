import { Kind } from 'graphql';
import type {
  DefinitionNode,
  DocumentNode,
  FragmentDefinitionNode,
  OperationDefinitionNode,
  SelectionNode,
  SelectionSetNode,
} from 'graphql';

/**
 * Calls for each selection of a document, fragments included, each once. Planning looks at every new document several
 * times: this costs a tenth of graphql-js' `visit`, which also looks for what is not there.
 */
export function walkSelections(document: DocumentNode, on: OnSelection): void {
  for (const node of document.definitions) if (isExecutable(node)) walkSet(node.selectionSet, on);
}

/** Returns false to have nothing below it looked at. */
export type OnSelection = (node: SelectionNode) => boolean | void;

export function isExecutable(node: DefinitionNode): node is OperationDefinitionNode | FragmentDefinitionNode {
  return node.kind === Kind.OPERATION_DEFINITION || node.kind === Kind.FRAGMENT_DEFINITION;
}

export function walkSet({ selections }: SelectionSetNode, on: OnSelection): void {
  for (const node of selections) {
    const isWanted = on(node) !== false;
    if (isWanted && node.kind !== Kind.FRAGMENT_SPREAD && node.selectionSet) walkSet(node.selectionSet, on);
  }
}

/** Null takes a selection out. */
export type RewriteSelection = (node: SelectionNode) => SelectionNode | null;

/**
 * A definition with its selections rewritten, those within first; a set may be left empty. What is not changed is the
 * same object.
 * @param below whether to look into a selection
 */
export function rewriteSelections<T extends { readonly selectionSet: SelectionSetNode }>(
  node: T,
  rewrite: RewriteSelection,
  below: (node: SelectionNode) => boolean = () => true,
): T {
  const selectionSet = rewriteSet(node.selectionSet, rewrite, below);
  return selectionSet === node.selectionSet ? node : { ...node, selectionSet };
}

function rewriteSet(
  set: SelectionSetNode,
  rewrite: RewriteSelection,
  below: (node: SelectionNode) => boolean,
): SelectionSetNode {
  let isSame = true;
  const selections: SelectionNode[] = [];
  for (const node of set.selections) {
    const rewritten = rewrite(below(node) ? rewriteBelow(node, rewrite, below) : node);
    isSame &&= rewritten === node;
    if (rewritten) selections.push(rewritten);
  }
  return isSame ? set : { ...set, selections };
}

function rewriteBelow(
  node: SelectionNode,
  rewrite: RewriteSelection,
  below: (node: SelectionNode) => boolean,
): SelectionNode {
  if (node.kind === Kind.FRAGMENT_SPREAD || !node.selectionSet) return node;
  const selectionSet = rewriteSet(node.selectionSet, rewrite, below);
  if (selectionSet === node.selectionSet) return node;
  return node.kind === Kind.FIELD ? { ...node, selectionSet } : { ...node, selectionSet };
}

import { Kind, print, visit } from 'graphql';
import type {
  DirectiveNode,
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  InlineFragmentNode,
  OperationDefinitionNode,
  SelectionSetNode,
} from 'graphql';
import type { Conditions } from './resolve-conditions.ts';
import { isExecutable, rewriteSelections, walkSelections } from './walk-selections.ts';

/** What of an operation may come later than the rest, by ids of ours. */
export interface IncrementalParts {
  /** The client's label of each `@defer` and `@stream` that counts, undefined where it gave none. */
  readonly labels: ReadonlyMap<string, string | undefined>;
  /** The `@defer` that each nested one stands in, the nearest. */
  readonly within: ReadonlyMap<string, string>;
  /** Some field is in several of them, none of which stands in another: the first that is there brings it for all. */
  readonly overlap: boolean;
}

export interface ResolvedIncremental {
  readonly document: DocumentNode;
  /** Absent where nothing comes later. */
  readonly incremental?: IncrementalParts | undefined;
}

/** Whether a document has `@defer` or `@stream` anywhere. */
export function hasParts(document: DocumentNode): boolean {
  let found = false;
  walkSelections(document, ({ directives }) => {
    found ||= directives?.some(isIncremental) === true;
    return !found;
  });
  return found;
}

/**
 * A definition without `@defer` and `@stream`, as if nobody had written them: for whoever takes one answer only.
 */
export function withoutIncremental<T extends OperationDefinitionNode | FragmentDefinitionNode>(node: T): T {
  return rewriteSelections(node, (selection) =>
    selection.directives?.some(isIncremental)
      ? { ...selection, directives: selection.directives.filter((each) => !isIncremental(each)) }
      : selection,
  );
}

/** The same for a document. */
export function withoutParts(document: DocumentNode): DocumentNode {
  const definitions = document.definitions.map((node) =>
    isExecutable(node) ? withoutIncremental(node) : node,
  );
  return { ...document, definitions };
}

/**
 * A document whose `@defer` and `@stream` count: those whose `if` is false are gone, the others have an id in place of
 * their label. Fragments are written out where they are spread, so that each place at which one is deferred is a part
 * of its own. A field that is streamed in one place and not, or otherwise, in another is not streamed.
 * @param document one operation and the fragments that it spreads, done with `@skip` and `@include`
 */
export function resolveIncremental(document: DocumentNode, conditions: Conditions): ResolvedIncremental {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (!operation) throw new Error('expected a document with an operation, got none');
  const decided = visit(writeOut(operation, fragments), {
    Directive: (node) => (isIncremental(node) && !isActive(node, conditions) ? null : undefined),
  });
  const labels = new Map<string, string | undefined>();
  const named = nameStreams(nameDefers(decided, labels), labels);
  if (labels.size === 0) return { document: withoutParts(document) };
  const within = new Map<string, string>();
  readNesting(named.selectionSet, undefined, within);
  const incremental = { labels, within, overlap: doOverlap(named, within) };
  return { document: { kind: Kind.DOCUMENT, definitions: [named] }, incremental };
}

export function incrementalDirective(
  node: FieldNode | InlineFragmentNode,
  name: 'defer' | 'stream',
): DirectiveNode | undefined {
  return node.directives?.find((directive) => directive.name.value === name);
}

/** The id that `resolveIncremental` gave a `@defer` or `@stream`. */
export function partId(directive: DirectiveNode): string {
  const label = argument(directive, 'label');
  if (label?.kind !== Kind.STRING) throw new Error('expected a part with an id');
  return label.value;
}

function argument(
  directive: DirectiveNode,
  name: string,
): NonNullable<DirectiveNode['arguments']>[number]['value'] | undefined {
  return directive.arguments?.find((each) => each.name.value === name)?.value;
}

function isIncremental({ name }: DirectiveNode): boolean {
  return name.value === 'defer' || name.value === 'stream';
}

export interface InitialCount {
  /** The client's variable that says it, where one does. */
  readonly variable?: string | undefined;
  of(variables: Readonly<Record<string, unknown>>): number;
}

/** How many elements of a streamed list come first: the argument, or its default. */
export function initialCount(
  directive: DirectiveNode,
  variableNames: ReadonlyMap<string, string>,
): InitialCount {
  const value = argument(directive, 'initialCount');
  if (value?.kind === Kind.INT) return { of: () => Number(value.value) };
  if (value?.kind !== Kind.VARIABLE) return { of: () => 0 };
  const variable = variableNames.get(value.name.value) ?? value.name.value;
  const of = (variables: Readonly<Record<string, unknown>>): number => {
    const given = Object.hasOwn(variables, variable) ? variables[variable] : 0;
    return typeof given === 'number' ? given : 0;
  };
  return { variable, of };
}

/** Fragments cannot form a cycle, and how much they come to was limited: both were validated. */
function writeOut(
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): OperationDefinitionNode {
  return visit(operation, {
    FragmentSpread: (node): InlineFragmentNode | undefined => {
      const fragment = fragments.get(node.name.value);
      if (!fragment) return undefined;
      const { typeCondition, selectionSet } = fragment;
      return { kind: Kind.INLINE_FRAGMENT, directives: node.directives, typeCondition, selectionSet };
    },
  });
}

function isActive(node: DirectiveNode, conditions: Conditions): boolean {
  const value = argument(node, 'if');
  if (value?.kind === Kind.VARIABLE) return conditions.get(value.name.value) ?? true;
  return value?.kind !== Kind.BOOLEAN || value.value;
}

function nameDefers(
  operation: OperationDefinitionNode,
  labels: Map<string, string | undefined>,
): OperationDefinitionNode {
  return visit(operation, {
    InlineFragment: (node) => {
      const directive = incrementalDirective(node, 'defer');
      return directive && { ...node, directives: renamed(node, directive, addPart(directive, labels)) };
    },
  });
}

/**
 * All selections of one place have one id, or none where they do not agree, or would be delivered with different parts.
 */
function nameStreams(
  operation: OperationDefinitionNode,
  labels: Map<string, string | undefined>,
): OperationDefinitionNode {
  const places = new Map<FieldNode, string>();
  const texts = new Map<string, Set<string>>();
  const top = { place: '', part: '' };
  walkFields(operation.selectionSet, top, (node, { place, part }) => {
    const directive = incrementalDirective(node, 'stream');
    places.set(node, place);
    texts.set(place, (texts.get(place) ?? new Set()).add(`${part} ${directive ? print(directive) : ''}`));
  });
  const ids = new Map<string, string>();
  return visit(operation, {
    Field: (node) => {
      const directive = incrementalDirective(node, 'stream');
      if (!directive) return undefined;
      const place = places.get(node) ?? '';
      if ((texts.get(place)?.size ?? 0) > 1)
        return { ...node, directives: node.directives?.filter((each) => each !== directive) };
      const id = ids.get(place) ?? addPart(directive, labels);
      ids.set(place, id);
      return { ...node, directives: renamed(node, directive, id) };
    },
  });
}

function readNesting(set: SelectionSetNode, around: string | undefined, within: Map<string, string>): void {
  for (const node of set.selections) {
    if (node.kind === Kind.FRAGMENT_SPREAD || !node.selectionSet) continue;
    const directive = node.kind === Kind.INLINE_FRAGMENT ? incrementalDirective(node, 'defer') : undefined;
    const id = directive && partId(directive);
    if (id !== undefined && around !== undefined) within.set(id, around);
    readNesting(node.selectionSet, id ?? around, within);
  }
}

function doOverlap(operation: OperationDefinitionNode, within: ReadonlyMap<string, string>): boolean {
  const parts = new Map<string, Set<string>>();
  walkFields(operation.selectionSet, { place: '', part: '' }, (_node, { place, part }) => {
    parts.set(place, (parts.get(place) ?? new Set()).add(part));
  });
  return [...parts.values()].some((of) => {
    const isBelowAnother = (part: string): boolean => {
      for (let around = within.get(part); around !== undefined; around = within.get(around))
        if (of.has(around)) return true;
      return false;
    };
    return !of.has('') && [...of].filter((part) => !isBelowAnother(part)).length > 1;
  });
}

interface FieldPlace {
  readonly place: string;
  /** The id of the innermost `@defer`. */
  readonly part: string;
}

function walkFields(
  set: SelectionSetNode,
  above: FieldPlace,
  on: (node: FieldNode, place: FieldPlace) => void,
): void {
  for (const node of set.selections) {
    if (node.kind === Kind.INLINE_FRAGMENT) {
      const directive = incrementalDirective(node, 'defer');
      walkFields(node.selectionSet, directive ? { ...above, part: partId(directive) } : above, on);
    }
    if (node.kind !== Kind.FIELD) continue;
    const here = { ...above, place: `${above.place}.${node.alias?.value ?? node.name.value}` };
    on(node, here);
    if (node.selectionSet) walkFields(node.selectionSet, here, on);
  }
}

function addPart(directive: DirectiveNode, labels: Map<string, string | undefined>): string {
  const label = argument(directive, 'label');
  const id = `${directive.name.value}${labels.size}`;
  labels.set(id, label?.kind === Kind.STRING ? label.value : undefined);
  return id;
}

function renamed(
  node: FieldNode | InlineFragmentNode,
  directive: DirectiveNode,
  id: string,
): readonly DirectiveNode[] {
  const others = (directive.arguments ?? []).filter(({ name }) => name.value === 'initialCount');
  const value = { kind: Kind.STRING as const, value: id };
  const label = { kind: Kind.ARGUMENT as const, name: { kind: Kind.NAME as const, value: 'label' }, value };
  const named: DirectiveNode = { ...directive, arguments: [...others, label] };
  return (node.directives ?? []).map((each) => (each === directive ? named : each));
}

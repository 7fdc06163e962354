import { Kind, visit } from 'graphql';
import type {
  ASTVisitor,
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  OperationDefinitionNode,
  SelectionNode,
} from 'graphql';
import type { ClaimedFields } from './claimed-fields.ts';
import { printArguments } from './field-set.ts';
import type { PlannedOperation } from './plan-nodes.ts';
import { isExecutable, rewriteSelections, walkSet } from './walk-selections.ts';

/** The operation as it goes to the planner. */
export type SeparatedOperation = Omit<PlannedOperation, 'unfetched'>;

/**
 * The planner puts the fields that it needs itself (keys, `@requires`) beside the client's under their own names, and
 * addresses data by response key whatever the type. Both go wrong, silently, where the client uses such a key for
 * something else: `{ product { id: name } }`, a field with one argument where `@requires` wants another, or one alias
 * for different fields in two fragments. Such keys are exchanged here, before planning, for keys that nobody else
 * uses, and so are names of variables that the planner gives to its own; the maps of the result lead back.
 * @param document with one operation
 */
export function separateKeys(document: DocumentNode, claimed: ClaimedFields): SeparatedOperation {
  const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (!operation) throw new Error('expected a document with an operation, got none');
  const meanings = surveyKeys(document);
  const prefix = freePrefix([...meanings.keys(), ...claimed.names]);
  const keys = new Exchange(prefix);
  const variables = new Exchange(`${prefix}var`);
  const exchange = (node: SelectionNode): SelectionNode => {
    if (node.kind !== Kind.FIELD) return node;
    const key = responseKey(node);
    const meaning = meaningOf(node);
    if (!meetsPlan(node, claimed) && meanings.get(key) === meaning) return node;
    return { ...node, alias: { kind: Kind.NAME, value: keys.give(key, meaning) } };
  };
  const renameVariables: ASTVisitor = {
    Variable: (node) =>
      belongsToPlanner(node.name.value)
        ? { ...node, name: { ...node.name, value: variables.give(node.name.value, '') } }
        : undefined,
  };
  const renames = operation.variableDefinitions?.some(({ variable }) =>
    belongsToPlanner(variable.name.value),
  );
  const rewrite = <T extends OperationDefinitionNode | FragmentDefinitionNode>(node: T): T => {
    const exchanged = isOfIntrospection(node) ? node : rewriteSelections(node, exchange, isOutside);
    return renames ? visit(exchanged, renameVariables) : exchanged;
  };
  return {
    operation: rewrite(operation),
    fragments: new Map(
      fragments.map((node): [string, FragmentDefinitionNode] => [node.name.value, rewrite(node)]),
    ),
    responseKeys: keys.back,
    variableNames: variables.back,
  };
}

/** Gives one fresh name for each (name, meaning) and remembers the way back. */
class Exchange {
  readonly back = new Map<string, string>();
  readonly #given = new Map<string, string>();
  readonly #prefix: string;

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  give(name: string, meaning: string): string {
    const id = `${name}\n${meaning}`;
    const fresh = this.#given.get(id) ?? `${this.#prefix}${this.#given.size}`;
    this.#given.set(id, fresh);
    this.back.set(fresh, name);
    return fresh;
  }
}

/** What each response key means where it first occurs. */
function surveyKeys(document: DocumentNode): Map<string, string> {
  const meanings = new Map<string, string>();
  for (const definition of document.definitions) {
    if (!isExecutable(definition) || isOfIntrospection(definition)) continue;
    walkSet(definition.selectionSet, (node) => {
      if (node.kind !== Kind.FIELD) return true;
      const key = responseKey(node);
      if (!meanings.has(key)) meanings.set(key, meaningOf(node));
      return isOutside(node);
    });
  }
  return meanings;
}

/** Introspection is answered by graphql-js on the client's own selection: nothing below it is looked at or changed. */
function isOutside(node: SelectionNode): boolean {
  return node.kind !== Kind.FIELD || !isIntrospection(node);
}

function isIntrospection({ name }: FieldNode): boolean {
  return name.value === '__schema' || name.value === '__type';
}

function isOfIntrospection(node: OperationDefinitionNode | FragmentDefinitionNode): boolean {
  return node.kind === Kind.FRAGMENT_DEFINITION && node.typeCondition.name.value.startsWith('__');
}

function responseKey(node: FieldNode): string {
  return node.alias?.value ?? node.name.value;
}

function meetsPlan(node: FieldNode, claimed: ClaimedFields): boolean {
  const key = responseKey(node);
  if (!claimed.names.has(key)) return false;
  return key !== node.name.value || printArguments(node) !== '';
}

/** Field and arguments: what the response of a key depends on. */
function meaningOf(node: FieldNode): string {
  return `${node.name.value}(${printArguments(node)})`;
}

function belongsToPlanner(variable: string): boolean {
  return (
    variable === 'representations' || variable.startsWith('contextualArgument_') || variable === '__proto__'
  );
}

function freePrefix(taken: readonly string[]): string {
  let prefix = 'hub';
  while (taken.some((name) => name.startsWith(prefix))) prefix += '_';
  return prefix;
}

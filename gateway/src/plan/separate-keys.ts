import { Kind, print, visit } from 'graphql';
import type {
  ASTVisitor,
  DefinitionNode,
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  OperationDefinitionNode,
} from 'graphql';
import type { PlannedOperation } from './plan-nodes.ts';

/**
 * The planner puts the fields that it needs itself (keys, `@requires`) beside the client's under their own names, and
 * addresses data by response key whatever the type. Both go wrong, silently, where the client uses such a key for
 * something else: `{ product { id: name } }`, a field with one argument where `@requires` wants another, or one alias
 * for different fields in two fragments. Such keys are exchanged here, before planning, for keys that nobody else
 * uses, and so are names of variables that the planner gives to its own; the maps of the result lead back.
 */
export function separateKeys(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  claimed: ReadonlySet<string>,
): PlannedOperation {
  const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  const meanings = surveyKeys([operation, ...fragments]);
  const prefix = freePrefix([...meanings.keys(), ...claimed]);
  const keys = new Exchange(prefix);
  const variables = new Exchange(`${prefix}var`);
  const visitor = outsideIntrospection({
    Field: (node) => {
      const key = responseKey(node);
      const meaning = meaningOf(node);
      const meetsPlan = claimed.has(key) && (key !== node.name.value || hasArguments(node));
      if (!meetsPlan && meanings.get(key) === meaning) return undefined;
      return { ...node, alias: { kind: Kind.NAME, value: keys.give(key, meaning) } };
    },
  });
  const renameVariables: ASTVisitor = {
    Variable: (node) =>
      belongsToPlanner(node.name.value)
        ? { ...node, name: { ...node.name, value: variables.give(node.name.value, '') } }
        : undefined,
  };
  const rewrite = <T extends DefinitionNode>(node: T): T => visit(visit(node, visitor), renameVariables);
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
function surveyKeys(definitions: readonly DefinitionNode[]): Map<string, string> {
  const meanings = new Map<string, string>();
  const visitor = outsideIntrospection({
    Field: (node) => {
      const key = responseKey(node);
      if (!meanings.has(key)) meanings.set(key, meaningOf(node));
    },
  });
  for (const definition of definitions) visit(definition, visitor);
  return meanings;
}

/** Introspection is answered by graphql-js on the client's own selection: nothing below it is looked at or changed. */
function outsideIntrospection(on: {
  readonly Field: (node: FieldNode) => FieldNode | undefined | void;
}): ASTVisitor {
  let inside = 0;
  const isIntrospection = (node: FieldNode): boolean =>
    node.name.value === '__schema' || node.name.value === '__type';
  return {
    FragmentDefinition: (node) => (node.typeCondition.name.value.startsWith('__') ? false : undefined),
    Field: {
      enter: (node) => {
        if (isIntrospection(node)) inside += 1;
      },
      leave: (node) => {
        if (isIntrospection(node)) inside -= 1;
        return inside === 0 ? on.Field(node) : undefined;
      },
    },
  };
}

function responseKey(node: FieldNode): string {
  return node.alias?.value ?? node.name.value;
}

function hasArguments(node: FieldNode): boolean {
  return node.arguments !== undefined && node.arguments.length > 0;
}

/** Field and arguments: what the response of a key depends on. */
function meaningOf(node: FieldNode): string {
  const given = (node.arguments ?? []).map((argument) => print(argument)).sort();
  return `${node.name.value}(${given.join()})`;
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

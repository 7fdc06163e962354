import { Kind, parseType, print, separateOperations, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import type { ArgumentNode, DocumentNode, OperationDefinitionNode, VariableDefinitionNode } from 'graphql';
import { clientError } from '../errors.ts';
import { knowOperation } from '../request/know-operation.ts';
import type { Engine } from '../request/engine.ts';
import type { ParsedRequest } from '../request/parsed-request.ts';
import type { Snapshot } from '../supergraph/snapshot.ts';

/** Exactly one of the two; the subgraph checks the rest. */
export type Area = { readonly bbox: Readonly<Record<string, unknown>> } | { readonly ward: string };

/** Where an area stands in an operation. */
interface AreaPlace {
  readonly argument: string;
  /** As the schema writes it. */
  readonly type: string;
  readonly node: ArgumentNode | undefined;
}

/**
 * The subscription with another area: the value of the argument that its field declares with `@area`. Where the client gives
 * that by a variable of its own, the operation stays what it was, so that whoever watches that area shares it.
 * @throws BAD_USER_INPUT with rule `no_area` for a field that has none
 */
export function withArea(
  { known, variables }: ParsedRequest,
  area: Area,
  { engine, snapshot }: { readonly engine: Engine; readonly snapshot: Snapshot },
): ParsedRequest {
  const operationName = known.operation.name?.value;
  const document = separateOperations(known.document)[operationName ?? ''] ?? known.document;
  const place = findArea(document, snapshot);
  if (!place) {
    throw clientError('BAD_USER_INPUT', 'This stream has no area that could be moved.', {
      extensions: { field: 'stream', rule: 'no_area' },
    });
  }
  const value = place.node?.value;
  if (value?.kind === Kind.VARIABLE && usesOf(document, value.name.value) === 1)
    return { known, variables: { ...variables, [value.name.value]: area } };
  const name = freeName(known.operation);
  const moved = dropUnused(putVariable(document, snapshot, { ...place, name }));
  const source = print(moved);
  const declared = new Set(definitionsOf(moved).map(({ variable }) => variable.name.value));
  const kept = Object.entries(variables).filter(([given]) => declared.has(given));
  return {
    known: knowOperation({ source, operationName }, engine, snapshot),
    variables: { ...Object.fromEntries(kept), [name]: area },
  };
}

function findArea(document: DocumentNode, snapshot: Snapshot): AreaPlace | undefined {
  const { apiSchema, areaArguments } = snapshot;
  const types = new TypeInfo(apiSchema);
  let found: AreaPlace | undefined;
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: (node) => {
        if (types.getParentType() !== apiSchema.getSubscriptionType()) return undefined;
        const argument = areaArguments.get(node.name.value);
        const type = types.getFieldDef()?.args.find(({ name }) => name === argument)?.type;
        if (argument === undefined || !type) return false;
        const given = node.arguments?.find(({ name }) => name.value === argument);
        found = { argument, type: String(type), node: given };
        return false;
      },
    }),
  );
  return found;
}

/** The area comes by a variable, wherever the root field stands (in fragments too). */
function putVariable(
  document: DocumentNode,
  snapshot: Snapshot,
  { argument, type, name }: AreaPlace & { readonly name: string },
): DocumentNode {
  const types = new TypeInfo(snapshot.apiSchema);
  const variable = { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } } as const;
  const given: ArgumentNode = {
    kind: Kind.ARGUMENT,
    name: { kind: Kind.NAME, value: argument },
    value: variable,
  };
  const definition: VariableDefinitionNode = {
    kind: Kind.VARIABLE_DEFINITION,
    variable,
    type: parseType(type),
  };
  return visit(
    document,
    visitWithTypeInfo(types, {
      OperationDefinition: {
        leave: (node) => ({
          ...node,
          variableDefinitions: [...(node.variableDefinitions ?? []), definition],
        }),
      },
      Field: (node) => {
        if (types.getParentType() !== snapshot.apiSchema.getSubscriptionType()) return undefined;
        const others = (node.arguments ?? []).filter((each) => each.name.value !== argument);
        return { ...node, arguments: [...others, given] };
      },
    }),
  );
}

/** A variable that stood in the old area only would be one too many. */
function dropUnused(document: DocumentNode): DocumentNode {
  return visit(document, {
    VariableDefinition: ({ variable }) => (usesOf(document, variable.name.value) > 0 ? false : null),
  });
}

function usesOf(document: DocumentNode, name: string): number {
  let uses = 0;
  visit(document, {
    VariableDefinition: () => false,
    Variable: (node) => {
      if (node.name.value === name) uses += 1;
    },
  });
  return uses;
}

function definitionsOf(document: DocumentNode): readonly VariableDefinitionNode[] {
  return document.definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? (definition.variableDefinitions ?? []) : [],
  );
}

function freeName({ variableDefinitions = [] }: OperationDefinitionNode): string {
  const taken = new Set(variableDefinitions.map(({ variable }) => variable.name.value));
  let name = 'movedArea';
  while (taken.has(name)) name += '_';
  return name;
}

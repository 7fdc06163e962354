import type { DocumentNode, FieldNode, GraphQLError, GraphQLSchema, SelectionSetNode } from 'graphql';
import { getNamedType, isObjectType, Kind } from 'graphql';
import { isPublicField } from './directives.ts';
import type { Viewer } from './process/viewer.ts';
import type { Refused } from './refusals.ts';

export interface AnsweredOperation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
  readonly viewer: Viewer;
}

const codes = new Set<unknown>(['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND']);

/**
 * Which errors of an answer are refusals, by the schema's own names: whoever is not let in, and whoever asks for what is not theirs, which
 * is told like what is not there. What is missing under a public field is no refusal.
 */
export function refusedFields(errors: readonly GraphQLError[], of: AnsweredOperation): Refused[] {
  const known = new Map<string, string | null>();
  return errors.flatMap(({ path, extensions }) => {
    const code = extensions['code'];
    if (!path || !codes.has(code)) return [];
    const names = path.filter((key) => typeof key === 'string');
    const isReference = names[0] === '_entities';
    const entity = isReference ? representationAt(path[1], of) : undefined;
    const text = [entity?.type ?? '', ...names].join('.');
    const field = known.get(text) ?? fieldAt(names, entity?.type, of);
    known.set(text, field);
    if (field === null) return [];
    const asked = entity ? entity.key : idOf(of, names[0]);
    return [{ viewer: of.viewer, code: String(code), field, asked }];
  });
}

/** `Type.field` of a path; null for what is no refusal. What cannot be followed to its end is named as far as it can. */
function fieldAt(names: readonly string[], entity: string | undefined, of: AnsweredOperation): string | null {
  const operation = operationOf(of);
  const root = operation && of.schema.getRootType(operation.operation);
  if (!operation || !root) return null;
  let at: Followed = { type: root.name, field: null, set: operation.selectionSet };
  for (const name of names) {
    const found = at.set && fieldIn(at.set, { type: at.type, name, document: of.document });
    if (!found) return at.field;
    if (isPublicField(of.schema, found.type, found.node.name.value)) return null;
    at = follow(found, entity, of.schema);
  }
  return at.field;
}

interface Followed {
  readonly type: string;
  readonly field: string | null;
  readonly set: SelectionSetNode | undefined;
}

function follow(found: FoundField, entity: string | undefined, schema: GraphQLSchema): Followed {
  const { type, node } = found;
  if (node.name.value === '_entities' && entity !== undefined)
    return { type: entity, field: `entity ${entity}`, set: node.selectionSet };
  return { type: typeOfField(schema, found), field: `${type}.${node.name.value}`, set: node.selectionSet };
}

interface FoundField {
  /** The type that the field was asked of. */
  readonly type: string;
  readonly node: FieldNode;
}

function fieldIn(
  { selections }: SelectionSetNode,
  at: { readonly type: string; readonly name: string; readonly document: DocumentNode },
): FoundField | undefined {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) {
      if ((selection.alias ?? selection.name).value === at.name) return { type: at.type, node: selection };
      continue;
    }
    const part = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragmentOf(selection.name.value, at);
    const type = part?.typeCondition?.name.value ?? at.type;
    const found = part && fieldIn(part.selectionSet, { ...at, type });
    if (found) return found;
  }
  return undefined;
}

function fragmentOf(name: string, { document }: { readonly document: DocumentNode }) {
  for (const node of document.definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION && node.name.value === name) return node;
  return undefined;
}

function operationOf({ document, operationName }: AnsweredOperation) {
  for (const node of document.definitions)
    if (node.kind === Kind.OPERATION_DEFINITION && (!operationName || node.name?.value === operationName))
      return node;
  return undefined;
}

function typeOfField(schema: GraphQLSchema, { type, node }: FoundField): string {
  const owner = schema.getType(type);
  const field = isObjectType(owner) ? owner.getFields()[node.name.value] : undefined;
  return field ? getNamedType(field.type).name : '';
}

/** What an operation asked its root field for by `id` or `code`, as a literal or by a variable. */
function idOf(of: AnsweredOperation, root: string | undefined): string | undefined {
  const operation = operationOf(of);
  if (!operation || root === undefined) return undefined;
  const found = fieldIn(operation.selectionSet, { type: '', name: root, document: of.document });
  const given = found?.node.arguments?.find(({ name }) => /^(id|code)$|Id$/.test(name.value))?.value;
  if (given?.kind === Kind.STRING || given?.kind === Kind.INT) return given.value;
  const value = given?.kind === Kind.VARIABLE ? of.variables?.[given.name.value] : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** Which reference of `_entities` an error is about. */
function representationAt(
  index: unknown,
  { schema, variables }: AnsweredOperation,
): { readonly type: string; readonly key: string } {
  const lists = Object.values(variables ?? {}).filter((value): value is unknown[] => Array.isArray(value));
  const found = lists.map((list) => (typeof index === 'number' ? list[index] : undefined)).find(isReference);
  if (!found) return { type: 'unknown', key: '' };
  const { __typename: given, ...keys } = found;
  const type = schema.getType(String(given));
  const key = Object.values(keys).filter((value) => typeof value === 'string');
  return { type: type?.name ?? 'unknown', key: key.join(' ') };
}

function isReference(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && '__typename' in value;
}

import { getNamedType, isAbstractType, isCompositeType, isObjectType, Kind } from 'graphql';
import type {
  DirectiveNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLCompositeType,
  GraphQLNamedType,
  GraphQLObjectType,
  GraphQLSchema,
  SelectionSetNode,
} from 'graphql';
import { pascalCase, stringLiteral } from './python-text.ts';
import { pythonType, typedDict } from './python-types.ts';
import type { DictMember } from './python-types.ts';

interface Selected {
  readonly nodes: FieldNode[];
  isOptional: boolean;
}

export interface ResultModule {
  /** Declarations in the order in which each needs only earlier ones at run time. */
  readonly declarations: string[];
  /** Enums that the declarations name. */
  readonly enums: Map<string, GraphQLNamedType>;
  /** Fragments' types that they name. */
  readonly fragments: Set<string>;
}

export interface ResultTypes {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly module: ResultModule;
}

/**
 * Declares the TypedDicts of what a selection gives and returns the name of its type: a fragment's own where nothing
 * but that fragment is selected, one for each possible type (told apart by `__typename`) where the selection differs by type.
 */
export function declareSelection(
  types: ResultTypes,
  name: string,
  {
    type,
    selections,
  }: { readonly type: GraphQLCompositeType; readonly selections: readonly SelectionSetNode[] },
): string {
  const alone = loneFragment(types, type, selections);
  if (alone) {
    types.module.fragments.add(alone);
    return alone;
  }
  if (isObjectType(type)) return declareObject(types, name, { type, selections });
  const members = types.schema
    .getPossibleTypes(type)
    .filter((member) => fieldsOf(types, member, selections).size > 0)
    .map((member) =>
      declareObject(types, `${name}${memberName(type, member)}`, { type: member, selections }),
    );
  types.module.declarations.push(`${name} = Union[${members.join(', ')}]\n`);
  return name;
}

/** `ReportListEvent` has `ReportListSnapshot`: of the member's name only what is its own. */
function memberName({ name }: GraphQLCompositeType, member: GraphQLObjectType): string {
  let same = 0;
  while (same < name.length && name[same] === member.name[same]) same += 1;
  while (same > 0 && !/[A-Z]/.test(member.name[same] ?? 'A')) same -= 1;
  return member.name.slice(same) || member.name;
}

function declareObject(
  types: ResultTypes,
  name: string,
  {
    type,
    selections,
  }: { readonly type: GraphQLObjectType; readonly selections: readonly SelectionSetNode[] },
): string {
  const members = [...fieldsOf(types, type, selections)].map(([key, selected]) =>
    memberOf(types, `${name}${nestedName(key)}`, { type, key, selected }),
  );
  types.module.declarations.push(typedDict({ name, about: type.description ?? '', members }));
  return name;
}

function nestedName(key: string): string {
  return pascalCase(key === 'nodes' ? 'node' : key);
}

function memberOf(
  types: ResultTypes,
  name: string,
  {
    type,
    key,
    selected,
  }: { readonly type: GraphQLObjectType; readonly key: string; readonly selected: Selected },
): DictMember {
  const [first] = selected.nodes;
  const { isOptional } = selected;
  if (first?.name.value === '__typename')
    return { name: key, type: `Literal[${stringLiteral(type.name)}]`, isOptional };
  const field = first && type.getFields()[first.name.value];
  if (!field) throw new Error(`expected ${type.name} to have ${String(first?.name.value)}`);
  const named = getNamedType(field.type);
  const selections = selected.nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
  const inner = isCompositeType(named)
    ? declareSelection(types, name, { type: named, selections })
    : enumName(types, named);
  const about = field.description ?? undefined;
  return { name: key, type: pythonType(field.type, 'out', () => inner), isOptional, about };
}

function enumName({ module }: ResultTypes, type: GraphQLNamedType): string {
  module.enums.set(type.name, type);
  return type.name;
}

function loneFragment(
  { fragments }: ResultTypes,
  type: GraphQLCompositeType,
  selections: readonly SelectionSetNode[],
): string | undefined {
  const [selection, ...more] = selections.flatMap((set) => set.selections);
  if (selection?.kind !== Kind.FRAGMENT_SPREAD || more.length > 0 || selection.directives?.length)
    return undefined;
  const fragment = fragments.get(selection.name.value);
  return fragment?.typeCondition.name.value === type.name ? fragment.name.value : undefined;
}

/** What of a selection an object of this type has, by the names in the answer. */
function fieldsOf(
  types: ResultTypes,
  type: GraphQLObjectType,
  selections: readonly SelectionSetNode[],
): ReadonlyMap<string, Selected> {
  const found = new Map<string, Selected>();
  const collect = (set: SelectionSetNode, isConditional: boolean): void => {
    for (const selection of set.selections) {
      const isOptional = isConditional || mayBeLeftOut(selection.directives);
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        const before = found.get(key);
        if (before) {
          before.nodes.push(selection);
          before.isOptional &&= isOptional;
        } else found.set(key, { nodes: [selection], isOptional });
        continue;
      }
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD ? types.fragments.get(selection.name.value) : selection;
      if (fragment && applies(types.schema, type, fragment.typeCondition?.name.value))
        collect(fragment.selectionSet, isOptional);
    }
  };
  selections.forEach((set) => collect(set, false));
  return found;
}

function applies(schema: GraphQLSchema, type: GraphQLObjectType, condition: string | undefined): boolean {
  if (condition === undefined || condition === type.name) return true;
  const wider = schema.getType(condition);
  return isAbstractType(wider) && schema.isSubType(wider, type);
}

function mayBeLeftOut(directives: readonly DirectiveNode[] = []): boolean {
  return directives.some(({ name }) => ['include', 'skip', 'defer'].includes(name.value));
}

import { isEnumType, isInputObjectType, isListType, isNonNullType, isScalarType } from 'graphql';
import type { GraphQLNamedType, GraphQLType } from 'graphql';
import { docstring, isClassMember, stringLiteral } from './python-text.ts';

const outputScalars: Readonly<Record<string, string>> = {
  ID: 'str',
  String: 'str',
  Int: 'int',
  Float: 'float',
  Boolean: 'bool',
  GeoJSON: 'dict[str, Any]',
};
/** A moment or a day may be given as Python has it. */
const inputScalars: Readonly<Record<string, string>> = { DateTime: 'Moment', Date: 'Day' };

/** The Python type of a scalar; one that is not known here is written as text, as DateTime is. */
function scalarType(name: string, way: 'in' | 'out'): string {
  return (way === 'in' ? inputScalars[name] : undefined) ?? outputScalars[name] ?? 'str';
}

/** A GraphQL type in Python's words. @param nameOf what a named type that is no scalar is called */
export function pythonType(
  type: GraphQLType,
  way: 'in' | 'out',
  nameOf: (type: GraphQLNamedType) => string,
): string {
  if (isNonNullType(type)) return withoutNull(type.ofType, way, nameOf);
  return `${withoutNull(type, way, nameOf)} | None`;
}

function withoutNull(
  type: GraphQLType,
  way: 'in' | 'out',
  nameOf: (type: GraphQLNamedType) => string,
): string {
  if (isNonNullType(type)) return withoutNull(type.ofType, way, nameOf);
  // What is given may be a tuple, or a list of something narrower.
  if (isListType(type))
    return `${way === 'in' ? 'Sequence' : 'list'}[${pythonType(type.ofType, way, nameOf)}]`;
  if (isScalarType(type)) return scalarType(type.name, way);
  return nameOf(type);
}

/** The enums and inputs that are reached from these types, by name. */
export function namedInputs(types: readonly GraphQLNamedType[]): ReadonlyMap<string, GraphQLNamedType> {
  const found = new Map<string, GraphQLNamedType>();
  const look = (type: GraphQLNamedType): void => {
    if (found.has(type.name) || !(isEnumType(type) || isInputObjectType(type))) return;
    found.set(type.name, type);
    if (isInputObjectType(type))
      for (const { type: inner } of Object.values(type.getFields())) look(innermost(inner));
  };
  types.forEach(look);
  return new Map([...found].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

export function innermost(type: GraphQLType): GraphQLNamedType {
  return isNonNullType(type) || isListType(type) ? innermost(type.ofType) : type;
}

export interface DictMember {
  readonly name: string;
  readonly type: string;
  readonly isOptional?: boolean;
  readonly about?: string | undefined;
}

export interface TypedDictSource {
  readonly name: string;
  readonly about?: string | undefined;
  readonly members: readonly DictMember[];
}

/** A TypedDict; as a call where a key is no name that the body of a class may have (`from`, `__typename`). */
export function typedDict({ name, about = '', members }: TypedDictSource): string {
  if (members.every((member) => isClassMember(member.name)))
    return [`class ${name}(TypedDict):\n`, docstring(about, '    '), ...members.map(classMember)].join('');
  const keys = members.map(
    (member) =>
      `${comment(member.about, '        ')}        ${stringLiteral(member.name)}: ${stringLiteral(typeOf(member))},\n`,
  );
  return `${comment(about, '')}${name} = TypedDict(\n    ${stringLiteral(name)},\n    {\n${keys.join('')}    },\n)\n`;
}

function classMember(member: DictMember): string {
  return `    ${member.name}: ${typeOf(member)}\n${docstring(member.about ?? '', '    ')}`;
}

function typeOf({ type, isOptional }: DictMember): string {
  return isOptional ? `NotRequired[${type}]` : type;
}

function comment(text: string | undefined, indent: string): string {
  return docstring(text ?? '', indent)
    .split('\n')
    .filter((line) => line.trim() !== '' && line.trim() !== '"""')
    .map((line) => `${indent}# ${line.trim().replaceAll('"""', '')}\n`)
    .join('');
}

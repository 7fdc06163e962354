import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';
import type {
  GraphQLArgument,
  GraphQLField,
  GraphQLInputType,
  GraphQLOutputType,
  GraphQLSchema,
} from 'graphql';

/** Values that lead somewhere, by the name of the argument; those of other names come from their type. */
export type SampleValues = Readonly<Record<string, string>>;

/**
 * Questions for every query field of a schema, as GraphQL text: with what it needs, with each optional argument alone,
 * and with each member of an input object alone. What a new field reads is so asked for without a line about it here.
 */
export function generateQuestions(schema: GraphQLSchema, values: SampleValues): readonly string[] {
  const fields = Object.values(schema.getQueryType()?.getFields() ?? {}).filter(
    ({ name }) => !name.startsWith('_'),
  );
  return fields.flatMap((field) =>
    variantsOf(field, values).map((args) => `{ ${field.name}${args}${selectionOf(field.type, 3)} }`),
  );
}

function variantsOf(field: GraphQLField<unknown, unknown>, values: SampleValues): readonly string[] {
  const needed = field.args.filter(isRequiredArgument);
  const optional = field.args.filter((arg) => !isRequiredArgument(arg));
  const call = (args: readonly string[]): string => (args.length > 0 ? `(${args.join(', ')})` : '');
  const base = needed.map((arg) => `${arg.name}: ${literalsOf(arg.type, arg.name, values)[0] ?? 'null'}`);
  return [call(base), ...optional.flatMap((arg) => alone(arg, values).map((one) => call([...base, one])))];
}

function alone(arg: GraphQLArgument, values: SampleValues): readonly string[] {
  return literalsOf(arg.type, arg.name, values).map((literal) => `${arg.name}: ${literal}`);
}

function literalsOf(type: GraphQLInputType, name: string, values: SampleValues): readonly string[] {
  const given = values[name];
  const own = getNullableType(type);
  if (given !== undefined) return [isListType(own) ? `[${given}]` : given];
  if (isListType(own)) return literalsOf(own.ofType, name, values).map((literal) => `[${literal}]`);
  if (isEnumType(own)) return [own.getValues()[0]?.name ?? 'null'];
  if (!isInputObjectType(own)) return [scalars[getNamedType(own).name] ?? '"x"'];
  const members = Object.values(own.getFields());
  const write = (some: typeof members): string =>
    `{ ${some.map((member) => `${member.name}: ${literalsOf(member.type, member.name, values)[0]}`).join(', ')} }`;
  const needed = members.filter(isRequiredInputField);
  const optional = members.filter((member) => !isRequiredInputField(member));
  return optional.length === 0 ? [write(needed)] : optional.map((member) => write([...needed, member]));
}

const scalars: Readonly<Record<string, string>> = {
  Int: '5',
  Float: '1.5',
  Boolean: 'true',
  Date: '"2026-03-10"',
  DateTime: '"2026-03-10T08:00:00+07:00"',
};

/** Everything that needs no argument, to a depth. */
function selectionOf(type: GraphQLOutputType, depth: number): string {
  const own = getNamedType(type);
  if (isLeafType(own)) return '';
  if (!isObjectType(own)) return ' { __typename }';
  const fields = Object.values(own.getFields()).flatMap((field) => {
    if (field.args.some(isRequiredArgument) || (depth === 0 && !isLeafType(getNamedType(field.type))))
      return [];
    return [`${field.name}${selectionOf(field.type, depth - 1)}`];
  });
  return ` { ${['__typename', ...fields].join(' ')} }`;
}

import type { ASTNode, GraphQLSchema } from 'graphql';
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { DeprecatedField } from '../document.ts';

/**
 * What an operation uses that the schema marks as deprecated: fields, arguments, members of inputs and values of enums
 * that stand in its text, each once.
 * @param definitions the operation and all fragments that it leads to
 */
export function deprecatedIn(
  schema: GraphQLSchema,
  definitions: readonly ASTNode[],
): readonly DeprecatedField[] {
  const found = new Map<string, DeprecatedField>();
  const note = (field: string, reason: string | null | undefined): void => {
    if (reason !== null && reason !== undefined) found.set(field, deprecation(field, reason));
  };
  const info = new TypeInfo(schema);
  const fieldName = (): string => `${info.getParentType()?.name}.${info.getFieldDef()?.name}`;
  const visitor = visitWithTypeInfo(info, {
    Field: () => note(fieldName(), info.getFieldDef()?.deprecationReason),
    Argument: () => {
      const argument = info.getArgument();
      note(`${fieldName()}(${argument?.name}:)`, argument?.deprecationReason);
    },
    ObjectField: ({ name }) => {
      const input = getNamedType(info.getParentInputType());
      const member = isInputObjectType(input) ? input.getFields()[name.value] : undefined;
      note(`${input?.name}.${name.value}`, member?.deprecationReason);
    },
    EnumValue: () => {
      const value = info.getEnumValue();
      note(`${getNamedType(info.getInputType())?.name}.${value?.name}`, value?.deprecationReason);
    },
  });
  for (const definition of definitions) visit(definition, visitor);
  return [...found.values()].sort((a, b) => (a.field < b.field ? -1 : 1));
}

/** What the schema marks as deprecated without saying until when it is there. */
export function undatedDeprecations(schema: GraphQLSchema): readonly string[] {
  const undated: string[] = [];
  const note = (field: string, { deprecationReason: reason }: MayBeDeprecated): void => {
    if (typeof reason === 'string' && !deprecation(field, reason).until) undated.push(field);
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (isEnumType(type)) for (const value of type.getValues()) note(`${type.name}.${value.name}`, value);
    if (isInputObjectType(type) || isObjectType(type) || isInterfaceType(type))
      for (const field of Object.values(type.getFields())) {
        note(`${type.name}.${field.name}`, field);
        if ('args' in field)
          for (const argument of field.args) note(`${type.name}.${field.name}(${argument.name}:)`, argument);
      }
  }
  return undated;
}

interface MayBeDeprecated {
  readonly deprecationReason?: string | null | undefined;
}

/** The dates stand in the reason: `Use chair. Since 2026-12-01, until 2027-06-01.` */
function deprecation(field: string, reason: string): DeprecatedField {
  const date = (word: string): string | undefined =>
    new RegExp(`\\b${word} (\\d{4}-\\d\\d-\\d\\d)\\b`, 'i').exec(reason)?.[1];
  const since = date('since');
  const until = date('until');
  return { field, reason, ...(since ? { since } : {}), ...(until ? { until } : {}) };
}

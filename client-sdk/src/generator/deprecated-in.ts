import type { ASTNode, GraphQLSchema } from 'graphql';
import { getNamedType, isInputObjectType, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
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
  const found = new Map<string, string>();
  const note = (field: string, reason: string | null | undefined): void => {
    if (reason !== null && reason !== undefined) found.set(field, reason);
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
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([field, reason]) => ({ field, reason }));
}

import { isEnumType, isInputObjectType, isRequiredInputField } from 'graphql';
import type { GraphQLNamedType } from 'graphql';
import { moduleText } from './module-text.ts';
import { docstring, stringLiteral } from './python-text.ts';
import { pythonType, typedDict } from './python-types.ts';

/** Enums as Literals, inputs as TypedDicts. */
export function inputModule(types: Iterable<GraphQLNamedType>): string {
  const all = [...types];
  const literals = all.flatMap((type) => {
    if (!isEnumType(type)) return [];
    const values = type.getValues().map((value) => `    ${stringLiteral(value.name)},\n`);
    return [`${type.name} = Literal[\n${values.join('')}]\n${docstring(type.description ?? '', '')}`];
  });
  const dicts = all.flatMap((type) => {
    if (!isInputObjectType(type)) return [];
    const members = Object.values(type.getFields()).map((field) => ({
      name: field.name,
      type: pythonType(field.type, 'in', (named) => named.name),
      isOptional: !isRequiredInputField(field),
      about: field.description ?? undefined,
    }));
    return [typedDict({ name: type.name, about: type.description ?? undefined, members })];
  });
  return moduleText({ source: 'the contract', declarations: [...literals, ...dicts] });
}

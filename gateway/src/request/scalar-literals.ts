import {
  getNamedType,
  GraphQLError,
  isScalarType,
  isSpecifiedScalarType,
  valueFromASTUntyped,
} from 'graphql';
import type { ASTVisitor, ValidationContext, ValueNode } from 'graphql';

/**
 * Refuses a literal that its custom scalar does not take, as ValuesOfCorrectType does for the others, and names the way
 * to it from its argument in `field` and what it breaks in `rule`.
 */
export function scalarLiterals(context: ValidationContext): ASTVisitor {
  const path: string[] = [];
  const named = {
    enter: (node: { readonly name: { readonly value: string } }): void => void path.push(node.name.value),
    leave: (): void => void path.pop(),
  };
  const check = (node: ValueNode): void => {
    const type = getNamedType(context.getInputType());
    if (!isScalarType(type) || isSpecifiedScalarType(type)) return;
    try {
      type.parseValue(valueFromASTUntyped(node));
    } catch (error) {
      context.reportError(refusal(node, path.join('.'), error));
    }
  };
  return {
    Argument: named,
    ObjectField: named,
    VariableDefinition: {
      enter: ({ variable }) => void path.push(variable.name.value),
      leave: () => void path.pop(),
    },
    StringValue: check,
    IntValue: check,
    FloatValue: check,
    BooleanValue: check,
    EnumValue: check,
  };
}

function refusal(node: ValueNode, field: string, error: unknown): GraphQLError {
  const reason = error instanceof Error ? error.message : String(error);
  const rule = error instanceof GraphQLError ? error.extensions['rule'] : undefined;
  const extensions = { field, rule: typeof rule === 'string' ? rule : 'type' };
  return new GraphQLError(`"${field}": ${reason}`, { nodes: node, extensions });
}

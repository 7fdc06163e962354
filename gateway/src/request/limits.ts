import { GraphQLError } from 'graphql';
import type {
  ASTVisitor,
  FloatValueNode,
  IntValueNode,
  OperationDefinitionNode,
  ValidationContext,
  ValidationRule,
} from 'graphql';
import type { Limits } from '../config.ts';
import { measureOperation } from './measure.ts';
import type { Measure } from './measure.ts';

/**
 * What a document may ask for, whatever the road: one rule for each operation in it, measured with its fragments
 * spread out. A document that breaks several limits is told of each, once.
 */
export function createLimitsRule(limits: Limits): ValidationRule {
  return (context: ValidationContext): ASTVisitor => ({
    OperationDefinition: (operation) => {
      const measure = measureOperation(operation, (name) => context.getFragment(name) ?? undefined);
      for (const message of breaches(measure, limits)) report(context, message, operation);
    },
    StringValue: (node) => {
      if (node.value.length > limits.stringLength)
        report(context, `A text may have at most ${limits.stringLength} characters.`);
    },
    ListValue: (node) => {
      if (node.values.length > limits.inputListLength)
        report(context, `A list may have at most ${limits.inputListLength} elements.`);
    },
  });
}

/** Refuses a number too large for any of our types, such as `1e400`: as a literal it would be read as infinity. */
export function finiteNumbers(context: ValidationContext): ASTVisitor {
  const check = (node: FloatValueNode | IntValueNode): void => {
    if (!Number.isFinite(Number(node.value)))
      context.reportError(new GraphQLError('A number is too large.', { nodes: node }));
  };
  return { FloatValue: check, IntValue: check };
}

/** Refuses `__schema` and `__type`; `__typename` stays. */
export function noIntrospection(context: ValidationContext): ASTVisitor {
  return {
    Field: (node) => {
      if (node.name.value === '__schema' || node.name.value === '__type')
        context.reportError(new GraphQLError('Introspection is turned off.', { nodes: node }));
    },
  };
}

function report(context: ValidationContext, message: string, operation?: OperationDefinitionNode): void {
  context.reportError(new GraphQLError(message, operation ? { nodes: operation } : {}));
}

function breaches(measure: Measure, limits: Limits): string[] {
  const rows: readonly (readonly [number, number, string])[] = [
    [measure.depth, limits.depth, 'levels deep'],
    [measure.introspectionDepth, limits.introspectionDepth, 'levels deep in introspection'],
    [measure.aliases, limits.aliases, 'aliases'],
    [measure.rootFields, limits.rootFields, 'root fields'],
    [measure.directives, limits.directives, 'directives'],
    [measure.selections, limits.selections, 'selections'],
  ];
  return rows
    .filter(([found, most]) => found > most)
    .map(([found, most, what]) => `The operation has ${shown(found)} ${what}; at most ${most} are allowed.`);
}

/** The count of a fragment bomb is astronomical: the client is told enough. */
function shown(found: number): string {
  return found > 1_000_000 ? 'more than 1000000' : String(found);
}

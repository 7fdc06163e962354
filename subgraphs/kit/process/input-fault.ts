import type { GraphQLError } from 'graphql';

export interface InputFault {
  /** The variable, and the way inside it: `input.categoryCode`. */
  readonly field?: string;
  readonly rule: string;
}

/**
 * What stands in `extensions` of a variable that does not fit its type. graphql-js tells place and fault in its message
 * only; a scalar of ours names its own rule.
 */
export function inputFault({ message, extensions }: GraphQLError): InputFault {
  const variable = /^Variable "\$(\w+)"/.exec(message)?.[1];
  const inner = variable && new RegExp(`.* at "(${variable}[.[][^"]*)"; `, 's').exec(message)?.[1];
  const missing = /Field "(\w+)" of required type .* was not provided\.$/s.exec(message)?.[1];
  const field = [inner ?? variable, missing].filter((part) => part !== undefined).join('.');
  const own = extensions['rule'];
  const rule = typeof own === 'string' ? own : ruleOf(message);
  return field === '' ? { rule } : { field, rule };
}

function ruleOf(message: string): string {
  return rules.find(([ends]) => ends.test(message))?.[1] ?? 'type';
}

const rules: readonly (readonly [RegExp, string])[] = [
  [/ was not provided\.$| must not be null\.$| not to be null\.$/, 'required'],
  [/ does not exist in "\w+" enum\./, 'enum'],
  [/ is not defined by type "\w+"\./, 'unknown_field'],
];

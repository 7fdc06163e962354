import { isEnumType, isInputObjectType, isListType, isNonNullType } from 'graphql';
import type { GraphQLInputType } from 'graphql';
import type { Choices } from './choices.ts';

/** The variables of one operation as they are made. */
export interface VariableDraft {
  readonly definitions: string[];
  readonly values: Record<string, unknown>;
}

/**
 * An argument's value as text: a literal, a variable, or a literal with variables in it. Variables have defaults or
 * not, and values or none, as their types allow.
 */
export function generateInput(
  type: GraphQLInputType,
  { choices, variables }: { readonly choices: Choices; readonly variables: VariableDraft },
): string {
  return new InputGeneration(choices, variables).text(type, 2);
}

class InputGeneration {
  readonly #choices: Choices;
  readonly #variables: VariableDraft;

  constructor(choices: Choices, variables: VariableDraft) {
    this.#choices = choices;
    this.#variables = variables;
  }

  text(type: GraphQLInputType, depth: number): string {
    if (this.#choices.chance(1, 3)) return this.#variable(type, depth);
    if (isNonNullType(type)) return this.#literal(type.ofType, depth);
    return this.#choices.chance(1, 6) ? 'null' : this.#literal(type, depth);
  }

  #literal(type: GraphQLInputType, depth: number): string {
    if (isNonNullType(type)) return this.#literal(type.ofType, depth);
    if (isListType(type)) {
      const elements = Array.from({ length: this.#choices.below(3) }, () => this.text(type.ofType, depth));
      return `[${elements.join(', ')}]`;
    }
    if (!isInputObjectType(type)) return print(this.#leaf(type), type);
    const fields = this.#given(type.getFields(), depth);
    return `{ ${fields.map((field) => `${field.name}: ${this.text(field.type, depth - 1)}`).join(', ')} }`;
  }

  #given<T extends { readonly type: GraphQLInputType; readonly defaultValue?: unknown }>(
    fields: Readonly<Record<string, T>>,
    depth: number,
  ): T[] {
    return Object.values(fields).filter(({ type, defaultValue }) => {
      if (isNonNullType(type) && defaultValue === undefined) return true;
      return this.#choices.chance(1, 2) && (depth > 0 || !isInputObjectType(type));
    });
  }

  #variable(type: GraphQLInputType, depth: number): string {
    const { definitions, values } = this.#variables;
    const name = `v${definitions.length}`;
    const value = this.#value(type, depth);
    const withDefault = value !== null && this.#choices.chance(1, 4);
    const fallback = withDefault ? ` = ${print(this.#value(type, 0) ?? value, type)}` : '';
    definitions.push(`$${name}: ${String(type)}${fallback}`);
    const mayBeAbsent = withDefault || !isNonNullType(type);
    if (!mayBeAbsent || !this.#choices.chance(1, 4)) values[name] = value;
    return `$${name}`;
  }

  #value(type: GraphQLInputType, depth: number): unknown {
    if (isNonNullType(type)) return this.#some(type.ofType, depth);
    return this.#choices.chance(1, 6) ? null : this.#some(type, depth);
  }

  #some(type: GraphQLInputType, depth: number): unknown {
    if (isNonNullType(type)) return this.#some(type.ofType, depth);
    if (isListType(type))
      return Array.from({ length: this.#choices.below(3) }, () => this.#value(type.ofType, depth));
    if (!isInputObjectType(type)) return this.#leaf(type);
    const fields = this.#given(type.getFields(), depth);
    return Object.fromEntries(fields.map((field) => [field.name, this.#value(field.type, depth - 1)]));
  }

  #leaf(type: GraphQLInputType): unknown {
    if (isEnumType(type)) return this.#choices.pick(type.getValues()).name;
    return this.#choices.pick(samples[String(type)] ?? ['x']);
  }
}

const samples: Readonly<Record<string, readonly unknown[]>> = {
  Int: [0, 1, 2, 7],
  Float: [0, 1.5],
  Boolean: [false, true],
  String: ['', 'x'],
  ID: ['1', 'p2', 'r1'],
};

function print(value: unknown, type: GraphQLInputType): string {
  if (value === null || value === undefined) return 'null';
  if (isNonNullType(type)) return print(value, type.ofType);
  if (isListType(type) && Array.isArray(value))
    return `[${value.map((element) => print(element, type.ofType)).join(', ')}]`;
  if (isEnumType(type) && typeof value === 'string') return value;
  if (isInputObjectType(type) && typeof value === 'object') {
    const fields = type.getFields();
    const members = Object.entries(value).flatMap(([name, member]) => {
      const field = fields[name];
      return field ? [`${name}: ${print(member, field.type)}`] : [];
    });
    return `{ ${members.join(', ')} }`;
  }
  return JSON.stringify(value);
}

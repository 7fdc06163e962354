import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isUnionType,
  parse,
  validate,
} from 'graphql';
import type {
  GraphQLArgument,
  GraphQLCompositeType,
  GraphQLField,
  GraphQLInputType,
  GraphQLSchema,
} from 'graphql';

export interface GeneratedOperation {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

/**
 * Makes a valid query of a list of numbers, each deciding one choice; fewer and smaller numbers make a smaller query,
 * so that what fast-check shrinks them to is the smallest that fails. Uses aliases (also such as are names of other
 * fields), arguments as literals and as variables, fragments inline and named on any possible type, `__typename`,
 * `@skip` and `@include`. Null when the choices made no valid query.
 */
export function generateOperation(
  schema: GraphQLSchema,
  decisions: readonly number[],
): GeneratedOperation | null {
  const generation = new Generation(schema, decisions);
  const root = schema.getQueryType();
  if (!root) throw new Error('expected a query type');
  const body = generation.selectionSet(root, 4);
  const query = `query Q${generation.variableDefinitions()} ${body} ${generation.fragments.join(' ')}`;
  return validate(schema, parse(query)).length === 0 ? { query, variables: generation.variables } : null;
}

class Generation {
  readonly fragments: string[] = [];
  readonly variables: Record<string, unknown> = {};
  readonly #types: string[] = [];
  readonly #schema: GraphQLSchema;
  readonly #decisions: readonly number[];
  #next = 0;

  constructor(schema: GraphQLSchema, decisions: readonly number[]) {
    this.#schema = schema;
    this.#decisions = decisions;
  }

  variableDefinitions(): string {
    return this.#types.length > 0 ? `(${this.#types.join(', ')})` : '';
  }

  selectionSet(type: GraphQLCompositeType, depth: number): string {
    const count = 1 + this.#choose(4);
    const selections = Array.from({ length: count }, () => this.#selection(type, depth));
    return `{ ${selections.filter((text) => text !== '').join(' ') || '__typename'} }`;
  }

  #selection(type: GraphQLCompositeType, depth: number): string {
    const fragmentLikely = isAbstractType(type) ? 3 : 1;
    if (depth > 0 && this.#choose(8) >= 8 - fragmentLikely) return this.#fragment(type, depth);
    if (isUnionType(type) || this.#choose(12) === 11)
      return `${this.#choose(3) === 2 ? 't: ' : ''}__typename${this.#condition()}`;
    const fields = Object.values(type.getFields());
    return this.#field(this.#pick(fields), { depth, siblings: fields.map(({ name }) => name) });
  }

  #field(
    field: GraphQLField<unknown, unknown>,
    around: { readonly depth: number; readonly siblings: readonly string[] },
  ): string {
    const type = getNamedType(field.type);
    const composite = isCompositeType(type);
    if (composite && around.depth === 0) return '';
    const alias = this.#alias(field.name, around.siblings);
    const set = composite ? ` ${this.selectionSet(type, around.depth - 1)}` : '';
    return `${alias}${field.name}${this.#arguments(field.args)}${this.#condition()}${set}`;
  }

  #alias(name: string, siblings: readonly string[]): string {
    const choice = this.#choose(8);
    if (choice === 7) return `${this.#pick(siblings)}: `;
    return choice === 6 ? `${name}${this.#choose(3)}: ` : '';
  }

  #fragment(type: GraphQLCompositeType, depth: number): string {
    const candidates = isAbstractType(type)
      ? [type, ...this.#schema.getPossibleTypes(type), ...this.#overlapping(type)]
      : [type];
    const condition = this.#pick(candidates);
    const body = this.selectionSet(condition, depth - 1);
    if (this.#choose(3) < 2) return `... on ${condition.name}${this.#condition()} ${body}`;
    const name = `F${this.fragments.length}`;
    this.fragments.push(`fragment ${name} on ${condition.name} ${body}`);
    return `...${name}${this.#condition()}`;
  }

  #overlapping(type: GraphQLCompositeType): GraphQLCompositeType[] {
    const mine = isAbstractType(type) ? this.#schema.getPossibleTypes(type) : [type];
    return Object.values(this.#schema.getTypeMap()).filter(
      (other): other is GraphQLCompositeType =>
        isAbstractType(other) &&
        other !== type &&
        this.#schema.getPossibleTypes(other).some((possible) => mine.includes(possible)),
    );
  }

  #condition(): string {
    const choice = this.#choose(16);
    if (choice < 13) return '';
    const directive = choice === 13 ? 'skip' : 'include';
    if (choice === 15) return ` @${directive}(if: ${String(this.#choose(2) === 0)})`;
    const name = `if${this.#choose(2)}`;
    if (!Object.hasOwn(this.variables, name)) {
      this.variables[name] = this.#choose(2) === 0;
      this.#types.push(`$${name}: Boolean!`);
    }
    return ` @${directive}(if: $${name})`;
  }

  #arguments(args: readonly GraphQLArgument[]): string {
    const given = args.flatMap((arg) => {
      const needed = isNonNullType(arg.type) && arg.defaultValue === undefined;
      return needed || this.#choose(2) === 1 ? [`${arg.name}: ${this.#argument(arg.type)}`] : [];
    });
    return given.length > 0 ? `(${given.join(', ')})` : '';
  }

  #argument(type: GraphQLInputType): string {
    const value = this.#value(type);
    if (this.#choose(3) !== 2) return literal(value, type);
    const name = `v${this.#types.length}`;
    this.#types.push(`$${name}: ${String(type)}`);
    this.variables[name] = value;
    return `$${name}`;
  }

  #value(type: GraphQLInputType): unknown {
    if (isNonNullType(type)) return this.#value(type.ofType);
    if (this.#choose(6) === 5) return isNonNullType(type) ? this.#value(type) : this.#some(type);
    return this.#some(type);
  }

  #some(type: GraphQLInputType): unknown {
    if (isNonNullType(type)) return this.#some(type.ofType);
    if (isListType(type)) return Array.from({ length: this.#choose(3) }, () => this.#some(type.ofType));
    if (isEnumType(type)) return this.#pick(type.getValues()).name;
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields());
      return Object.fromEntries(fields.map((field) => [field.name, this.#some(field.type)]));
    }
    const samples: Record<string, readonly unknown[]> = {
      Int: [0, 1, 2, 7],
      Float: [0, 1.5],
      Boolean: [false, true],
      String: ['', 'x'],
      ID: ['1', 'p2', 'r1'],
    };
    return this.#pick(samples[getNamedType(type).name] ?? ['x']);
  }

  /** A number below `bound`; zero when there are no more decisions. */
  #choose(bound: number): number {
    const decision = this.#decisions[this.#next++] ?? 0;
    return decision % bound;
  }

  #pick<T>(from: readonly T[]): T {
    const picked = from[this.#choose(from.length)];
    if (picked === undefined) throw new Error('expected something to choose from');
    return picked;
  }
}

function literal(value: unknown, type: GraphQLInputType): string {
  if (value === null) return 'null';
  if (isNonNullType(type)) return literal(value, type.ofType);
  if (isListType(type) && Array.isArray(value))
    return `[${value.map((element) => literal(element, type.ofType)).join(', ')}]`;
  if (isEnumType(type) && typeof value === 'string') return value;
  if (isInputObjectType(type) && typeof value === 'object') {
    const fields = type.getFields();
    const members = Object.entries(value).flatMap(([name, member]) => {
      const field = fields[name];
      return field ? [`${name}: ${literal(member, field.type)}`] : [];
    });
    return `{ ${members.join(', ')} }`;
  }
  return JSON.stringify(value);
}

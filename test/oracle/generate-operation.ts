import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isNonNullType,
  isUnionType,
  parse,
  print,
  validate,
  visit,
} from 'graphql';
import type {
  DocumentNode,
  FieldNode,
  GraphQLArgument,
  GraphQLCompositeType,
  GraphQLError,
  GraphQLField,
  GraphQLSchema,
} from 'graphql';
import { Choices } from './choices.ts';
import { generateInput } from './generate-input.ts';
import type { VariableDraft } from './generate-input.ts';

export interface GeneratedOperation {
  readonly query: string;
  readonly variables: Record<string, unknown>;
  readonly valid: true;
}

/**
 * Makes a valid operation of a list of numbers, each deciding one choice; fewer and smaller numbers make a smaller
 * one. Uses aliases (also such as are names of other fields), one field with different arguments, arguments as literals
 * and as variables, fragments inline and named and in each other, on any type that they can apply to, `__typename`,
 * `@skip` and `@include`, and mutations where there are some. Null when the choices made no valid operation.
 */
export function generateOperation(
  schema: GraphQLSchema,
  decisions: readonly number[],
): GeneratedOperation | null {
  const generation = new Generation(schema, decisions);
  const document = withoutConflicts(schema, parse(generation.document(), { noLocation: true }));
  return document && { query: print(document), variables: generation.variables.values, valid: true };
}

/** What cannot be merged gets an alias of its own; what is wrong otherwise makes the whole invalid. */
function withoutConflicts(schema: GraphQLSchema, document: DocumentNode): DocumentNode | null {
  let candidate = document;
  for (let attempt = 0; attempt < 4; attempt += 1) {
    const errors = validate(schema, candidate);
    if (errors.length === 0) return candidate;
    const fields = errors.flatMap(conflicting);
    if (fields.length === 0) return null;
    candidate = visit(candidate, {
      Field: (node) => {
        const index = fields.indexOf(node);
        return index < 0 ? undefined : { ...node, alias: name(`own${attempt}${index}`) };
      },
    });
  }
  return null;
}

function conflicting({ message, nodes = [] }: GraphQLError): FieldNode[] {
  const last = nodes.at(-1);
  return message.includes('conflict') && last?.kind === 'Field' ? [last] : [];
}

function name(value: string): FieldNode['name'] {
  return { kind: 'Name' as FieldNode['name']['kind'], value };
}

class Generation {
  readonly variables: VariableDraft = { definitions: [], values: {} };
  readonly #fragments: string[] = [];
  readonly #schema: GraphQLSchema;
  readonly #choices: Choices;

  constructor(schema: GraphQLSchema, decisions: readonly number[]) {
    this.#schema = schema;
    this.#choices = new Choices(decisions);
  }

  document(): string {
    const [query, mutation] = [this.#schema.getQueryType(), this.#schema.getMutationType()];
    if (!query) throw new Error('expected a query type');
    const isMutation = mutation && this.#choices.chance(1, 6);
    const body = this.#selectionSet(isMutation ? mutation : query, 4);
    const { definitions } = this.variables;
    const variables = definitions.length > 0 ? `(${definitions.join(', ')})` : '';
    return `${isMutation ? 'mutation' : 'query'} Q${variables} ${body} ${this.#fragments.join(' ')}`;
  }

  #selectionSet(type: GraphQLCompositeType, depth: number): string {
    const count = 1 + this.#choices.below(4);
    const selections = Array.from({ length: count }, () => this.#selection(type, depth));
    return `{ ${selections.filter((text) => text !== '').join(' ') || '__typename'} }`;
  }

  #selection(type: GraphQLCompositeType, depth: number): string {
    if (depth > 0 && this.#choices.chance(isAbstractType(type) ? 3 : 1, 8))
      return this.#fragment(type, depth);
    if (isUnionType(type) || this.#choices.chance(1, 12)) {
      const alias = this.#choices.chance(1, 3) ? 't: ' : '';
      return `${alias}__typename${this.#condition()}`;
    }
    const fields = Object.values(type.getFields());
    const field = this.#choices.pick(fields);
    const siblings = fields.map((sibling) => sibling.name);
    const one = this.#field(field, { depth, siblings });
    if (field.args.length === 0 || one === '' || !this.#choices.chance(1, 3)) return one;
    return `${one} ${this.#field(field, { depth, siblings })}`;
  }

  #field(
    field: GraphQLField<unknown, unknown>,
    around: { readonly depth: number; readonly siblings: readonly string[] },
  ): string {
    const type = getNamedType(field.type);
    const composite = isCompositeType(type);
    if (composite && around.depth === 0) return '';
    const alias = this.#alias(field.name, around.siblings);
    const set = composite ? ` ${this.#selectionSet(type, around.depth - 1)}` : '';
    return `${alias}${field.name}${this.#arguments(field.args)}${this.#condition()}${set}`;
  }

  #alias(field: string, siblings: readonly string[]): string {
    const choice = this.#choices.below(8);
    if (choice === 7) return `${this.#choices.pick(siblings)}: `;
    return choice === 6 ? `${field}${this.#choices.below(3)}: ` : '';
  }

  #fragment(type: GraphQLCompositeType, depth: number): string {
    const mine = isAbstractType(type) ? this.#schema.getPossibleTypes(type) : [];
    const condition = this.#choices.pick([type, ...mine, ...this.#overlapping(type)]);
    const body = this.#selectionSet(condition, depth - 1);
    const bare = condition === type && this.#choices.chance(1, 4);
    if (!this.#choices.chance(1, 3))
      return `...${bare ? '' : ` on ${condition.name}`}${this.#condition()} ${body}`;
    const fragment = `F${this.#fragments.length}`;
    this.#fragments.push(`fragment ${fragment} on ${condition.name} ${body}`);
    return `...${fragment}${this.#condition()}`;
  }

  /** The abstract types that some object of this type also is of. */
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
    const choice = this.#choices.below(16);
    if (choice < 13) return '';
    const directive = choice === 13 ? 'skip' : 'include';
    if (choice === 15) return ` @${directive}(if: ${String(this.#choices.below(2) === 0)})`;
    const variable = `if${this.#choices.below(2)}`;
    const { values, definitions } = this.variables;
    if (!Object.hasOwn(values, variable)) {
      values[variable] = this.#choices.below(2) === 0;
      definitions.push(`$${variable}: Boolean!`);
    }
    return ` @${directive}(if: $${variable})`;
  }

  #arguments(args: readonly GraphQLArgument[]): string {
    const by = { choices: this.#choices, variables: this.variables };
    const given = args.flatMap((arg) => {
      const needed = isNonNullType(arg.type) && arg.defaultValue === undefined;
      return needed || this.#choices.chance(1, 2) ? [`${arg.name}: ${generateInput(arg.type, by)}`] : [];
    });
    return given.length > 0 ? `(${given.join(', ')})` : '';
  }
}

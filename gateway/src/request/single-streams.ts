import { GraphQLError, Kind } from 'graphql';
import type { ASTVisitor, FieldNode, SelectionSetNode, ValidationContext } from 'graphql';

/**
 * A field that is streamed is selected once: of two selections that give one member of the answer none may have
 * `@stream`, as it is in graphql-js 17. They stand in one set, in fragments spread there, or below two that do. Documents
 * without `@stream` pay for nothing but looking at their directives.
 */
export function singleStreams(context: ValidationContext): ASTVisitor {
  const sets: SelectionSetNode[] = [];
  let isStreamed = false;
  return {
    SelectionSet: (node) => void sets.push(node),
    Directive: ({ name }) => void (isStreamed ||= name.value === 'stream'),
    Document: {
      leave: () => {
        if (!isStreamed) return;
        const comparison = new Comparison(context);
        for (const set of sets) comparison.compare(set, set);
      },
    },
  };
}

type FieldsByKey = ReadonlyMap<string, readonly FieldNode[]>;

/** Each two sets are compared once, each two fields told of once. */
class Comparison {
  readonly #context: ValidationContext;
  readonly #fields = new Map<SelectionSetNode, FieldsByKey>();
  readonly #compared = new Map<SelectionSetNode, Set<SelectionSetNode>>();
  readonly #told = new Set<FieldNode>();

  constructor(context: ValidationContext) {
    this.#context = context;
  }

  compare(one: SelectionSetNode, other: SelectionSetNode): void {
    const waiting: [SelectionSetNode, SelectionSetNode][] = [[one, other]];
    for (let pair = waiting.pop(); pair; pair = waiting.pop()) {
      if (!this.#isNew(...pair)) continue;
      const [left, right] = pair.map((set) => this.#fieldsOf(set));
      for (const [key, fields] of left ?? [])
        for (const field of fields)
          for (const twin of right?.get(key) ?? [])
            if (field !== twin && !this.#tell(field, twin) && field.selectionSet && twin.selectionSet)
              waiting.push([field.selectionSet, twin.selectionSet]);
    }
  }

  #isNew(one: SelectionSetNode, other: SelectionSetNode): boolean {
    if (this.#compared.get(one)?.has(other) || this.#compared.get(other)?.has(one)) return false;
    this.#compared.set(one, (this.#compared.get(one) ?? new Set()).add(other));
    return true;
  }

  /** @returns whether either is streamed */
  #tell(field: FieldNode, twin: FieldNode): boolean {
    if (!isStreamed(field) && !isStreamed(twin)) return false;
    if (this.#told.has(field) || this.#told.has(twin)) return true;
    this.#told.add(field).add(twin);
    const key = field.alias?.value ?? field.name.value;
    const message = `"${key}" is streamed and selected a second time: give one of the two an alias.`;
    this.#context.reportError(new GraphQLError(message, { nodes: [field, twin] }));
    return true;
  }

  /** With those of fragments. */
  #fieldsOf(set: SelectionSetNode): FieldsByKey {
    const known = this.#fields.get(set);
    if (known) return known;
    const fields = new Map<string, FieldNode[]>();
    this.#collect(set, { fields, fragments: new Set() });
    this.#fields.set(set, fields);
    return fields;
  }

  #collect(set: SelectionSetNode, into: Collecting): void {
    for (const node of set.selections) {
      if (node.kind === Kind.INLINE_FRAGMENT) this.#collect(node.selectionSet, into);
      else if (node.kind === Kind.FIELD) {
        const key = node.alias?.value ?? node.name.value;
        const known = into.fields.get(key);
        if (known) known.push(node);
        else into.fields.set(key, [node]);
      } else if (!into.fragments.has(node.name.value)) {
        into.fragments.add(node.name.value);
        const fragment = this.#context.getFragment(node.name.value);
        if (fragment) this.#collect(fragment.selectionSet, into);
      }
    }
  }
}

interface Collecting {
  readonly fields: Map<string, FieldNode[]>;
  readonly fragments: Set<string>;
}

function isStreamed({ directives = [] }: FieldNode): boolean {
  return directives.some(({ name }) => name.value === 'stream');
}

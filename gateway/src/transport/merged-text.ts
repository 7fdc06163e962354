import { Kind, parse, print, stripIgnoredCharacters, visit } from 'graphql';
import type { FieldNode, OperationDefinitionNode, VariableDefinitionNode } from 'graphql';
import { BoundedMap } from '../bounded-map.ts';

/** The text of several fetches of entities as one operation, each under a name of its own. */
export interface MergedText {
  /** The body that is sent, up to the first variable. */
  readonly bodyHead: string;
  readonly lists: readonly MergedList[];
  /** How many more times the fetches go apart, because one of them has failed all. */
  apart: number;
}

export interface MergedList {
  /** The key of its entities in the answer. */
  readonly alias: string;
  /** The variable with its representations. */
  readonly representations: string;
  /** What its other variables are called here, where that is not their own name. */
  readonly renamed: ReadonlyMap<string, string>;
}

/** One fetch: its operation, and those of its variables whose values are not those that others have under the same names. */
export interface MergedPart {
  readonly operation: string;
  readonly ownNames: ReadonlySet<string>;
}

/** Made once for fetches that come together; bounded, as combinations are many. */
export class MergedTexts {
  readonly #texts = new BoundedMap<MergedText | { readonly none: true }>({
    maxEntries: 2_000,
    maxBytes: 8 * 1024 * 1024,
    weigh: (text, key) => 500 + key.length * 2 + ('none' in text ? 0 : text.bodyHead.length * 2),
  });

  get size(): number {
    return this.#texts.size;
  }

  get bytes(): number {
    return this.#texts.bytes;
  }

  /** Undefined where the fetches cannot be put into one operation. */
  of(parts: readonly MergedPart[]): MergedText | undefined {
    const key = parts.map(({ operation, ownNames }) => [operation, ...ownNames].join(' ')).join('\n');
    const before = this.#texts.get(key);
    const text = before ?? mergeTexts(parts) ?? { none: true };
    if (!before) this.#texts.set(key, text);
    return 'none' in text ? undefined : text;
  }
}

interface ParsedPart {
  readonly operation: OperationDefinitionNode;
  readonly entities: FieldNode;
  readonly representations: string;
  readonly directives: string;
  readonly ownNames: ReadonlySet<string>;
}

function mergeTexts(parts: readonly MergedPart[]): MergedText | undefined {
  const parsed = parts.map(parsePart).filter((part) => part !== undefined);
  const [first] = parsed;
  if (!first || parsed.length < parts.length) return undefined;
  // Directives of the client's operation are for all of it.
  if (parsed.some(({ directives }) => directives !== first.directives)) return undefined;
  const names = new MergedNames(parsed);
  const merged = parsed.map((part, index) => mergePart(part, index, names));
  const operation: OperationDefinitionNode = {
    ...first.operation,
    variableDefinitions: names.definitions(),
    selectionSet: { kind: Kind.SELECTION_SET, selections: merged.map(({ field }) => field) },
  };
  const text = stripIgnoredCharacters(print(operation));
  return {
    bodyHead: `{"query":${JSON.stringify(text)},"variables":{`,
    lists: merged.map(({ list }) => list),
    apart: 0,
  };
}

function parsePart({ operation: text, ownNames }: MergedPart): ParsedPart | undefined {
  const operation = parseOperation(text);
  const [entities, ...more] = operation?.selectionSet.selections ?? [];
  if (operation?.operation !== 'query' || entities?.kind !== Kind.FIELD || more.length > 0) return undefined;
  const given = entities.arguments?.find(({ name }) => name.value === 'representations')?.value;
  if (entities.name.value !== '_entities' || given?.kind !== Kind.VARIABLE) return undefined;
  const directives = (operation.directives ?? []).map(print).join(' ');
  return { operation, entities, representations: given.name.value, directives, ownNames };
}

function parseOperation(text: string): OperationDefinitionNode | undefined {
  try {
    const [operation, ...more] = parse(text, { noLocation: true }).definitions;
    return operation?.kind === Kind.OPERATION_DEFINITION && more.length === 0 ? operation : undefined;
  } catch {
    return undefined;
  }
}

/** The variables of the whole, each name with one meaning. */
class MergedNames {
  readonly #definitions = new Map<string, VariableDefinitionNode>();
  /** Names that a part has, whether or not it keeps them. */
  readonly #taken: Set<string>;

  constructor(parts: readonly ParsedPart[]) {
    this.#taken = new Set(
      parts.flatMap(({ operation }) => (operation.variableDefinitions ?? []).map(nameOf)),
    );
  }

  definitions(): VariableDefinitionNode[] {
    return [...this.#definitions.values()];
  }

  /** What a variable of a part is called: as it was, unless that means something else. */
  place(definition: VariableDefinitionNode, isOwn: boolean): string {
    const name = nameOf(definition);
    const before = this.#definitions.get(name);
    if (before && !isOwn && print(before) === print(definition)) return name;
    const placed = before ? this.#free(name) : name;
    const variable = { ...definition.variable, name: { kind: Kind.NAME, value: placed } as const };
    this.#definitions.set(placed, { ...definition, variable });
    return placed;
  }

  #free(name: string): string {
    let free = name;
    for (let number = 1; this.#taken.has(free); number += 1) free = `${name}_${number}`;
    this.#taken.add(free);
    return free;
  }
}

function nameOf({ variable }: VariableDefinitionNode): string {
  return variable.name.value;
}

function mergePart(
  { operation, entities, representations, ownNames }: ParsedPart,
  index: number,
  names: MergedNames,
): { readonly field: FieldNode; readonly list: MergedList } {
  const renamed = new Map<string, string>();
  for (const definition of operation.variableDefinitions ?? []) {
    const name = nameOf(definition);
    const placed = names.place(definition, name === representations || ownNames.has(name));
    if (placed !== name) renamed.set(name, placed);
  }
  const alias = `_${index}`;
  const field = visit(entities, {
    Variable: ({ name }) => {
      const value = renamed.get(name.value);
      return value === undefined ? undefined : { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value } };
    },
  });
  return {
    field: { ...field, alias: { kind: Kind.NAME, value: alias } },
    list: { alias, representations: renamed.get(representations) ?? representations, renamed },
  };
}

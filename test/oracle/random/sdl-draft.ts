/** A subgraph's SDL while it is put together. */
export interface SubgraphDraft {
  readonly name: string;
  readonly types: Map<string, TypeDraft>;
  /** Unions, enums, inputs: as they stand. */
  readonly others: Map<string, string>;
  /** Root types have names of this subgraph's own. */
  ownRoots: boolean;
  /** Its entities are written as extensions of others': with their simple keys its own, or marked `@external`. */
  extending: 'no' | 'own keys' | 'external keys';
}

export interface TypeDraft {
  readonly kind: 'type' | 'interface';
  readonly name: string;
  readonly directives: string[];
  readonly implements: Set<string>;
  readonly fields: Map<string, FieldDraft>;
}

export interface FieldDraft {
  /** `(a: Int = 1)`, or nothing. */
  readonly args: string;
  readonly type: string;
  readonly directives: Set<string>;
}

export function draftSubgraph(name: string): SubgraphDraft {
  return { name, types: new Map(), others: new Map(), ownRoots: false, extending: 'no' };
}

export function draftType(
  subgraph: SubgraphDraft,
  name: string,
  kind: TypeDraft['kind'] = 'type',
): TypeDraft {
  const known = subgraph.types.get(name) ?? {
    kind,
    name,
    directives: [],
    implements: new Set<string>(),
    fields: new Map<string, FieldDraft>(),
  };
  subgraph.types.set(name, known);
  return known;
}

export function draftField(
  type: TypeDraft,
  name: string,
  field: { readonly type: string; readonly args?: string; readonly directives?: readonly string[] },
): FieldDraft {
  const known = type.fields.get(name) ?? {
    type: field.type,
    args: field.args ?? '',
    directives: new Set<string>(),
  };
  for (const directive of field.directives ?? []) known.directives.add(directive);
  type.fields.set(name, known);
  return known;
}

export const draftLink = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable",
  "@external", "@requires", "@provides", "@override", "@inaccessible", "@interfaceObject", "@context", "@fromContext", "@tag"])`;

export function printDraft(subgraph: SubgraphDraft): string {
  const types = [...subgraph.types.values()].filter(({ fields }) => fields.size > 0);
  const text = [
    draftLink,
    ...types.map((type) => printType(type, subgraph.extending)),
    ...subgraph.others.values(),
  ].join('\n');
  return subgraph.ownRoots ? withOwnRoots(text, subgraph) : text;
}

function withOwnRoots(text: string, { name, types }: SubgraphDraft): string {
  const roots = ['Query', 'Mutation'].filter((root) => (types.get(root)?.fields.size ?? 0) > 0);
  const operations = roots.map((root) => `${root.toLowerCase()}: ${root}_${name}`);
  const renamed = text.replaceAll(/\b(Query|Mutation)\b/g, (root) => `${root}_${name}`);
  return roots[0] === 'Query' ? `${renamed}\nschema { ${operations.join(' ')} }` : text;
}

function printType(
  { kind, name, directives, implements: interfaces, fields }: TypeDraft,
  extending: SubgraphDraft['extending'],
): string {
  const implementing = interfaces.size > 0 ? ` implements ${[...interfaces].join(' & ')}` : '';
  const keys = directives.flatMap((directive) => /^@key\(fields: "(\w+)"/.exec(directive)?.[1] ?? []);
  const isExtension = kind === 'type' && keys.length > 0 && extending !== 'no';
  const members = [...fields].map(([field, { args, type, directives: applied }]) => {
    const isMarked =
      isExtension && extending === 'external keys' && keys.includes(field) && applied.size === 0;
    return `  ${[`${field}${args}: ${type}`, ...applied, ...(isMarked ? ['@external'] : [])].join(' ')}`;
  });
  const head = `${isExtension ? 'extend ' : ''}${kind} ${name}${implementing} ${directives.join(' ')}`;
  return `${head} {\n${members.join('\n')}\n}`;
}

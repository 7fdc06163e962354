import { Kind, parse, print, visit } from 'graphql';
import type { ASTNode, DocumentNode, SelectionSetNode } from 'graphql';
import { parseFieldSet } from '../../gateway/src/plan/field-set.ts';
import { tidySdl } from './tidy-sdl.ts';

export interface OracleCase {
  readonly subgraphs: Readonly<Record<string, string>>;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * Takes away from a case whatever can go while it still fails: parts of the operation, then of the SDLs, until nothing
 * more can. What is left is the smallest that one step at a time leads to.
 * @param fails may be asked of cases that do not compose or do not validate: those do not fail
 */
export async function shrinkCase(
  failing: OracleCase,
  fails: (candidate: OracleCase) => Promise<boolean>,
): Promise<OracleCase> {
  let smallest = failing;
  for (;;) {
    const asked = await shrinkBy(withLessAsked, smallest, fails);
    const smaller = await shrinkBy(withLess, asked, fails);
    if (smaller === smallest) return smallest;
    smallest = smaller;
  }
}

/** One pass: what could not go before is not tried again after something else went. */
async function shrinkBy(
  candidates: (of: OracleCase) => Iterable<OracleCase>,
  failing: OracleCase,
  fails: (candidate: OracleCase) => Promise<boolean>,
): Promise<OracleCase> {
  let smallest = failing;
  let tried = 0;
  for (;;) {
    const next = await firstThat(fails, { candidates: candidates(smallest), from: tried });
    if (!next) return smallest;
    smallest = next.candidate;
    tried = next.index;
  }
}

async function firstThat(
  fails: (candidate: OracleCase) => Promise<boolean>,
  { candidates, from }: { readonly candidates: Iterable<OracleCase>; readonly from: number },
): Promise<{ readonly candidate: OracleCase; readonly index: number } | undefined> {
  let index = -1;
  for (const candidate of candidates) {
    index += 1;
    if (index >= from && (await fails(candidate))) return { candidate, index };
  }
  return undefined;
}

function* withLessAsked(failing: OracleCase): Iterable<OracleCase> {
  for (const document of reductions(parse(failing.query, { noLocation: true }))) {
    const query = print(document);
    const used = new Set([...query.matchAll(/\$(\w+)/g)].map(([, variable]) => variable));
    const variables = Object.fromEntries(Object.entries(failing.variables).filter(([key]) => used.has(key)));
    yield { ...failing, query, variables };
  }
}

function* withLess(failing: OracleCase): Iterable<OracleCase> {
  const names = Object.keys(failing.subgraphs);
  for (const name of names) {
    const { [name]: _, ...subgraphs } = failing.subgraphs;
    yield { ...failing, subgraphs };
  }
  for (const coordinate of coordinates(failing)) {
    const subgraphs = Object.entries(failing.subgraphs).map(([name, sdl]) => [
      name,
      tidySdl(without(sdl, coordinate)),
    ]);
    yield {
      ...failing,
      subgraphs: Object.fromEntries(subgraphs.filter(([, sdl]) => /^type /m.test(sdl ?? ''))),
    };
  }
  for (const name of names) {
    for (const document of reductions(parse(failing.subgraphs[name] ?? '', { noLocation: true })))
      yield { ...failing, subgraphs: { ...failing.subgraphs, [name]: tidySdl(print(document)) } };
  }
}

interface Coordinate {
  readonly type: string;
  readonly field?: string | undefined;
}

/** Types and fields, to be taken away from all subgraphs at once. */
function coordinates({ subgraphs }: OracleCase): Coordinate[] {
  const found = new Map<string, Coordinate>();
  for (const sdl of Object.values(subgraphs)) {
    for (const node of parse(sdl, { noLocation: true }).definitions) {
      if (!('name' in node) || !node.name) continue;
      const type = node.name.value;
      found.set(type, { type });
      for (const field of 'fields' in node ? (node.fields ?? []) : [])
        found.set(`${type}.${field.name.value}`, { type, field: field.name.value });
    }
  }
  return [...found.values()].sort(
    (left, right) => Number(left.field !== undefined) - Number(right.field !== undefined),
  );
}

function without(sdl: string, { type, field }: Coordinate): string {
  const document: DocumentNode = visit(parse(sdl, { noLocation: true }), {
    enter: (node) => {
      if (!('name' in node) || !node.name || !('value' in node.name) || node.kind === Kind.NAMED_TYPE)
        return undefined;
      if (field === undefined) {
        if (node.kind.endsWith('TypeDefinition') && node.name.value === type) return null;
        return node.kind === Kind.FIELD_DEFINITION && new RegExp(`\\b${type}\\b`).test(print(node.type))
          ? null
          : undefined;
      }
      if (node.kind.endsWith('TypeDefinition')) return node.name.value === type ? undefined : false;
      return node.kind === Kind.FIELD_DEFINITION && node.name.value === field ? null : undefined;
    },
  });
  return print(
    visit(document, {
      UnionTypeDefinition: (node) => ({
        ...node,
        types: node.types?.filter(({ name }) => name.value !== type || field !== undefined),
      }),
    }),
  );
}

const removable: ReadonlySet<string> = new Set([
  Kind.FRAGMENT_DEFINITION,
  Kind.FIELD,
  Kind.INLINE_FRAGMENT,
  Kind.FRAGMENT_SPREAD,
  Kind.DIRECTIVE,
  Kind.ARGUMENT,
  Kind.VARIABLE_DEFINITION,
  Kind.OBJECT_TYPE_DEFINITION,
  Kind.INTERFACE_TYPE_DEFINITION,
  Kind.UNION_TYPE_DEFINITION,
  Kind.ENUM_TYPE_DEFINITION,
  Kind.INPUT_OBJECT_TYPE_DEFINITION,
  Kind.SCALAR_TYPE_DEFINITION,
  Kind.FIELD_DEFINITION,
  Kind.INPUT_VALUE_DEFINITION,
  Kind.ENUM_VALUE_DEFINITION,
]);

/** Documents that lack one thing each, the largest things first. */
function* reductions(document: DocumentNode): Iterable<DocumentNode> {
  const edits: { readonly node: ASTNode; readonly instead: ASTNode | null; readonly size: number }[] = [];
  visit(document, {
    enter: (node, _key, parent) => {
      if (node.kind === Kind.SCHEMA_EXTENSION) return false;
      const size = print(node).length;
      const edit = (instead: ASTNode | null): void => void edits.push({ node, instead, size });
      if (removable.has(node.kind)) edit(null);
      if (node.kind === Kind.NAMED_TYPE && Array.isArray(parent)) edit(null);
      if (node.kind === Kind.FIELD && node.alias) edit({ ...node, alias: undefined });
      if (node.kind === Kind.NON_NULL_TYPE || node.kind === Kind.LIST_TYPE) edit(node.type);
      if (node.kind === Kind.SELECTION_SET) for (const less of unwrapped(node)) edit(less);
      if (node.kind === Kind.ARGUMENT && node.name.value === 'fields' && node.value.kind === Kind.STRING)
        for (const value of smallerSets(node.value.value))
          edit({ ...node, value: { kind: Kind.STRING, value } });
      return undefined;
    },
  });
  edits.sort((left, right) => right.size - left.size);
  for (const { node, instead } of edits) {
    yield visit(document, { enter: (candidate) => (candidate === node ? instead : undefined) });
  }
}

/** Without a fragment around some of the selections. */
function unwrapped(set: SelectionSetNode): SelectionSetNode[] {
  return set.selections.flatMap((node, index) =>
    node.kind === Kind.INLINE_FRAGMENT
      ? [{ ...set, selections: set.selections.toSpliced(index, 1, ...node.selectionSet.selections) }]
      : [],
  );
}

function smallerSets(fields: string): string[] {
  const set = parseFieldSet(fields);
  return [
    ...reductions({
      kind: Kind.DOCUMENT,
      definitions: [{ kind: Kind.OPERATION_DEFINITION, operation: 'query' as never, selectionSet: set }],
    }),
  ]
    .map((document) =>
      print(document)
        .replaceAll(/\s+/g, ' ')
        .trim()
        .replace(/^\{(.*)\}$/, '$1')
        .trim(),
    )
    .filter((text) => text !== '');
}

import { Kind } from 'graphql';
import type { DirectiveNode, DocumentNode, FieldNode, OperationDefinitionNode } from 'graphql';
import { BoundedMap } from '../bounded-map.ts';
import { conditionVariables } from '../plan/resolve-conditions.ts';
import { hasParts } from '../plan/resolve-incremental.ts';
import { walkSelections } from '../plan/walk-selections.ts';
import type { CompiledOperation } from './compile-operation.ts';

/** A document that has passed parse and validate in one generation. */
export interface KnownDocument {
  readonly source: string;
  readonly document: DocumentNode;
  /** It asks for the schema itself, so that its answer depends on what is shown of that. */
  readonly introspects: boolean;
  /** By name; the only operation without one under the empty name. */
  readonly operations: ReadonlyMap<string, KnownOperation>;
}

/** One operation of it, and what has been worked out for it so far. */
export interface KnownOperation {
  readonly source: string;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Of what `@skip`, `@include`, `@defer` and `@stream` look at. */
  readonly conditionNames: readonly string[];
  /** Variables that what it costs may depend on: page sizes and conditions. */
  readonly costNames: readonly string[];
  /** The document has `@defer` or `@stream`: its answer may come in parts, to whoever takes it so. */
  readonly inParts: boolean;
  readonly introspects: boolean;
  /** By the key of the plan's variant; promised while it is being planned. */
  readonly programs: Map<string, CompiledOperation | Promise<CompiledOperation>>;
  /** What it costs, by the values of those (request/cost.ts). */
  readonly costs: Map<string, number>;
}

/** The documents of one generation. All that is worked out for a document is forgotten with it, and is in its weight. */
export interface KnownDocuments {
  find(source: string): KnownDocument | undefined;
  add(source: string, document: DocumentNode): KnownDocument;
  /** To be called when something was worked out for one of its operations. */
  grew(source: string): void;
  /** Those asked for last come last. */
  all(): KnownDocument[];
  counts(): DocumentCounts;
}

export interface DocumentCounts {
  readonly documents: number;
  readonly programs: number;
  /** Of documents and programs together. */
  readonly bytes: number;
}

export interface DocumentBounds {
  readonly maxEntries: number;
  readonly maxBytes: number;
}

export const defaultDocumentBounds: DocumentBounds = Object.freeze({
  maxEntries: 2_000,
  maxBytes: 64 * 1024 * 1024,
});

/** @param slicingArguments names of arguments that give the size of a list */
export function createKnownDocuments(
  slicingArguments: Iterable<string>,
  bounds: DocumentBounds = defaultDocumentBounds,
): KnownDocuments {
  const documents = new BoundedMap<KnownDocument>({ ...bounds, weigh });
  const costArguments = new Set(['first', 'last', 'if', ...slicingArguments]);
  return {
    find: (source) => documents.get(source),
    add: (source, document) => {
      const known = knowDocument(source, document, costArguments);
      documents.set(source, known);
      return known;
    },
    grew: (source) => documents.weighAgain(source),
    all: () => documents.values(),
    counts: () => ({
      documents: documents.size,
      programs: documents.values().reduce((sum, known) => sum + programsOf(known).length, 0),
      bytes: documents.bytes,
    }),
  };
}

function knowDocument(
  source: string,
  document: DocumentNode,
  costArguments: ReadonlySet<string>,
): KnownDocument {
  const conditionNames = conditionVariables(document);
  const costNames = variablesGivenTo(costArguments, document);
  const inParts = hasParts(document);
  const introspects = asksForSchema(document);
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  return {
    source,
    document,
    introspects,
    operations: new Map(
      operations.map((operation): [string, KnownOperation] => [
        operation.name?.value ?? '',
        {
          source,
          document,
          operation,
          conditionNames,
          costNames,
          inParts,
          introspects,
          programs: new Map(),
          costs: new Map(),
        },
      ]),
    ),
  };
}

/** Of the roots nothing else is called so, and an object has neither. */
export function asksForSchema(document: DocumentNode): boolean {
  let asks = false;
  walkSelections(document, (node) => {
    asks ||= node.kind === Kind.FIELD && (node.name.value === '__schema' || node.name.value === '__type');
  });
  return asks;
}

function variablesGivenTo(names: ReadonlySet<string>, document: DocumentNode): string[] {
  const variables = new Set<string>();
  const look = ({ arguments: given = [] }: FieldNode | DirectiveNode): void => {
    for (const { name, value } of given)
      if (names.has(name.value) && value.kind === Kind.VARIABLE) variables.add(value.name.value);
  };
  walkSelections(document, (node) => {
    if (node.kind === Kind.FIELD) look(node);
    node.directives?.forEach(look);
  });
  return [...variables];
}

function programsOf({ operations }: KnownDocument): CompiledOperation[] {
  return [...operations.values()].flatMap(({ programs }) =>
    [...programs.values()].filter((program) => 'program' in program),
  );
}

/**
 * A syntax tree takes some sixty times its text; a program has one more for its own version of the operation, its
 * functions, and what it sends. What an operation costs is remembered by a short text each.
 */
function weigh(known: KnownDocument): number {
  const programs = programsOf(known).map(
    ({ program }) =>
      known.source.length * 100 +
      program.steps.reduce((sum, { fetch }) => sum + 4_000 + fetch.node.operation.length * 40, 0),
  );
  const costs = [...known.operations.values()].flatMap((operation) => [...operation.costs.keys()]);
  const ofCosts = costs.reduce((sum, key) => sum + 100 + key.length * 2, 0);
  return 2_000 + known.source.length * 60 + programs.reduce((sum, bytes) => sum + bytes, 0) + ofCosts;
}

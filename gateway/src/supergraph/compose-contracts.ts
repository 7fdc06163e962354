import { Supergraph } from '@apollo/federation-internals';
import { Kind, parse, print } from 'graphql';
import type {
  ConstDirectiveNode,
  DefinitionNode,
  DocumentNode,
  FieldDefinitionNode,
  GraphQLSchema,
} from 'graphql';
import { clientSchema } from '../plan/client-schema.ts';
import type { Contract } from './contract.ts';
import { hiddenMembers, printContract } from './contract-schema.ts';
import { contractView, readTags, untaggedRoots } from './contract-view.ts';
import type { Shown } from './contract-view.ts';
import { supportedFeatures } from './supported-features.ts';

export interface ComposedContracts {
  /** The schema of each contract by name, as clients see it, in a fixed order. */
  readonly schemas: ReadonlyMap<string, string>;
  /** What no contract can be made of, `contract <name>: …` each. */
  readonly problems: readonly string[];
  /** Root fields that are in no contract since nothing says for whom they are. */
  readonly untagged: readonly string[];
}

/**
 * Makes the contracts of a supergraph: what each hides is marked `@inaccessible`, and federation's own rules then say whether
 * what is left is a schema (nothing that is shown may need what is hidden).
 */
export function composeContracts(sdl: string, contracts: readonly Contract[]): ComposedContracts {
  const supergraph = Supergraph.build(sdl, { supportedFeatures });
  const apiSchema = clientSchema(supergraph);
  const tags = readTags(supergraph.schema);
  const document = parse(sdl, { noLocation: true });
  const schemas = new Map<string, string>();
  const problems: string[] = [];
  for (const contract of contracts) {
    const shown = contractView(apiSchema, tags, contract);
    const made = composeOne({ document, apiSchema }, shown);
    if (Array.isArray(made)) problems.push(...made.map((problem) => `contract ${contract.name}: ${problem}`));
    else schemas.set(contract.name, made);
  }
  return { schemas, problems, untagged: untaggedRoots(apiSchema, tags) };
}

interface Whole {
  readonly document: DocumentNode;
  readonly apiSchema: GraphQLSchema;
}

function composeOne({ document, apiSchema }: Whole, shown: Shown): string | string[] {
  if (shown.size === 0) return ['It shows nothing: no root field has one of its tags.'];
  const problems = hiddenMembers(apiSchema, shown);
  if (problems.length > 0) return problems;
  try {
    const hiding = print(withHidden(document, (coordinate) => isHidden(coordinate, { apiSchema, shown })));
    const schema = clientSchema(Supergraph.build(hiding, { supportedFeatures }));
    return printContract(schema);
  } catch (error) {
    return messagesOf(error);
  }
}

function messagesOf(error: unknown): string[] {
  const causes: unknown =
    typeof error === 'object' && error !== null && 'causes' in error ? error.causes : [];
  const all = Array.isArray(causes) && causes.length > 0 ? causes : [error];
  return all.map((each: unknown) => (each instanceof Error ? each.message : String(each)));
}

interface Showing {
  readonly apiSchema: GraphQLSchema;
  readonly shown: Shown;
}

/** Of what clients of the whole graph see; the rest is not theirs anyway. */
function isHidden(coordinate: string, { apiSchema, shown }: Showing): boolean {
  const [type = '', field] = coordinate.split('.');
  const known = apiSchema.getType(type);
  if (!known || shown.has(coordinate)) return false;
  if (field === undefined) return !builtIn.has(type);
  return 'getFields' in known && Object.hasOwn(known.getFields(), field) && shown.has(type);
}

const builtIn: ReadonlySet<string> = new Set(['Int', 'Float', 'String', 'Boolean', 'ID']);

function withHidden(document: DocumentNode, isHiding: (coordinate: string) => boolean): DocumentNode {
  const definitions = document.definitions.map((node) => hide(node, isHiding));
  const hasMark = definitions.some(
    (node) => node.kind === Kind.DIRECTIVE_DEFINITION && node.name.value === mark.name.value,
  );
  if (hasMark) return { ...document, definitions };
  const linked = definitions.map((node) =>
    node.kind === Kind.SCHEMA_DEFINITION
      ? { ...node, directives: [...(node.directives ?? []), ...link] }
      : node,
  );
  return { ...document, definitions: [...linked, ...markDefinition] };
}

function hide(node: DefinitionNode, isHiding: (coordinate: string) => boolean): DefinitionNode {
  switch (node.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION: {
      const type = node.name.value;
      const fields = node.fields?.map(
        (field): FieldDefinitionNode => (isHiding(`${type}.${field.name.value}`) ? marked(field) : field),
      );
      return isHiding(type) ? marked({ ...node, fields }) : { ...node, fields };
    }
    case Kind.UNION_TYPE_DEFINITION:
    case Kind.ENUM_TYPE_DEFINITION:
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
    case Kind.SCALAR_TYPE_DEFINITION:
      return isHiding(node.name.value) ? marked(node) : node;
    default:
      return node;
  }
}

function marked<Node extends { readonly directives?: readonly ConstDirectiveNode[] }>(node: Node): Node {
  return { ...node, directives: [...(node.directives ?? []), mark] };
}

const mark: ConstDirectiveNode = {
  kind: Kind.DIRECTIVE,
  name: { kind: Kind.NAME, value: 'inaccessible' },
  arguments: [],
};

const places =
  'FIELD_DEFINITION | OBJECT | INTERFACE | UNION | ARGUMENT_DEFINITION | SCALAR | ENUM | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION';
const markDefinition = parse(`directive @inaccessible on ${places}`, { noLocation: true }).definitions;

const link = parse(
  'schema @link(url: "https://specs.apollo.dev/inaccessible/v0.2", for: SECURITY) { query: Query }',
  { noLocation: true },
).definitions.flatMap((node) => (node.kind === Kind.SCHEMA_DEFINITION ? (node.directives ?? []) : []));

import { baseType, isCompositeType, isInterfaceType, isObjectType } from '@apollo/federation-internals';
import type { FieldDefinition, InterfaceType, ObjectType, Schema } from '@apollo/federation-internals';
import { getNamedType, isInterfaceType as isInterface, isObjectType as isObject, Kind } from 'graphql';
import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLNamedType,
  GraphQLSchema,
  SelectionSetNode,
} from 'graphql';

/**
 * How much there is to plan: the selections after fragments are spread out, each times the ways to reach it. An object
 * that several subgraphs resolve has as many ways, times those of what it lies in. Costs as much as reading the
 * document once, however often its fragments are used.
 */
export type EstimatePlanning = (document: DocumentNode, clientSchema: GraphQLSchema) => number;

/** @param schema of the (prepared) supergraph */
export function readPlanningEstimate(schema: Schema): EstimatePlanning {
  const ways = readWays(schema);
  return (document, clientSchema) => {
    const fragments = new Map<string, FragmentDefinitionNode>();
    for (const node of document.definitions)
      if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
    const estimate = new Estimate({ ways, fragments, schema: clientSchema });
    return document.definitions.reduce((sum, node) => {
      if (node.kind !== Kind.OPERATION_DEFINITION) return sum;
      return sum + estimate.ofSet(node.selectionSet, clientSchema.getRootType(node.operation));
    }, 0);
  };
}

interface EstimateOf {
  /** By `Type.field`, where there are several. */
  readonly ways: ReadonlyMap<string, number>;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly schema: GraphQLSchema;
}

class Estimate {
  readonly #of: EstimateOf;
  readonly #known = new Map<string, number>();

  constructor(of: EstimateOf) {
    this.#of = of;
  }

  ofSet(set: SelectionSetNode, type: GraphQLNamedType | null | undefined): number {
    return set.selections.reduce((sum, node) => {
      if (node.kind === Kind.FIELD) return sum + this.#ofField(node, type);
      if (node.kind === Kind.FRAGMENT_SPREAD) return sum + this.#ofFragment(node.name.value);
      const condition = node.typeCondition && this.#of.schema.getType(node.typeCondition.name.value);
      return sum + this.ofSet(node.selectionSet, condition ?? type);
    }, 0);
  }

  #ofField({ name, selectionSet }: FieldNode, parent: GraphQLNamedType | null | undefined): number {
    if (!selectionSet || !parent) return 1;
    const field = isObject(parent) || isInterface(parent) ? parent.getFields()[name.value] : undefined;
    const below = this.ofSet(selectionSet, field && getNamedType(field.type));
    return (this.#of.ways.get(`${parent.name}.${name.value}`) ?? 1) * (1 + below);
  }

  /** Fragments cannot form a cycle: that was validated. */
  #ofFragment(name: string): number {
    const before = this.#known.get(name);
    if (before !== undefined) return before;
    const fragment = this.#of.fragments.get(name);
    const type = fragment && this.#of.schema.getType(fragment.typeCondition.name.value);
    const estimated = fragment ? this.ofSet(fragment.selectionSet, type) : 0;
    this.#known.set(name, estimated);
    return estimated;
  }
}

/** Of an interface's field, as many as the most of its types have. */
function readWays(schema: Schema): Map<string, number> {
  const ways = new Map<string, number>();
  for (const type of schema.types()) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    const types = isInterfaceType(type) ? [type, ...type.possibleRuntimeTypes()] : [type];
    for (const { name, type: returned } of type.fields()) {
      if (!returned || !isCompositeType(baseType(returned))) continue;
      const most = Math.max(...types.map((each) => waysTo(each.field(name), each)));
      if (most > 1) ways.set(`${type.name}.${name}`, most);
    }
  }
  return ways;
}

function waysTo(
  field: FieldDefinition<ObjectType | InterfaceType> | undefined,
  type: ObjectType | InterfaceType,
): number {
  const places = field?.appliedDirectivesOf('join__field') ?? [];
  const graphs = (places.length > 0 ? places.filter(isResolved) : type.appliedDirectivesOf('join__type')).map(
    (application) => application.arguments()['graph'],
  );
  return new Set(graphs).size;
}

function isResolved(place: { arguments(): Readonly<Record<string, unknown>> }): boolean {
  const { graph, external, usedOverridden } = place.arguments();
  return graph !== undefined && external !== true && usedOverridden !== true;
}

import { isCompositeType } from '@apollo/federation-internals';
import type { Schema, Supergraph } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { readClaimedFields } from './claimed-fields.ts';
import type { ClaimedFields } from './claimed-fields.ts';
import { prepareSupergraph } from './prepare-supergraph.ts';
import type { StandIn } from './stand-ins.ts';
import { readHoistedFields } from './hoist-computed.ts';
import type { HoistedFields } from './hoist-computed.ts';
import { prepareSubgraphs } from './prepare-subgraphs.ts';
import type { FieldFacts } from './produced-fields.ts';
import { createPublicFetchTest } from './public-fetch.ts';
import type { PublicFetchTest } from './public-fetch.ts';
import { relateTypes } from './relate-types.ts';
import type { TypeRelations } from './type-relations.ts';

export interface PlannerLimits {
  /** Plans that are compared for one operation; past it the best so far is taken, which is right but perhaps slower. */
  readonly maxEvaluatedPlans: number;
  /** Ways to reach one field; past it the operation is refused with PLAN_TOO_COMPLEX. */
  readonly maxPathOptions: number;
}

/**
 * An ordinary operation has one plan to evaluate. Fields that several subgraphs share multiply the choices: these
 * bounds keep the worst of them to fractions of a second where the planner's own would take many.
 */
export const defaultPlannerLimits: PlannerLimits = Object.freeze({
  maxEvaluatedPlans: 100,
  maxPathOptions: 500,
});

/** Everything that planning needs of one generation of the supergraph. Opaque outside plan/, but for `types`. */
export interface Planner {
  readonly queryPlanner: QueryPlanner;
  readonly apiSchema: Schema;
  /** All types and fields, those included that clients never see. */
  readonly supergraphSchema: Schema;
  /** The same for graphql-js. */
  readonly clientSchema: GraphQLSchema;
  readonly types: TypeRelations;
  readonly isPublic: PublicFetchTest;
  readonly claimed: ClaimedFields;
  readonly facts: FieldFacts;
  readonly standIns: ReadonlyMap<string, StandIn>;
  readonly realNames: ReadonlyMap<string, string>;
  readonly hoisted: HoistedFields;
  /** Labels of `@override` that are decided for each request, in a fixed order. */
  readonly overrideLabels: readonly string[];
}

/** With it a client's schema has `@defer` and `@stream`. */
export const incremental = { includeDefer: true, includeStream: true } as const;

/** Takes some tenths of a second for a large supergraph: once per generation. */
export function createPlanner(loaded: Supergraph, limits: Partial<PlannerLimits> = {}): Planner {
  const { maxEvaluatedPlans, maxPathOptions } = { ...defaultPlannerLimits, ...limits };
  const { supergraph, standIns } = prepareSupergraph(loaded);
  const separated = prepareSubgraphs(supergraph);
  const queryPlanner = new QueryPlanner(separated.supergraph, {
    // Fragments of the client are written out: what a fetch selects can then be read off its text.
    reuseQueryFragments: false,
    incrementalDelivery: { enableDefer: true },
    debug: { maxEvaluatedPlans, pathsLimit: maxPathOptions },
  });
  const claimed = readClaimedFields(supergraph.schema);
  return {
    queryPlanner,
    apiSchema: supergraph.apiSchema(),
    supergraphSchema: supergraph.schema,
    clientSchema: supergraph.apiSchema().toGraphQLJSSchema(incremental),
    types: relateTypes(supergraph.schema),
    isPublic: createPublicFetchTest(supergraph.schema),
    claimed,
    facts: readFacts(supergraph.schema, claimed),
    standIns,
    realNames: separated.realNames,
    hoisted: readHoistedFields(supergraph.subgraphs()),
    overrideLabels: overrideLabels(supergraph.schema),
  };
}

function readFacts(schema: Schema, { requirements }: ClaimedFields): FieldFacts {
  const id = (subgraph: string, type: string, field: string): string => `${subgraph}\n${type}.${field}`;
  const leaves = new Map(
    requirements.map(({ subgraph, type, field, leaves: of }) => [id(subgraph, type, field), of]),
  );
  return {
    requiredLeaves: (...field) => leaves.get(id(...field)) ?? [],
    isNullable: (type, field) => {
      const parent = schema.type(type);
      return (
        parent !== undefined && isCompositeType(parent) && parent.field(field)?.type?.kind !== 'NonNullType'
      );
    },
  };
}

function overrideLabels(schema: Schema): string[] {
  const applications = schema.directive('join__field')?.applications() ?? new Set();
  const labels = new Set<string>();
  for (const application of applications) {
    const label: unknown = application.arguments()['overrideLabel'];
    if (typeof label === 'string') labels.add(label);
  }
  return [...labels].sort();
}

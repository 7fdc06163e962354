import { isCompositeType } from '@apollo/federation-internals';
import type { Schema, Supergraph } from '@apollo/federation-internals';
import type { GraphQLSchema } from 'graphql';
import { clientSchema, composedDirectiveNames } from './client-schema.ts';
import { readClaimedFields } from './claimed-fields.ts';
import type { ClaimedFields } from './claimed-fields.ts';
import { readPlanningEstimate } from './estimate-planning.ts';
import type { EstimatePlanning } from './estimate-planning.ts';
import type { PlanElsewhere } from './plan-workers.ts';
import type { FieldFacts } from './produced-fields.ts';
import { createPublicFetchTest } from './public-fetch.ts';
import type { PublicFetchTest } from './public-fetch.ts';
import { relateTypes } from './relate-types.ts';
import { createPlannerCore } from './run-planner.ts';
import type { PlannerCore, PlannerLimits } from './run-planner.ts';
import type { TypeRelations } from './type-relations.ts';

/** Everything that planning needs of one generation of the supergraph. Opaque outside plan/, but for `types`. */
export interface Planner extends PlannerCore {
  /** All types and fields, those included that clients never see. */
  readonly supergraphSchema: Schema;
  /** The same for graphql-js. */
  readonly clientSchema: GraphQLSchema;
  /** Directives that clients may write and no subgraph is sent. */
  readonly clientDirectives: ReadonlySet<string>;
  readonly types: TypeRelations;
  readonly isPublic: PublicFetchTest;
  readonly claimed: ClaimedFields;
  readonly facts: FieldFacts;
  /** Labels of `@override` that are decided for each request, in a fixed order. */
  readonly overrideLabels: readonly string[];
  readonly estimate: EstimatePlanning;
  /** Where what is expensive is planned; absent: here, like everything. */
  readonly elsewhere?: PlanElsewhere | undefined;
}

export interface PlannerOptions {
  readonly limits?: Partial<PlannerLimits> | undefined;
  readonly elsewhere?: PlanElsewhere | undefined;
}

/** Takes some tenths of a second for a large supergraph: once per generation. */
export function createPlanner(loaded: Supergraph, { limits, elsewhere }: PlannerOptions = {}): Planner {
  const core = createPlannerCore(loaded, limits);
  const { supergraph } = core;
  const claimed = readClaimedFields(supergraph.schema);
  return {
    ...core,
    supergraphSchema: supergraph.schema,
    clientSchema: clientSchema(supergraph),
    clientDirectives: composedDirectiveNames(supergraph),
    types: relateTypes(supergraph.schema),
    isPublic: createPublicFetchTest(supergraph.schema),
    claimed,
    facts: readFacts(supergraph.schema, claimed),
    overrideLabels: overrideLabels(supergraph.schema),
    estimate: readPlanningEstimate(supergraph.schema),
    elsewhere,
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

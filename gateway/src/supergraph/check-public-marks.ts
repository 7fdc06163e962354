import {
  federationMetadata,
  isInterfaceType,
  isObjectType,
  subgraphsFromServiceList,
} from '@apollo/federation-internals';
import type { FieldDefinition, ServiceDefinition, Subgraph } from '@apollo/federation-internals';
import { GraphQLError } from 'graphql';

type AnyField = FieldDefinition<never>;

interface Answering {
  readonly subgraph: string;
  readonly marked: boolean;
  readonly field: AnyField;
}

/**
 * The supergraph shows a field as `@public` when one subgraph says so, though another that resolves it may answer
 * differently to different people. Such a field would let one person's answer be shared with another, so it is an
 * error, located at the silent definition. Called only with services that compose.
 */
export function checkPublicMarks(services: readonly ServiceDefinition[]): readonly GraphQLError[] {
  const subgraphs = subgraphsFromServiceList([...services]);
  if (Array.isArray(subgraphs)) return subgraphs;
  const byCoordinate = new Map<string, Answering[]>();
  for (const subgraph of subgraphs.values()) {
    for (const field of resolvedFields(subgraph)) {
      const marked = field.appliedDirectives.some(({ name }) => name === 'public');
      const answering = byCoordinate.get(field.coordinate) ?? [];
      answering.push({ subgraph: subgraph.name, marked, field });
      byCoordinate.set(field.coordinate, answering);
    }
  }
  return [...byCoordinate].flatMap(([coordinate, answering]) => disagreement(coordinate, answering));
}

function disagreement(coordinate: string, answering: readonly Answering[]): GraphQLError[] {
  const replaced = new Set(answering.flatMap(({ field }) => overriddenBy(field)));
  const live = answering.filter(({ subgraph }) => !replaced.has(subgraph));
  const marked = live.find((each) => each.marked);
  const silent = live.find((each) => !each.marked);
  if (!marked || !silent) return [];
  return [
    new GraphQLError(
      `Field "${coordinate}" is @public in subgraph "${marked.subgraph}" but not in subgraph "${silent.subgraph}", which resolves it too: mark it in both or in neither.`,
      { nodes: silent.field.sourceAST ?? [] },
    ),
  ];
}

/** A field that is only external here is never answered from here; a provided one is. */
function resolvedFields(subgraph: Subgraph): AnyField[] {
  const metadata = federationMetadata(subgraph.schema);
  return subgraph.schema
    .types()
    .filter((type) => isObjectType(type) || isInterfaceType(type))
    .flatMap((type) => [...type.fields()].map(parseField))
    .filter((field) => !metadata?.isFieldFullyExternal(field));
}

/** An override with a label replaces only part of the requests, so both still answer. */
function overriddenBy(field: AnyField): string[] {
  const override = field.appliedDirectives.find(({ name }) => name === 'override');
  const { from, label } = override?.arguments() ?? {};
  return typeof from === 'string' && label === undefined ? [from] : [];
}

function parseField(field: unknown): AnyField {
  return field as AnyField;
}

import { printSchema, Supergraph } from '@apollo/federation-internals';
import type { Schema } from '@apollo/federation-internals';
import { Kind, parse } from 'graphql';
import type {
  ArgumentNode,
  ConstDirectiveNode,
  DocumentNode,
  FieldDefinitionNode,
  InterfaceTypeDefinitionNode,
  ObjectTypeDefinitionNode,
} from 'graphql';
import { createStandIns } from './stand-ins.ts';
import type { StandIn, StandInFields } from './stand-ins.ts';

export interface PreparedSupergraph {
  readonly supergraph: Supergraph;
  /** What fields of the prepared supergraph that no client sees stand for. */
  readonly standIns: ReadonlyMap<string, StandIn>;
}

/**
 * The supergraph as the planner is to see it, where it would plan wrongly on it as it is. It fetches a field that is
 * required with arguments under the field's own name, so that a client's or another requirement's arguments get mixed
 * with them: for each such use there is a field of its own, without arguments, and the requirement names that. And to
 * come back to a subgraph it takes the first key, resolvable or not: keys that are come first.
 */
export function prepareSupergraph(supergraph: Supergraph): PreparedSupergraph {
  if (!needsPreparation(supergraph.schema)) return { supergraph, standIns: new Map() };
  const document = parse(printSchema(supergraph.schema), { noLocation: true });
  const fields = createStandIns(document);
  const prepared = withFields(rewriteDirectives(document, fields), fields);
  // All was checked when the supergraph was loaded; now a field may be `@external` that nothing requires any more.
  const options = { supportedFeatures: null, validateSupergraph: false };
  return { supergraph: Supergraph.build(prepared, options), standIns: fields.standIns };
}

function needsPreparation(schema: Schema): boolean {
  const keys = [...(schema.directive('join__type')?.applications() ?? [])];
  const fields = [...(schema.directive('join__field')?.applications() ?? [])];
  return (
    keys.some((application) => application.arguments()['resolvable'] === false) ||
    fields.some((application) => String(application.arguments()['requires'] ?? '').includes('('))
  );
}

type Definition = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

function rewriteDirectives(document: DocumentNode, fields: StandInFields): DocumentNode {
  return mapTypes(document, (type) => ({
    ...type,
    directives: [...(type.directives ?? [])].sort(
      (left, right) => Number(isUnresolvable(left)) - Number(isUnresolvable(right)),
    ),
    fields: type.fields?.map((field) => rewriteRequires(field, type.name.value, fields)),
  }));
}

function isUnresolvable(directive: ConstDirectiveNode): boolean {
  const resolvable = directive.arguments?.find(({ name }) => name.value === 'resolvable')?.value;
  return directive.name.value === 'join__type' && resolvable?.kind === Kind.BOOLEAN && !resolvable.value;
}

function rewriteRequires(
  field: FieldDefinitionNode,
  type: string,
  fields: StandInFields,
): FieldDefinitionNode {
  const rewrite = (argument: ArgumentNode): ArgumentNode =>
    argument.name.value === 'requires' && argument.value.kind === Kind.STRING
      ? { ...argument, value: { kind: Kind.STRING, value: fields.rewrite(argument.value.value, type) } }
      : argument;
  const directives = field.directives?.map(
    (directive): ConstDirectiveNode =>
      directive.name.value === 'join__field'
        ? { ...directive, arguments: (directive.arguments ?? []).map(rewrite).filter(isConstant) }
        : directive,
  );
  return { ...field, directives };
}

function isConstant(
  argument: ArgumentNode,
): argument is NonNullable<ConstDirectiveNode['arguments']>[number] {
  return argument.value.kind !== Kind.VARIABLE;
}

/** A stand-in is resolved where its field is, and as that is: only its name differs, and that it takes no arguments. */
function withFields(document: DocumentNode, { added }: StandInFields): DocumentNode {
  return mapTypes(document, (type) => ({
    ...type,
    fields: type.fields?.flatMap((field) => [
      field,
      ...(added.get(`${type.name.value}.${field.name.value}`) ?? []).map((name) => ({
        ...field,
        name: { kind: Kind.NAME as const, value: name },
        arguments: [],
      })),
    ]),
  }));
}

function mapTypes(document: DocumentNode, change: (type: Definition) => Definition): DocumentNode {
  return {
    ...document,
    definitions: document.definitions.map((node) =>
      node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION
        ? change(node)
        : node,
    ),
  };
}

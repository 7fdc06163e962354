import { getNamedType, isCompositeType, isObjectType, Kind, typeFromAST } from 'graphql';
import type { GraphQLNamedType, GraphQLSchema, SelectionSetNode, VariableDefinitionNode } from 'graphql';
import type { DeprecatedField } from '../src/document.ts';
import { moduleText } from './module-text.ts';
import { docstring, pascalCase, snakeCase, stringLiteral } from './python-text.ts';
import { innermost, namedInputs, pythonType } from './python-types.ts';
import type { ReadOperation } from './read-operations.ts';
import { declareSelection } from './result-types.ts';
import type { ResultTypes } from './result-types.ts';

/** The methods of one subgraph, for both hubs, with the types of what they give. */
export function areaModule(types: ResultTypes, area: string, operations: readonly ReadOperation[]): string {
  const inputs = new Map<string, GraphQLNamedType>(types.module.enums);
  const methods = operations.map((operation) => methodOf(types, operation, inputs));
  const { declarations, enums, fragments } = types.module;
  const body = [
    ...declarations,
    ...operations.map((operation, index) => constant(operation, methods[index])),
    `OPERATIONS: tuple[Operation[Any], ...] = (${operations.map(({ facts }) => `${constantName(facts.name)},`).join(' ')})\n`,
    areaClass(`${pascalCase(area)}Area`, 'Caller', methods.map(blocking)),
    areaClass(`Async${pascalCase(area)}Area`, 'AsyncCaller', methods.map(awaiting)),
  ];
  return moduleText({
    source: `operations/${area}.graphql`,
    declarations: body,
    imports: [
      { from: '.inputs', names: [...namedInputs([...enums.values(), ...inputs.values()]).keys()] },
      { from: '.fragments', names: [...fragments] },
    ],
  });
}

interface Method {
  readonly operation: ReadOperation;
  readonly parameters: readonly Parameter[];
  /** Of what it gives, of a node of a page, or of an event's data. */
  readonly type: string;
}

interface Parameter {
  readonly name: string;
  readonly variable: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly about: string;
}

/** One is made for each call when none is given, so that a retry does nothing twice. */
const idempotencyKey: Parameter = {
  name: 'idempotency_key',
  variable: 'clientMutationId',
  type: 'str | None',
  isRequired: false,
  about: 'What was asked under one key within 24 hours is done once. Made for each call when left out.',
};

function methodOf(
  types: ResultTypes,
  operation: ReadOperation,
  inputs: Map<string, GraphQLNamedType>,
): Method {
  const variables = operation.node.variableDefinitions ?? [];
  const parameters = variables.map((variable) => parameterOf(types.schema, operation, { variable, inputs }));
  const required = parameters.filter(({ isRequired }) => isRequired);
  const optional = parameters.filter(({ isRequired }) => !isRequired);
  return { operation, parameters: [...required, ...optional], type: valueType(types, operation) };
}

function parameterOf(
  schema: GraphQLSchema,
  { node, field }: ReadOperation,
  {
    variable,
    inputs,
  }: { readonly variable: VariableDefinitionNode; readonly inputs: Map<string, GraphQLNamedType> },
): Parameter {
  const name = variable.variable.name.value;
  const type = typeFromAST(schema, variable.type);
  if (!type) throw new Error(`expected the contract to have the type of $${name}`);
  inputs.set(innermost(type).name, innermost(type));
  const [root] = node.selectionSet.selections;
  if (name === 'clientMutationId') return idempotencyKey;
  const given = root?.kind === Kind.FIELD ? root.arguments : undefined;
  const argument = given?.find(({ value }) => value.kind === Kind.VARIABLE && value.name.value === name);
  const about = field.args.find((arg) => arg.name === argument?.name.value)?.description ?? '';
  const isRequired = variable.type.kind === Kind.NON_NULL_TYPE && variable.defaultValue === undefined;
  const python = pythonType(type, 'in', (named) => named.name);
  const mayBeNone = isRequired || python.endsWith('| None') ? python : `${python} | None`;
  return { name: snakeCase(name), variable: name, type: mayBeNone, isRequired, about };
}

function valueType(types: ResultTypes, operation: ReadOperation): string {
  const name = pascalCase(operation.facts.name);
  const named = getNamedType(operation.field.type);
  const [root] = operation.node.selectionSet.selections;
  const set = root?.kind === Kind.FIELD ? root.selectionSet : undefined;
  if (operation.facts.paged && isObjectType(named)) {
    const nodes = named.getFields()['nodes'];
    const node = nodes && innermost(nodes.type);
    if (isCompositeType(node))
      return declareSelection(types, `${name}Node`, { type: node, selections: nodeSets(set) });
  }
  const selections = set ? [set] : [];
  const inner = isCompositeType(named)
    ? declareSelection(types, name, { type: named, selections })
    : undefined;
  return pythonType(operation.field.type, 'out', (scalar) => inner ?? enumIn(types, scalar));
}

function enumIn({ module }: ResultTypes, type: GraphQLNamedType): string {
  module.enums.set(type.name, type);
  return type.name;
}

function nodeSets(set: SelectionSetNode | undefined): SelectionSetNode[] {
  const fields = set?.selections.filter((selection) => selection.kind === Kind.FIELD) ?? [];
  return fields.flatMap(({ name, selectionSet }) =>
    name.value === 'nodes' && selectionSet ? [selectionSet] : [],
  );
}

function constantName(name: string): string {
  return `_${snakeCase(name).toUpperCase()}`;
}

function constant({ area, facts }: ReadOperation, method: Method | undefined): string {
  const { name, kind, field, hash, text, deprecated = [] } = facts;
  const lines = [
    `name=${stringLiteral(`${snakeCase(area)}.${snakeCase(name)}`)}`,
    `kind=${stringLiteral(kind)}`,
    `field=${field === null ? 'None' : stringLiteral(field)}`,
    `hash=${stringLiteral(hash)}`,
    `text=${stringLiteral(text)}`,
    ...(facts.keyed ? ['is_keyed=True'] : []),
    ...(deprecated.length > 0 ? [`deprecated=${deprecations(deprecated)}`] : []),
  ];
  return `${constantName(name)}: Operation[${method?.type ?? 'Any'}] = Operation(\n${lines.map((line) => `    ${line},\n`).join('')})\n`;
}

function deprecations(uses: readonly DeprecatedField[]): string {
  return `(${uses.map(({ field, reason }) => `(${stringLiteral(field)}, ${stringLiteral(reason)}),`).join(' ')})`;
}

function areaClass(name: string, caller: string, methods: readonly string[]): string {
  return `class ${name}:\n    def __init__(self, caller: ${caller}) -> None:\n        self._caller = caller\n\n${methods.join('\n')}`;
}

function blocking(method: Method): string {
  const { operation, type } = method;
  if (operation.facts.kind === 'subscription')
    return render(method, { word: 'def', call: 'stream', gives: `LiveStream[${type}]` });
  if (operation.facts.paged) return render(method, { word: 'def', call: 'page', gives: `Page[${type}]` });
  return render(method, { word: 'def', call: 'call', gives: type });
}

function awaiting(method: Method): string {
  const { operation, type } = method;
  if (operation.facts.kind === 'subscription')
    return render(method, { word: 'def', call: 'stream', gives: `AsyncLiveStream[${type}]` });
  if (operation.facts.paged)
    return render(method, { word: 'async def', call: 'page', gives: `AsyncPage[${type}]` });
  return render(method, { word: 'async def', call: 'call', gives: type });
}

interface Way {
  readonly word: 'def' | 'async def';
  readonly call: 'call' | 'page' | 'stream';
  readonly gives: string;
}

function render({ operation, parameters }: Method, { word, call, gives }: Way): string {
  const options = operation.facts.kind === 'subscription' ? 'LiveOptions' : 'CallOptions';
  const signature = [
    ...parameters.map(({ name, type, isRequired }) => `${name}: ${type}${isRequired ? '' : ' = None'}`),
    `options: ${options} | None = None`,
  ];
  const variables = parameters.map(({ name, variable }) => `${stringLiteral(variable)}: ${name}`);
  const args = parameters.filter(({ about }) => about !== '').map(({ name, about }) => `\n${name}: ${about}`);
  const about = [operation.field.description ?? '', ...args].join('\n');
  return [
    `    ${word} ${snakeCase(operation.facts.name)}(\n        self,\n        *,\n`,
    ...signature.map((each) => `        ${each},\n`),
    `    ) -> ${gives}:\n`,
    docstring(about, '        '),
    `        return ${word === 'async def' ? 'await ' : ''}self._caller.${call}(\n`,
    `            ${constantName(operation.facts.name)}, {${variables.join(', ')}}, options\n        )\n`,
  ].join('');
}

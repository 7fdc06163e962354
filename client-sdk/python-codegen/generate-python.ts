import { isCompositeType, typeFromAST } from 'graphql';
import type { GraphQLNamedType, GraphQLSchema } from 'graphql';
import type { GeneratedFile } from '../src/generator/make-files.ts';
import type { SourceDocument } from '../src/generator/read-documents.ts';
import { areaModule } from './area-module.ts';
import { errorModule } from './error-module.ts';
import type { ErrorCodes } from './error-module.ts';
import { inputModule } from './input-module.ts';
import { moduleText } from './module-text.ts';
import { pascalCase, snakeCase } from './python-text.ts';
import { innermost, namedInputs } from './python-types.ts';
import { readOperations } from './read-operations.ts';
import type { ReadOperations } from './read-operations.ts';
import { declareSelection } from './result-types.ts';
import type { ResultModule, ResultTypes } from './result-types.ts';

export interface PythonSource {
  readonly schema: GraphQLSchema;
  /** The operations of one contract, checked against its schema; each file is one area. */
  readonly documents: readonly SourceDocument[];
  readonly errorCodes: ErrorCodes;
}

/** The generated half of the Python client: one module for each area, and the types and error classes that they share. Paths are below its package. */
export function generatePython({ schema, documents, errorCodes }: PythonSource): readonly GeneratedFile[] {
  const read = readOperations(schema, documents);
  const areas = [...new Set(read.operations.map(({ area }) => area))].toSorted();
  const enums = new Map<string, GraphQLNamedType>();
  const module = (): ResultModule => ({ declarations: [], enums: new Map(), fragments: new Set() });
  const moduleOf = (made: ResultModule): void =>
    made.enums.forEach((type, name) => void enums.set(name, type));

  const shared = fragmentModule({ schema, fragments: read.fragments, module: module() }, moduleOf);
  const modules = areas.map((area) => {
    const types = { schema, fragments: read.fragments, module: module() };
    const content = areaModule(
      types,
      area,
      read.operations.filter((operation) => operation.area === area),
    );
    moduleOf(types.module);
    return { name: `areas/${snakeCase(area)}.py`, content };
  });
  const inputs = namedInputs([...enums.values(), ...givenTypes(schema, read)]);
  return [
    ...modules,
    { name: 'areas/fragments.py', content: shared },
    { name: 'areas/inputs.py', content: inputModule(inputs.values()) },
    { name: 'areas/__init__.py', content: areasModule(areas) },
    { name: 'error_table.py', content: errorModule(errorCodes) },
  ];
}

function fragmentModule(types: ResultTypes, made: (module: ResultModule) => void): string {
  for (const [name, { typeCondition, selectionSet }] of types.fragments) {
    const type = types.schema.getType(typeCondition.name.value);
    if (isCompositeType(type)) declareSelection(types, name, { type, selections: [selectionSet] });
  }
  made(types.module);
  return moduleText({
    source: 'the fragments of operations/',
    declarations: types.module.declarations,
    imports: [{ from: '.inputs', names: [...types.module.enums.keys()] }],
  });
}

function givenTypes(schema: GraphQLSchema, { operations }: ReadOperations): GraphQLNamedType[] {
  const variables = operations.flatMap(({ node }) => node.variableDefinitions ?? []);
  return variables.flatMap((variable) => {
    const type = typeFromAST(schema, variable.type);
    return type ? [innermost(type)] : [];
  });
}

function areasModule(areas: readonly string[]): string {
  const lines = (prefix: string): string =>
    areas
      .map((area) => `        self.${snakeCase(area)} = ${prefix}${pascalCase(area)}Area(caller)\n`)
      .join('');
  const operations = areas.map((area) => `    *${snakeCase(area)}.OPERATIONS,\n`).join('');
  return moduleText({
    source: 'operations/',
    declarations: [
      `class Areas:\n    def __init__(self, caller: Caller) -> None:\n${lines('')}`,
      `class AsyncAreas:\n    def __init__(self, caller: AsyncCaller) -> None:\n${lines('Async')}`,
      `OPERATIONS: tuple[Operation[Any], ...] = (\n${operations})\n`,
    ],
    imports: [
      { from: '.', names: areas.map(snakeCase) },
      ...areas.map((area) => ({
        from: `.${snakeCase(area)}`,
        names: [`${pascalCase(area)}Area`, `Async${pascalCase(area)}Area`],
      })),
    ],
  });
}

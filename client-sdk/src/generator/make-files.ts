import { codegen } from '@graphql-codegen/core';
import * as typescriptOperations from '@graphql-codegen/typescript-operations';
import type { DocumentNode, FragmentDefinitionNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { Kind, parse, printSchema } from 'graphql';
import { describeOperation, type DescribedOperation } from './describe-operation.ts';
import { header } from './header.ts';
import { printArea } from './print-area.ts';
import { printGraphqlFunction } from './print-graphql-function.ts';
import type { SourceDocument } from './read-documents.ts';

export interface GenerateInput {
  readonly schema: GraphQLSchema;
  /** Checked ones: see `checkDocuments`. */
  readonly documents: readonly SourceDocument[];
  /** Where generated files import the runtime from. */
  readonly runtime: string;
  /** What a relative import of a generated file ends in. */
  readonly extension: '.ts' | '.js' | '';
}

export interface GeneratedFile {
  /** Relative to the output folder. */
  readonly name: string;
  readonly content: string;
}

const scalars = { DateTime: 'string', Date: 'string', GeoJSON: 'Record<string, unknown>' };

/**
 * The files of a set of operations: types.ts (types only), one file for each .graphql file with its documents and its
 * area, graphql.ts when there are one-off documents in code, and index.ts. The same input makes the same bytes.
 */
export async function makeFiles(input: GenerateInput): Promise<readonly GeneratedFile[]> {
  const fragments = fragmentsOf(input.documents);
  const areas = new Map<string, DescribedOperation[]>();
  const oneOffs: { source: string; operation: DescribedOperation }[] = [];
  for (const document of input.documents) {
    for (const node of operationsOf(document.node)) {
      const operation = describeOperation({ node, fragments, schema: input.schema });
      if (document.origin === 'code') oneOffs.push({ source: document.text, operation });
      else areas.set(document.area, [...(areas.get(document.area) ?? []), operation]);
    }
  }
  const shape = { runtime: input.runtime, extension: input.extension };
  const files = [...areas]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([area, operations]) => ({
      name: `${area}.ts`,
      content: printArea({ area, operations, ...shape }),
    }));
  if (oneOffs.length > 0)
    files.push({ name: 'graphql.ts', content: printGraphqlFunction({ oneOffs, ...shape }) });
  const exports = files.map(({ name }) => `export * from './${name.replace(/\.ts$/, input.extension)}';\n`);
  return [
    ...files,
    {
      name: 'index.ts',
      content: `${header}${exports.join('')}export type * from './types${input.extension}';\n`,
    },
    { name: 'types.ts', content: await printTypes(input) },
  ];
}

async function printTypes({ schema, documents }: GenerateInput): Promise<string> {
  const content = await codegen({
    filename: 'types.ts',
    schema: parse(printSchema(schema)),
    schemaAst: schema,
    documents: documents.map(({ node, location }) => ({ document: node, location })),
    plugins: [{ operations: {} }],
    pluginMap: { operations: typescriptOperations },
    config: { scalars, defaultScalarType: 'unknown', useTypeImports: true, inlineFragmentTypes: 'combine' },
    skipDocumentsValidation: true,
  });
  return `${header}${content.trim()}\n`;
}

function operationsOf(node: DocumentNode): readonly OperationDefinitionNode[] {
  return node.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
}

function fragmentsOf(documents: readonly SourceDocument[]): ReadonlyMap<string, FragmentDefinitionNode> {
  return new Map(
    documents
      .flatMap(({ node }) => node.definitions)
      .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((definition) => [definition.name.value, definition]),
  );
}

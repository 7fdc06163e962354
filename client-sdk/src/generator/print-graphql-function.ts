import type { DescribedOperation } from './describe-operation.ts';
import { header } from './header.ts';
import { resultType, type PrintShape } from './print-area.ts';

export interface OneOff {
  /** As it stands in the code. */
  readonly source: string;
  readonly operation: DescribedOperation;
}

/** The typed `graphql` of one-off documents: the types are found by the text, which is all there is at run time. */
export function printGraphqlFunction({
  oneOffs,
  runtime,
  extension,
}: PrintShape & { readonly oneOffs: readonly OneOff[] }): string {
  const types = oneOffs.flatMap(({ operation: { facts } }) => [
    resultType(facts),
    `${resultType(facts)}Variables`,
  ]);
  return [
    header,
    `import { graphql as documentOf, type TypedDocument } from '${runtime}';\n`,
    `import type {\n${types.map((name) => `  ${name},\n`).join('')}} from './types${extension}';\n\n`,
    '/** A one-off document with its types; a text that the generator has not seen is an error. */\n',
    ...oneOffs.map(({ source, operation: { facts } }) => {
      const name = resultType(facts);
      return `export function graphql(\n  text: ${JSON.stringify(source)},\n): TypedDocument<${name}, ${name}Variables>;\n`;
    }),
    'export function graphql(text: string): TypedDocument<unknown> {\n  return documentOf(text);\n}\n',
  ].join('');
}

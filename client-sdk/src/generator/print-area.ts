import type { DescribedOperation } from './describe-operation.ts';
import { header } from './header.ts';

export interface PrintShape {
  readonly runtime: string;
  readonly extension: string;
}

export interface AreaInput extends PrintShape {
  readonly area: string;
  readonly operations: readonly DescribedOperation[];
}

/**
 * One file of documents and the area of them. Each document is a pure expression of its own, so that a bundler drops
 * those that nobody asks for; the text of a fragment is there once.
 */
export function printArea({ area, operations, runtime, extension }: AreaInput): string {
  const fragments = new Map(
    operations.flatMap(({ fragments: used }) => used.map(({ name, text }) => [name, text])),
  );
  const types = operations.flatMap(({ facts }) => [resultType(facts), `${resultType(facts)}Variables`]);
  return [
    header,
    `import { operation, type Area, type Operation } from '${runtime}';\n`,
    `import type {\n${types.map((name) => `  ${name},\n`).join('')}} from './types${extension}';\n`,
    ...[...fragments].map(([name, text]) => `\nconst ${fragmentName(name)} = ${quoted(text)};\n`),
    ...operations.map(printDocument),
    `\nexport type ${operationsType(area)} = {\n`,
    ...operations.map(printMember),
    `};\n\nexport const ${area}: Area<'${area}', ${operationsType(area)}> = {\n  name: '${area}',\n  operations: {\n`,
    ...operations.map(({ facts }) => `    ${facts.name}: ${documentName(facts)},\n`),
    '  },\n};\n',
  ].join('');
}

function printDocument({ facts, head, fragments }: DescribedOperation): string {
  const types = `${resultType(facts)}, ${resultType(facts)}Variables, '${facts.kind}', ${literal(facts.field)}`;
  const members = {
    kind: quoted(facts.kind),
    name: quoted(facts.name),
    field: literal(facts.field),
    text: quoted(head),
    hash: quoted(facts.hash),
    ...(facts.keyed ? { keyed: 'true' } : {}),
    ...(facts.paged ? { paged: 'true' } : {}),
    ...(facts.deprecated ? { deprecated: JSON.stringify(facts.deprecated) } : {}),
  };
  const lines = Object.entries(members).map(([name, value]) => `  ${name}: ${value},\n`);
  // Not `+`: bundlers keep an operation that nobody asks for where its text is put together in it.
  const more =
    fragments.length > 0 ? `, [${fragments.map(({ name }) => fragmentName(name)).join(', ')}]` : '';
  return `\nexport const ${documentName(facts)}: Operation<${types}> = /* @__PURE__ */ operation({\n${lines.join('')}}${more});\n`;
}

/** Never the name of a document, a type or an area. */
function fragmentName(name: string): string {
  return `${name}FragmentText`;
}

function documentName({ name }: { readonly name: string }): string {
  return `${capitalised(name)}Document`;
}

/** With the contract's own words, which editors then show at the method. */
function printMember({ facts, description }: DescribedOperation): string {
  const words = description?.replaceAll('*/', '* /').split('\n') ?? [];
  const comment = words.length > 0 ? `  /**\n${words.map((line) => `   * ${line}\n`).join('')}   */\n` : '';
  return `${comment}  readonly ${facts.name}: typeof ${documentName(facts)};\n`;
}

function operationsType(area: string): string {
  return `${capitalised(area)}Operations`;
}

/** As @graphql-codegen/typescript-operations names it. */
export function resultType({ name, kind }: { readonly name: string; readonly kind: string }): string {
  return `${capitalised(name)}${capitalised(kind)}`;
}

function capitalised(name: string): string {
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}

function literal(field: string | null): string {
  return field === null ? 'null' : quoted(field);
}

export function quoted(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

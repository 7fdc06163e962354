import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gqlPluckFromCodeStringSync } from '@graphql-tools/graphql-tag-pluck';
import type { DocumentNode } from 'graphql';
import { parse, Source } from 'graphql';

/** Operations and fragments of one file, or of one call of graphql() in code. */
export interface SourceDocument {
  readonly origin: 'file' | 'code';
  /** The name of the area that the file's operations are in: `ward-page.graphql` gives `wardPage`. */
  readonly area: string;
  /** Relative path, for messages. */
  readonly location: string;
  readonly text: string;
  readonly node: DocumentNode;
}

/**
 * Reads .graphql files and the calls of graphql() in code; the paths are relative to the folder.
 * @throws GraphQLError, with place, for what does not parse
 */
export function readDocuments(paths: readonly string[], folder: string): readonly SourceDocument[] {
  return [...paths].sort().flatMap((path): readonly SourceDocument[] => {
    const text = readFileSync(join(folder, path), 'utf8');
    if (/\.(graphql|gql)$/.test(path)) {
      // Nobody has written anything into it yet.
      if (text.replace(/#.*/g, '').trim() === '') return [];
      const source = new Source(text, path);
      return [{ origin: 'file', area: areaName(path), location: path, text, node: parse(source) }];
    }
    if (!text.includes('graphql(')) return [];
    return pluck(path, text).map((source) => ({
      origin: 'code',
      area: '',
      location: path,
      text: source.body,
      node: parse(source),
    }));
  });
}

/** The texts of graphql(`…`), each with the place of its first character in the file. */
function pluck(path: string, text: string): readonly Source[] {
  const options = { globalGqlIdentifierName: ['graphql'], modules: [], skipIndent: true };
  return gqlPluckFromCodeStringSync(path, text, options).map(({ body, locationOffset: { line, column } }) => {
    // The tool counts columns from 0, and the quote is one more.
    return new Source(body, path, { line, column: column + 2 });
  });
}

function areaName(path: string): string {
  return basename(path)
    .replace(/\.(graphql|gql)$/, '')
    .replace(/[^A-Za-z0-9]+(.)/g, (_, letter: string) => letter.toUpperCase());
}

import { readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { composeServices } from '@apollo/composition';
import type { ServiceDefinition } from '@apollo/federation-internals';
import { GraphQLError, parse, Source } from 'graphql';
import type { DocumentNode } from 'graphql';
import { withoutCircles } from '../plan/without-circles.ts';
import { checkPublicMarks } from './check-public-marks.ts';
import { locateComposeError } from './locate-compose-error.ts';
import { readRoverConfig } from './rover-config.ts';

export type Composition =
  | { readonly sdl: string; readonly problems?: undefined }
  | { readonly sdl?: undefined; readonly problems: readonly string[] };

/**
 * Composes the supergraph that a rover configuration describes. Every problem is one text `file:line: message`, the
 * file relative to the configuration's folder. Also refuses what federation allows and this gateway must not: a
 * field marked `@public` in one subgraph and silent in another that resolves it.
 */
export function composeSupergraph(configFile: string): Composition {
  const root = dirname(resolve(configFile));
  const config = readRoverConfig(configFile);
  if (config.problems) return { problems: config.problems };
  const services: ServiceDefinition[] = [];
  const errors: GraphQLError[] = [];
  for (const { name, url, schemaFile } of config.subgraphs) {
    const parsed = readSchema(schemaFile, relative(root, schemaFile));
    if (parsed instanceof GraphQLError) errors.push(parsed);
    else services.push({ name, url, typeDefs: parsed });
  }
  if (errors.length > 0) return { problems: errors.map((error) => locateComposeError(error, services)) };
  const result = withoutCircles(() => composeServices(services));
  if (result.errors) return { problems: result.errors.map((error) => locateComposeError(error, services)) };
  const unsound = checkPublicMarks(services);
  if (unsound.length > 0) return { problems: unsound.map((error) => locateComposeError(error, services)) };
  return { sdl: `${generatedMark}${result.supergraphSdl.trimEnd()}\n` };
}

const generatedMark = '# Composed by `npm run compose` from rover.yaml. Do not edit.\n';

/** The schema with its file's name in every location, so that whatever is wrong in it can say where. */
function readSchema(file: string, shownName: string): DocumentNode | GraphQLError {
  try {
    return parse(new Source(readFileSync(file, 'utf8'), shownName));
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    return new GraphQLError(`${shownName}: cannot be read (${String(error)})`);
  }
}

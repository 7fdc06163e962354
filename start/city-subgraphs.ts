import { dirname, resolve, sep } from 'node:path';
import { readRoverConfig } from '../gateway/src/supergraph/rover-config.ts';
import type { Subgraph } from '../subgraphs/kit/define-subgraph.ts';
import { SettingError } from '../subgraphs/kit/process/env.ts';

/** A subgraph of the city and where it listens: always on 127.0.0.1. */
export interface CitySubgraph {
  readonly name: string;
  readonly port: number;
  readonly url: string;
  load(): Promise<Subgraph>;
}

/** The port of the gateway that rover.yaml's routing addresses go with; PORT moves them all. */
const roverPort = 4000;

/**
 * The subgraphs that rover.yaml names, in its order, each at its own distance from `basePort`; those that the gateway answers itself
 * are none of them.
 * @throws SettingError naming what is wrong in rover.yaml
 */
export function readCitySubgraphs(roverFile: string, basePort: number): readonly CitySubgraph[] {
  const config = readRoverConfig(roverFile);
  if (config.problems) throw new SettingError(config.problems.join('\n'));
  const own = resolve(dirname(roverFile), 'subgraphs');
  const outside = config.subgraphs.filter(({ schemaFile }) => schemaFile.startsWith(`${own}${sep}`));
  return outside.map(({ name, url }) => {
    const port = Number(new URL(url).port) - roverPort + basePort;
    return { name, port, url: `http://127.0.0.1:${port}/graphql`, load: () => loadSubgraph(name) };
  });
}

async function loadSubgraph(name: string): Promise<Subgraph> {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const module: unknown = await import(
    new URL(`../subgraphs/${name}/subgraph.${extension}`, import.meta.url).href
  );
  const found = parseExports(module).find((part) => part.name === name && typeof part.start === 'function');
  if (!found)
    throw new Error(`subgraphs/${name}/subgraph.ts: expected an export made by defineSubgraph, got none`);
  return found;
}

function parseExports(module: unknown): readonly Subgraph[] {
  return Object.values(module as Record<string, Subgraph>);
}

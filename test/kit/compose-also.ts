import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { composeSupergraph } from '../../gateway/src/supergraph/compose.ts';
import { checkPorts } from '../../start/ports.ts';
import type { CitySubgraph } from '../../start/city-subgraphs.ts';
import type { Subgraph } from '../../subgraphs/kit/define-subgraph.ts';
import { repositoryRoot } from './start-process.ts';

export interface AlsoComposed {
  /** Folder of the composed graph. */
  readonly root: string;
  readonly places: readonly CitySubgraph[];
  remove(): void;
}

/** The city's graph with areas of a test's own in it, as `npm run compose` would make it with a longer rover.yaml. */
export async function composeAlso(also: readonly Subgraph[]): Promise<AlsoComposed> {
  if (also.length === 0) return { root: repositoryRoot, places: [], remove: () => undefined };
  const places: CitySubgraph[] = [];
  for (const definition of also) places.push(await placeOf(definition, places));
  const root = mkdtempSync(join(tmpdir(), 'hub-graph-'));
  const rover = join(root, 'rover.yaml');
  const city = readFileSync(join(repositoryRoot, 'rover.yaml'), 'utf8').replaceAll(
    'file: ./',
    `file: ${repositoryRoot}`,
  );
  const more = also.map(({ name, schema }, index) =>
    [
      `  ${name}:`,
      `    routing_url: ${places[index]?.url ?? ''}`,
      '    schema:',
      `      file: ${fileURLToPath(schema)}`,
    ].join('\n'),
  );
  writeFileSync(rover, `${city.trimEnd()}\n${more.join('\n')}\n`);
  const { sdl, problems } = composeSupergraph(rover);
  if (problems) throw new Error(problems.join('\n'));
  mkdirSync(join(root, 'gateway'));
  writeFileSync(join(root, 'gateway/supergraph.graphql'), sdl);
  return { root, places, remove: () => rmSync(root, { recursive: true, force: true }) };
}

async function placeOf(definition: Subgraph, taken: readonly CitySubgraph[]): Promise<CitySubgraph> {
  const { name } = definition;
  for (;;) {
    // Above the ports of a city, below those that the system gives out by itself.
    const port = 30_200 + Math.floor(Math.random() * 2_000);
    const isFree =
      !taken.some((place) => place.port === port) &&
      (await checkPorts([{ port, host: '127.0.0.1', use: name }], port).then(
        () => true,
        () => false,
      ));
    if (isFree) return { name, port, url: `http://127.0.0.1:${port}/graphql`, load: async () => definition };
  }
}

import type { Graph, Operation } from '../frame/index.ts';

/** An air station as the graph tells it. */
export interface AirStation {
  readonly id: string;
  readonly name: string;
  readonly owner: string;
  readonly lat: number;
  readonly lon: number;
  readonly ward: { readonly name: string } | null;
  readonly aqi: {
    readonly hour: string;
    readonly aqi: number | null;
    readonly levelName: string | null;
  } | null;
  readonly datastreams: readonly AirStream[];
}

export interface AirStream {
  readonly property: string;
  readonly averagingMinutes: number;
  readonly latest: { readonly at: string; readonly value: number | null; readonly quality: string } | null;
}

const perPage = 50;

/** All air stations of organisations in the order of their ids. Another area tells the name of a ward: without it a station is shown all the same. */
export async function readAirStations(graph: Graph, operation: Operation): Promise<readonly AirStation[]> {
  const stations: AirStation[] = [];
  let after: string | null = null;
  for (;;) {
    const page = parsePage(await graph.run(operation, { first: perPage, after }, { partly: true }));
    stations.push(...page.nodes);
    after = page.pageInfo.endCursor;
    if (!page.pageInfo.hasNextPage) return stations;
  }
}

/** Undefined for a sensor of a private person, which no list of this door has either. @throws NOT_FOUND */
export async function readAirStation(
  graph: Graph,
  operation: Operation,
  id: string,
): Promise<AirStation | undefined> {
  const { isPrivatelyOwned, ...station } = parseStation(await graph.run(operation, { id }, { partly: true }));
  return isPrivatelyOwned ? undefined : station;
}

interface Page {
  readonly nodes: readonly AirStation[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

function parsePage(data: unknown): Page {
  return (data as { readonly airStations: Page }).airStations;
}

type OneStation = AirStation & { readonly isPrivatelyOwned: boolean };

function parseStation(data: unknown): OneStation {
  return (data as { readonly airStation: OneStation }).airStation;
}

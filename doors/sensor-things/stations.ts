import type { Graph, Operation } from '../frame/index.ts';

/** A station as the graph tells it; what a kind of station does not have is absent. */
export interface Station {
  readonly id: string;
  readonly kind: StationKind;
  readonly name: string;
  readonly nameEn: string;
  readonly owner: string;
  readonly lat: number;
  readonly lon: number;
  readonly state: string;
  /** `REFERENCE` for what is no air station: gauges of the services in charge. */
  readonly stationClass: string;
  readonly water?: string | null;
  readonly alarmLevels?: { readonly bd1: number; readonly bd2: number; readonly bd3: number } | null;
  readonly ward: { readonly code: string } | null;
  readonly datastreams: readonly Stream[];
}

export type StationKind = 'AIR' | 'WATER_LEVEL' | 'RAIN' | 'RESERVOIR';

export interface Stream {
  readonly id: string;
  readonly property: string;
  readonly unit: string;
  readonly averagingMinutes: number;
  readonly latest: Reading | null;
}

export interface Reading {
  readonly at: string;
  readonly resultAt: string;
  readonly value: number | null;
  readonly quality: string;
  readonly rule: string | null;
}

interface Page {
  readonly nodes: readonly Omit<Station, 'kind'>[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

const lists = {
  airStations: { kind: 'AIR', after: 'air' },
  waterGauges: { kind: 'WATER_LEVEL', after: 'water' },
  rainGauges: { kind: 'RAIN', after: 'rain' },
  reservoirs: { kind: 'RESERVOIR', after: 'reservoirs' },
} as const satisfies Record<string, { kind: StationKind; after: string }>;

/** Of each kind in one operation: what such a list may cost. */
const perPage = 25;

/** All stations, page by page. */
export async function readStations(graph: Graph, operation: Operation): Promise<readonly Station[]> {
  const stations = new Map<string, Station>();
  let cursors: Readonly<Record<string, string | null>> = {};
  for (;;) {
    const pages = parsePages(await graph.run(operation, { first: perPage, ...cursors }));
    const next: Record<string, string | null> = {};
    let hasMore = false;
    for (const [list, { kind, after }] of Object.entries(lists)) {
      const page = pages[list];
      if (!page) continue;
      for (const node of page.nodes)
        stations.set(node.id, { ...node, stationClass: node.stationClass ?? 'REFERENCE', kind });
      // A list that is read to its end is asked for what comes behind it: nothing.
      next[after] = page.pageInfo.endCursor ?? cursors[after] ?? null;
      hasMore ||= page.pageInfo.hasNextPage;
    }
    if (!hasMore) return [...stations.values()];
    cursors = next;
  }
}

function parsePages(data: unknown): Readonly<Record<string, Page | undefined>> {
  return data as Readonly<Record<string, Page | undefined>>;
}

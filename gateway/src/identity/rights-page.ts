import { randomUUID } from 'node:crypto';
import { anonymous } from '../../../subgraphs/kit/process/viewer.ts';
import type { SubgraphCall, SubgraphEndpoint } from '../transport/subgraph-call.ts';

export interface RightsPageRequest {
  readonly source: string;
  /** Where the last page ended; null at the beginning. */
  readonly after: string | null;
  readonly waitMs: number;
  readonly signal: AbortSignal;
}

export interface RightsPage {
  /** JSON of each entry of the journal, in order. */
  readonly entries: readonly string[];
  readonly end: string;
  /** There was nothing more at the moment of the answer. */
  readonly isLast: boolean;
}

/** @throws Error when the source does not answer, or answers with anything else */
export type ReadRightsPage = (request: RightsPageRequest) => Promise<RightsPage>;

const pageSize = 1_000;
const query =
  'query ($after: String, $first: Int!, $waitMs: Int) { _journal(after: $after, first: $first, waitMs: $waitMs) { entries end } }';

/**
 * Reads a subgraph's journal by its internal field, signed and in nobody's name, wherever the supergraph of the moment says that
 * the subgraph is.
 */
export function readRightsPages(
  call: SubgraphCall,
  subgraphs: () => ReadonlyMap<string, SubgraphEndpoint>,
): ReadRightsPage {
  return async ({ source, after, waitMs, signal }) => {
    const subgraph = subgraphs().get(source);
    if (!subgraph) throw new Error(`there is no subgraph ${source}`);
    const body = JSON.stringify({ query, variables: { after, first: pageSize, waitMs } });
    const request = { subgraph, body, kind: 'query', identity: false } as const;
    const { data, errors } = await call(request, { requestId: randomUUID(), viewer: anonymous, signal });
    const { entries, end } = parseMembers(data?.['_journal']);
    if (errors.length > 0 || !isStrings(entries) || typeof end !== 'string')
      throw new Error(`no page of a journal: ${errors[0]?.message ?? 'another answer'}`);
    return { entries, end, isLast: entries.length < pageSize };
  };
}

function isStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

function parseMembers(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

import { randomUUID } from 'node:crypto';
import { anonymous } from '../../../subgraphs/kit/process/viewer.ts';
import type { SubgraphCall, SubgraphEndpoint } from '../transport/subgraph-call.ts';

/** What an app may send, and the text of one document of its list. */
export interface DocumentStanding {
  /** Nothing but what is on the list. */
  readonly listedOnly: boolean;
  /** Null when it is not on the list, or none was asked for. */
  readonly text: string | null;
  /** The conformance run that the app is in; null without one, and where a document was asked for. */
  readonly run: RunStanding | null;
}

/** A conformance run that is on. */
export interface RunStanding {
  readonly id: string;
  readonly endsAtMs: number;
}

/** @throws Error when the subgraph does not answer, or answers with anything else */
export type ReadDocument = (app: string, hash: string | null) => Promise<DocumentStanding>;

const query = 'query ($app: String!, $hash: String) { _appDocument(appId: $app, hash: $hash) }';
const timeoutMs = 5_000;

/** Asks by the subgraph's internal field, signed and in nobody's name, wherever the supergraph of the moment says that it is. */
export function readDocuments(
  call: SubgraphCall,
  subgraphs: () => ReadonlyMap<string, SubgraphEndpoint>,
  source: string,
): ReadDocument {
  return async (app, hash) => {
    const subgraph = subgraphs().get(source);
    if (!subgraph) throw new Error(`there is no subgraph ${source}`);
    const body = JSON.stringify({ query, variables: { app, hash } });
    const request = { subgraph, body, kind: 'query', identity: false } as const;
    const signal = AbortSignal.timeout(timeoutMs);
    const { data, errors } = await call(request, { requestId: randomUUID(), viewer: anonymous, signal });
    const told = data?.['_appDocument'];
    if (errors.length > 0 || typeof told !== 'string')
      throw new Error(`nothing is told of documents: ${errors[0]?.message ?? 'another answer'}`);
    return parseStanding(told);
  };
}

function parseStanding(text: string): DocumentStanding {
  const value = JSON.parse(text) as Record<string, unknown>;
  const { listedOnly } = value;
  if (typeof listedOnly !== 'boolean')
    throw new Error('expected the standing of a document, got something else');
  const found = typeof value['text'] === 'string' ? value['text'] : null;
  return { listedOnly, text: found, run: parseRun(value['run']) };
}

function parseRun(value: unknown): RunStanding | null {
  if (typeof value !== 'object' || value === null || !('id' in value) || !('endsAt' in value)) return null;
  return { id: String(value.id), endsAtMs: Date.parse(String(value.endsAt)) };
}

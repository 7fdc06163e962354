import { randomUUID } from 'node:crypto';
import { anonymous } from '../../../subgraphs/kit/process/viewer.ts';
import type { SubgraphCall, SubgraphEndpoint } from '../transport/subgraph-call.ts';

/** What the subgraph that keeps API keys says of one: everything but whether the caller has it. */
export interface KeyStanding {
  /** SHA-256 of the whole key. */
  readonly digest: Buffer;
  readonly appId: string;
  /** It is good now, for what it is for. */
  readonly isLive: boolean;
  readonly isForSandbox: boolean;
  readonly isOver: boolean;
  readonly scopes: readonly string[];
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
  readonly unitsPerDay: number;
  readonly requestsPerSecond: number;
}

/** Null for a prefix that no key has. @throws Error when the subgraph does not answer, or answers with anything else */
export type ReadKeyStanding = (prefix: string) => Promise<KeyStanding | null>;

const query = 'query ($prefix: String!) { _apiKey(prefix: $prefix) }';
const timeoutMs = 5_000;

/**
 * Asks by the subgraph's internal field, signed and in nobody's name, wherever the supergraph of the moment says that it is. Only the
 * beginning of a key is sent: its secret stays in this process.
 */
export function readKeyStandings(
  call: SubgraphCall,
  subgraphs: () => ReadonlyMap<string, SubgraphEndpoint>,
  source: string,
): ReadKeyStanding {
  return async (prefix) => {
    const subgraph = subgraphs().get(source);
    if (!subgraph) throw new Error(`there is no subgraph ${source}`);
    const body = JSON.stringify({ query, variables: { prefix } });
    const request = { subgraph, body, kind: 'query', identity: false } as const;
    const signal = AbortSignal.timeout(timeoutMs);
    const { data, errors } = await call(request, { requestId: randomUUID(), viewer: anonymous, signal });
    const told = data?.['_apiKey'];
    if (errors.length > 0 || told === undefined)
      throw new Error(`nothing is told of a key: ${errors[0]?.message ?? 'another answer'}`);
    return told === null ? null : parseStanding(told);
  };
}

function parseStanding(told: unknown): KeyStanding {
  const value = JSON.parse(String(told)) as Record<string, unknown>;
  const { digest, appId, appState, isForSandbox, scopes, isOver, unitsPerDay, requestsPerSecond } = value;
  const createdAtMs = Date.parse(String(value['createdAt']));
  const expiresAtMs = Date.parse(String(value['expiresAt']));
  const isWhole =
    typeof digest === 'string' &&
    typeof appId === 'string' &&
    typeof isOver === 'boolean' &&
    typeof unitsPerDay === 'number' &&
    typeof requestsPerSecond === 'number' &&
    Array.isArray(scopes) &&
    Number.isFinite(createdAtMs + expiresAtMs);
  if (!isWhole) throw new Error('expected the standing of a key, got something else');
  return {
    digest: Buffer.from(digest, 'base64url'),
    appId,
    isLive: isForSandbox === true ? appState !== 'SUSPENDED' : appState === 'LIVE',
    isForSandbox: isForSandbox === true,
    isOver,
    scopes: scopes.map(String),
    createdAtMs,
    expiresAtMs,
    unitsPerDay,
    requestsPerSecond,
  };
}
